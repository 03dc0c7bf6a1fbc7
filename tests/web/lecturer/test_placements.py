"""Students who tutor for their course are placed and supported by their lecturer, never selected (R-VLOR-9.1a)."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.initiatives.enums import Continuity, EngagementForm
from tandem.initiatives.models import Application, Initiative, Involvement, Placement
from tandem.people.enums import OrganisationKind, TutorKind
from tandem.people.models import Organisation, User
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, TutorFactory, UserFactory, teacher_of
from tests.factories.tutors import PlacementFactory
from tests.factories.worlds import pair_world

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 14, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def initiative() -> Initiative:
    return InitiativeFactory(name="Studententutoring")


@pytest.fixture
def college() -> Organisation:
    return OrganisationFactory(kind=OrganisationKind.HIGHER_EDUCATION, name="Hogeschool Oost")


@pytest.fixture
def lecturer(client: Client, initiative: Initiative, college: Organisation) -> User:
    user = UserFactory()
    membership = MembershipFactory(person=user.person, organisation=college, role=Role.LECTURER)
    Involvement.objects.create(initiative=initiative, membership=membership, from_date=membership.from_date)
    client.force_login(user)
    return user


def student(initiative: Initiative, college: Organisation, **changed: object) -> dict[str, object]:
    return {
        "initiative": initiative.pk,
        "college": college.pk,
        "given_name": "Otis",
        "family_name": "Janssens",
        "email": "otis@voorbeeld.test",
        "number": "S123",
        "course": "Sociaal werk",
        "ects": "3",
        "is_mandatory": "on",
        "required_hours": "22",
        "from_date": "2026-09-21",
        "to_date": "2026-12-06",
        "teaches": "taal, Rekenen",
    } | changed


def test_a_student_is_placed_with_lecturer_credits_and_hours(
    client: Client, lecturer: User, initiative: Initiative, college: Organisation
):
    client.post(reverse("lecturer-place"), student(initiative, college))

    placement = Placement.objects.get()
    enrolment = placement.enrolment
    assert (enrolment.tutor.kind, enrolment.tutor.organisation, enrolment.lecturer) == (
        TutorKind.STUDENT,
        college,
        lecturer.person,
    )
    assert (placement.course, placement.ects, placement.is_mandatory, placement.required_minutes) == (
        "Sociaal werk",
        Decimal(3),
        True,
        22 * 60,
    )
    assert (enrolment.teaches, enrolment.engagements.get().form) == (
        {"taal": [3, 8], "rekenen": [3, 8]},
        EngagementForm.INTERNSHIP,
    )
    assert Application.objects.count() == 0


def test_a_lecturer_places_nobody_elsewhere(
    client: Client, lecturer: User, initiative: Initiative, college: Organisation
):
    refused = client.post(reverse("lecturer-place"), student(InitiativeFactory(), college))

    assert (refused.status_code, Placement.objects.count()) == (200, 0)


def test_a_lecturer_places_nobody_for_another_college(
    client: Client, lecturer: User, initiative: Initiative, college: Organisation
):
    client.post(reverse("lecturer-place"), student(initiative, OrganisationFactory()))

    assert Placement.objects.count() == 0


def test_an_address_that_tutors_already_is_said(
    client: Client, lecturer: User, initiative: Initiative, college: Organisation
):
    TutorFactory(person=UserFactory(email="otis@voorbeeld.test").person)

    refused = client.post(reverse("lecturer-place"), student(initiative, college))

    assert ("Met dit adres tutort al iemand" in refused.content.decode(), Placement.objects.count()) == (True, 0)


def test_three_months_asks_how_the_child_goes_on_until_somebody_chose(
    client: Client, lecturer: User, initiative: Initiative, college: Organisation
):
    client.post(reverse("lecturer-place"), student(initiative, college))
    placement = Placement.objects.get()
    address = reverse("lecturer-placement", args=[placement.enrolment_id])
    before = client.get(address).content.decode()

    client.post(address, {"course": "Sociaal werk", "ects": "3", "continuity": "successor"})

    placement.refresh_from_db()
    after = client.get(address).content.decode()
    warning = "Deze stage duurt hoogstens drie maanden"
    assert ([label.capitalize() in before for label in Continuity.labels], placement.continuity) == (
        [True, True, True],
        Continuity.SUCCESSOR,
    )
    assert (warning in before, warning in after) == (True, False)


def test_a_longer_placement_asks_nothing(client: Client, lecturer: User, initiative: Initiative, college: Organisation):
    client.post(reverse("lecturer-place"), student(initiative, college, to_date="2027-01-31"))

    context = client.get(reverse("lecturer-placements")).context

    assert (context["open_ends"], len(context["lines"])) == (0, 1)


def test_the_evidence_for_credits_is_handed_over(client: Client):
    world = pair_world()
    user = UserFactory()
    membership = MembershipFactory(person=user.person, role=Role.LECTURER)
    Involvement.objects.create(initiative=world.team.initiative, membership=membership, from_date=date(2026, 9, 1))
    enrolment = world.team.enrolment
    enrolment.lecturer = user.person
    enrolment.save()
    PlacementFactory(enrolment=enrolment, course="Sociaal werk")
    client.force_login(user)

    content = client.get(reverse("lecturer-evidence", args=[enrolment.pk])).content

    text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert [part for part in ("Noor Peeters", "Sociaal werk", user.person.full_name) if part not in text] == []


OF_ONE = ("lecturer-placement", "lecturer-evidence")


@pytest.mark.parametrize("page", OF_ONE)
def test_a_student_of_another_lecturer_is_not_there(client: Client, lecturer: User, page: str):
    other = PlacementFactory(enrolment=EnrolmentFactory())

    assert client.get(reverse(page, args=[other.enrolment_id])).status_code == 404


@pytest.mark.parametrize("page", ["lecturer-placements", "lecturer-place", *OF_ONE])
def test_who_only_reads_a_class_is_refused(client: Client, page: str):
    client.force_login(teacher_of(pair_world().school_class))
    arguments = [PlacementFactory(enrolment=EnrolmentFactory()).enrolment_id] if page in OF_ONE else []

    assert client.get(reverse(page, args=arguments)).status_code == 403


@pytest.mark.parametrize("page", ["lecturer-placements", "lecturer-evidence"])
def test_a_page_that_only_shows_takes_no_post(client: Client, lecturer: User, page: str):
    arguments = [PlacementFactory(enrolment=EnrolmentFactory()).enrolment_id] if page in OF_ONE else []

    assert client.post(reverse(page, args=arguments)).status_code == 405
