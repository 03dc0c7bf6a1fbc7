"""S-15: two forms in one, made on the page; the stricter rule holds and the page says where it came from."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.enums import FormKind, InitiativeStatus, SkillKind, Topic
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.training import asked_of
from tandem.people.enums import ConsentParty, TutorKind
from tandem.scheduling.models import Team
from tandem.scheduling.problems import problem_for
from tandem.scheduling.queries.teams import in_full
from tandem.scheduling.queries.waits import WaitKind, waiting_for
from tests.factories import people
from tests.factories.initiatives import EnrolmentFactory
from tests.scheduling.form_worlds import make_school
from tests.scheduling.world import START, make_world

pytestmark = pytest.mark.django_db


def made(client: Client, organiser: object, **changed: object) -> Initiative:
    """Choose older pupils as a second form on the page of HDT, and leave every number as it stands there."""
    address = reverse("coordinator-initiative-create", args=["hdt"])
    form = client.get(address).context["form"]
    stands = {name: form[name].value() for name in form.fields}
    filled = {name: value for name, value in stands.items() if value is not False and value not in (None, "")}
    sent = {name: "on" if value is True else value for name, value in filled.items()}
    sent["protected_subjects"] = ""
    days = {"starts_date": "2026-09-01", "ends_date": "2027-06-30", "organiser": organiser}
    response = client.post(address, sent | {"name": "Samen elke dag", "second_form": "peer_cross"} | days | changed)
    assert response.status_code == 302, response.context["form"].errors
    return Initiative.objects.get(name="Samen elke dag")


def test_s_15_hdt_with_older_pupils_keeps_the_stricter_rule_and_says_where_each_came_from(client: Client):
    school = make_school()
    client.force_login(school.coordinator)

    initiative = made(client, school.office.pk)

    chosen = (initiative.sessions_per_week, initiative.group_min, initiative.group_max, initiative.max_away)
    assert chosen == (5, 1, 1, 4)
    assert initiative.classmates is False
    assert initiative.template.consents == {ConsentParty.GUARDIAN, ConsentParty.PUPIL}
    page = client.get(reverse("coordinator-initiative", args=[initiative.pk])).content.decode()
    hdt, peers = "één tutor met twee leerlingen, elke dag (HDT)", "oudere leerlingen helpen jongere"
    said = [
        f"Keren per week: 5. Dit komt van: {hdt}",
        f"Leerlingen per tutor, hoogstens: 1. Dit komt van: {peers}",
        f"Tegelijk weg uit één klas, hoogstens: 4. Dit komt van: {peers}",
        f"Vooraf ja van: ouder of verzorger. Dit komt van: {peers}",
        f"Vooraf ja van: leerling. Dit komt van: {peers}",
        f"Vorming: de leerstof. Dit komt van: {hdt}",
        f"Vorming: leerlingen die helpen. Dit komt van: {peers}",
    ]
    assert [line for line in said if line not in page] == []
    assert "Wijkt af van de vorm" not in page


def test_s_15_what_somebody_chose_otherwise_stays_and_is_shown_as_a_deviation(client: Client):
    school = make_school()
    client.force_login(school.coordinator)

    initiative = made(client, school.office.pk, group_max=3)

    page = client.get(reverse("coordinator-initiative", args=[initiative.pk])).content.decode()
    assert initiative.group_max == 3
    assert "groepjes tot 3 in plaats van hoogstens 1" in page


def test_s_15_training_consent_of_both_children_cap_and_size_hold_in_the_plan_and_before_publishing():
    world = make_world(form=FormKind.HDT, second_form=FormKind.PEER_CROSS, group_min=1, group_max=1, max_away=4)
    world.initiative.status = InitiativeStatus.ACTIVE
    helper = people.ClassPlaceFactory(school_class=people.SchoolClassFactory(site=world.site)).pupil
    older = people.cleared(people.TutorFactory(kind=TutorKind.OLDER_PUPIL, person=helper.person))
    enrolment = EnrolmentFactory(initiative=world.initiative, tutor=older)
    younger = world.pupil()
    world.team(enrolment, younger)

    problem = problem_for(world.initiative, from_date=START).problem
    waits = waiting_for(in_full(Team.objects.all()).get(), on=START)

    asked = asked_of(world.initiative)
    assert (problem.rules.group_max, set(problem.max_away.values())) == (1, {4})
    assert (Topic.SUBJECT in asked.topics, asked.mastery) == (True, True)
    assert {wait.pupil for wait in waits if wait.kind == WaitKind.FAMILY} == {younger.pupil, helper}
    assert [wait.skill for wait in waits if wait.kind == WaitKind.SKILL] == [SkillKind.MASTERY]
