"""A visit at home: when the tutor came and went, and that somebody looked after them when they did not say so."""

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.people.models import Person, Pupil, User
from tandem.scheduling.models import Session


class HomeVisit(BaseModel):
    """One session at home, for who looks after both sides.

    A visit that a family calls off is off, without a reason; nothing counts how often.
    """

    session = models.OneToOneField(Session, models.CASCADE, related_name="home_visit")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="home_visits")
    arrived_at = models.DateTimeField(null=True, blank=True)
    accompanied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # the safety contact knows that all is well
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    called_off_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="home_visit_ends_after_it_began",
                condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=False, left_at__gte=F("arrived_at")),
            ),
            models.CheckConstraint(
                name="home_visit_settled_names_who_and_when",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="home_visit_called_off_was_not_made",
                condition=Q(called_off_at__isnull=True) | Q(arrived_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}"
