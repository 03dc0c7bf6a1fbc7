"""How many hours of work a credit (ECTS) stands for, per country: dated rules."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tandem.people.enums import Country


@dataclass(frozen=True, slots=True)
class CreditRule:
    """From a day on: one credit is between so many and so many hours of everything a student does for it."""

    country: Country
    from_date: date
    hours_least: int
    hours_most: int
    source: str


RULES: tuple[CreditRule, ...] = (
    CreditRule(
        Country.NL,
        date(2002, 9, 1),
        28,
        28,
        "WHW, art. 7.4: 60 studiepunten zijn 1680 uur, dus 28 uur per studiepunt.",
    ),
    CreditRule(
        Country.BE,
        date(2004, 10, 1),
        25,
        30,
        "Codex Hoger Onderwijs (Vlaanderen): een studiepunt is 25 tot 30 uur onderwijs-, leer- en evaluatietijd.",
    ),
)


def credit_rule(country: Country, *, on: date) -> CreditRule:
    """Return the rule of a country on a day: the latest that had begun."""
    begun = [rule for rule in RULES if rule.country == country and rule.from_date <= on]
    if not begun:
        raise LookupError(f"No rule for credits in {country} holds on {on}.")
    return max(begun, key=lambda rule: rule.from_date)


def hours_of(worth: Decimal, rule: CreditRule) -> tuple[Decimal, Decimal]:
    """Return between how many and how many hours these credits stand for."""
    return worth * rule.hours_least, worth * rule.hours_most
