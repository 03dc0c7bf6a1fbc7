"""Organisations and where they are."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from tandem.core.models import BaseModel
from tandem.people.enums import OrganisationKind, Region, Stage


class Organisation(BaseModel):
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    region = models.CharField(max_length=20, choices=Region.choices, default=Region.BE_FLANDERS)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )  # a board, a koepel

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_not_part_of_itself", condition=~Q(part_of=F("id"))),
        ]

    def __str__(self) -> str:
        return self.name


class Campus(BaseModel):
    """Grounds on which sites of one or more organisations stand together."""

    name = models.CharField(max_length=200, unique=True)
    address = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Site(BaseModel):
    """One place of an organisation where sessions can be held."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sites")
    campus = models.ForeignKey(Campus, models.SET_NULL, null=True, blank=True, related_name="sites")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.PRIMARY_BE)
    pick_up = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="site_name_once_per_organisation")]

    def __str__(self) -> str:
        return self.name
