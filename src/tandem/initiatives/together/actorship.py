"""Who decides, who does, and what a tutor may do alone: the actorship matrix (001 §2.1.1, R-ROT-2.1e).

What an initiative agrees otherwise is kept with its reason. What protects a child is not up for agreement.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Actor(TextChoices):
    TUTOR = "tutor", _("tutor")
    TEACHER = "teacher", _("leerkracht")
    CARE = "care", _("zorgcoördinator of intern begeleider")
    SCHOOL = "school", _("schoolcoördinator of directie")
    PROGRAMME = "programme", _("programmacoördinator")
    COLLEGE = "college", _("docent van de hogeschool")
    FAMILY = "family", _("ouders")
    TRUST_PERSON = "trust_person", _("vertrouwensfiguur voor ouders")
    NAMED = "named", _("wie voor zorgen genoemd is")


class Alone(TextChoices):
    """What a tutor may do of a task without asking."""

    YES = "yes", _("ja, zelf")
    AFTER_ASKING = "after_asking", _("na overleg")
    NO = "no", _("nee")


@dataclass(frozen=True, slots=True)
class Task:
    """One task, as it stands until an initiative agrees otherwise; `fixed` says why nobody can."""

    key: str
    what: str | Promise
    decides: Actor
    does: Actor
    alone: Alone
    fixed: str | Promise = ""


TASKS = (
    Task("content", _("Kiezen waaraan de leerling werkt"), Actor.TEACHER, Actor.TEACHER, Alone.NO),
    Task(
        "work_form",
        _("Kiezen hoe het in de sessie gaat: werkvorm, spel, volgorde"),
        Actor.TUTOR,
        Actor.TUTOR,
        Alone.YES,
    ),
    Task("material", _("Materiaal kiezen en klaarleggen"), Actor.TEACHER, Actor.TUTOR, Alone.AFTER_ASKING),
    Task("order", _("Afspraken over rust en omgang in de sessie"), Actor.TUTOR, Actor.TUTOR, Alone.YES),
    Task(
        "order_serious",
        _("Optreden als het niet lukt: de leerling terugbrengen"),
        Actor.TEACHER,
        Actor.TEACHER,
        Alone.AFTER_ASKING,
    ),
    Task("pick_up", _("De leerling ophalen en terugbrengen"), Actor.SCHOOL, Actor.TUTOR, Alone.YES),
    Task("parent_start", _("Het startgesprek met ouders"), Actor.SCHOOL, Actor.TEACHER, Alone.NO),
    Task("parent_contact", _("Ouders vertellen wat goed gaat"), Actor.TEACHER, Actor.TEACHER, Alone.AFTER_ASKING),
    Task("parent_question", _("Een vraag van ouders beantwoorden"), Actor.TRUST_PERSON, Actor.TRUST_PERSON, Alone.NO),
    Task("absence_tutor", _("Zeggen dat de tutor niet kan komen"), Actor.TUTOR, Actor.TUTOR, Alone.YES),
    Task("absence_pupil", _("Zeggen dat de leerling er niet is"), Actor.SCHOOL, Actor.TEACHER, Alone.NO),
    Task("moment", _("Een sessie verzetten"), Actor.PROGRAMME, Actor.PROGRAMME, Alone.AFTER_ASKING),
    Task("outing", _("Buiten de school gaan"), Actor.SCHOOL, Actor.TUTOR, Alone.AFTER_ASKING),
    Task(
        "signal",
        _("Een zorg over een leerling opnemen"),
        Actor.NAMED,
        Actor.NAMED,
        Alone.NO,
        _("Een tutor meldt een zorg en is geen hulpverlener; wie genoemd is, neemt het over."),
    ),
    Task(
        "file",
        _("Zorgdossiers lezen"),
        Actor.CARE,
        Actor.CARE,
        Alone.NO,
        _("Een tutor leest wat sterk is en waaraan gewerkt wordt, nooit een dossier."),
    ),
    Task(
        "choice",
        _("Meedoen na schooltijd"),
        Actor.FAMILY,
        Actor.FAMILY,
        Alone.NO,
        _("Ouders en leerling kiezen zelf, samen."),
    ),
)
TASK_BY_KEY = {task.key: task for task in TASKS}
