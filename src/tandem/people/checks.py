"""Which check the law asks of whoever tutors children, per country: dated rules, and where they stand.

A change of the law is a new line here with its date. Until the new day the old rule holds, and what was seen under it
stays what it was.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tandem.people.enums import CheckModel, Country


@dataclass(frozen=True, slots=True)
class CheckRule:
    """What one country asks, from a day on.

    Attributes
    ----------
    models
        Papers that count, the usual one first.
    newest_days
        How old a paper may be when it is seen.
    valid_months
        After how many months it is asked again, counted from the paper's own date.
    of_pupils
        Whether a pupil under 18 who helps another pupil, at school and guided by their teachers, is asked for a paper.
    source
        Where it stands, for who wants to check it.
    """

    country: Country
    from_date: date
    models: tuple[CheckModel, ...]
    newest_days: int
    valid_months: int
    of_pupils: bool
    source: str


RULES: tuple[CheckRule, ...] = (
    CheckRule(
        country=Country.BE,
        from_date=date(2023, 2, 1),
        models=(CheckModel.EXTRACT_596_2, CheckModel.MINOR_BE),
        newest_days=31,  # at most one month
        valid_months=12,  # asked again with each year's agreement
        of_pupils=False,  # asked of who is of age; of other minors the head notes that there is no extract yet
        source="Decreet van 3 juni 2022 (Vlaanderen), sinds 1 februari 2023: model 596.2, hoogstens een maand oud, bij "
        "elke nieuwe aanstelling van een meerderjarige; enkel de datum van de controle wordt bewaard.",
    ),
    CheckRule(
        country=Country.NL,
        from_date=date(2018, 11, 1),  # it held before that too; older papers are no longer seen
        models=(CheckModel.VOG_EDUCATION, CheckModel.VOG_MINORS),
        newest_days=183,  # our choice: a paper half a year old says little about now
        valid_months=36,  # not the law, but the usual advice
        of_pupils=False,  # asked of who works in education, and a pupil who helps does not
        source="Wettelijk verplicht voor wie in het onderwijs werkt (gratisvog.nl, voorwaarden scholen); Justis: "
        "profiel 60 (onderwijs), na schooltijd ook functieaspect 84 (zorg voor minderjarigen); advies: elke drie jaar.",
    ),
)


def rule_of(country: Country, *, on: date) -> CheckRule:
    """Return the rule of a country that holds on a day: the latest that had begun."""
    begun = [rule for rule in RULES if rule.country == country and rule.from_date <= on]
    if not begun:
        raise LookupError(f"No rule for checks in {country} holds on {on}.")
    return max(begun, key=lambda rule: rule.from_date)


def country_of(model: CheckModel, *, on: date) -> Country:
    """Return for which country's law a paper is."""
    return next(country for country in Country if model in rule_of(country, on=on).models)


def renewal_date(model: CheckModel, *, document_date: date, countries: Collection[Country], on: date) -> date:
    """Return the last day on which a paper counts; who tutors in two countries is held to the shorter time."""
    concerned = {country_of(model, on=on), *countries}
    return _months_later(document_date, min(rule_of(country, on=on).valid_months for country in concerned))


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):  # 31 August and six months is the last of February
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)
