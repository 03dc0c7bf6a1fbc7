"""Where tutors learn: training, intervision and moments to look back, who was there, and what they may take on."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.enums import Came, GatheringKind, Layer, SkillKind, Strand
from tandem.initiatives.models.initiatives import Initiative
from tandem.people.models import Person, Tutor, User


class Gathering(BaseModel):
    """Tutors of an initiative together: a training of one strand, an intervision, or a moment to look back."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="gatherings")
    kind = models.CharField(max_length=20, choices=GatheringKind.choices)
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    strand = models.CharField(max_length=20, choices=Strand.choices, blank=True)
    layer = models.CharField(max_length=20, choices=Layer.choices, blank=True)
    topics = models.JSONField(default=list, blank=True)
    coaching_minutes = models.PositiveSmallIntegerField(default=0)  # of which on coaching techniques (R-VLOR-9.1d)
    given_by = models.CharField(max_length=200, blank=True)
    recipe = models.CharField(max_length=300, blank=True)  # why it is known to work (R-EDL-TRN)
    themes = models.CharField(max_length=300, blank=True)  # what an intervision was about, without anybody's name
    cancelled_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="gathering_lasts_some_minutes", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="gathering_coaching_is_part_of_it", condition=Q(coaching_minutes__lte=F("minutes"))
            ),
            models.CheckConstraint(
                name="gathering_of_training_names_strand_and_layer",
                condition=Q(kind=GatheringKind.TRAINING.value) & ~Q(strand="") & ~Q(layer="")
                | ~Q(kind=GatheringKind.TRAINING.value) & Q(strand="", layer="", coaching_minutes=0),
            ),
            models.UniqueConstraint("initiative", "kind", "starts_at", "title", name="gathering_once_per_moment"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class GatheringAttendance(BaseModel):
    """Whether a tutor was there, or already could what was taught."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendances")
    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="gathering_attendances")
    came = models.CharField(max_length=20, choices=Came.choices)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("gathering", "tutor", name="gathering_attendance_once")]

    def __str__(self) -> str:
        return f"{self.tutor_id} {self.came}"


class TrainingQuality(BaseModel):
    """Who answers for the training, the support and their quality (R-VLOR-9.1g)."""

    initiative = models.OneToOneField(Initiative, models.CASCADE, related_name="training_quality")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.owner_id}"


class TutorSkill(BaseModel):
    """That somebody knows a tutor masters a subject, or can work with a group; never how well."""

    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="skills")
    kind = models.CharField(max_length=20, choices=SkillKind.choices)
    subject = models.CharField(max_length=60, blank=True)
    gathering = models.ForeignKey(Gathering, models.CASCADE, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("tutor", "kind", "subject", name="tutor_skill_once"),
            models.CheckConstraint(
                name="tutor_skill_of_mastery_names_its_subject",
                condition=Q(kind=SkillKind.MASTERY.value) & ~Q(subject="")
                | ~Q(kind=SkillKind.MASTERY.value) & Q(subject=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id} {self.kind}"
