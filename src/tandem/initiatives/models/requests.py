"""Who asks: pupils and whole classes."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.initiatives.enums import Priority, RequestStatus
from tandem.initiatives.models.initiatives import Initiative
from tandem.people.models import Pupil, SchoolClass, Site, Tutor


class Request(BaseModel):
    """A pupil, or a whole class, that asks for tutoring in one subject."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="requests")
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, blank=True, related_name="requests")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, null=True, blank=True, related_name="requests")
    site = models.ForeignKey(Site, models.PROTECT, related_name="requests")
    subject = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    sessions_per_week = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1)])
    group_max = models.PositiveSmallIntegerField(default=2)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    goal = SealedTextField(of=["pupil.person_id", "school_class_id"], max_length=300, blank=True)
    interests = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=20, choices=RequestStatus.choices, default=RequestStatus.WAITING)
    asked_date = models.DateField()
    not_tutors = models.ManyToManyField(Tutor, related_name="+", blank=True)
    apart_from = models.ManyToManyField("self", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_of_a_pupil_or_a_class",
                condition=Q(pupil__isnull=False, school_class__isnull=True)
                | Q(pupil__isnull=True, school_class__isnull=False),
            ),
            models.UniqueConstraint(
                "initiative",
                "pupil",
                "subject",
                condition=Q(status__in=["waiting", "placed"]),
                name="request_once_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id or self.school_class_id} {self.subject}"
