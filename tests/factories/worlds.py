"""Small invented weeks that several tests stand in: a tutor with a pair, a group of students with a class."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from tandem.people.models import Pupil, SchoolClass, Site, Tutor, User
from tandem.scheduling.actions.booking import book, takes
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.teams import tutors_of
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory, StudentGroupFactory
from tests.factories.people import (
    ClassPlaceFactory,
    PersonFactory,
    SchoolClassFactory,
    SiteFactory,
    TutorFactory,
    UserFactory,
    cleared,
)
from tests.factories.scheduling import PublishedTeamFactory, RoomFactory, SessionFactory, TeamMemberFactory

MONDAY = datetime(2026, 9, 7, 7, tzinfo=UTC)  # nine o'clock in Brussels


@dataclass(frozen=True)
class World:
    """A team that runs, with all around it."""

    user: User
    tutor: Tutor
    site: Site
    school_class: SchoolClass
    team: Team
    session: Session
    pupils: tuple[Pupil, ...]


def tutor_with_account(**person: object) -> tuple[Tutor, User]:
    tutor = cleared(TutorFactory(person=PersonFactory(**person)))
    return tutor, UserFactory(person=tutor.person)


def session_of(team: Team, *, starts_at: datetime, minutes: int = 45) -> Session:
    """Plan a session with everybody and its room taken, as publishing does."""
    ends_at = starts_at + timedelta(minutes=minutes)
    session = SessionFactory(team=team, starts_at=starts_at, ends_at=ends_at, room=team.room)
    pupils = Pupil.objects.filter(
        Q(requests__team_places__team=team) | Q(places__school_class__requests__team_places__team=team)
    )
    people = {tutor.person_id for tutor in tutors_of(team)} | set(pupils.values_list("person_id", flat=True))
    book(takes(session, people=people, room=team.room_id))
    return session


def pair_world(*, starts_at: datetime = MONDAY, names: tuple[str, ...] = ("Amina", "Bram")) -> World:
    """Return a cleared tutor with two pupils of one class, and a session of theirs."""
    tutor, user = tutor_with_account(given_name="Noor", family_name="Peeters")
    site = SiteFactory(name="De Linde", pick_up="bij de klas")
    school_class = SchoolClassFactory(site=site, name="5A")
    initiative = InitiativeFactory()
    team = PublishedTeamFactory(
        initiative=initiative,
        site=site,
        enrolment=EnrolmentFactory(initiative=initiative, tutor=tutor),
        room=RoomFactory(site=site, name="lokaal 3"),
    )
    places = [
        ClassPlaceFactory(
            school_class=school_class, pupil__person__given_name=name, pupil__person__family_name=name[::-1]
        )
        for name in names
    ]
    for place in places:
        TeamMemberFactory(
            team=team,
            request=RequestFactory(initiative=initiative, site=site, pupil=place.pupil, goal="breuken vergelijken"),
        )
    pupils = tuple(place.pupil for place in places)
    return World(user, tutor, site, school_class, team, session_of(team, starts_at=starts_at), pupils)


def class_world(*, pupils: int = 24, students: int = 3, starts_at: datetime = MONDAY) -> World:
    """Return a group of students with a whole class, and a session of theirs; the user is the first student."""
    tutor, user = tutor_with_account(given_name="Noor", family_name="Peeters")
    group = StudentGroupFactory()
    group.tutors.add(tutor, *(tutor_with_account()[0] for _ in range(students - 1)))
    site = SiteFactory(name="De Linde", pick_up="bij het secretariaat")
    school_class = SchoolClassFactory(site=site, name="5A")
    places = [ClassPlaceFactory(school_class=school_class) for _ in range(pupils)]
    team = PublishedTeamFactory(
        initiative=group.initiative,
        site=site,
        subject="taal",
        enrolment=EnrolmentFactory(initiative=group.initiative, tutor=None, student_group=group),
    )
    TeamMemberFactory(
        team=team,
        request=RequestFactory(
            initiative=group.initiative, site=site, pupil=None, school_class=school_class, goal="samen lezen"
        ),
    )
    session = session_of(team, starts_at=starts_at, minutes=60)
    return World(user, tutor, site, school_class, team, session, tuple(place.pupil for place in places))
