"""Words of this context that rows are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tandem.core import glossary
from tandem.core.glossary import Word


class Outcome(TextChoices):
    """What became of a planned session."""

    HELD = "held", _("ging door")
    IN_VAIN = "in_vain", _("tutor kwam voor niets")


class Attendance(TextChoices):
    """There or not, and whether it was said beforehand; never why."""

    PRESENT = "present", _("was er")
    ANNOUNCED = "announced", _("afgemeld")
    UNANNOUNCED = "unannounced", _("niet afgemeld")


class Mood(TextChoices):
    """How the session went, in the tutor's eyes."""

    WELL = "well", _("ging vlot")
    FINE = "fine", _("ging")
    HARD = "hard", _("ging moeizaam")


class Liked(TextChoices):
    """The child's own answer to: did you like coming?"""

    YES = "yes", _("ja, leuk")
    SOSO = "soso", _("gaat wel")
    NO = "no", _("niet zo")


class FileKind(TextChoices):
    """What a line of a pupil's file can be. There is no kind for what went wrong (R-NEV-19)."""

    STRENGTH = "strength", glossary.one(Word.STRENGTH)
    GOAL = "goal", glossary.one(Word.GOAL)
    AGREEMENT = "agreement", glossary.one(Word.AGREEMENT)
    MESSAGE = "message", _("bericht aan mijn tutor")


class Voice(TextChoices):
    """As whom somebody said something in a file."""

    PUPIL = "pupil", glossary.one(Word.PUPIL)
    GUARDIAN = "guardian", glossary.one(Word.GUARDIAN)
    TUTOR = "tutor", glossary.one(Word.TUTOR)
    SCHOOL = "school", _("school")


class FileRequestKind(TextChoices):
    CORRECTION = "correction", _("verbeteren")
    SHIELDING = "shielding", _("afschermen")


class Reach(TextChoices):
    """From whom a line is hidden."""

    TUTORS = "tutors", _("tutors")
    EVERYBODY = "everybody", _("iedereen, behalve thuis")


class PortraitTopic(TextChoices):
    """What somebody may tell about themselves; none of it is asked for."""

    LANGUAGES = "languages", _("talen die ik spreek")
    LIKES = "likes", _("wat ik graag doe")
    TALENTS = "talents", _("waar ik goed in ben")
    HOME = "home", _("wat bij ons thuis belangrijk is")
    BACKGROUND = "background", _("waar wij vandaan komen")


class ShownTo(TextChoices):
    """Who reads what somebody told about themselves, as they choose."""

    FAMILY = "family", _("alleen wij thuis")
    TUTORS = "tutors", _("ook mijn tutor")
    SCHOOL = "school", _("ook mijn tutor en de school")


class ReadPurpose(TextChoices):
    """What for somebody opens a file; it is kept and shown to the family. Only the first needs no asking."""

    OWN_PART = "own_part", _("werkt met de leerling")
    FAMILY_ASKED = "family_asked", _("de leerling of het gezin vroeg iets")
    REQUEST = "request", _("een verzoek over de map behandelen")
    TRAJECTORY = "trajectory", _("afstemmen met de tutor of de leerkracht")


class ContactWay(TextChoices):
    """How somebody spoke with a family. A letter is no conversation."""

    AT_SCHOOL = "at_school", _("op school")
    PHONE = "phone", _("aan de telefoon")
    VISIT = "visit", _("thuis")
    INTERPRETER = "interpreter", _("met een tolk")
    MESSAGE = "message", _("met een bericht")
