"""Telling everybody concerned about a timetable, once for each change of it."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from tandem.core import outbox
from tandem.core.permissions import Role
from tandem.scheduling.models import Team
from tandem.scheduling.queries.concerned import concerned_by

TIMETABLE = "scheduling.timetable_published"


def tell_timetables(teams: Iterable[Team], *, at: datetime) -> None:
    """Tell each tutor, class teacher, school coordinator and family about the teams that concern them."""
    told: dict[tuple[Role, UUID], list[Team]] = {}
    for team in teams:
        for role, person in concerned_by(team, on=at.date()):
            told.setdefault((role, person), []).append(team)
    for (role, person), theirs in sorted(told.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        editions = sorted(f"{team.pk}:{team.edition}" for team in theirs)
        digest = sha256(" ".join(editions).encode()).hexdigest()[:32]
        outbox.post(
            TIMETABLE,
            key=f"{TIMETABLE}:{role}:{person}:{digest}",
            at=at,
            role=role,
            person=person,
            teams=sorted(str(team.pk) for team in theirs),
        )
