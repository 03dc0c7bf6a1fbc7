"""What a school and a programme say to each other about one school in one initiative, before and while it runs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.models.initiatives import Initiative
from tandem.initiatives.together.actorship import TASKS, Actor, Alone
from tandem.initiatives.together.expectations import TOPICS, Side, Whose
from tandem.people.models import Site, User

MONTH = 744  # hours, more than a month of anybody


class SchoolPart(BaseModel):
    """How one school stands for one initiative: what it said itself, and what the programme asks of its staff."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="school_parts")
    site = models.ForeignKey(Site, models.CASCADE, related_name="school_parts")
    pupils = models.PositiveSmallIntegerField(null=True, blank=True)
    classes = models.PositiveSmallIntegerField(null=True, blank=True)
    largest_class = models.PositiveSmallIntegerField(null=True, blank=True)
    head_agrees = models.BooleanField(null=True, blank=True)
    projects_complete = models.BooleanField(default=False)
    core_values = models.TextField(max_length=2000, blank=True)
    adaptations = models.TextField(max_length=2000, blank=True)
    lead_weeks = models.PositiveSmallIntegerField(default=6, validators=[MaxValueValidator(52)])
    early_reason = models.CharField(max_length=300, blank=True)
    staff_hours = models.DecimalField(
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MONTH)],
    )  # a month, asked by the programme

    class Meta:
        constraints = [models.UniqueConstraint("initiative", "site", name="school_part_once_per_site")]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.site_id}"


class StaffLimit(BaseModel):
    """How many hours a month a school can give to all its partners together: its own word (R-NEV-30)."""

    site = models.OneToOneField(Site, models.CASCADE, related_name="staff_limit")
    hours = models.DecimalField(
        max_digits=5, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(MONTH)]
    )
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.site_id} {self.hours}"


class SchoolProject(BaseModel):
    """Something else that runs at a school, outside Tandem: it asks for the same pupils, days and staff."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="projects")
    name = models.CharField(max_length=120)
    partner = models.CharField(max_length=120, blank=True)
    days = models.JSONField(default=list, blank=True)
    pupils = models.PositiveSmallIntegerField(null=True, blank=True)
    staff_hours = models.DecimalField(
        max_digits=5, decimal_places=1, default=0, validators=[MinValueValidator(0), MaxValueValidator(MONTH)]
    )
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="school_project_ends_after_start",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MutualExpectation(BaseModel):
    """What one side of an agreement between a school and a programme expects on one point."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="mutual_expectations")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=30, choices=[(topic.key, topic.key) for topic in TOPICS])
    side = models.CharField(max_length=20, choices=Side.choices)
    whose = models.CharField(max_length=20, choices=Whose.choices)
    words = models.TextField(max_length=1000, blank=True)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "site", "topic", "side", name="mutual_expectation_once_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.side}"


class ActorshipChange(BaseModel):
    """Where an initiative agreed otherwise on who decides, who does, or what a tutor may do alone, and why."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="actorship_changes")
    task = models.CharField(max_length=30, choices=[(task.key, task.key) for task in TASKS if not task.fixed])
    decides = models.CharField(max_length=20, choices=Actor.choices)
    does = models.CharField(max_length=20, choices=Actor.choices)
    alone = models.CharField(max_length=20, choices=Alone.choices)
    reason = models.CharField(max_length=300)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "task", name="actorship_once_per_task"),
            models.CheckConstraint(name="actorship_change_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="actorship_leaves_what_protects_a_child",
                condition=~Q(task__in=[task.key for task in TASKS if task.fixed]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.task}"


class PlanStep(BaseModel):
    """One step of the working plan of a school: what, who, when, and when it was done. Every partner may add one."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="plan_steps")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
    who = models.CharField(max_length=20, choices=Actor.choices)
    due_date = models.DateField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")  # none: the template
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_step_done_names_who_and_when",
                condition=Q(done_by__isnull=True, done_at__isnull=True)
                | Q(done_by__isnull=False, done_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text


class PlanNeed(BaseModel):
    """What somebody of a working plan needs to do well, in their own words: a tutor's beside the school's."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="plan_needs")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    whose = models.CharField(max_length=20, choices=Whose.choices)
    text = models.CharField(max_length=300)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text
