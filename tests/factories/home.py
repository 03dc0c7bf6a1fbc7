"""Invented visits at home: what was agreed with a family, and a child that is visited once a week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tandem.core.permissions import Role
from tandem.initiatives.actions.home import Agreed, arrange_visits
from tandem.initiatives.enums import FormKind, Place
from tandem.initiatives.models import HomeArrangement, Initiative
from tandem.people.models import Person, Pupil, User
from tandem.scheduling.models import Session
from tests.factories.people import GuardianFactory, UserFactory, coordinator, member
from tests.factories.start import AT
from tests.factories.worlds import MONDAY, World, pair_world, session_of


@dataclass(frozen=True)
class HomeWorld:
    """A tutor who comes to one child's home for an hour and a half every week, with who looks after both."""

    world: World
    pupil: Pupil
    guardian: User
    contact: User
    sessions: tuple[Session, ...]

    @property
    def first(self) -> Session:
        return self.sessions[0]


def arrange(initiative: Initiative, pupil: Pupil, *, by: User, **people: Person) -> HomeArrangement:
    """Agree with somebody at home how the visits go."""
    guardian = pupil.guardians.filter(contact_ban=False).first() or GuardianFactory(pupil=pupil)
    named = {
        "agreed_with": guardian.person,
        "first_with": companion_of(pupil),
        "safety_contact": coordinator(initiative.organiser).person,
    }
    agreed = Agreed(
        agreed_date=date(2026, 9, 1),
        address="Kerkstraat 1, Gent",
        someone_home="de oma",
        strengths="Ze vertelt graag.",
        purpose="samen lezen",
        together="kijken wat lukte",
        safety_phone="0470 55 01 23",
        **(named | people),
    )
    return arrange_visits(initiative=initiative, pupil=pupil, agreed=agreed, by=by, at=AT)


def companion_of(pupil: Pupil) -> Person:
    """Let somebody of the school, whom the family knows, come along the first time."""
    return member(pupil.organisation, Role.SCHOOL_COORDINATOR, given_name="Samira").person


def home_world(
    *, weeks: int = 2, arranged: bool = True, starts_at: datetime = MONDAY + timedelta(hours=7)
) -> HomeWorld:
    """Return a child that is visited 90 minutes a week, with its parent and the safety contact."""
    world = pair_world(names=("Amina",))
    initiative, (pupil,) = world.team.initiative, world.pupils
    initiative.form, initiative.place = FormKind.HOME, Place.HOME
    initiative.save()
    initiative.sites.add(world.site)
    world.session.delete()
    sessions = tuple(
        session_of(world.team, starts_at=starts_at + timedelta(weeks=week), minutes=90) for week in range(weeks)
    )
    guardian = UserFactory(person=GuardianFactory(pupil=pupil).person)
    contact = coordinator(initiative.organiser)
    if arranged:
        arrange(initiative, pupil, by=contact, safety_contact=contact.person)
    return HomeWorld(world, pupil, guardian, contact, sessions)
