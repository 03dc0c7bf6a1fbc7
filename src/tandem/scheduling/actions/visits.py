"""A group of students visits a class: who works with whom there."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tandem.core import audit
from tandem.people.models import User
from tandem.planning.class_visits import Party, pair
from tandem.scheduling.models import Team, TeamPair
from tandem.scheduling.queries.teams import pupils_of, tutors_of


class VisitNotPossible(Exception):
    """There is nobody to divide: no students, or no pupils."""


@transaction.atomic
def divide_visit(*, team: Team, by: User, at: datetime, quartets: bool = True) -> list[TeamPair]:
    """Divide a class over the students who visit it, as evenly as possible; who has a partner keeps them."""
    tutors = {str(tutor.pk): tutor for tutor in tutors_of(team)}
    pupils = {str(pupil.pk): pupil for pupil in pupils_of(team, on=max(team.from_date, at.date()))}
    if not tutors or not pupils:
        raise VisitNotPossible("nobody")
    parties = pair(sorted(tutors), sorted(pupils), before=_parties_so_far(team), quartets=quartets)
    rows = [
        TeamPair(team=team, tutor=tutors[tutor], pupil=pupils[pupil])
        for party in parties
        for tutor in party.students
        for pupil in party.pupils
    ]
    team.pairs.all().delete()
    TeamPair.objects.bulk_create(rows)
    audit.record("team.divided", target=team, by=by, at=at, organisation=team.initiative.organiser, pairs=len(rows))
    return rows


def _parties_so_far(team: Team) -> list[Party]:
    by_pupil: dict[UUID, list[str]] = defaultdict(list)
    for row in team.pairs.order_by("pk"):
        by_pupil[row.pupil_id].append(str(row.tutor_id))
    return [Party(tuple(tutors), (str(pupil),)) for pupil, tutors in by_pupil.items()]
