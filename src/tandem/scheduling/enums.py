"""Words of this context that rows are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Wish(TextChoices):
    """What a class teacher says of a lesson hour: may a pupil leave?"""

    MAY = "may", _("mag")
    RATHER_NOT = "rather_not", _("liever niet")
    NEVER = "never", _("nooit")


class AvailabilitySource(TextChoices):
    PAINTED = "painted", _("zelf ingekleurd")
    CALENDAR = "calendar", _("uit de agenda")
    IMPORTED = "imported", _("uit een lijst")


class SuspensionKind(TextChoices):
    EXAM = "exam", _("examens")
    INTERNSHIP = "internship", _("stage")
    TRIP = "trip", _("uitstap of reis")
    OTHER = "other", _("iets anders")


class ImportStatus(TextChoices):
    UPLOADED = "uploaded", _("ingelezen")
    CHECKED = "checked", _("nagekeken")
    APPLIED = "applied", _("overgenomen")
    DISCARDED = "discarded", _("weggegooid")


class RunStatus(TextChoices):
    QUEUED = "queued", _("staat klaar")
    RUNNING = "running", _("bezig")
    DONE = "done", _("klaar")
    CANCELLED = "cancelled", _("afgebroken")
    FAILED = "failed", _("mislukt")


class TeamStatus(TextChoices):
    PROPOSED = "proposed", _("voorstel")
    ACCEPTED = "accepted", _("goedgekeurd")
    VETOED = "vetoed", _("afgewezen")
    PUBLISHED = "published", _("loopt")
    ENDED = "ended", _("afgerond")


class SessionStatus(TextChoices):
    PLANNED = "planned", _("gepland")
    PAUSED = "paused", _("ligt even stil")
    CANCELLED = "cancelled", _("gaat niet door")


class PauseKind(TextChoices):
    """What lets a match lie still."""

    CONCERN = "concern", _("iemand vroeg om even te stoppen")
    GATE = "gate", _("een papier, vorming of overeenkomst van de tutor")


class PauseOutcome(TextChoices):
    RESUMED = "resumed", _("gaat verder")
    ENDED = "ended", _("afgerond")


class ResourceKind(TextChoices):
    """An older pupil who tutors is one person, whatever they do at that moment."""

    PERSON = "person", _("persoon")
    ROOM = "room", _("lokaal")


class Standing(TextChoices):
    """Where a place in a team stands."""

    PROPOSED = "proposed", _("voorgesteld")
    RUNNING = "running", _("loopt")
    PAST = "past", _("voorbij")


class VetoKind(TextChoices):
    """What a veto is about, so that the next plan avoids exactly that."""

    PAIR = "pair", _("deze tutor en deze leerling niet samen")
    TOGETHER = "together", _("deze leerlingen niet in één groepje")
    MOMENT = "moment", _("niet op dit moment")


class ClosingStep(TextChoices):
    """How a team said goodbye, or how the bond goes on."""

    GOODBYE = "goodbye", _("afscheid genomen in een laatste sessie")
    HANDOVER = "handover", _("overgedragen in een sessie met de nieuwe tutor")
    TOLD = "told", _("verteld door iemand die het kind kent")
    CONTINUES = "continues", _("gaat verder in een nieuwe planning")


class BlockKind(TextChoices):
    """What a part of a day at a summer school is."""

    EDUCATION = "education", _("leren")
    LEISURE = "leisure", _("vrije tijd")
