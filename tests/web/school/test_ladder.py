"""Who may open which page of a school: each page, each step of the ladder."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative, PeerCall
from tandem.scheduling.enums import SuspensionKind
from tandem.scheduling.models import Suspension
from tests.factories.initiatives import InitiativeFactory
from tests.factories.peers import PeerCallFactory
from tests.factories.people import ClassTeacherFactory
from tests.factories.scheduling import BellScheduleFactory, ClosureFactory, RoomFactory
from tests.web.school.cast import Cast, pupil_in, with_hours


def suspension(cast: Cast) -> Suspension:
    from_date = to_date = ClosureFactory().from_date
    return Suspension.objects.create(
        school_class=cast.school_class, kind=SuspensionKind.TRIP, from_date=from_date, to_date=to_date
    )


def peers(cast: Cast) -> Initiative:
    return InitiativeFactory(form=FormKind.PEER_CROSS, sites=[cast.site])


def call(cast: Cast) -> PeerCall:
    return PeerCallFactory(initiative=peers(cast), school_class=cast.school_class)


# For each page: its key arguments, whether a teacher may open it, and whether it is only posted to.
PAGES: dict[str, tuple[Callable[[Cast], list[object]], bool, bool]] = {
    "school-class-answers": (lambda cast: [cast.school_class.pk], True, False),
    "school-class-answers-paper": (lambda cast: [cast.school_class.pk], True, False),
    "school-class-week": (lambda cast: [cast.school_class.pk], True, False),
    "school-class-frame": (lambda cast: [cast.school_class.pk], True, False),
    "school-class-frame-repeat": (lambda cast: [cast.school_class.pk], True, True),
    "school-class-teachers": (lambda cast: [cast.school_class.pk], False, False),
    "school-class-teacher-remove": (
        lambda cast: [cast.school_class.pk, ClassTeacherFactory(school_class=cast.school_class).pk],
        False,
        True,
    ),
    "school-class-stand-in": (
        lambda cast: [cast.school_class.pk, ClassTeacherFactory(school_class=cast.school_class).pk],
        False,
        False,
    ),
    "school-class-peers": (lambda cast: [cast.school_class.pk], True, False),
    "school-class-peers-trained": (lambda cast: [cast.school_class.pk, peers(cast).pk], True, True),
    "school-class-peers-pair": (lambda cast: [cast.school_class.pk, peers(cast).pk], True, False),
    "school-class-peers-answer": (lambda cast: [cast.school_class.pk, call(cast).pk], True, True),
    "school-class-peers-close": (lambda cast: [cast.school_class.pk, call(cast).pk], True, True),
    "school-pupil": (lambda cast: [pupil_in(cast).pk], True, False),
    "school-site": (lambda cast: [cast.site.pk], False, False),
    "school-site-calendar": (lambda cast: [cast.site.pk], False, False),
    "school-renew-site-calendar": (lambda cast: [cast.site.pk], False, True),
    "school-room-usable": (lambda cast: [RoomFactory(site=cast.site).pk], False, True),
    "school-room-week": (lambda cast: [RoomFactory(site=cast.site).pk], False, False),
    "school-bell": (lambda cast: [BellScheduleFactory(site=cast.site, name="bovenbouw").pk], False, False),
    "school-bell-remove": (lambda cast: [BellScheduleFactory(site=cast.site, name="bovenbouw").pk], False, True),
    "school-closure-remove": (lambda cast: [ClosureFactory(site=cast.site).pk], False, True),
    "school-suspension-remove": (lambda cast: [suspension(cast).pk], False, True),
}
LISTS = {
    "school-home": True,
    "school-classes": True,
    "school-pupils": True,
    "school-sites": False,
    "school-rooms": False,
    "school-bells": False,
    "school-bell-add": False,
    "school-days": False,
    "school-agreement": False,
    "school-worry": True,
}


def status_of(client: Client, user: object, address: str, *, post: bool) -> int:
    client.force_login(user)
    return (client.post(address) if post else client.get(address)).status_code


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_to_whom_it_is_for_and_to_nobody_else(client: Client, cast: Cast, name: str):
    arguments, for_teachers, posted = PAGES[name]
    with_hours(cast)
    address = reverse(name, args=arguments(cast))

    statuses = [
        status_of(client, user, address, post=posted)
        for user in (cast.stranger, cast.colleague, cast.tutor, cast.teacher, cast.coordinator)
    ]

    works = 302 if posted else 200
    # A stranger who has the permission elsewhere finds nothing; who lacks it is refused.
    assert statuses == [404, 404 if for_teachers else 403, 403, works if for_teachers else 403, works]


@pytest.mark.parametrize("name", LISTS)
def test_list_opens_to_whom_it_is_for(client: Client, cast: Cast, name: str):
    address = reverse(name)

    statuses = [status_of(client, user, address, post=False) for user in (cast.tutor, cast.teacher, cast.coordinator)]

    assert statuses == [403, 200 if LISTS[name] else 403, 200]


@pytest.mark.parametrize("name", [*PAGES, *LISTS])
def test_page_asks_who_is_not_signed_in_to_do_so(client: Client, cast: Cast, name: str):
    address = reverse(name, args=PAGES[name][0](cast) if name in PAGES else [])

    response = client.get(address)

    assert (response.status_code, response.url.split("?")[0]) == (302, "/account/login/")


@pytest.mark.parametrize("name", [*PAGES, *LISTS])
def test_page_refuses_the_wrong_method(client: Client, cast: Cast, name: str):
    client.force_login(cast.coordinator)
    arguments, _, posted = PAGES.get(name, (lambda _: [], True, False))
    address = reverse(name, args=arguments(cast))

    response = client.get(address) if posted else client.delete(address)

    assert response.status_code == 405
