"""Today and the week: who, where, pick-up, when, the class's topic, the goal, last time's note."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.logbook.actions import PupilNote, record_session, set_frame
from tandem.logbook.models import CannotCome
from tests.factories.people import teacher_of
from tests.factories.worlds import MONDAY, class_world, pair_world, session_of

pytestmark = pytest.mark.django_db


def test_today_tells_all_a_tutor_needs(client: Client, clock):
    world = pair_world()
    later = session_of(world.team, starts_at=MONDAY + timedelta(days=2))
    notes = [PupilNote(world.pupils[0].pk, activity="pizza verdelen", success="legde het uit")]
    record_session(session=world.session, sent_id=later.pk, notes=notes, by=world.user, at=MONDAY)
    teacher = teacher_of(world.school_class)
    set_frame(school_class=world.school_class, week=date(2026, 9, 7), topic="breuken op de lat", by=teacher, at=MONDAY)
    clock.at(later.starts_at - timedelta(hours=1))
    client.force_login(world.user)

    page = client.get(reverse("tutor-home")).content.decode()

    wanted = [
        "09:00",
        "Amina a.",
        "Bram m.",
        "De Linde",
        "lokaal 3",
        "5A",
        "bij de klas",
        "breuken op de lat",
        "breuken vergelijken",
        "pizza verdelen",
        "legde het uit",
        "Ik kan niet",
        "Ik maak me zorgen",
    ]
    assert [text for text in wanted if text not in page] == []


def test_a_family_name_is_nowhere(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)

    pages = [client.get(reverse(name)).content.decode() for name in ("tutor-home", "tutor-week")]
    pages.append(client.get(reverse("tutor-log", args=[world.session.pk])).content.decode())

    assert [name for page in pages for name in ("anima", "marb") if name in page] == []


def test_what_was_not_logged_is_asked_for_on_a_later_day(client: Client, clock):
    world = pair_world()
    clock.at(MONDAY + timedelta(days=1))
    client.force_login(world.user)

    page = client.get(reverse("tutor-home")).content.decode()

    assert reverse("tutor-log", args=[world.session.pk]) in page
    assert "Nog invullen" in page


def test_i_cannot_come_and_taking_it_back(client: Client, clock):
    world = pair_world()
    clock.at(MONDAY - timedelta(hours=1))
    client.force_login(world.user)

    said = client.post(reverse("tutor-cannot-come", args=[world.session.pk]), follow=True).content.decode()
    between = CannotCome.objects.count()
    back = client.post(reverse("tutor-come-after-all", args=[world.session.pk]), follow=True).content.decode()

    assert ("krijgen nu bericht" in said, "Toch wel: ik kom" in said, between) == (True, True, 1)
    assert ("je komt toch" in back, CannotCome.objects.count()) == (True, 0)


def test_too_late_to_say_i_cannot_come(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)

    page = client.post(reverse("tutor-cannot-come", args=[world.session.pk]), follow=True).content.decode()

    assert ("al voorbij" in page, CannotCome.objects.count()) == (True, 0)


def test_a_week_of_another_date_and_nonsense(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)
    weeks = ["2026-W37", "2026-W38", "rommel", "0001-W01"]

    found = ["Amina" in client.get(reverse("tutor-week"), {"week": week}).content.decode() for week in weeks]

    assert found == [True, False, True, True]


@pytest.mark.parametrize("name", ["tutor-home", "tutor-week"])
def test_a_page_costs_the_same_for_one_session_as_for_three(
    client: Client, clock, name: str, django_assert_max_num_queries
):
    world = pair_world()
    clock.at(MONDAY + timedelta(hours=12))
    client.force_login(world.user)
    client.get(reverse(name))  # the first page of a sign-in also opens the session
    counts = []
    for hours in (2, 4):
        with django_assert_max_num_queries(40) as found:
            client.get(reverse(name))
        counts.append(len(found))
        session_of(world.team, starts_at=MONDAY + timedelta(hours=hours))

    assert counts[0] == counts[1]


def test_a_class_is_named_by_its_class(client: Client, clock):
    world = class_world(pupils=24)
    client.force_login(world.user)

    assert "5A, 24 leerlingen" in client.get(reverse("tutor-home")).content.decode()
