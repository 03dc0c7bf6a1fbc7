"""Setting up an initiative and changing it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.enums import FormKind, InitiativeStatus
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import deviations_of
from tandem.initiatives.templates import TEMPLATES
from tandem.people.models import Organisation, Site, User

FROM_TEMPLATE = (
    "minutes",
    "fetch_minutes",
    "group_min",
    "group_max",
    "level_spread",
    "sessions_per_week",
    "in_school_time",
)
CHANGEABLE = frozenset(
    {
        *FROM_TEMPLATE,
        "name",
        "starts_date",
        "ends_date",
        "tutor_label",
        "activity_label",
        "team_label",
        "after_school",
        "protected_subjects",
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
    template = TEMPLATES[FormKind(form)]
    start = {field: getattr(template, field) for field in FROM_TEMPLATE}
    initiative = Initiative(
        organiser=organiser, name=name, form=form, starts_date=starts_date, ends_date=ends_date, **(start | choices)
    )
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
    for field, value in choices.items():
        setattr(initiative, field, value)
    initiative.full_clean()
    initiative.save()
    if sites is not None:
        initiative.sites.set(sites)
    _record("initiative.changed", initiative, by, at, fields=sorted(choices))
    return initiative


@transaction.atomic
def start_initiative(*, initiative: Initiative, by: User, at: datetime) -> Initiative:
    """Let an initiative run."""
    if not initiative.sites.exists():
        raise InitiativeNotPossible("no_site")
    initiative.status = InitiativeStatus.ACTIVE
    initiative.save(update_fields=["status"])
    _record("initiative.started", initiative, by, at)
    return initiative


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
