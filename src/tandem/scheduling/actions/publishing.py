"""Turning what people decided into sessions, once, and telling everybody concerned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.core import work as works
from tandem.core.models import Work
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import Initiative
from tandem.people.enums import Region
from tandem.people.models import User
from tandem.scheduling.actions.booking import AlreadyBooked, Booked, again_after_deadlock
from tandem.scheduling.actions.handover import hand_over, set_running
from tandem.scheduling.actions.series import Days, make_sessions
from tandem.scheduling.actions.team_rooms import give_rooms
from tandem.scheduling.actions.telling import tell_timetables
from tandem.scheduling.actions.visits import divide_visit
from tandem.scheduling.calendar import holidays_known_until
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import in_full
from tandem.scheduling.queries.waits import Waiting, waiting_by_team

PUBLISH = "scheduling.publish"


class PublishingNotPossible(works.WorkRefused):
    """The initiative does not run: it is being prepared, or it has ended."""


@dataclass(frozen=True)
class Published:
    """What publishing did: which teams run, which wait for what, and what the school should know.

    Attributes
    ----------
    clashing
        Teams that could not be published because somebody or a room was taken, with what was in the way.
    changing_room
        Teams that could not have one room for all their sessions.
    without_room
        Teams that were not published, since no room was free at some moment.
    holidays_unknown_after
        The last day whose school holidays are known, where sessions lie beyond it.
    """

    teams: tuple[Team, ...] = ()
    sessions: int = 0
    waiting: Mapping[UUID, tuple[Waiting, ...]] = field(default_factory=dict)
    clashing: Mapping[UUID, tuple[Booked, ...]] = field(default_factory=dict)
    changing_room: tuple[Team, ...] = ()
    without_room: tuple[Team, ...] = ()
    holidays_unknown_after: date | None = None


def ask_to_publish(*, initiative: Initiative, by: User, at: datetime) -> Work:
    """Ask for publishing in the background: a city's year takes longer than somebody waits for a page."""
    _refuse_unless_active(initiative)
    return works.ask(PUBLISH, target=initiative, by=by, at=at)


def do_publish(work: Work, at: datetime) -> works.Outcome:
    """Publish as whoever asked for it, and keep what came of it."""
    initiative = Initiative.objects.select_related("organiser").get(pk=work.target_id)
    done = publish(initiative=initiative, by=User.objects.get(pk=work.by_id), at=at)
    return {
        "teams": len(done.teams),
        "sessions": done.sessions,
        "clashing": [asdict(booked) for found in done.clashing.values() for booked in found],
        "could_not": list(done.clashing),
        "changing_room": [team.pk for team in done.changing_room],
        "without_room": [team.pk for team in done.without_room],
        "holidays_unknown_after": done.holidays_unknown_after,
    }


@again_after_deadlock
@transaction.atomic
def publish(*, initiative: Initiative, by: User, at: datetime) -> Published:
    """Publish every accepted team for which nothing waits, and bring the sessions of running teams up to date."""
    _refuse_unless_active(Initiative.objects.select_for_update().get(pk=initiative.pk))
    accepted = list(in_full(initiative.teams.filter(status=TeamStatus.ACCEPTED)))
    waits = waiting_by_team(accepted, on=at.date())
    ready = [team for team in accepted if not waits[team.pk]]
    hand_over(ready, by=by, at=at)
    running = list(in_full(initiative.teams.filter(status=TeamStatus.PUBLISHED)))
    rooms = give_rooms([*running, *ready])
    # Teams that run come first: they may make room for the new ones.
    made, clashing = _make_all([team for team in [*running, *ready] if team.pk not in rooms.without], by, at)
    tell_timetables([team for team, outcome in made.items() if outcome.changed], at=at)
    sessions = sum(outcome.sessions for outcome in made.values())
    audit.record(
        "initiative.published",
        target=initiative,
        by=by,
        at=at,
        organisation=initiative.organiser,
        teams=len(made),
        sessions=sessions,
    )
    return Published(
        teams=tuple(made),
        sessions=sessions,
        waiting={pk: found for pk, found in waits.items() if found},
        clashing=clashing,
        changing_room=tuple(team for team in made if team.pk in rooms.changing),
        without_room=tuple(team for team in [*running, *ready] if team.pk in rooms.without),
        holidays_unknown_after=_unknown_after(made),
    )


def _refuse_unless_active(initiative: Initiative) -> None:
    if initiative.status != InitiativeStatus.ACTIVE:
        raise PublishingNotPossible(initiative.status)


@dataclass(frozen=True, slots=True)
class Outcome:
    sessions: int
    changed: bool


def _make_all(
    teams: Sequence[Team], by: User, at: datetime
) -> tuple[dict[Team, Outcome], dict[UUID, tuple[Booked, ...]]]:
    made: dict[Team, Outcome] = {}
    clashing: dict[UUID, tuple[Booked, ...]] = {}
    days = Days(teams, on=localdate(at))
    for team in teams:
        new = team.status != TeamStatus.PUBLISHED
        try:
            with transaction.atomic():
                set_running(team, by=by, at=at)
                series = make_sessions(team, at=at, days=days, new=new)
                if new and team.enrolment.student_group_id and series.sessions:
                    divide_visit(team=team, by=by, at=at)
        except AlreadyBooked as error:
            team.refresh_from_db(fields=["status", "published_at"])
            clashing[team.pk] = error.booked
        else:
            if series.changed:
                team.edition += 1
                team.save(update_fields=["edition"])
            made[team] = Outcome(series.sessions, series.changed)
    return made, clashing


def _unknown_after(teams: Iterable[Team]) -> date | None:
    ends = [
        known
        for team in teams
        if (known := holidays_known_until(Region(team.site.organisation.region))) is not None and known < team.to_date
    ]
    return min(ends, default=None)
