"""A small programme with one of everything a coordinator's pages show."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.logbook.models import CannotCome
from tandem.people.models import Organisation, Site, User
from tandem.scheduling.enums import RunStatus
from tandem.scheduling.models import PlanningRun, Team, TeamMember
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory, TutorPresenceFactory
from tests.factories.people import (
    OrganisationFactory,
    PersonFactory,
    PupilFactory,
    SiteFactory,
    TutorFactory,
    cleared,
    coordinator,
)
from tests.factories.scheduling import (
    PlanningRunFactory,
    PublishedTeamFactory,
    RoomFactory,
    TeamFactory,
    TeamMemberFactory,
    TeamSlotFactory,
)
from tests.factories.worlds import session_of

ASKED_AT = datetime(2026, 9, 2, 9, tzinfo=UTC)


@dataclass
class Programme:
    user: User
    organiser: Organisation
    initiative: Initiative
    site: Site
    enrolment: Enrolment
    request: Request
    waiting: Request
    team: Team
    run: PlanningRun


def programme() -> Programme:
    """Return an initiative with one proposed pair of tutor and pupil, and one pupil without a place."""
    organiser = OrganisationFactory(name="Samen Leren Gent")
    site = SiteFactory(name="De Linde")
    RoomFactory(site=site)
    initiative = InitiativeFactory(organiser=organiser, name="Studententutoring Gent", sites=[site])
    tutor = TutorFactory(person=PersonFactory(given_name="Noor", family_name="Peeters"), organisation=organiser)
    enrolment = EnrolmentFactory(initiative=initiative, tutor=tutor, sites=[site])
    request = _request(initiative, site, "Amina", "Yilmaz")
    waiting = _request(initiative, site, "Bram", "Claes")
    run = finished_run(initiative, waiting)
    team = proposed_team(initiative, site, enrolment, request, run=run)
    return Programme(coordinator(organiser), organiser, initiative, site, enrolment, request, waiting, team, run)


def _request(initiative: Initiative, site: Site, given_name: str, family_name: str) -> Request:
    person = PersonFactory(given_name=given_name, family_name=family_name)
    pupil = PupilFactory(person=person, organisation=site.organisation)
    return RequestFactory(initiative=initiative, site=site, pupil=pupil, status=RequestStatus.WAITING)


def finished_run(initiative: Initiative, *without: Request) -> PlanningRun:
    return PlanningRunFactory(
        initiative=initiative,
        status=RunStatus.DONE,
        asked_at=ASKED_AT,
        finished_at=ASKED_AT,
        keys={"requests": {f"r{number}": str(row.pk) for number, row in enumerate(without)}},
        solution={"unplaced": {f"r{number}": [{"kind": "full", "count": 2}] for number, _ in enumerate(without)}},
        terms={"need": 1000, "miss": -20},
        objective=980,
        bound=1000,
        placed=1,
        requests=2,
        seconds=4.2,
    )


def proposed_team(
    initiative: Initiative, site: Site, enrolment: Enrolment, *requests: Request, day: int = 0, **fields: object
) -> Team:
    team = TeamFactory(initiative=initiative, site=site, enrolment=enrolment, **fields)
    for request in requests:
        TeamMemberFactory(team=team, request=request)
    TeamSlotFactory(team=team, day=day, starts=time(9), ends=time(9, 45), misses=["muziek"])
    return team


NAMES = (
    ("Aïcha", "El Amrani"),
    ("Bas", "Coppens"),
    ("Chloë", "Maes"),
    ("Daan", "Van den Berghe"),
    ("Elif", "Demir"),
    ("Finn", "De Smet"),
    ("Gülsüm", "Aydın"),
    ("Hanne", "Wouters"),
    ("Ilias", "Benali"),
)
TUTORS = (("Noor", "Peeters"), ("Otis", "Janssens"), ("Parisa", "Ahmadi"))


def busy_programme(now: datetime) -> Programme:
    """Return a programme of two schools in the middle of a week: proposals, waits, running teams and a log."""
    world = programme()
    initiative, site = world.initiative, world.site
    other = SiteFactory(name="Sint-Jozef")
    initiative.sites.add(other)
    enrolments = [
        EnrolmentFactory(
            initiative=initiative,
            tutor=TutorFactory(
                person=PersonFactory(given_name=given, family_name=family), organisation=world.organiser
            ),
            sites=[site, other],
        )
        for given, family in TUTORS
    ]
    for enrolment in enrolments[1:]:
        cleared(enrolment.tutor)
    requests = [_request(initiative, site, given, family) for given, family in NAMES]
    world.run.keys["requests"] |= {"r7": str(requests[7].pk), "r8": str(requests[8].pk)}
    world.run.solution["unplaced"] |= {
        "r7": [{"kind": "never_together", "count": 3}, {"kind": "private", "count": 1}],
        "r8": [{"kind": "lessons", "count": 1, "labels": ["wereldoriëntatie"]}],
    }
    world.run.save()
    accepted = {"status": "accepted", "decided_by": world.user, "decided_at": ASKED_AT}
    proposed_team(initiative, site, enrolments[0], *requests[:2], day=1, **accepted)
    proposed_team(initiative, site, enrolments[1], *requests[2:4], day=2)
    proposed_team(initiative, site, enrolments[1], requests[4], day=3, locked=True)
    ready = proposed_team(initiative, other, enrolments[2], _request(initiative, other, "Jade", "Lemmens"), **accepted)
    TeamMember.objects.filter(team=ready).update(teacher_agrees=True, teacher_by=world.user, teacher_at=ASKED_AT)
    running = PublishedTeamFactory(
        initiative=initiative,
        site=site,
        enrolment=enrolments[2],
        room=RoomFactory(site=site, name="bibliotheek"),
        decided_by=world.user,
    )
    for request in requests[5:7]:
        TeamMemberFactory(team=running, request=request)
        request.status = RequestStatus.PLACED
        request.save()
    TeamSlotFactory(team=running, day=4, starts=time(13), ends=time(13, 45))
    log_of(running, now)
    return world


def log_of(team: Team, now: datetime) -> None:
    """Give a running team sessions: held, in the log; past and open; and one of today without its tutor."""
    pupils = [member.request.pupil for member in team.members.all()]
    for weeks in (3, 2):
        entry = LogEntryFactory(session=session_of(team, starts_at=now - timedelta(weeks=weeks)))
        TutorPresenceFactory(log_entry=entry, tutor=team.enrolment.tutor)
        for pupil in pupils:
            PupilEntryFactory(log_entry=entry, pupil=pupil)
    session_of(team, starts_at=now - timedelta(weeks=1))
    today = session_of(team, starts_at=now - timedelta(minutes=10))
    CannotCome.objects.create(session=today, tutor=team.enrolment.tutor, said_at=now - timedelta(hours=3))
