"""Readiness, expectations, the matrix and the working plan, through the pages their partners use."""

from decimal import Decimal

import pytest
from django.test import Client

from tandem.initiatives.models import ActorshipChange, PlanNeed, PlanStep, SchoolPart, SchoolProject, StaffLimit
from tests.web.together.cast import make_cast, text_of

pytestmark = pytest.mark.django_db


def test_s_43_readiness_says_what_is_known_and_refuses_nobody(client: Client):
    cast = make_cast()
    client.force_login(cast.head)
    answers = {"pupils": "240", "classes": "11", "largest_class": "24", "head_agrees": "no", "lead_weeks": "6"}

    response = client.post(cast.at("together-readiness-answer"), answers)

    page = text_of(client, cast.programme, cast.at("together-readiness"))
    assert response.status_code == 302
    assert SchoolPart.objects.get().head_agrees is False
    assert ("240 leerlingen" in page, "11 klassen, de grootste met 24" in page) == (True, True)
    assert "Bespreek het op een teamvergadering voor u begint." in page


def test_r_nev_30_a_programme_reads_what_a_school_can_still_give(client: Client):
    cast = make_cast()
    client.force_login(cast.head)
    client.post(
        cast.at("together-project-add"),
        {"name": "PAL", "days": ["1", "3"], "pupils": "12", "staff_hours": "3", "from_date": "2026-09-01"},
    )
    client.post(cast.at("together-staff-limit"), {"hours": "10"})
    client.force_login(cast.programme)

    refused = client.post(cast.at("together-staff-time"), {"hours": "8"})
    client.post(cast.at("together-staff-time"), {"hours": "7"})

    assert "er is nog 7 uur per maand" in refused.content.decode()
    assert SchoolPart.objects.get().staff_hours == Decimal(7)
    assert (SchoolProject.objects.get().days, StaffLimit.objects.get().hours) == ([1, 3], Decimal(10))


def test_each_side_writes_its_own_and_what_differs_shows(client: Client):
    cast = make_cast()
    for user, whose in ((cast.head, "school"), (cast.programme, "tutor")):
        client.force_login(user)
        client.post(cast.at("together-expectations-answer"), {"material-whose": whose, "material-words": "Zo."})

    page = text_of(client, cast.college_coordinator, cast.at("together-expectations"))

    assert "1 punt ziet u anders" in page


def test_words_without_who_ask_for_it(client: Client):
    cast = make_cast()
    client.force_login(cast.head)

    response = client.post(cast.at("together-expectations-answer"), {"material-words": "Boeken."})

    assert "Kies ook wie ervoor zorgt." in response.content.decode()


def test_what_is_agreed_otherwise_is_read_by_tutors(client: Client):
    cast = make_cast()
    client.force_login(cast.programme)

    client.post(
        cast.at("together-actorship-change", "material"),
        {"decides": "tutor", "does": "tutor", "alone": "yes", "reason": "Ze brengen een koffer mee."},
    )

    assert "Ze brengen een koffer mee." in text_of(client, cast.tutor, cast.at("together-actorship"))


def test_what_protects_a_child_cannot_be_agreed_otherwise(client: Client):
    cast = make_cast()
    client.force_login(cast.programme)

    client.post(
        cast.at("together-actorship-change", "signal"),
        {"decides": "tutor", "does": "tutor", "alone": "yes", "reason": "Toch."},
    )

    assert ActorshipChange.objects.count() == 0


def test_every_partner_adds_to_the_plan_and_ticks_off(client: Client):
    cast = make_cast()
    for user in (cast.head, cast.programme, cast.college_coordinator, cast.tutor):
        client.force_login(user)
        client.post(cast.at("together-plan-add"), {"text": f"Van {user.pk}", "who": "school", "due_date": "2026-09-10"})
        client.post(cast.at("together-need-add"), {"text": "Een kwartier overleg"})
    for step in PlanStep.objects.all():
        client.post(cast.at("together-plan-done", step.pk), {"done": "yes"})

    assert set(PlanStep.objects.values_list("added_by", "done_by")) == {
        (user.pk, cast.tutor.pk) for user in (cast.head, cast.programme, cast.college_coordinator, cast.tutor)
    }
    assert sorted(PlanNeed.objects.values_list("whose", flat=True)) == ["college", "programme", "school", "tutor"]


def test_who_only_reads_for_the_school_changes_nothing(client: Client):
    cast = make_cast()

    page = text_of(client, cast.reader, cast.at("together-plan"))

    assert ("Een stap toevoegen" in page, "Zet ze erin" in page) == (False, False)


@pytest.mark.parametrize("paper", ["readiness", "expectations", "actorship", "plan"])
def test_what_people_hand_over_is_printed(client: Client, paper: str):
    cast = make_cast()
    client.force_login(cast.head)
    client.post(cast.at("together-plan-begin"))

    response = client.get(cast.at(f"together-{paper}-paper"))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
