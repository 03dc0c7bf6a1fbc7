"""When a school teaches what, and when a pupil may leave a class."""

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.people.models import Person, Pupil, SchoolClass, Site
from tandem.scheduling.enums import Wish


class BellSchedule(BaseModel):
    """The hours of a site; a site may have several, such as one for the upper years."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="bell_schedules")
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint("site", "name", name="bell_schedule_name_once_per_site")]

    def __str__(self) -> str:
        return self.name


class Period(BaseModel):
    """One hour of a bell schedule on one day of the week (0 is Monday)."""

    bell_schedule = models.ForeignKey(BellSchedule, models.CASCADE, related_name="periods")
    day = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    after_school = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("bell_schedule", "day", "number", name="period_number_once_a_day"),
            models.CheckConstraint(name="period_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="period_on_a_weekday", condition=Q(day__lte=6)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.number}"


class Lesson(BaseModel):
    """A weekly lesson of a class, or of the pupils named when it is a cluster lesson."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="lessons")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, null=True, blank=True, related_name="lessons")
    number = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=60)
    teacher = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="lessons")
    room_name = models.CharField(max_length=40, blank=True)
    day = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    by_name = models.BooleanField(default=False)
    pupils = models.ManyToManyField(Pupil, related_name="lessons", blank=True)

    class Meta:
        indexes = [models.Index(fields=["school_class", "day", "starts"], name="lesson_by_class")]
        constraints = [
            models.CheckConstraint(name="lesson_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="lesson_on_a_weekday", condition=Q(day__lte=6)),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.day} {self.starts}"


class ClassWish(BaseModel):
    """What the class teacher painted over a stretch of the class's week."""

    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="wishes")
    day = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    wish = models.CharField(max_length=20, choices=Wish.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint("school_class", "day", "starts", name="wish_once_per_moment"),
            models.CheckConstraint(name="wish_ends_after_start", condition=Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return f"{self.school_class_id} {self.day} {self.starts} {self.wish}"


class Room(BaseModel):
    """A room where sessions may be held."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=60)
    usable = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint("site", "name", name="room_name_once_per_site")]

    def __str__(self) -> str:
        return self.name


class RoomBusy(BaseModel):
    """A weekly stretch in which a room is in use for something else."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="busy")
    day = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="room_busy_ends_after_start", condition=Q(ends__gt=F("starts")))]

    def __str__(self) -> str:
        return f"{self.room_id} {self.day} {self.starts}"


class TravelTime(BaseModel):
    """Minutes between two sites; a pair without a row cannot be combined on one day."""

    a = models.ForeignKey(Site, models.CASCADE, related_name="+")
    b = models.ForeignKey(Site, models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("a", "b", name="travel_time_once_per_pair"),
            models.CheckConstraint(name="travel_between_two_sites", condition=~Q(a=F("b"))),
        ]

    def __str__(self) -> str:
        return f"{self.a_id} {self.b_id} {self.minutes}"
