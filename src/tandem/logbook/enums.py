"""Words of this context that rows are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
