"""What children who take turns said to each other, and what helpers learned, with their teacher (S-11, S-14)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tandem.core.sealed import unsealed
from tandem.logbook.models import PeerFeedback, TutorGrowth
from tandem.people.models import Person, SchoolClass, User
from tandem.people.queries import classes_visible_to, taught_by
from tandem.scheduling.enums import SessionStatus, TeamStatus
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.teams import in_full
from tandem.scheduling.queries.turns import pair_of

LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Said:
    """A session of a pair that takes turns: the other child, and what each said."""

    session: Session
    other: Person
    mine: str
    theirs: str


def sessions_to_speak_of(user: User, *, at: datetime) -> list[Session]:
    """Return the sessions of the last two weeks of the pairs in which somebody takes turns, newest first."""
    person = user.person_id
    teams = Team.objects.filter(status__in=[TeamStatus.PUBLISHED, TeamStatus.ENDED])
    mine = teams.filter(enrolment__tutor__person=person) | teams.filter(members__request__pupil__person=person)
    pairs = {team.pk: team for team in in_full(mine.distinct()) if person in {each.pk for each in pair_of(team)}}
    rows = Session.objects.filter(
        team__in=pairs, status=SessionStatus.PLANNED, starts_at__lte=at, starts_at__gt=at - LOOK_BACK
    )
    found = list(rows.order_by("-starts_at", "pk"))
    for session in found:
        session.team = pairs[session.team_id]
    return found


def said_in(sessions: Collection[Session], user: User) -> list[Said]:
    """Return of each session what somebody said to the other child, and what that child said to them."""
    said = _by_session(PeerFeedback.objects.filter(session__in=sessions).select_related("pupil"))
    found = []
    for session in sessions:
        other = next(person for person in pair_of(session.team) if person.pk != user.person_id)
        words = {row.pupil.person_id: row.words for row in said[session.pk]}
        found.append(Said(session, other, words.get(user.person_id, ""), words.get(other.pk, "")))
    return found


def said_in_class(school_class: SchoolClass, user: User, *, at: datetime) -> list[PeerFeedback]:
    """Return what pupils of a class said to the other, newest first: for who teaches the class, and nobody else."""
    on = at.date()
    if not taught_by(user, on=on).filter(school_class=school_class).exists():
        return []
    rows = PeerFeedback.objects.filter(
        pupil__places__school_class__in=classes_visible_to(user, on=on).filter(pk=school_class.pk).values("pk"),
        session__starts_at__gt=at - LOOK_BACK,
    )
    return unsealed(rows.select_related("pupil__person", "session").distinct().order_by("-session__starts_at", "pk"))


def growth_in_class(school_class: SchoolClass, user: User, *, at: datetime) -> list[TutorGrowth]:
    """Return what pupils of a class who help say to have learned, newest first: for who teaches the class."""
    if not taught_by(user, on=at.date()).filter(school_class=school_class).exists():
        return []
    rows = TutorGrowth.objects.filter(
        tutor__person__pupil__places__school_class=school_class,
        log_entry__session__starts_at__gt=at - LOOK_BACK,
    )
    return unsealed(
        rows.select_related("tutor__person", "log_entry__session")
        .distinct()
        .order_by("-log_entry__session__starts_at", "pk")
    )


def _by_session(rows: Iterable[PeerFeedback]) -> defaultdict[UUID, list[PeerFeedback]]:
    found: defaultdict[UUID, list[PeerFeedback]] = defaultdict(list)
    for row in unsealed(rows):
        found[row.session_id].append(row)
    return found
