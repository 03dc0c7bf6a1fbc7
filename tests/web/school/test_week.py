from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from tandem.scheduling.enums import Wish
from tandem.scheduling.models import ClassWish
from tests.factories.scheduling import LessonFactory
from tests.web.school.cast import Cast, with_hours

pytestmark = pytest.mark.django_db

H1, H2 = "0830-0920", "0920-1010"


def page_of(cast: Cast) -> str:
    return reverse("school-class-week", args=[cast.school_class.pk])


def cells(**changed: str) -> dict[str, str]:
    """Return what the form sends: everything may, but for what the test changes, as `cell_0_0830_0920`."""
    sent = {f"cell-{day}-{hour}": "may" for day in (0, 1) for hour in (H1, H2)}
    return sent | {name.replace("_", "-"): value for name, value in changed.items()}


def painted() -> list[tuple[int, time, str]]:
    return list(ClassWish.objects.order_by("day", "starts").values_list("day", "starts", "wish"))


def test_painted_week_is_kept_as_one_form(client: Client, cast: Cast):
    with_hours(cast)
    client.force_login(cast.teacher)

    response = client.post(page_of(cast), cells(cell_0_0830_0920="never", cell_1_0920_1010="rather_not"))

    assert response.status_code == 302
    assert painted() == [
        (0, time(8, 30), Wish.NEVER),
        (0, time(9, 20), Wish.MAY),
        (1, time(8, 30), Wish.MAY),
        (1, time(9, 20), Wish.RATHER_NOT),
    ]


@pytest.mark.parametrize("wrong", [{"cell_0_0830_0920": "soms"}, {"cell_0_0830_0920": ""}])
def test_what_is_no_wish_keeps_nothing(client: Client, cast: Cast, wrong: dict[str, str]):
    with_hours(cast)
    client.force_login(cast.teacher)

    response = client.post(page_of(cast), cells(**wrong))

    assert (response.status_code, painted()) == (200, [])


def test_a_day_is_taken_over_without_being_kept_yet(client: Client, cast: Cast):
    with_hours(cast)
    client.force_login(cast.teacher)

    copy = {"copy": "yes", "copy_from": "0", "copy_to": "all"}
    response = client.post(page_of(cast), cells(cell_0_0830_0920="never") | copy)

    form = response.context["form"]
    assert form["cell-1-0830-0920"].value() == "never"
    assert form["cell-1-0920-1010"].value() == "may"
    assert painted() == []


def test_a_day_is_taken_over_where_the_times_meet(client: Client, cast: Cast):
    LessonFactory(school_class=cast.school_class, day=0, starts=time(8, 30), ends=time(9, 30))
    LessonFactory(school_class=cast.school_class, day=2, starts=time(8, 45), ends=time(9, 15))
    client.force_login(cast.teacher)

    sent = {"cell-0-0830-0930": "never", "cell-2-0845-0915": "may", "copy": "yes", "copy_from": "0", "copy_to": "2"}
    response = client.post(page_of(cast), sent)

    assert response.context["form"]["cell-2-0845-0915"].value() == "never"


def test_what_was_painted_comes_back_with_the_lesson_beside_it(client: Client, cast: Cast):
    LessonFactory(school_class=cast.school_class, day=0, starts=time(8, 30), ends=time(9, 20), subject="rekenen")
    client.force_login(cast.teacher)
    client.post(page_of(cast), {"cell-0-0830-0920": "never"})

    response = client.get(page_of(cast))

    field = response.context["form"]["cell-0-0830-0920"]
    assert (field.value(), field.label) == (Wish.NEVER, "maandag, 8:30–9:20, rekenen")


def test_school_coordinator_may_paint_for_a_teacher(client: Client, cast: Cast):
    with_hours(cast)
    client.force_login(cast.coordinator)

    client.post(page_of(cast), cells())

    assert len(painted()) == 4


def test_page_without_hours_says_who_fills_them_in(client: Client, cast: Cast):
    client.force_login(cast.teacher)

    page = client.get(page_of(cast)).content.decode()

    assert "Er zijn nog geen lesuren" in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_lessons(client: Client, cast: Cast, count, django_assert_num_queries):
    with_hours(cast)
    LessonFactory.create_batch(count, school_class=cast.school_class)
    client.force_login(cast.teacher)
    client.get(page_of(cast))

    with django_assert_num_queries(10):
        client.get(page_of(cast))
