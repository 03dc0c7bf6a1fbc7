"""Setting up an initiative and changing it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.catalogue import REFUSED
from tandem.initiatives.catalogue.template import FROM_TEMPLATE, start_of
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import deviations_of
from tandem.people.models import Organisation, Site, User

CHANGEABLE = frozenset(
    {
        *FROM_TEMPLATE,
        "name",
        "starts_date",
        "ends_date",
        "tutor_label",
        "activity_label",
        "team_label",
        "second_form",
        "culturally_adaptive",
        "deviation_reason",
        "concern_contact",
        "concern_deputy",
    }
)


class InitiativeNotPossible(Exception):
    """What was asked of an initiative cannot be."""


@transaction.atomic
def create_initiative(
    *,
    organiser: Organisation,
    name: str,
    form: FormKind,
    starts_date: date,
    ends_date: date,
    sites: Iterable[Site] = (),
    by: User,
    at: datetime,
    **choices: Any,
) -> Initiative:
    """Set up an initiative from the template of its form; every choice may differ from it."""
    _refuse_unknown(choices)
    _refuse_no_form(form, choices.get("second_form", ""))
    initiative = Initiative(
        organiser=organiser, name=name, form=form, starts_date=starts_date, ends_date=ends_date, **_kinds(choices)
    )
    for field, value in start_of(initiative.template).items():
        if field not in choices:
            setattr(initiative, field, value)
    _refuse_too_large(initiative)
    initiative.full_clean()
    initiative.save()
    initiative.sites.set(sites)
    _record("initiative.created", initiative, by, at, form=form)
    return initiative


@transaction.atomic
def change_initiative(
    *, initiative: Initiative, sites: Iterable[Site] | None = None, by: User, at: datetime, **choices: Any
) -> Initiative:
    """Change how an initiative is held; where it differs from its form is recorded, never refused (R-NEV-26)."""
    _refuse_unknown(choices)
    _refuse_no_form(initiative.form, choices.get("second_form", ""))
    for field, value in _kinds(choices).items():
        setattr(initiative, field, value)
    _refuse_too_large(initiative)
    initiative.full_clean()
    initiative.save()
    if sites is not None:
        initiative.sites.set(sites)
    _record("initiative.changed", initiative, by, at, fields=sorted(choices))
    return initiative


def _refuse_no_form(form: str, second: str) -> None:
    """Refuse what is not a form of tutoring: a machine is nobody's tutor (R-NEV-16)."""
    for kind in (form, second):
        if kind in REFUSED:
            raise InitiativeNotPossible(f"refused_{kind}")
    if second == form:
        raise InitiativeNotPossible("same_form")


def _refuse_too_large(initiative: Initiative) -> None:
    limit = initiative.template.group_limit
    if limit is not None and initiative.group_max > limit:
        raise InitiativeNotPossible("group_limit")


def _kinds(choices: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {"tutor_kinds": sorted(map(str, choices["tutor_kinds"]))} if "tutor_kinds" in choices else {}
    return {**choices, **kinds}


def _refuse_unknown(choices: Mapping[str, Any]) -> None:
    unknown = set(choices) - CHANGEABLE
    if unknown:
        raise TypeError(f"An initiative has no choice {', '.join(sorted(unknown))}.")


def _record(action: str, initiative: Initiative, by: User, at: datetime, **facts: Any) -> None:
    audit.record(
        action,
        target=initiative,
        by=by,
        at=at,
        organisation=initiative.organiser,
        deviations=[asdict(deviation) for deviation in deviations_of(initiative)],
        **facts,
    )
