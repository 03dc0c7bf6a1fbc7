"""A student who asks a college to recognise lessons given in a summer school as internship (R-LBV-2i)."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.initiatives.models import Enrolment
from tandem.people.models import User


class LessonClaim(BaseModel):
    """What a student asked, over how many lessons, and what the college decided with its reason."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="lesson_claim")
    lessons = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    is_recognised = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="lesson_claim_is_of_some_lessons", condition=Q(lessons__gt=0)),
            models.CheckConstraint(
                name="lesson_claim_decision_names_who_and_when",
                condition=Q(is_recognised__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(is_recognised__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="lesson_claim_refused_with_a_reason", condition=~Q(is_recognised=False) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lessons}"
