"""Telling everybody concerned about a timetable, once for each change of it."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from tandem.core import outbox
from tandem.core.permissions import Role
from tandem.scheduling.models import Team
from tandem.scheduling.queries.concerned import concerned_by_each

TIMETABLE = "scheduling.timetable_published"


def tell_timetables(teams: Iterable[Team], *, at: datetime) -> None:
    """Tell each tutor, class teacher, school coordinator and family about the teams that concern them."""
    teams = list(teams)
    told: dict[tuple[Role, UUID], list[Team]] = {}
    concerned = concerned_by_each(teams, on=at.date())
    for team in teams:
        for role, person in concerned[team.pk]:
            told.setdefault((role, person), []).append(team)
    messages = {}
    for (role, person), theirs in sorted(told.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        editions = sorted(f"{team.pk}:{team.edition}" for team in theirs)
        digest = sha256(" ".join(editions).encode()).hexdigest()[:32]
        messages[f"{TIMETABLE}:{role}:{person}:{digest}"] = {
            "role": role,
            "person": person,
            "teams": sorted(str(team.pk) for team in theirs),
        }
    outbox.post_all(TIMETABLE, messages, at=at)
