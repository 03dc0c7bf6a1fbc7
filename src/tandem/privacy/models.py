"""Proof of erasing, and periods that a programme makes shorter than the published ones."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.people.models import Organisation
from tandem.privacy.register.terms import Period


class Erased(BaseModel):
    """That a person was erased: a number, no name. Kept outside backups too, so that none brings somebody back."""

    person_id = models.UUIDField(unique=True)
    erased_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)  # nobody: the nightly sweep
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.person_id} {self.erased_at:%Y-%m-%d}"


class ShorterPeriod(BaseModel):
    """A programme keeps something shorter than published; never longer."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="shorter_periods")
    period = models.CharField(max_length=20, choices=Period.choices)
    days = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "period", name="shorter_period_once"),
            models.CheckConstraint(name="shorter_period_lasts_some_days", condition=Q(days__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.period} {self.days}"
