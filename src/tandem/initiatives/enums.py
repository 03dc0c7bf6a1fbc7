"""Words of this context that rows are made of."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from tandem.core import glossary
from tandem.core.glossary import Word


class FormKind(TextChoices):
    """The forms of tutoring an initiative can take."""

    ST010 = "st010", glossary.one(Word.ST010)
    HDT = "hdt", glossary.one(Word.HDT)
    MOZ = "moz", glossary.one(Word.MOZ)


class InitiativeStatus(TextChoices):
    PREPARING = "preparing", _("in voorbereiding")
    ACTIVE = "active", _("loopt")
    ENDED = "ended", _("afgelopen")


class Priority(IntegerChoices):
    """The school's own word for how soon; the number is the base need in the plan."""

    NORMAL = 1000, _("kan wachten")
    SOON = 1300, _("graag snel")
    FIRST = 1700, _("eerst")


class RequestStatus(TextChoices):
    WAITING = "waiting", _("wacht op een plek")
    PLACED = "placed", _("heeft een plek")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    ENDED = "ended", _("afgerond")
