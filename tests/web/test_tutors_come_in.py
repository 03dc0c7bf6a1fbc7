"""S-01 for tutors: 24 of them, 16 interns placed by their lecturer and 8 volunteers by the public form."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.core.permissions import Role
from tandem.initiatives.enums import ApplicationStatus, Continuity, FormKind
from tandem.initiatives.models import Application, Enrolment, Initiative, Involvement, Placement
from tandem.initiatives.queries.training import students_count
from tandem.people.enums import OrganisationKind, TutorKind
from tandem.people.models import User
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, SiteFactory, UserFactory, coordinator
from tests.factories.tutors import CampaignFactory, WantedFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 14, 9, tzinfo=UTC)
INTERNS, VOLUNTEERS = 16, 8


@pytest.fixture(autouse=True)
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def initiative() -> Initiative:
    return InitiativeFactory(form=FormKind.STUDENT_IN, sites=[SiteFactory(), SiteFactory()])


def lecturer_in(initiative: Initiative) -> User:
    user = UserFactory()
    college = OrganisationFactory(kind=OrganisationKind.HIGHER_EDUCATION)
    membership = MembershipFactory(person=user.person, organisation=college, role=Role.LECTURER)
    Involvement.objects.create(initiative=initiative, membership=membership, from_date=membership.from_date)
    return user


def place(client: Client, initiative: Initiative, number: int, college: object) -> None:
    client.post(
        reverse("lecturer-place"),
        {
            "initiative": initiative.pk,
            "college": college,
            "given_name": "Stagiair",
            "family_name": f"Nummer {number}",
            "email": f"stagiair{number}@voorbeeld.test",
            "course": "Lerarenopleiding",
            "ects": "3",
            "from_date": "2026-09-21",
            "to_date": "2026-12-06",  # eleven weeks
            "teaches": "taal",
        },
    )


def apply_and_confirm(client: Client, slug: str, number: int) -> None:
    client.post(
        reverse("join", args=[slug]),
        {
            "given_name": "Vrijwilliger",
            "family_name": f"Nummer {number}",
            "email": f"vrijwilliger{number}@voorbeeld.test",
            "kind": TutorKind.VOLUNTEER.value,
        },
    )
    outbox.deliver(HANDLERS, at=NOW)
    [link] = re.findall(r"https?://[^/]+(\S+)", mail.outbox[-1].body)
    client.post(link)


def test_s_01_interns_skip_selection_and_volunteers_stand_in_the_queue(client: Client, initiative: Initiative):
    lecturer, by = lecturer_in(initiative), coordinator(initiative.organiser)
    campaign = WantedFactory(
        campaign=CampaignFactory(initiative=initiative, kinds=["volunteer"], contact=by), number=VOLUNTEERS
    ).campaign
    client.force_login(lecturer)
    college = lecturer.person.memberships.get().organisation_id
    for number in range(INTERNS):
        place(client, initiative, number, college)
    listed = client.get(reverse("lecturer-placements"))
    client.logout()
    for number in range(VOLUNTEERS):
        apply_and_confirm(client, campaign.slug, number)
    client.force_login(by)

    queue = client.get(reverse("coordinator-campaign", args=[campaign.pk])).context["table"]

    kinds = [row.kind for row in queue.rows]
    assert (kinds, {row.status for row in queue.rows}) == (["volunteer"] * VOLUNTEERS, {ApplicationStatus.NEW})
    assert (Placement.objects.count(), Enrolment.objects.count(), Application.objects.count()) == (
        INTERNS,
        INTERNS,
        VOLUNTEERS,
    )
    # All eleven weeks long, so of each somebody says how the child goes on, in one of three ways.
    assert ([line.is_short for line in listed.context["lines"]], listed.context["open_ends"]) == ([True] * 16, 16)
    assert len(Continuity) == 3


def test_s_01_students_and_volunteers_are_counted_apart(client: Client, initiative: Initiative):
    lecturer, by = lecturer_in(initiative), coordinator(initiative.organiser)
    campaign = CampaignFactory(initiative=initiative, kinds=["volunteer"], contact=by)
    client.force_login(lecturer)
    college = lecturer.person.memberships.get().organisation_id
    for number in range(3):
        place(client, initiative, number, college)
    client.logout()
    for number in range(2):
        apply_and_confirm(client, campaign.slug, number)
    client.force_login(by)
    for row in Application.objects.all():
        client.post(
            reverse("coordinator-campaign-welcome", args=[row.pk]), {"talked_date": date(2026, 9, 14).isoformat()}
        )

    assert students_count(initiative) == (3, 2)
