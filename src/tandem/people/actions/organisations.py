"""Organisations of every kind, and the grounds their sites share."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from tandem.core import audit
from tandem.people.enums import OrganisationKind, Region
from tandem.people.models import Campus, Organisation, Site, User


class OrganisationNotPossible(Exception):
    """There is one of this name and kind already, or it would be part of itself."""


@transaction.atomic
def add(
    *,
    name: str,
    kind: OrganisationKind,
    region: Region,
    part_of: Organisation | None = None,
    by: User,
    at: datetime,
) -> Organisation:
    """Add an organisation that Tandem does not know yet."""
    organisation = Organisation(name=name, kind=kind, region=region, part_of=part_of)
    _keep(organisation)
    audit.record("organisation.added", target=organisation, by=by, at=at, organisation=organisation, kind=kind)
    return organisation


@transaction.atomic
def change(
    *,
    organisation: Organisation,
    name: str,
    kind: OrganisationKind,
    region: Region,
    part_of: Organisation | None = None,
    by: User,
    at: datetime,
) -> Organisation:
    """Change an organisation's name, kind, region, or what it is part of."""
    organisation.name, organisation.kind = name, kind
    organisation.region, organisation.part_of = region, part_of
    _keep(organisation)
    audit.record("organisation.changed", target=organisation, by=by, at=at, organisation=organisation, kind=kind)
    return organisation


@transaction.atomic
def set_campus(*, site: Site, campus_name: str, by: User, at: datetime) -> Site:
    """Say on which grounds a site stands, by name, or on none; sites of other organisations may stand there too."""
    name = campus_name.strip()
    found = Campus.objects.filter(name__iexact=name).first() if name else None
    site.campus = found or (Campus.objects.create(name=name, address=site.address) if name else None)
    site.save(update_fields=["campus"])
    audit.record("site.campus_set", target=site, by=by, at=at, organisation=site.organisation, campus=name)
    return site


def _keep(organisation: Organisation) -> None:
    same = Organisation.objects.filter(kind=organisation.kind, name__iexact=organisation.name)
    if same.exclude(pk=organisation.pk).exists():
        raise OrganisationNotPossible("There is an organisation of this kind and name already.")
    above = organisation.part_of
    while above is not None:
        if above.pk == organisation.pk:
            raise OrganisationNotPossible("An organisation is not part of itself.")
        above = above.part_of
    try:
        organisation.full_clean()
    except ValidationError as error:
        raise OrganisationNotPossible("; ".join(error.messages)) from error
    organisation.save()
