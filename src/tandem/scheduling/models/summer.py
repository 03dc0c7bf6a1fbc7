"""The days of a summer school: what a group does, and who stands in it besides its own teacher (S-23)."""

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.models import Enrolment
from tandem.scheduling.enums import BlockKind
from tandem.scheduling.models.plans import Team


class DayBlock(BaseModel):
    """A part of each day of a group: learning or leisure, what it is, and who gives it when that is not its teacher."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="day_blocks")
    kind = models.CharField(max_length=10, choices=BlockKind.choices)
    starts = models.TimeField()
    ends = models.TimeField()
    what = models.CharField(max_length=120)
    given_by = models.ForeignKey(Enrolment, models.SET_NULL, null=True, blank=True, related_name="day_blocks")

    class Meta:
        constraints = [models.CheckConstraint(name="day_block_ends_after_start", condition=Q(ends__gt=F("starts")))]

    def __str__(self) -> str:
        return f"{self.team_id} {self.kind} {self.starts}"


class DayStaff(BaseModel):
    """That somebody stands in a group on a day besides its own teacher; or that this teacher does not, never why."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="day_staff")
    day_date = models.DateField()
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="day_staff")
    is_there = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("team", "day_date", "enrolment", name="day_staff_once_a_day"),
            models.UniqueConstraint(
                "day_date", "enrolment", condition=Q(is_there=True), name="day_staff_in_one_group_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.day_date} {self.enrolment_id}"
