"""With which families an association made its contract."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from tandem.initiatives.catalogue.template import Gate
from tandem.initiatives.models import FamilyContract, Initiative
from tandem.people.models import Pupil


def asks_contract(initiative: Initiative) -> bool:
    """Tell whether the form of an initiative asks a contract with each family before a child begins."""
    return Gate.CONTRACT in initiative.template.gates


def contract_of(initiative: Initiative, pupil: Pupil) -> FamilyContract | None:
    return initiative.family_contracts.filter(pupil=pupil).select_related("said_by", "written_by__person").first()


def with_contract(initiatives: Collection[UUID], pupils: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """Return for which of these pupils there is a contract, and in which initiative."""
    rows = FamilyContract.objects.filter(initiative__in=initiatives, pupil__in=pupils)
    return frozenset(rows.values_list("initiative_id", "pupil_id"))


def contracts_for_family(pupils: Collection[Pupil]) -> QuerySet[FamilyContract]:
    """Return what the families of these children and associations expect of each other."""
    return (
        FamilyContract.objects.filter(pupil__in=[pupil.pk for pupil in pupils])
        .select_related("initiative__organiser", "pupil__person")
        .order_by("pupil__person__sort_name", "initiative__name", "pk")
    )
