"""Reads of this context: who somebody is, whom they may see, and what was agreed."""

from tandem.people.queries.consents import (
    ASKED,
    agreed_pupils,
    answers_of,
    family_has_agreed,
    purpose_of,
    standing_answers,
    standing_answers_of,
)
from tandem.people.queries.places import (
    children_of,
    classes_visible_to,
    cleared_tutors,
    current,
    organisations_of,
    permissions_of,
    pupils_visible_to,
    roles_of,
    school_year_of,
    schools_visible_to,
    sites_of,
    sites_visible_to,
    staff_of,
)

__all__ = [
    "ASKED",
    "agreed_pupils",
    "answers_of",
    "children_of",
    "classes_visible_to",
    "cleared_tutors",
    "current",
    "family_has_agreed",
    "organisations_of",
    "permissions_of",
    "pupils_visible_to",
    "purpose_of",
    "roles_of",
    "school_year_of",
    "schools_visible_to",
    "sites_of",
    "sites_visible_to",
    "staff_of",
    "standing_answers",
    "standing_answers_of",
]
