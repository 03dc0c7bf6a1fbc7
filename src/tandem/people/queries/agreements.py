"""Whether a school's board agreed how its pupils' data are kept."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.people.enums import OrganisationKind
from tandem.people.models import Organisation, ProcessingAgreement


def standing_agreements(*, on: date) -> QuerySet[ProcessingAgreement]:
    """Return the agreements that hold on a day, the newest first."""
    return ProcessingAgreement.objects.filter(
        Q(ends_date__isnull=True) | Q(ends_date__gte=on), signed_date__lte=on
    ).order_by("-signed_date", "-seen_at", "pk")


def schools_without_agreement(organisations: Collection[UUID], *, on: date) -> set[UUID]:
    """Return those of these schools whose board has not agreed, so that none of their pupils may be here."""
    schools = Organisation.objects.filter(pk__in=organisations, kind=OrganisationKind.SCHOOL)
    return set(schools.exclude(pk__in=standing_agreements(on=on).values("organisation")).values_list("pk", flat=True))


def has_agreement(organisation: Organisation, *, on: date) -> bool:
    return not schools_without_agreement([organisation.pk], on=on)
