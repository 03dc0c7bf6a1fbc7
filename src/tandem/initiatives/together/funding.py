"""Which months are paid for, by whom, and when that ends (R-VLOR-9.9a)."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

WARNED_BEFORE = timedelta(days=62)  # two months
CENT = Decimal("0.01")
DAY = timedelta(days=1)


class GrantPurpose(TextChoices):
    """What a grant is for."""

    COORDINATION = "coordination", _("coördinatie")
    TUTORS = "tutors", _("vergoeding van tutors")
    TRAINING = "training", _("vorming en begeleiding van tutors")
    MATERIAL = "material", _("materiaal en lokalen")
    ALL = "all", _("alles samen")


class Cover(StrEnum):
    """How much of a month is paid for."""

    WHOLE = auto()
    PART = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Money:
    """A grant: so much, for the days from the first to the last."""

    funder: str
    amount: Decimal
    first: date
    last: date
    purpose: str = GrantPurpose.ALL

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Month:
    """One month of an initiative: who pays, how much falls in it, and which of its days nobody pays for."""

    first: date
    last: date
    funders: tuple[str, ...]
    amount: Decimal
    uncovered: int  # days

    @property
    def cover(self) -> Cover:
        if not self.uncovered:
            return Cover.WHOLE
        return Cover.NONE if self.uncovered == (self.last - self.first).days + 1 else Cover.PART


def months_of(grants: Sequence[Money], *, first: date, last: date) -> list[Month]:
    """Return each month an initiative lasts, with what is paid for in it; an amount falls evenly over its days."""
    found = []
    begins = first
    while begins <= last:
        ends = min(last, begins.replace(day=monthrange(begins.year, begins.month)[1]))
        found.append(_month(grants, begins, ends))
        begins = ends + DAY
    return found


def _month(grants: Sequence[Money], first: date, last: date) -> Month:
    paying = [grant for grant in grants if grant.first <= last and first <= grant.last]
    amount = sum((grant.amount * _days(grant, first, last) / grant.days for grant in paying), Decimal(0))
    days = [first + DAY * n for n in range((last - first).days + 1)]
    uncovered = sum(not any(grant.first <= day <= grant.last for grant in paying) for day in days)
    funders = tuple(dict.fromkeys(grant.funder for grant in sorted(paying, key=lambda row: (row.first, row.funder))))
    return Month(first, last, funders, amount.quantize(CENT, ROUND_HALF_UP), uncovered)


def _days(grant: Money, first: date, last: date) -> int:
    return (min(grant.last, last) - max(grant.first, first)).days + 1


def covered_until(grants: Iterable[Money], *, on: date) -> date | None:
    """Return the last day up to which every day from `on` is paid for, or None when that day itself is not."""
    until = on - DAY
    for grant in sorted(grants, key=lambda row: row.first):
        if grant.first <= until + DAY and grant.last > until:
            until = grant.last
    return until if until >= on else None


def ends_too_soon(grants: Sequence[Money], *, ends: date, on: date) -> date | None:
    """Return the first day nobody pays for, when it comes within two months and before the initiative ends.

    An initiative that counts no grants asks for none.
    """
    if not grants or on > ends:
        return None
    until = covered_until(grants, on=on)
    gap = on if until is None else until + DAY
    return gap if gap <= ends and gap - on <= WARNED_BEFORE else None
