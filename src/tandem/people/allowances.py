"""What a volunteer may receive at most without it being pay, per country and calendar year: dated figures.

A new year is a new line here. Of a year that stands nowhere Tandem says so: it never goes by the year before.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tandem.people.enums import Country


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most of one year in euro; what a country does not limit is None.

    Attributes
    ----------
    hour
        What the tax office takes as certainly no pay for an hour, from the age of 21.
    hour_young
        The same, under 21.
    source
        Where it stands, and when that was read.
    """

    country: Country
    year: int
    source: str
    read_date: date
    year_most: Decimal
    day_most: Decimal | None = None
    month_most: Decimal | None = None
    hour: Decimal | None = None
    hour_young: Decimal | None = None


_READ = date(2026, 11, 22)


def _be(year: int, day: str, whole: str, source: str) -> Allowance:
    return Allowance(Country.BE, year, source, _READ, Decimal(whole), day_most=Decimal(day))


def _nl(year: int, month: int, hour: str, young: str, source: str) -> Allowance:
    return Allowance(
        Country.NL,
        year,
        source,
        _READ,
        Decimal(month * 10),
        month_most=Decimal(month),
        hour=Decimal(hour),
        hour_young=Decimal(young),
    )


ALLOWANCES: tuple[Allowance, ...] = (
    _be(2024, "41.48", "1659.29", "vlaanderenvrijwilligt.be, kostenvergoedingen: bedragen 2024 (wet van 3 juli 2005)"),
    _be(2025, "42.31", "1692.51", "uvcw.be, indexatie 2025 (wet van 3 juli 2005, art. 10)"),
    _be(2026, "44.02", "1760.83", "securex.be, bedragen vrijwilligerswerk 2026 (wet van 3 juli 2005, art. 10)"),
    _nl(2024, 210, "5.50", "3.25", "belastingdienst.nl, vrijwilligersvergoedingen: bedragen 2024"),
    _nl(2025, 210, "5.60", "3.30", "taxnavigator.nl over het antwoord op Kamervragen: bedragen 2025"),
    _nl(2026, 220, "5.75", "3.40", "vwg.nl, 23 oktober 2025, over de brief van de staatssecretaris: bedragen 2026"),
)


def allowance_of(country: Country, *, year: int) -> Allowance | None:
    """Return the most of a calendar year, or nothing when the figures of that year are not known here."""
    return next((each for each in ALLOWANCES if each.country == country and each.year == year), None)
