"""Who pays for initiatives, and which of them nobody pays for soon."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.initiatives.models import Grant, Initiative
from tandem.initiatives.together.funding import Money, Month, ends_too_soon, months_of


def money_of(grants: Collection[Grant]) -> list[Money]:
    return [Money(row.funder, row.amount, row.from_date, row.to_date, row.purpose) for row in grants]


def grants_of(initiative: Initiative) -> list[Grant]:
    return list(initiative.grants.order_by("from_date", "funder", "pk"))


def cover_of(initiative: Initiative) -> list[Month]:
    """Return each month of an initiative, and of the grants that last longer, with who pays for it."""
    grants = money_of(grants_of(initiative))
    last = max([initiative.ends_date, *(grant.last for grant in grants)])
    return months_of(grants, first=initiative.starts_date, last=last)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """An initiative, and the first day nobody pays for."""

    initiative: Initiative
    day: date


def uncovered_soon(initiatives: Collection[Initiative], *, on: date) -> list[Uncovered]:
    """Return which of these initiatives nobody pays for within two months, the nearest day first."""
    grants: dict[UUID, list[Grant]] = {}
    for row in Grant.objects.filter(initiative__in=initiatives).order_by("pk"):
        grants.setdefault(row.initiative_id, []).append(row)
    found = [
        Uncovered(initiative, day)
        for initiative in initiatives
        if (day := ends_too_soon(money_of(grants.get(initiative.pk, [])), ends=initiative.ends_date, on=on))
    ]
    return sorted(found, key=lambda row: (row.day, row.initiative.name, str(row.initiative.pk)))
