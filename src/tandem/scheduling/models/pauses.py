"""That a match lies still for a while, and what somebody decided about it."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.people.models import User
from tandem.scheduling.enums import PauseKind, PauseOutcome
from tandem.scheduling.models.plans import Team


class Pause(BaseModel):
    """From when a team lies still. Who asked for it is for the one who decides; why is written nowhere."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=10, choices=PauseKind.choices)
    paused_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decider = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=PauseOutcome.choices, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "team", "kind", condition=Q(decided_at__isnull=True), name="pause_one_of_a_kind_at_a_time"
            ),
            models.CheckConstraint(
                name="pause_is_open_or_has_an_outcome",
                condition=Q(decided_at__isnull=True, outcome="", decided_by__isnull=True)
                | Q(decided_at__isnull=False) & ~Q(outcome=""),
            ),
            # What a person asked for, a person decides.
            models.CheckConstraint(
                name="pause_for_a_concern_is_decided_by_somebody",
                condition=~Q(kind="concern") | Q(outcome="") | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="pause_for_a_concern_names_who_asked", condition=~Q(kind="concern") | Q(raised_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.kind}"
