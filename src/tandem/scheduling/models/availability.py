"""When tutors can, and when nobody can."""

from datetime import time
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.models import StudentGroup
from tandem.people.models import Organisation, Pupil, SchoolClass, Site, Tutor
from tandem.scheduling.enums import AvailabilitySource, SuspensionKind


class Availability(BaseModel):
    """A weekly stretch in which a tutor, or a group of students, can tutor."""

    tutor = models.ForeignKey(Tutor, models.CASCADE, null=True, blank=True, related_name="availability")
    student_group = models.ForeignKey(StudentGroup, models.CASCADE, null=True, blank=True, related_name="availability")
    day = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=AvailabilitySource.choices, default=AvailabilitySource.PAINTED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="availability_of_a_tutor_or_a_group",
                condition=Q(tutor__isnull=False, student_group__isnull=True)
                | Q(tutor__isnull=True, student_group__isnull=False),
            ),
            models.CheckConstraint(name="availability_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="availability_on_a_weekday", condition=Q(day__lte=6)),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id or self.student_group_id} {self.day} {self.starts}"


class PupilBusy(BaseModel):
    """A weekly stretch in which a pupil is elsewhere, such as other support; never what it is."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="busy")
    day = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="pupil_busy_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="pupil_busy_on_a_weekday", condition=Q(day__lte=6)),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.day} {self.starts}"


def weekdays() -> list[int]:
    return [0, 1, 2, 3, 4]


class TutorCalendar(BaseModel):
    """A tutor's own calendar address: only free and busy are kept from it, with a margin for travelling."""

    tutor = models.OneToOneField(Tutor, models.CASCADE, related_name="calendar")
    address = models.URLField(max_length=500, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(default=30)
    days = models.JSONField(default=weekdays)  # on which days the tutor wants to tutor at all
    earliest = models.TimeField(default=time(8))
    latest = models.TimeField(default=time(18))
    read_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="calendar_day_ends_after_start", condition=Q(latest__gt=F("earliest")))
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id}"


class Closure(BaseModel):
    """Days on which an organisation, or one of its sites, is closed beside the school holidays."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="closures")
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="closures")
    name = models.CharField(max_length=100)
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="closure_ends_after_start", condition=Q(to_date__gte=F("from_date")))
        ]

    def __str__(self) -> str:
        return self.name


class Suspension(BaseModel):
    """Days on which the sessions of one tutor, pupil or class do not take place; the bond goes on."""

    tutor = models.ForeignKey(Tutor, models.CASCADE, null=True, blank=True, related_name="suspensions")
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, blank=True, related_name="suspensions")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, null=True, blank=True, related_name="suspensions")
    kind = models.CharField(max_length=20, choices=SuspensionKind.choices)
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="suspension_ends_after_start", condition=Q(to_date__gte=F("from_date"))),
            models.CheckConstraint(
                name="suspension_of_one",
                condition=Q(tutor__isnull=False, pupil__isnull=True, school_class__isnull=True)
                | Q(tutor__isnull=True, pupil__isnull=False, school_class__isnull=True)
                | Q(tutor__isnull=True, pupil__isnull=True, school_class__isnull=False),
            ),
        ]

    @property
    def of_whom(self) -> UUID | None:
        """The key of the tutor, the pupil or the class that is away."""
        return self.tutor_id or self.pupil_id or self.school_class_id

    def __str__(self) -> str:
        return f"{self.kind} {self.from_date}"
