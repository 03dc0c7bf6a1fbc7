from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from tandem.scheduling.enums import Standing, TeamStatus
from tandem.scheduling.models import Team
from tests.factories.scheduling import TeamSlotFactory
from tests.scheduling.world import make_world
from tests.web.coordinator.worlds import ASKED_AT, Programme, programme

pytestmark = pytest.mark.django_db


def post(client: Client, world: Programme, what: str, **answers: object) -> str:
    client.force_login(world.user)
    answers = {"enrolment": world.team.enrolment_id} | answers
    response = client.post(reverse(f"coordinator-team-{what}", args=[world.team.pk]), answers, follow=True)
    world.team.refresh_from_db()
    return response.content.decode()


def moved(day: int, starts: str, **more: object) -> dict[str, object]:
    return {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-week": 0,
        "form-0-day": day,
        "form-0-starts": starts,
    } | more


def when(world: Programme) -> list[tuple[int, time, time]]:
    return list(world.team.slots.values_list("day", "starts", "ends"))


def test_team_says_why_it_fits_and_what_it_waits_for(client: Client):
    world = programme()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-team", args=[world.team.pk])).content.decode()

    assert "Kan in dit jaar helpen met rekenen." in page
    assert "Mist op dat moment: muziek." in page
    assert "Uittreksel 596.2 van Noor Peeters: nog niet gezien." in page


def test_nev_14_team_is_accepted_under_a_name(client: Client):
    world = programme()

    page = post(client, world, "accept")

    assert (world.team.status, world.team.decided_by) == (TeamStatus.ACCEPTED, world.user)
    assert f"beslist door {world.user.person}" in page


def test_team_accepted_twice_says_that_it_was(client: Client):
    world = programme()
    post(client, world, "accept")

    assert "Dit is al goedgekeurd." in post(client, world, "accept")


def test_veto_needs_a_reason_and_lets_the_pupil_go(client: Client):
    world = programme()
    refused = post(client, world, "veto", kind="pair", reason="")
    before = world.team.status

    page = post(client, world, "veto", kind="pair", reason="Ze kennen elkaar van thuis.")

    assert "Nog niet bewaard" in refused
    assert (before, world.team.status) == (TeamStatus.PROPOSED, TeamStatus.VETOED)
    assert list(world.team.members.values_list("standing", flat=True)) == [Standing.PAST]
    assert "Ze kennen elkaar van thuis." in page


def test_decision_is_taken_back(client: Client):
    world = programme()
    post(client, world, "veto", kind="moment", reason="Dan is er turnen.")

    post(client, world, "undo")

    assert (world.team.status, world.team.decided_by, world.team.veto_reason) == (TeamStatus.PROPOSED, None, "")


def test_team_is_locked_and_unlocked(client: Client):
    world = programme()

    post(client, world, "lock")
    locked = world.team.locked
    post(client, world, "unlock")

    assert (locked, world.team.locked) == (True, False)


def test_move_shows_what_clashes_before_anything_happens(client: Client):
    world = programme()
    TeamSlotFactory(
        team=Team.objects.create(
            initiative=world.initiative,
            site=world.site,
            enrolment=world.enrolment,
            subject="taal",
            from_date=world.team.from_date,
            to_date=world.team.to_date,
        ),
        day=1,
    )

    page = post(client, world, "move", **moved(1, "09:15"))

    assert "Zo kan het niet" in page
    assert "Dinsdag 9:15–10:00: De tutor is dan al bij een ander duo of groepje, op De Linde." in page
    assert when(world) == [(0, time(9), time(9, 45))]


def test_move_happens_only_after_its_clashes_were_seen(client: Client):
    school = make_world()
    team = school.team(school.tutor(), school.pupil())
    address = reverse("coordinator-team-move", args=[team.pk])
    client.force_login(school.coordinator)
    looked = client.post(address, moved(3, "10:00", enrolment=team.enrolment_id))
    before = list(team.slots.values_list("day", flat=True))

    client.post(address, moved(3, "10:00", seen=looked.context["seen"], enrolment=team.enrolment_id))

    team.refresh_from_db()
    assert "Niets botst." in looked.content.decode()
    assert (before, list(team.slots.values_list("day", flat=True)), team.locked) == ([1], [3], True)


def test_another_tutor_is_given_after_what_clashes_was_seen(client: Client):
    school = make_world()
    team = school.team(school.tutor(), school.pupil())
    other = school.tutor(teaches={"taal": [1, 12]})
    address = reverse("coordinator-team-move", args=[team.pk])
    client.force_login(school.coordinator)
    asked = moved(1, "10:00", enrolment=other.pk)
    looked = client.post(address, asked)

    client.post(address, {**asked, "seen": looked.context["seen"]})

    team.refresh_from_db()
    assert "De tutor biedt rekenen in dit jaar niet aan" in looked.content.decode()
    assert team.enrolment == other


def test_tutor_of_another_initiative_cannot_be_chosen(client: Client):
    school = make_world()
    team = school.team(school.tutor(), school.pupil())
    client.force_login(school.coordinator)

    page = client.post(
        reverse("coordinator-team-move", args=[team.pk]), moved(1, "10:00", enrolment=make_world().tutor().pk)
    )

    assert page.context["clashes"] is None


def test_protected_lesson_is_named_and_holds_a_move_back(client: Client):
    school = make_world()
    request = school.pupil()
    team = school.team(school.tutor(), request)
    client.force_login(school.coordinator)

    page = client.post(
        reverse("coordinator-team-move", args=[team.pk]), moved(3, "09:00", enrolment=team.enrolment_id)
    ).content.decode()

    assert f"{request.pupil.person} mag dan niet weg uit rekenen." in page


def test_other_moment_than_the_one_looked_at_is_looked_at_first(client: Client):
    world = programme()
    client.force_login(world.user)
    looked = client.post(
        reverse("coordinator-team-move", args=[world.team.pk]), moved(2, "10:00", enrolment=world.enrolment.pk)
    )

    post(client, world, "move", **moved(3, "10:00"), seen=looked.context["seen"])

    assert when(world) == [(0, time(9), time(9, 45))]


def test_hour_in_the_night_is_no_hour(client: Client):
    world = programme()

    assert "Kies een uur tussen 7:00 en 20:00." in post(client, world, "move", **moved(2, "23:30"))


def test_running_team_is_not_moved_but_ended_with_a_goodbye(client: Client):
    world = programme()
    Team.objects.update(status=TeamStatus.PUBLISHED, decided_by=world.user, decided_at=ASKED_AT)
    world.team.members.update(standing=Standing.PAST)
    moving = post(client, world, "move", **moved(2, "10:00"))
    nameless = post(client, world, "end", last_date="2026-11-01", step="")

    post(client, world, "end", last_date="2026-11-01", step="goodbye", note="samen taart gegeten")

    assert "Rond het eerst af, met een afscheid." in moving
    assert "Nog niet bewaard" in nameless
    assert (world.team.status, world.team.closing_step) == (TeamStatus.ENDED, "goodbye")
