"""What a school and a programme expect of each other, point by point, so that what they see differently shows.

The points are those the Rotterdam report found unspoken (001 §2.1.1, R-ROT-2.1d): what good guidance is, who prepares,
who brings material, how teacher and tutor speak, what happens when somebody is away.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Who answers: each only for itself."""

    SCHOOL = "school", _("de school")
    PROGRAMME = "programme", _("het programma")


class Whose(TextChoices):
    """Who sees to it."""

    SCHOOL = "school", _("de school")
    PROGRAMME = "programme", _("het programma")
    COLLEGE = "college", _("de hogeschool")
    TUTOR = "tutor", _("de tutor")
    TOGETHER = "together", _("samen")


@dataclass(frozen=True, slots=True)
class Topic:
    """One point on which both sides say what they expect, with an example that makes it concrete."""

    key: str
    question: str | Promise
    example: str | Promise


TOPICS = (
    Topic(
        "good_guidance",
        _("Wanneer is het goede begeleiding? Wie zorgt daarvoor?"),
        _("Bijvoorbeeld: de tutor begint met wat goed gaat en laat de leerling hardop denken."),
    ),
    Topic(
        "introduction",
        _("Wie maakt de tutor wegwijs op school?"),
        _("Bijvoorbeeld: een rondleiding, wie is wie, waar je koffie vindt, wat de regels zijn."),
    ),
    Topic(
        "frame",
        _("Wie zegt elke week waaraan de leerling werkt?"),
        _("Bijvoorbeeld: de leerkracht schrijft op vrijdag één zin voor de week erna."),
    ),
    Topic(
        "material",
        _("Wie zorgt voor materiaal?"),
        _("Bijvoorbeeld: de school legt boeken en kopieën klaar; de tutor brengt spelletjes mee."),
    ),
    Topic(
        "consultation",
        _("Hoe spreken leerkracht en tutor met elkaar? Wie neemt daartoe het initiatief?"),
        _("Bijvoorbeeld: twee minuten voor of na de sessie, en elke zes weken een kwartier."),
    ),
    Topic(
        "room",
        _("Wie zorgt voor een rustige plek?"),
        _("Bijvoorbeeld: een lokaal met daglicht waar niemand doorloopt."),
    ),
    Topic(
        "parents",
        _("Wie spreekt met ouders?"),
        _("Bijvoorbeeld: de leerkracht bij het begin, de vertrouwensfiguur bij vragen."),
    ),
    Topic(
        "absence",
        _("Wie laat wat weten als een leerling of tutor er niet is?"),
        _("Bijvoorbeeld: de school belt vóór negen uur; de tutor meldt zich af in Tandem."),
    ),
    Topic(
        "farewell",
        _("Wie zorgt voor kennismaken en afscheid?"),
        _("Bijvoorbeeld: de laatste sessie is een feestje, drie weken vooraf gezegd."),
    ),
    Topic(
        "support",
        _("Wie steunt de tutor als het moeilijk gaat?"),
        _("Bijvoorbeeld: eerst de leerkracht, daarna de coördinator van het programma."),
    ),
)
TOPIC_BY_KEY = {topic.key: topic for topic in TOPICS}


@dataclass(frozen=True, slots=True)
class Said:
    """What one side answered on one point."""

    whose: Whose
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One point with what both sides say; `differs` when they name somebody else, `open` while one is silent."""

    topic: Topic
    school: Said | None
    programme: Said | None

    @property
    def open(self) -> bool:
        return self.school is None or self.programme is None

    @property
    def differs(self) -> bool:
        return self.school is not None and self.programme is not None and self.school.whose != self.programme.whose
