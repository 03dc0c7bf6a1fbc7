"""The six quality standards of the Vlor (000 §10.3), and what an initiative can show for each."""

from enum import StrEnum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standard(TextChoices):
    """The standards in the order and meaning of the source; each is answered, none is scored."""

    CONSULTATION = "consultation", _("Partners maakten vooraf samen de negen afspraken.")
    JUSTIFICATION = (
        "justification",
        _("Elke school zegt waarom ze meedoet, vanuit haar beleid voor gelijke kansen."),
    )
    TRAINING = "training", _("Tutors krijgen vorming uit de praktijk, en steun zolang het traject duurt.")
    INSTRUMENTS = "instruments", _("Instrumenten kijken naar de doelen, ook een van de tutor zelf.")
    USE_OF_NOTES = "use_of_notes", _("De notities worden gebruikt om bij te sturen en te evalueren.")
    ORGANISATION = "organisation", _("Het is op elk niveau duidelijk wie wat doet.")


class State(TextChoices):
    """Where a standard stands: words, never a figure (R-VLOR-10.3z)."""

    OPEN = "open", _("open")
    DISCUSSED = "discussed", _("in bespreking")
    AGREED = "agreed", _("afgesproken")


class Shown(StrEnum):
    """A kind of evidence that Tandem holds."""

    AGREEMENTS = auto()
    MEETINGS = auto()
    GROUPS_HEARD = auto()
    SCHOOLS = auto()
    STRANDS = auto()
    TRAININGS = auto()
    COACHING = auto()
    ATTENDED = auto()
    SUPPORT = auto()
    GOALS_SEEN = auto()
    NOTES = auto()
    EVALUATIONS = auto()
    ROLES = auto()
    DEPUTIES = auto()
    RHYTHM = auto()


class Lacks(StrEnum):
    """A kind of gap, of which the page says what would fill it."""

    POINT = auto()
    SCHOOL = auto()
    STRAND = auto()
    COACHING = auto()
    SUPPORT = auto()
    TUTORS_INSTRUMENT = auto()
    GOAL = auto()
    GOALS = auto()
    NOTES = auto()
    EVALUATION = auto()
    SEAT = auto()
    DEPUTY = auto()
