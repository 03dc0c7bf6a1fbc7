"""Invented initiatives of which the start is done, or nearly."""

from datetime import UTC, date, datetime

from tandem.core.permissions import Role
from tandem.initiatives.actions import involvements, start
from tandem.initiatives.enums import InitiativeStatus, PartnerGroup, StartPoint
from tandem.initiatives.models import Initiative
from tandem.initiatives.start.points import ASKERS, NINE
from tandem.people.models import Site, User
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import (
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
    SiteFactory,
    UserFactory,
    coordinator,
)
from tests.factories.together import JustificationFactory

AT = datetime(2026, 9, 1, 10, tzinfo=UTC)
DAY = date(2026, 9, 1)


def agree(initiative: Initiative, *points: StartPoint, by: User) -> None:
    """Agree on points in a sentence each."""
    for point in points:
        start.answer_point(
            initiative=initiative, point=point, text=f"Zo doen we {point}.", agreed_date=DAY, by=by, at=AT
        )


def hear(initiative: Initiative, *groups: PartnerGroup, by: User) -> None:
    for group in groups:
        start.state_expectation(
            initiative=initiative, group=group, said_by="iemand", expects="geduld", stated_date=DAY, by=by, at=AT
        )


def with_contact_and_trust(initiative: Initiative, by: User) -> None:
    """Name who receives worries, who stands in, and whom parents can trust."""
    initiative.concern_contact, initiative.concern_deputy = UserFactory(), UserFactory()
    initiative.save()
    involvements.involve(
        initiative=initiative,
        person=PersonFactory(given_name="Samira"),
        organisation=OrganisationFactory(),
        role=Role.TRUST_PERSON,
        from_date=date(2026, 8, 1),
        by=by,
        at=AT,
    )


def with_schools(initiative: Initiative, *names: str) -> list[Site]:
    """Let schools join that agreed how data are kept and said why they take part."""
    sites = [SiteFactory(organisation=SchoolFactory(name=f"School {name}"), name=name) for name in names]
    initiative.sites.set(sites)
    for site in sites:
        JustificationFactory(initiative=initiative, site=site)
    return sites


def ready_to_start(**fields: object) -> tuple[Initiative, User]:
    """Return an initiative that is being prepared and lacks nothing, with its coordinator."""
    office = OrganisationFactory(name="Bureau")
    by = coordinator(office)
    initiative = InitiativeFactory(organiser=office, **{"status": InitiativeStatus.PREPARING, **fields})
    with_contact_and_trust(initiative, by)
    with_schools(initiative, "De Linde", "De Wilg")
    hear(initiative, PartnerGroup.PUPILS, PartnerGroup.PARENTS, by=by)
    start.choose_goals(initiative=initiative, library=["pupil-motivation", "parent-skills"], own={}, by=by, at=AT)
    contacts = dict.fromkeys(ASKERS, ("Samira", "0470 00 00 00"))
    start.name_question_contacts(initiative=initiative, contacts=contacts, by=by, at=AT)
    agree(initiative, *NINE, by=by)
    return initiative, by
