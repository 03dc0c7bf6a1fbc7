"""What a summer school counts and receives: days of pupils, and amounts that are dated data (S-23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class SummerRates:
    """What the Flemish government gives, and the summers for which that is known."""

    first_year: int
    last_year: int
    a_full_day: Decimal  # for the organiser, for each pupil
    a_pupil: Decimal  # for the local authority that coordinates
    source: str

    def known_for(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year


RATES: Sequence[SummerRates] = (
    SummerRates(2021, 2022, Decimal(45), Decimal(20), "Vlaamse Regering, subsidie zomerscholen 2021–2022"),
)


def rates_of(year: int) -> SummerRates:
    """Return the amounts of a summer, or else the last that are known: the page then says of which year they are."""
    known = [rates for rates in RATES if rates.known_for(year)]
    return known[0] if known else RATES[-1]


@dataclass(frozen=True, slots=True)
class PupilDays:
    """How many pupils for how many days; two half days are one full day, since an amount is given for full days."""

    pupils: int
    planned: int
    attended: int
    half: bool = False

    @property
    def full_days(self) -> Decimal:
        return Decimal(self.planned) / 2 if self.half else Decimal(self.planned)


@dataclass(frozen=True, slots=True)
class SummerGrant:
    """What follows from the days of pupils. What parents pay is nothing: it is free, and no field could hold more."""

    rates: SummerRates
    pupils: int
    full_days: Decimal
    parents_pay: Decimal = Decimal(0)

    @property
    def organiser(self) -> Decimal:
        return (self.full_days * self.rates.a_full_day).quantize(CENT)

    @property
    def authority(self) -> Decimal:
        return (self.pupils * self.rates.a_pupil).quantize(CENT)


def grant_of(groups: Sequence[PupilDays], *, year: int) -> SummerGrant:
    """Return what a summer school can ask for all its groups together."""
    days = sum((group.full_days for group in groups), Decimal(0))
    return SummerGrant(rates_of(year), sum(group.pupils for group in groups), days)
