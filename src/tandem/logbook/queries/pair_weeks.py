"""How many minutes a team had, week by week: with the tutor, and beside it with a programme (S-14).

Two counters that are never added: only the minutes with a tutor are tutoring.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tandem.logbook.enums import Outcome
from tandem.logbook.models import LogEntry
from tandem.logbook.queries.boards import monday
from tandem.scheduling.models import Team


@dataclass(frozen=True, slots=True)
class PairWeek:
    """One week: how many sessions were held, and their minutes of those the initiative means to give."""

    week: date
    sessions: int
    minutes: int
    asked: int
    programme_minutes: int


@dataclass(frozen=True, slots=True)
class PairMinutes:
    """All weeks in which something was held, the latest first."""

    weeks: tuple[PairWeek, ...]

    @property
    def sessions(self) -> int:
        return sum(week.sessions for week in self.weeks)

    @property
    def minutes(self) -> int:
        return sum(week.minutes for week in self.weeks)

    @property
    def programme_minutes(self) -> int:
        return sum(week.programme_minutes for week in self.weeks)

    def in_week(self, day: date) -> PairWeek | None:
        return next((week for week in self.weeks if week.week == monday(day)), None)


def pair_minutes(team: Team, *, at: datetime) -> PairMinutes:
    """Return the minutes of one team until a moment."""
    return pair_minutes_of_each([team], at=at)[team.pk]


def pair_minutes_of_each(teams: Collection[Team], *, at: datetime) -> dict[UUID, PairMinutes]:
    """Return the minutes of each team until a moment, in one read."""
    asked = {team.pk: team.initiative.sessions_per_week * team.initiative.minutes for team in teams}
    held: defaultdict[tuple[UUID, date], list[tuple[int, int]]] = defaultdict(list)
    rows = LogEntry.objects.filter(session__team__in=asked, outcome=Outcome.HELD, session__starts_at__lte=at)
    for team, starts_at, minutes, programme in rows.order_by("session__starts_at", "pk").values_list(
        "session__team", "session__starts_at", "minutes", "programme_minutes"
    ):
        held[team, monday(timezone.localdate(starts_at))].append((minutes, programme or 0))
    found: dict[UUID, list[PairWeek]] = {team: [] for team in asked}
    for team, week in sorted(held, key=lambda key: key[1], reverse=True):
        entries = held[team, week]
        found[team].append(
            PairWeek(
                week,
                len(entries),
                sum(minutes for minutes, _ in entries),
                asked[team],
                sum(programme for _, programme in entries),
            )
        )
    return {team: PairMinutes(tuple(weeks)) for team, weeks in found.items()}
