"""Runs of the planner, the teams people decide on, and the sessions that follow."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.people.models import Pupil, Site, Tutor, User
from tandem.scheduling.enums import (
    ClosingStep,
    ResourceKind,
    RunStatus,
    SessionStatus,
    Standing,
    TeamStatus,
    VetoKind,
)
from tandem.scheduling.models.timetables import Room


class PlanningRun(BaseModel):
    """One run of the planner: its input, what it found, and how it ended. Kept."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="runs")
    status = models.CharField(max_length=20, choices=RunStatus.choices, default=RunStatus.QUEUED)
    from_date = models.DateField()
    replans_running = models.BooleanField(default=False)  # for a new block: teams that run may change too
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    seconds_limit = models.PositiveIntegerField()
    seed = models.PositiveIntegerField(default=0)
    stop_requested = models.BooleanField(default=False)
    cancel_requested = models.BooleanField(default=False)
    problem = models.JSONField(default=dict, blank=True)
    keys = models.JSONField(default=dict, blank=True)  # opaque id in the problem -> row
    solution = models.JSONField(default=dict, blank=True)
    terms = models.JSONField(default=dict, blank=True)
    objective = models.BigIntegerField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    placed = models.PositiveIntegerField(default=0)
    requests = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative", condition=Q(status__in=["queued", "running"]), name="run_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.status}"


class Team(BaseModel):
    """A tutor, or a group of students, with the pupils they tutor, and when in the week."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="teams")
    run = models.ForeignKey(PlanningRun, models.SET_NULL, null=True, blank=True, related_name="teams")
    site = models.ForeignKey(Site, models.PROTECT, related_name="teams")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="teams")
    subject = models.CharField(max_length=60)
    status = models.CharField(max_length=20, choices=TeamStatus.choices, default=TeamStatus.PROPOSED)
    locked = models.BooleanField(default=False)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="teams")
    from_date = models.DateField()
    to_date = models.DateField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    veto_kind = models.CharField(max_length=20, choices=VetoKind.choices, blank=True)
    veto_reason = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=0)  # grows when publishing changes what people were told
    closing_step = models.CharField(max_length=20, choices=ClosingStep.choices, blank=True)
    closing_note = models.CharField(max_length=300, blank=True)
    classmates_reason = models.CharField(max_length=300, blank=True)  # why two of one class, where that is not usual

    class Meta:
        constraints = [
            models.CheckConstraint(name="team_ends_after_start", condition=Q(to_date__gte=F("from_date"))),
            models.CheckConstraint(
                name="team_decision_names_who_and_when",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            # No match is made by a machine alone (R-NEV-14): what runs was decided by somebody.
            models.CheckConstraint(
                name="team_published_was_decided",
                condition=~Q(status__in=["accepted", "published"]) | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="team_veto_has_a_reason", condition=~Q(status="vetoed") | ~Q(veto_reason="") & ~Q(veto_kind="")
            ),
            # No bond is broken without a goodbye (R-NEV-15).
            models.CheckConstraint(name="team_ended_with_a_step", condition=~Q(status="ended") | ~Q(closing_step="")),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.subject}"


class TeamMember(BaseModel):
    """A request that has its place in a team, and the class teacher's word about it."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    request = models.ForeignKey(Request, models.CASCADE, related_name="team_places")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.PROPOSED)
    during = DateRangeField(null=True, blank=True)  # the days of a team that runs
    teacher_agrees = models.BooleanField(null=True, blank=True)
    teacher_note = SealedTextField(
        of=["request.pupil.person_id", "request.school_class_id"], max_length=300, blank=True
    )
    teacher_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    teacher_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("team", "request", name="member_once_per_team"),
            models.UniqueConstraint("request", condition=Q(standing="proposed"), name="request_in_one_proposed_team"),
            ExclusionConstraint(
                name="request_in_one_running_team",
                expressions=[("request", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(standing="running"),
            ),
            models.CheckConstraint(
                name="member_runs_for_some_days", condition=~Q(standing="running") | Q(during__isnull=False)
            ),
            models.CheckConstraint(
                name="teacher_answer_names_who_and_when",
                condition=Q(teacher_agrees__isnull=True, teacher_by__isnull=True, teacher_at__isnull=True)
                | Q(teacher_agrees__isnull=False, teacher_by__isnull=False, teacher_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.request_id}"


class TeamSlot(BaseModel):
    """When in the week (of the cycle) a team meets."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="slots")
    week = models.PositiveSmallIntegerField(default=0)
    day = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="team_slots")
    after_school = models.BooleanField(default=False)
    misses = models.JSONField(default=list, blank=True)  # what lessons the pupils miss then

    class Meta:
        constraints = [
            models.UniqueConstraint("team", "week", "day", name="slot_one_a_day_per_team"),
            models.CheckConstraint(name="slot_ends_after_start", condition=Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.day} {self.starts}"


class TeamPair(BaseModel):
    """In a team of several tutors: who works with whom."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="pairs")
    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="pairs")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="pairs")

    class Meta:
        constraints = [models.UniqueConstraint("team", "pupil", "tutor", name="pair_once_per_team")]

    def __str__(self) -> str:
        return f"{self.tutor_id} {self.pupil_id}"


class Session(BaseModel):
    """One planned meeting of a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="sessions")
    status = models.CharField(max_length=20, choices=SessionStatus.choices, default=SessionStatus.PLANNED)
    series_at = models.DateTimeField(null=True, blank=True)  # when the week's rhythm put it, wherever it was moved to
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["starts_at"], name="session_by_start")]
        constraints = [
            models.UniqueConstraint("team", "series_at", name="session_once_in_the_series"),
            models.UniqueConstraint("team", "starts_at", name="session_once_per_moment"),
            models.CheckConstraint(name="session_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.starts_at}"


class Occupancy(BaseModel):
    """That a person (tutoring or tutored) or a room is taken for a stretch of time. The database refuses an overlap."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="occupancy")
    kind = models.CharField(max_length=10, choices=ResourceKind.choices)
    resource_id = models.UUIDField()
    during = DateTimeRangeField()
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="nobody_and_no_room_is_booked_twice",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("resource_id", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.resource_id} {self.during}"


class FeedAddress(BaseModel):
    """The secret address of a calendar feed, of a tutor or of a site; renewing it makes the old one dead."""

    tutor = models.OneToOneField(Tutor, models.CASCADE, null=True, blank=True, related_name="feed")
    site = models.OneToOneField(Site, models.CASCADE, null=True, blank=True, related_name="feed")
    token = models.CharField(max_length=64, unique=True)
    renewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feed_of_a_tutor_or_a_site",
                condition=Q(tutor__isnull=False, site__isnull=True) | Q(tutor__isnull=True, site__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id or self.site_id}"
