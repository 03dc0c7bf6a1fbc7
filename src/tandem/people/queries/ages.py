"""From 18 a pupil decides alone: what is answered, and who at home still sees it."""

from datetime import date

from django.db.models import Q

from tandem.people.models import Pupil

ADULT_AGE = 18


def latest_birth_of_adults(on: date) -> date:
    """Return the last birth date with which somebody is of age; who was born on 29 February is so on 1 March."""
    try:
        return on.replace(year=on.year - ADULT_AGE)
    except ValueError:  # 29 February
        return date(on.year - ADULT_AGE, 2, 28)


def minor(on: date, prefix: str = "") -> Q:
    """Pupils who are not of age on a day; whose birth date nobody gave counts as a child."""
    born = f"{prefix}birth_date"
    return Q(**{f"{born}__isnull": True}) | Q(**{f"{born}__gt": latest_birth_of_adults(on)})


def is_adult(pupil: Pupil, *, on: date) -> bool:
    return pupil.birth_date is not None and pupil.birth_date <= latest_birth_of_adults(on)
