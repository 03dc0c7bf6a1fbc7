from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.core.weeks import monday_of
from tandem.logbook.models import Frame
from tests.web.school.cast import Cast

pytestmark = pytest.mark.django_db


def page_of(cast: Cast, name: str = "school-class-frame", week: str = "") -> str:
    return reverse(name, args=[cast.school_class.pk]) + (f"?week={week}" if week else "")


def frames() -> list[tuple[str, str, str]]:
    return [(str(f.week_date), f.topic, f.goal) for f in Frame.objects.order_by("week_date")]


def test_teacher_says_what_the_class_works_on(client: Client, cast: Cast):
    client.force_login(cast.teacher)

    response = client.post(page_of(cast, week="2026-W48"), {"topic": "breuken", "goal": "ordenen"})

    assert frames() == [("2026-11-23", "breuken", "ordenen")]
    assert response.url == page_of(cast, week="2026-W48")


def test_as_last_week_takes_one_tap(client: Client, cast: Cast):
    client.force_login(cast.teacher)
    client.post(page_of(cast, week="2026-W47"), {"topic": "breuken", "goal": "ordenen"})

    page = client.get(page_of(cast, week="2026-W48")).content.decode()
    client.post(page_of(cast, "school-class-frame-repeat", week="2026-W48"))

    assert "Zoals vorige week" in page
    assert frames() == [("2026-11-16", "breuken", "ordenen"), ("2026-11-23", "breuken", "ordenen")]


def test_without_a_week_before_there_is_nothing_to_repeat(client: Client, cast: Cast):
    client.force_login(cast.teacher)

    response = client.post(page_of(cast, "school-class-frame-repeat", week="2026-W48"), follow=True)

    assert frames() == []
    assert "Er is nog geen kader van een vorige week om over te nemen." in response.content.decode()


@pytest.mark.parametrize("topic", ["", "   "])
def test_a_frame_without_a_topic_is_asked_again(client: Client, cast: Cast, topic: str):
    client.force_login(cast.teacher)

    response = client.post(page_of(cast), {"topic": topic})

    assert (response.status_code, frames()) == (200, [])


def test_page_opens_on_this_week_or_in_the_weekend_on_the_next(client: Client, cast: Cast):
    client.force_login(cast.teacher)

    response = client.get(page_of(cast))

    assert response.context["week"].monday == monday_of(timezone.localdate() + timedelta(days=2))
