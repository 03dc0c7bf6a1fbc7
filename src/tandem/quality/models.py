"""What becomes of what tutors note down: moments at which partners look back on it."""

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.models import Initiative
from tandem.people.models import User


class Evaluation(BaseModel):
    """That partners looked back with the notes of a period: how many there were, what they saw, what they do next.

    About the initiative as a whole: there is no field for a pupil, a tutor or whether a goal was reached (R-NEV-04).
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="evaluations")
    held_date = models.DateField()
    from_date = models.DateField()
    to_date = models.DateField()
    notes = models.PositiveIntegerField()  # how many notes of that period were there to look at
    seen = models.TextField(max_length=4000)
    next_steps = models.TextField(max_length=4000, blank=True)
    groups = models.JSONField(default=list, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evaluation_looks_back",
                condition=Q(from_date__lte=F("to_date")) & Q(to_date__lte=F("held_date")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.held_date}"
