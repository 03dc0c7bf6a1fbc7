"""A small study beside an initiative: who is compared with whom, when, with what, and what was asked at home (S-08).

It is settled before anybody begins, so that nobody can choose afterwards what fits best. Measuring is another matter.
"""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.initiatives.enums import Arm, StudyDesign, StudyMoment
from tandem.initiatives.models.initiatives import Initiative
from tandem.people.models import SchoolClass, User


class Study(BaseModel):
    """What is looked into; how it may be spoken of follows from the design, and nobody types that (R-NEV-18)."""

    initiative = models.OneToOneField(Initiative, models.CASCADE, related_name="study")
    question = models.CharField(max_length=300)
    design = models.CharField(max_length=20, choices=StudyDesign.choices, default=StudyDesign.COMPARISON)
    consent_words = models.TextField(max_length=2000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="study_settled_names_who_and_when",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="study_settled_has_words_of_consent", condition=Q(settled_at__isnull=True) | ~Q(consent_words="")
            ),
        ]

    def __str__(self) -> str:
        return self.question


class StudyClass(BaseModel):
    """A class in a study: it takes part from the start, or begins once the last measurement is over."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="classes")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="study_places")
    arm = models.CharField(max_length=20, choices=Arm.choices)

    class Meta:
        constraints = [models.UniqueConstraint("study", "school_class", name="study_class_once")]

    def __str__(self) -> str:
        return f"{self.school_class_id} {self.arm}"


class StudyWave(BaseModel):
    """A moment at which is measured, in all classes of the study alike, with which instruments."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="waves")
    moment = models.CharField(max_length=10, choices=StudyMoment.choices)
    on_date = models.DateField()
    instruments = models.JSONField(default=list)  # by name: what was settled stays, whatever becomes of the list

    class Meta:
        constraints = [models.UniqueConstraint("study", "moment", name="study_wave_once_per_moment")]

    def __str__(self) -> str:
        return f"{self.moment} {self.on_date}"
