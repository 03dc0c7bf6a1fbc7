from datetime import date

import pytest

from tandem.initiatives.enums import Priority, RequestStatus
from tandem.initiatives.models import Request
from tandem.initiatives.queries import (
    Capacity,
    capacity_of,
    initiatives_managed_by,
    initiatives_visible_to,
    requests_visible_to,
    waiting_list,
)
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory
from tests.factories.people import (
    ClassPlaceFactory,
    SchoolClassFactory,
    SiteFactory,
    UserFactory,
    coordinator,
    school_coordinator,
    teacher_of,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)


@pytest.fixture
def world():
    site = SiteFactory()
    initiative = InitiativeFactory(sites=[site])
    place = ClassPlaceFactory(school_class=SchoolClassFactory(site=site))
    request = RequestFactory(initiative=initiative, site=site, pupil=place.pupil)
    RequestFactory()
    return site, initiative, request, place.school_class


def test_coordinators_and_schools_see_their_initiatives(world):
    site, initiative, _, school_class = world
    users = [coordinator(initiative.organiser), school_coordinator(site.organisation), teacher_of(school_class)]

    assert [list(initiatives_visible_to(user, on=DAY)) for user in users] == [[initiative], [initiative], []]
    assert [list(initiatives_managed_by(user, on=DAY)) for user in users] == [[initiative], [], []]


def test_requests_are_seen_by_coordinator_school_and_class_teacher_only(world):
    site, initiative, request, school_class = world
    users = [
        coordinator(initiative.organiser),
        school_coordinator(site.organisation),
        teacher_of(school_class),
        teacher_of(SchoolClassFactory(site=site)),
        UserFactory(),
    ]

    assert [list(requests_visible_to(user, on=DAY)) for user in users] == [[request], [request], [request], [], []]


def test_a_membership_that_ended_shows_nothing(world):
    _, initiative, _, _ = world
    user = coordinator(initiative.organiser)
    user.person.memberships.update(to_date=date(2026, 9, 30))

    assert list(initiatives_visible_to(user, on=DAY)) == []


def test_nev_11_the_waiting_list_says_who_waits_how_long_by_the_schools_word():
    initiative = InitiativeFactory()
    late = RequestFactory(initiative=initiative, asked_date=date(2026, 9, 24))
    early = RequestFactory(initiative=initiative, asked_date=date(2026, 9, 3))
    first = RequestFactory(initiative=initiative, asked_date=date(2026, 9, 30), priority=Priority.FIRST)
    RequestFactory(initiative=initiative, status=RequestStatus.PLACED)

    waiting = waiting_list(initiative.requests.all(), on=DAY)

    assert [(row.request, row.days, row.weeks) for row in waiting] == [(first, 1, 0), (early, 28, 4), (late, 7, 1)]


def test_nev_11_capacity_is_said_openly():
    initiative = InitiativeFactory(group_max=2)
    EnrolmentFactory(initiative=initiative, max_sessions=3, max_group=1)
    EnrolmentFactory(initiative=initiative, max_sessions=2, max_group=2)
    EnrolmentFactory(initiative=initiative, to_date=date(2026, 9, 30))
    RequestFactory(initiative=initiative, sessions_per_week=2)
    RequestFactory(initiative=initiative, sessions_per_week=3, status=RequestStatus.PLACED)
    RequestFactory(initiative=initiative, status=RequestStatus.WITHDRAWN)

    assert capacity_of(initiative, on=DAY) == Capacity(asked=5, offered=7, requests=2, placed=1, offered_by_students=7)


def test_nev_11_nobody_is_asked_for_by_a_machine():
    # A request is made by somebody's action only; there is no field to derive one from.
    indicators = {"score", "test", "indicator", "backlog", "ses", "weight"}

    assert {field.name for field in Request._meta.get_fields()} & indicators == set()
