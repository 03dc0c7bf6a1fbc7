"""A college says how many places it has, and which moments it keeps free."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.models import CollegePlaces, ReservedSlot
from tests.factories.initiatives import RequestFactory
from tests.factories.people import PupilFactory
from tests.factories.together import ReservedSlotFactory
from tests.web.together.cast import Cast, make_cast, text_of

pytestmark = pytest.mark.django_db
SLOT = {"day": "1", "starts": "13:00", "ends": "15:00", "site": "", "from_date": "2026-09-01", "to_date": ""}


def address(cast: Cast, page: str, *more: object) -> str:
    key = [cast.initiative.pk] if page == "lecturer-initiative-places" else [cast.initiative.pk, cast.college.pk]
    return reverse(page, args=[*key, *more])


def test_r_nev_12_a_college_sets_its_own_ceiling_and_what_is_above_it_waits(client: Client):
    cast = make_cast()
    requests = [
        RequestFactory(
            initiative=cast.initiative, site=cast.site, pupil=PupilFactory(organisation=cast.site.organisation)
        )
        for _ in range(2)
    ]
    client.force_login(cast.college_coordinator)
    client.post(address(cast, "lecturer-places-set"), {"places": "", f"places-{cast.site.pk}": "1"})

    page = text_of(client, cast.programme, reverse("coordinator-requests", args=[cast.initiative.pk]))
    mine = [
        text_of(client, cast.programme, reverse("coordinator-request", args=[row.pk])).count(
            "Wacht: de hogeschool heeft voor deze school geen plaatsen meer."
        )
        for row in requests
    ]

    assert list(CollegePlaces.objects.values_list("college", "site", "places")) == [(cast.college.pk, cast.site.pk, 1)]
    assert page.count("Wacht: de hogeschool heeft voor deze school geen plaatsen meer.") == 1
    assert sorted(mine) == [0, 1]
    assert "1 aanvraag wacht" in text_of(client, cast.head, cast.at("together-school"))


def test_an_empty_box_takes_the_ceiling_away(client: Client):
    cast = make_cast()
    client.force_login(cast.college_coordinator)
    for number in ("1", ""):
        client.post(address(cast, "lecturer-places-set"), {"places": number, f"places-{cast.site.pk}": ""})

    assert CollegePlaces.objects.count() == 0


def test_less_than_nobody_is_refused(client: Client):
    cast = make_cast()
    client.force_login(cast.college_coordinator)

    response = client.post(address(cast, "lecturer-places-set"), {"places": "-1"})

    assert (response.status_code, CollegePlaces.objects.count()) == (422, 0)


def test_a_college_keeps_a_moment_free_and_its_students_see_it(client: Client):
    cast = make_cast()
    client.force_login(cast.college_coordinator)
    client.post(address(cast, "lecturer-slot-reserve"), SLOT)

    page = text_of(client, cast.tutor, reverse("tutor-availability"))

    assert "Dinsdag 13:00–15:00" in page


@pytest.mark.parametrize("wrong", [{"ends": "12:00"}, {"ends": "13:00"}, {"to_date": "2026-08-01"}, {"day": "9"}])
def test_a_moment_that_cannot_be_is_refused(client: Client, wrong: dict[str, str]):
    cast = make_cast()
    client.force_login(cast.college_coordinator)

    response = client.post(address(cast, "lecturer-slot-reserve"), SLOT | wrong)

    assert (response.status_code, ReservedSlot.objects.count()) == (422, 0)


def test_a_moment_is_no_longer_kept_free(client: Client):
    cast = make_cast()
    slot = ReservedSlotFactory(initiative=cast.initiative, college=cast.college)
    client.force_login(cast.college_coordinator)

    client.post(address(cast, "lecturer-slot-release", slot.pk))

    assert ReservedSlot.objects.count() == 0


@pytest.mark.parametrize("page", ["lecturer-places-set", "lecturer-slot-reserve", "lecturer-slot-release"])
def test_a_decision_of_a_college_is_its_own(client: Client, page: str):
    cast = make_cast()
    slot = ReservedSlotFactory(initiative=cast.initiative, college=cast.college)
    where = address(cast, page, *([slot.pk] if page.endswith("release") else []))
    statuses = []
    for user in (cast.stranger, cast.head, cast.tutor, cast.programme):
        client.force_login(user)
        statuses.append(client.post(where).status_code)

    client.force_login(cast.college_coordinator)
    assert (statuses, client.get(where).status_code) == ([404, 403, 403, 403], 405)


def test_pages_open_to_the_college_alone(client: Client):
    cast = make_cast()
    statuses = []
    for user in (cast.college_coordinator, cast.stranger, cast.head):
        client.force_login(user)
        statuses.append(
            (
                client.get(reverse("lecturer-places")).status_code,
                client.get(address(cast, "lecturer-initiative-places")).status_code,
            )
        )

    assert statuses == [(200, 200), (200, 404), (403, 403)]
