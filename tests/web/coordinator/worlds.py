"""A small programme with one of everything a coordinator's pages show."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.people.models import Organisation, Site, User
from tandem.scheduling.enums import RunStatus
from tandem.scheduling.models import PlanningRun, Team
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory
from tests.factories.people import (
    OrganisationFactory,
    PersonFactory,
    PupilFactory,
    SiteFactory,
    TutorFactory,
    coordinator,
)
from tests.factories.scheduling import PlanningRunFactory, RoomFactory, TeamFactory, TeamMemberFactory, TeamSlotFactory

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
