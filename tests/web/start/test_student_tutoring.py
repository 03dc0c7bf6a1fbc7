"""S-01: student tutoring as the Vlor describes it, from the first refusal to the family's own decision."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.initiatives.actions import engagements, involvements, recruitment, requests
from tandem.initiatives.actions.activation import ActivationNotPossible, activate_initiative
from tandem.initiatives.actions.recruitment import ApplicationNotPossible
from tandem.initiatives.enums import (
    ApplicationStatus,
    Continuity,
    EngagementForm,
    FormKind,
    InitiativeStatus,
    StartPoint,
)
from tandem.initiatives.models import Application, Initiative, Involvement, PointAnswer
from tandem.initiatives.queries.activation import Lack, Lacking
from tandem.people.enums import ConsentParty, ConsentPurpose, OrganisationKind, TutorKind
from tandem.people.models import Organisation, User
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import in_full
from tandem.scheduling.queries.waits import WaitKind, waiting_by_team
from tests.factories.people import ConsentFactory, MembershipFactory, OrganisationFactory, PupilFactory, UserFactory
from tests.factories.scheduling import TeamFactory, TeamMemberFactory, TeamSlotFactory
from tests.factories.start import AT, DAY, agree, ready_to_start
from tests.factories.tutors import CampaignFactory

pytestmark = pytest.mark.django_db
ELEVEN_WEEKS = timedelta(weeks=11) - timedelta(days=1)


@dataclass
class StudentTutoring:
    """An initiative of a college with two schools: sixteen interns, eight volunteers, thirty tutees."""

    initiative: Initiative
    by: User
    college: Organisation
    lecturer: User
    teams: list[Team] = field(default_factory=list)


def begin() -> StudentTutoring:
    """Let a college prepare student tutoring; "absences" and the parents' trust person are missing."""
    initiative, by = ready_to_start(form=FormKind.STUDENT_IN, in_school_time=False, after_school=True)
    college = initiative.organiser
    college.kind = OrganisationKind.HIGHER_EDUCATION
    college.save()
    Involvement.objects.filter(membership__role=Role.TRUST_PERSON).delete()
    PointAnswer.objects.filter(initiative=initiative, point=StartPoint.ABSENCES).delete()
    lecturer = UserFactory()
    membership = MembershipFactory(person=lecturer.person, organisation=college, role=Role.LECTURER)
    Involvement.objects.create(initiative=initiative, membership=membership, from_date=date(2026, 8, 1))
    return StudentTutoring(initiative, by, college, lecturer)


def tutors_come(world: StudentTutoring) -> None:
    """Place sixteen interns for three credits, and let eight volunteers answer a call."""
    for number in range(16):
        engagements.place_student(
            initiative=world.initiative,
            college=world.college,
            lecturer=world.lecturer.person,
            person=[("given_name", f"Stagiair{number}"), ("family_name", "A"), ("email", f"s{number}@b.test")],
            course="Orthopedagogie",
            ects=Decimal(3),
            teaches={"taal": [1, 8]},
            from_date=DAY,
            to_date=DAY + ELEVEN_WEEKS,
            by=world.lecturer,
            at=AT,
        )
    campaign = CampaignFactory(initiative=world.initiative)
    for number in range(8):
        application = recruitment.apply(
            campaign=campaign,
            kind=TutorKind.VOLUNTEER,
            given_name=f"Vrijwilliger{number}",
            family_name="B",
            email=f"v{number}@b.test",
            at=AT,
        )
        recruitment.confirm(application_id=application.pk, at=AT)


def tutees_ask(world: StudentTutoring) -> None:
    """Let thirty pupils of two schools ask, and give each intern one of them after school, for eleven weeks."""
    sites = list(world.initiative.sites.order_by("name"))
    asked = [
        requests.add_request(
            initiative=world.initiative,
            site=sites[number % 2],
            subject="taal",
            level=5,
            asked_date=DAY,
            pupil=PupilFactory(organisation=sites[number % 2].organisation),
            by=world.by,
            at=AT,
        )
        for number in range(30)
    ]
    interns = world.initiative.enrolments.filter(placement__isnull=False).order_by("pk")
    for enrolment, request in zip(interns, asked, strict=False):
        team = TeamFactory(
            initiative=world.initiative,
            site=request.site,
            enrolment=enrolment,
            from_date=DAY,
            to_date=DAY + ELEVEN_WEEKS,
        )
        TeamMemberFactory(team=team, request=request)
        TeamSlotFactory(team=team, after_school=True)
        world.teams.append(team)


def family_waits(world: StudentTutoring) -> list[list[WaitKind]]:
    """Return what of the family each team waits for, in the order of the teams."""
    found = waiting_by_team(list(in_full(Team.objects.filter(initiative=world.initiative))), on=DAY)
    at_home = (WaitKind.FAMILY, WaitKind.PUPIL)
    return [[wait.kind for wait in found[team.pk] if wait.kind in at_home] for team in world.teams]


def test_s_01_activation_is_refused_with_exactly_two_items_and_begins_once_both_are_filled(client: Client):
    world = begin()
    client.force_login(world.by)
    activate = reverse("coordinator-start-activate", args=[world.initiative.pk])

    with pytest.raises(ActivationNotPossible) as refused:
        activate_initiative(initiative=world.initiative, by=world.by, at=AT)
    answer = client.post(activate, follow=True)

    assert refused.value.missing == [Lacking(Lack.TRUST_PERSON), Lacking(Lack.POINT, point=StartPoint.ABSENCES)]
    assert [gap.text for gap in answer.context["gaps"]] == [
        "Ouders hebben nog geen vertrouwensfiguur.",
        "Nog niet afgesproken: als iemand er niet is.",
    ]
    agree(world.initiative, StartPoint.ABSENCES, by=world.by)
    involvements.invite(
        initiative=world.initiative,
        given_name="Samira",
        family_name="Demir",
        email="samira@b.test",
        organisation=OrganisationFactory(),
        role=Role.TRUST_PERSON,
        from_date=DAY,
        by=world.by,
        at=AT,
    )
    client.post(activate)
    world.initiative.refresh_from_db()
    assert world.initiative.status == InitiativeStatus.ACTIVE


def test_s_01_interns_skip_selection_volunteers_queue_and_eleven_weeks_ask_how_a_child_goes_on(client: Client):
    world = begin()
    tutors_come(world)

    client.force_login(world.by)
    queue = client.get(reverse("coordinator-campaign", args=[world.initiative.campaigns.get().pk])).context["table"]
    client.force_login(world.lecturer)
    placed = client.get(reverse("lecturer-placements")).context
    one = client.get(reverse("lecturer-placement", args=[placed["lines"][0].enrolment.pk])).content.decode()

    assert world.initiative.sites.count() == 2
    assert (len(placed["lines"]), placed["open_ends"]) == (16, 16)
    assert {(line.placement.ects, line.enrolment.engagements.get().form) for line in placed["lines"]} == {
        (Decimal(3), EngagementForm.INTERNSHIP)
    }
    assert Application.objects.filter(status=ApplicationStatus.NEW, kind=TutorKind.VOLUNTEER).count() == 8
    assert [row.kind for row in queue.rows] == [TutorKind.VOLUNTEER] * 8
    assert "Deze stage duurt hoogstens drie maanden" in one
    assert [
        label in one
        for label in (
            "De student gaat door als vrijwilliger",
            "Een volgende stage sluit aan",
            "Een opvolger, met overlap",
        )
    ] == [True] * len(Continuity)
    with pytest.raises(ApplicationNotPossible):
        recruitment.apply(
            campaign=world.initiative.campaigns.get(),
            kind=TutorKind.STUDENT,
            given_name="S",
            family_name="T",
            email="stage@b.test",
            at=AT,
        )


def test_s_01_after_school_every_trajectory_awaits_the_family_until_parent_and_pupil_said_yes():
    world = begin()
    tutors_come(world)
    tutees_ask(world)
    before = family_waits(world)
    first, second, third = (team.members.get().request.pupil for team in world.teams[:3])

    for pupil, parties in (
        (first, [ConsentParty.GUARDIAN]),
        (second, [ConsentParty.PUPIL]),
        (third, [ConsentParty.GUARDIAN, ConsentParty.PUPIL]),
    ):
        for party in parties:
            ConsentFactory(pupil=pupil, purpose=ConsentPurpose.AFTER_SCHOOL, party=party)

    after = family_waits(world)
    assert world.initiative.requests.count() == 30
    assert before == [[WaitKind.FAMILY, WaitKind.PUPIL]] * 16
    assert after[:3] == [[WaitKind.PUPIL], [WaitKind.FAMILY], []]
    assert after[3:] == before[3:]
