"""Looking back on an initiative with what its tutors noted down."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.enums import PartnerGroup
from tandem.initiatives.models import Initiative
from tandem.logbook.queries.kept import notes_between
from tandem.people.models import User
from tandem.quality.models import Evaluation


class EvaluationNotPossible(Exception):
    """There is nothing to look back on: no note was written in that period, or it is not over yet."""


@transaction.atomic
def look_back(
    *,
    initiative: Initiative,
    held_date: date,
    from_date: date,
    to_date: date,
    seen: str,
    next_steps: str = "",
    groups: Iterable[PartnerGroup] = (),
    by: User,
    at: datetime,
) -> Evaluation:
    """Write down what partners saw in the notes of a period, and what they will do with it (R-VLOR-10.3-5)."""
    notes = notes_between(initiative, first=from_date, last=to_date).count()
    if not notes:
        raise EvaluationNotPossible("no_notes")
    if not from_date <= to_date <= held_date:
        raise EvaluationNotPossible("dates")
    evaluation = Evaluation(
        initiative=initiative,
        held_date=held_date,
        from_date=from_date,
        to_date=to_date,
        notes=notes,
        seen=seen,
        next_steps=next_steps,
        groups=[group for group in PartnerGroup if group in set(groups)],
        written_by=by,
        written_at=at,
    )
    evaluation.full_clean()
    evaluation.save()
    audit.record("quality.looked_back", target=initiative, by=by, at=at, organisation=initiative.organiser, notes=notes)
    return evaluation
