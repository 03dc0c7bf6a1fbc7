"""Visits at home: what the tutor, the family and the safety contact see of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tandem.core.sealed import unsealed
from tandem.initiatives.enums import Place
from tandem.initiatives.models import HomeArrangement
from tandem.initiatives.queries.home import arrangement_with_people, visits_homes
from tandem.logbook.models import HomeVisit
from tandem.logbook.queries.rosters import pupils_of
from tandem.people.models import Person, Pupil
from tandem.scheduling.enums import ResourceKind, SessionStatus, TeamStatus
from tandem.scheduling.models import Occupancy, Session

LATE = timedelta(minutes=30)
LOOK_BACK = timedelta(hours=24)
WEEK = timedelta(days=7)
AHEAD = timedelta(days=14)


class NobodyAtHome(Exception):
    """No child has a place in this session."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One session at home with all its tutor needs to know."""

    session: Session
    pupil: Pupil
    arrangement: HomeArrangement | None
    made: HomeVisit | None
    is_first: bool

    @property
    def arrived(self) -> bool:
        return self.made is not None and self.made.arrived_at is not None

    @property
    def left(self) -> bool:
        return self.made is not None and self.made.left_at is not None


@dataclass(frozen=True, slots=True)
class Watched:
    """One visit as its safety contact sees it."""

    session: Session
    address: str
    tutor: Person
    made: HomeVisit | None
    is_late: bool

    @property
    def stand(self) -> str:
        """Where it stands: still to come or begin, under way, over, or late and not yet settled."""
        if self.made and (self.made.left_at or self.made.settled_at):
            return "over"
        if self.is_late:
            return "late"
        return "there" if self.made and self.made.arrived_at else "expected"


def at_home(prefix: str = "") -> Q:
    return Q(**{f"{prefix}team__initiative__place": Place.HOME})


def pupil_of(session: Session) -> Pupil:
    """Return the child who is visited; of more than one, the first by name."""
    places = pupils_of(session)
    if not places:
        raise NobodyAtHome
    return places[0].pupil


def visit_of(session: Session) -> Visit:
    """Return a session at home with what was agreed with the family."""
    pupil = pupil_of(session)
    made = HomeVisit.objects.filter(session=session).first()
    arrangement = arrangement_with_people(session.team.initiative, pupil)
    unsealed([arrangement] if arrangement else [])
    return Visit(session, pupil, arrangement, made, first_visit(session, pupil))


def first_visit(session: Session, pupil: Pupil) -> bool:
    """Tell whether this tutor comes to this family for the first time."""
    earlier = HomeVisit.objects.filter(
        pupil=pupil,
        session__team__enrolment=session.team.enrolment_id,
        session__starts_at__lt=session.starts_at,
        arrived_at__isnull=False,
    )
    return not earlier.exists()


def late_visits(*, at: datetime) -> QuerySet[Session]:
    """Return the visits that should be over for half an hour, of which nobody was warned yet."""
    accounted = HomeVisit.objects.filter(session=OuterRef("pk")).filter(
        Q(left_at__isnull=False) | Q(warned_at__isnull=False) | Q(settled_at__isnull=False)
    )
    visited = Occupancy.objects.filter(session=OuterRef("pk"), kind=ResourceKind.PERSON, cancelled=False)
    return (
        Session.objects.filter(
            at_home(),
            Exists(visited),
            ~Exists(accounted),
            team__status__in=[TeamStatus.PUBLISHED, TeamStatus.ENDED],
            status=SessionStatus.PLANNED,
            ends_at__lte=at - LATE,
            ends_at__gt=at - LOOK_BACK,
        )
        .select_related("team__initiative__organiser", "team__enrolment")
        .order_by("ends_at", "pk")
    )


def watched_by(person_id: UUID, *, at: datetime) -> list[Watched]:
    """Return the visits of the last day and the coming week somebody is the safety contact for, late ones first."""
    mine = {
        (row.initiative_id, row.pupil.person_id): row
        for row in unsealed(HomeArrangement.objects.filter(safety_contact=person_id).select_related("pupil"))
    }
    sessions = (
        Session.objects.filter(
            at_home(),
            team__status__in=[TeamStatus.PUBLISHED, TeamStatus.ENDED],
            team__initiative__in={initiative for initiative, _person in mine},
            status=SessionStatus.PLANNED,
            starts_at__lte=at + WEEK,
            ends_at__gt=at - LOOK_BACK,
        )
        .select_related("team__enrolment__tutor__person", "team__site", "home_visit")
        .order_by("starts_at", "pk")
    )
    who = _people_in(sessions)
    found = [
        Watched(session, row.address, session.team.enrolment.tutor.person, _made(session), session.ends_at + LATE <= at)
        for session in sessions
        if session.team.enrolment.tutor is not None
        for person in who.get(session.pk, ())
        if (row := mine.get((session.team.initiative_id, person))) is not None
    ]
    return sorted(found, key=lambda row: (row.stand != "late", row.session.starts_at, str(row.session.pk)))


def _made(session: Session) -> HomeVisit | None:
    return session.home_visit if hasattr(session, "home_visit") else None


def _people_in(sessions: QuerySet[Session]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    taken = Occupancy.objects.filter(session__in=sessions.order_by().values("pk"), kind=ResourceKind.PERSON)
    for session, person in taken.values_list("session_id", "resource_id"):
        found.setdefault(session, set()).add(person)
    return found


def called_off(pupils: Collection[Pupil], *, at: datetime) -> dict[UUID, list[Session]]:
    """Return the visits ahead that the family of each child (fetched with its requests) let be off, by day."""
    visited = [pupil.pk for pupil in pupils if any(visits_homes(row.initiative) for row in pupil.requests.all())]
    if not visited:
        return {}
    rows = (
        HomeVisit.objects.filter(
            pupil__in=visited,
            called_off_at__isnull=False,
            session__status=SessionStatus.CANCELLED,
            session__starts_at__gt=at,
            session__starts_at__lte=at + AHEAD,
        )
        .select_related("session")
        .order_by("session__starts_at", "pk")
    )
    found: dict[UUID, list[Session]] = {}
    for row in rows:
        found.setdefault(row.pupil_id, []).append(row.session)
    return found


def visits_for_family(pupils: Collection[Pupil], *, at: datetime) -> QuerySet[Session]:
    """Return the visits ahead to these children's homes, also those that are off."""
    people = [pupil.person_id for pupil in pupils]
    taken = Occupancy.objects.filter(kind=ResourceKind.PERSON, resource_id__in=people).values("session")
    return (
        Session.objects.filter(at_home(), pk__in=taken, team__status=TeamStatus.PUBLISHED, starts_at__gt=at)
        .select_related("team__initiative")
        .order_by("starts_at", "pk")
    )
