"""The decision log: what partners talked about, propose and decide, in words a parent reads."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.enums import PartnerGroup
from tandem.initiatives.models import Consultation, Decision, Initiative, Voice
from tandem.people.models import User


class DecisionNotPossible(Exception):
    """It was decided already, or cannot have been on that day."""


@transaction.atomic
def hold_consultation(
    *,
    initiative: Initiative,
    held_date: date,
    groups: Iterable[PartnerGroup],
    present: str = "",
    remarks: str = "",
    by: User,
    at: datetime,
) -> Consultation:
    """Write down that partners sat together, who was there, and what was said besides."""
    consultation = Consultation(
        initiative=initiative,
        held_date=held_date,
        groups=[group for group in PartnerGroup if group in set(groups)],
        present=present,
        remarks=remarks,
        written_by=by,
        written_at=at,
    )
    consultation.full_clean()
    consultation.save()
    _record("start.consultation_held", initiative, by, at, held_date=held_date, groups=consultation.groups)
    return consultation


@transaction.atomic
def write_decision(
    *,
    initiative: Initiative,
    subject: str,
    plain: str,
    asked_groups: Iterable[PartnerGroup] = (),
    decided_date: date | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Write down a decision, or without a day a proposal on which partners and parents can still say something."""
    decision = Decision(
        initiative=initiative,
        subject=subject,
        plain=plain,
        asked_groups=[group for group in PartnerGroup if group in set(asked_groups)],
        decided_date=decided_date,
        written_by=by,
        written_at=at,
    )
    decision.full_clean()
    decision.save()
    _record("decision.written", initiative, by, at, decision=decision.pk, decided_date=decided_date)
    return decision


@transaction.atomic
def decide(*, decision: Decision, decided_date: date, by: User, at: datetime) -> None:
    """Say that what was proposed is decided."""
    if decision.decided_date is not None:
        raise DecisionNotPossible("It was decided already.")
    decision.decided_date = decided_date
    decision.save(update_fields=["decided_date"])
    _record("decision.taken", decision.initiative, by, at, decision=decision.pk, decided_date=decided_date)


@transaction.atomic
def say(*, decision: Decision, group: PartnerGroup, words: str, by: User, at: datetime) -> Voice:
    """Say what one thinks of a proposal, on behalf of oneself or as somebody said it."""
    if decision.decided_date is not None:
        raise DecisionNotPossible("It was decided already.")
    voice = Voice(decision=decision, group=group, words=words, written_by=by, written_at=at)
    voice.full_clean()
    voice.save()
    _record("decision.voice", decision.initiative, by, at, decision=decision.pk, group=group)
    return voice


def _record(action: str, initiative: Initiative, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=initiative, by=by, at=at, organisation=initiative.organiser, **facts)
