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
    CANCELLED = "cancelled", _("gaat niet door")


class ResourceKind(TextChoices):
    TUTOR = "tutor", _("tutor")
    PUPIL = "pupil", _("leerling")
    ROOM = "room", _("lokaal")
