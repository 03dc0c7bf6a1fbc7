"""Who pays for an initiative, how much, from when until when, and what for."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.models.initiatives import Initiative
from tandem.initiatives.together.funding import GrantPurpose


class Grant(BaseModel):
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="grants")
    funder = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))])
    purpose = models.CharField(max_length=20, choices=GrantPurpose.choices, default=GrantPurpose.ALL)
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="grant_ends_after_start", condition=Q(to_date__gte=F("from_date"))),
            models.CheckConstraint(name="grant_is_some_money", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return self.funder
