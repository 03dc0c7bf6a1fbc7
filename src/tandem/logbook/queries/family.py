"""What a family sees of its child: what went well, and the next time. Never a level, a backlog or a reason."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from tandem.core.sealed import unsealed
from tandem.initiatives.enums import Place
from tandem.logbook.enums import Attendance
from tandem.logbook.models import CannotCome, PupilEntry
from tandem.people.models import Pupil
from tandem.scheduling.enums import ResourceKind, SessionStatus, TeamStatus
from tandem.scheduling.models import Occupancy, Session, Team
from tandem.scheduling.queries.teams import in_full, tutors_of


@dataclass(frozen=True, slots=True)
class GoodNews:
    """Something that went well, in the words of the tutor who saw it."""

    day: date
    success: str
    tutors: str


@dataclass(frozen=True, slots=True)
class NextTime:
    """The next session of a child, and with whom; without a name where the child is the one who helps."""

    session: Session
    tutors: str

    @property
    def team(self) -> Team:
        return self.session.team

    @property
    def at_home(self) -> bool:
        return self.team.initiative.place == Place.HOME


def good_news(pupils: Iterable[Pupil], *, at_most: int = 5) -> dict[uuid.UUID, list[GoodNews]]:
    """Return the latest successes of each child, newest first."""
    entries = (
        PupilEntry.objects.filter(pupil__in=list(pupils), attendance=Attendance.PRESENT)
        .exclude(success="")
        .select_related("log_entry__session")
        .prefetch_related("log_entry__tutors__tutor__person")
        .order_by("-log_entry__session__starts_at", "pk")
    )
    found: dict[uuid.UUID, list[GoodNews]] = defaultdict(list)
    for entry in unsealed(entries):
        mine = found[entry.pupil_id]
        if len(mine) < at_most:
            names = sorted(presence.tutor.person.given_name for presence in entry.log_entry.tutors.all())
            day = timezone.localdate(entry.log_entry.session.starts_at)
            mine.append(GoodNews(day, entry.success, ", ".join(names[:3])))
    return found


def next_times(pupils: Iterable[Pupil], *, at: datetime) -> dict[uuid.UUID, NextTime]:
    """Return the next session of each child that is planned and goes on."""
    person_of = {pupil.person_id: pupil.pk for pupil in pupils}
    taken = (
        Occupancy.objects.filter(
            kind=ResourceKind.PERSON,
            resource_id__in=person_of,
            cancelled=False,
            session__starts_at__gt=at,
            session__status=SessionStatus.PLANNED,
            session__team__status=TeamStatus.PUBLISHED,
        )
        # Where a tutor works alone, a session the tutor cannot come to does not take place.
        .exclude(session__in=CannotCome.objects.filter(tutor=F("session__team__enrolment__tutor")).values("session"))
        .order_by("resource_id", "session__starts_at", "pk")
        .distinct("resource_id")
        .select_related("session__room")
    )
    rows = list(taken)
    teams = {team.pk: team for team in in_full(Team.objects.filter(pk__in={row.session.team_id for row in rows}))}
    found = {}
    for row in rows:
        row.session.team = teams[row.session.team_id]
        names = with_whom(row.session.team, row.resource_id)
        found[person_of[row.resource_id]] = NextTime(row.session, names)
    return found


def with_whom(team: Team, person: uuid.UUID) -> str:
    """Return who tutors in a team; nothing for whoever tutors there."""
    return ", ".join(tutor.person.given_name for tutor in tutors_of(team)[:3] if tutor.person_id != person)
