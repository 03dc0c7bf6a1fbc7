"""Giving a role, ending it, taking that back, and standing in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.core.permissions import Role
from tandem.people.models import Membership, Organisation, User
from tandem.people.queries import roles_of
from tests.factories.people import (
    MembershipFactory,
    OrganisationFactory,
    SchoolFactory,
    UserFactory,
    member,
    school_coordinator,
)

pytestmark = pytest.mark.django_db

AN = {"email": "an@voorbeeld.test", "given_name": "An", "family_name": "Maes"}


@pytest.fixture
def school() -> Organisation:
    return SchoolFactory(name="De Linde")


@pytest.fixture
def manager(school: Organisation, client: Client) -> User:
    user = school_coordinator(school)
    client.force_login(user)
    return user


def give(client: Client, organisation: Organisation, role: Role, **changed: str) -> int:
    data = {"organisation": organisation.pk, "role": role, "from_date": "2026-09-01", **AN} | changed
    return client.post(reverse("people-give"), data).status_code


def test_list_shows_who_has_a_role_in_the_own_organisation_only(client: Client, school: Organisation, manager: User):
    colleague = MembershipFactory(organisation=school, role=Role.CARE_COORDINATOR)
    MembershipFactory(organisation=SchoolFactory(), role=Role.HEAD)

    table = client.get(reverse("people")).context["table"]

    assert {row.pk for row in table.rows} == {manager.person.memberships.get().pk, colleague.pk}


def test_somebody_is_given_a_role_and_can_sign_in(client: Client, school: Organisation, manager: User):
    status = give(client, school, Role.CARE_COORDINATOR)

    user = User.objects.get(email="an@voorbeeld.test")
    assert (status, roles_of(user, on=timezone.localdate())) == (302, {Role.CARE_COORDINATOR})


@pytest.mark.parametrize("role", [Role.PROGRAMME_COORDINATOR, Role.PLATFORM_ADMIN, Role.TEACHER, Role.FUNDER])
def test_a_school_gives_no_role_that_is_not_its_to_give(
    client: Client, school: Organisation, manager: User, role: Role
):
    status = give(client, school, role)

    assert (status, Membership.objects.filter(role=role).exists()) == (200, False)


def test_nobody_gives_a_role_in_another_organisation(client: Client, manager: User):
    other = SchoolFactory()

    status = give(client, other, Role.HEAD)

    assert (status, other.memberships.exists()) == (200, False)


def test_who_manages_two_organisations_gives_in_each_only_what_is_given_there(client: Client):
    school, office = SchoolFactory(), OrganisationFactory()
    user = school_coordinator(school)
    MembershipFactory(person=user.person, organisation=office, role=Role.PROGRAMME_COORDINATOR)
    client.force_login(user)

    statuses = [give(client, school, Role.PROGRAMME_COORDINATOR), give(client, office, Role.PROGRAMME_COORDINATOR)]

    assert statuses == [200, 302]
    assert [row.organisation for row in Membership.objects.filter(person__user__email=AN["email"])] == [office]


def test_nobody_gives_themselves_a_role(client: Client, school: Organisation, manager: User):
    status = give(client, school, Role.HEAD, email=manager.email)

    assert (status, roles_of(manager, on=timezone.localdate())) == (200, {Role.SCHOOL_COORDINATOR})


def test_a_role_ends_and_goes_on_after_all(client: Client, school: Organisation, manager: User):
    row = MembershipFactory(organisation=school, role=Role.HEAD)
    yesterday = timezone.localdate() - timedelta(days=1)

    client.post(reverse("people-role-end", args=[row.pk]), {"last_date": yesterday.isoformat()})
    ended = Membership.objects.get(pk=row.pk).to_date
    client.post(reverse("people-role-reopen", args=[row.pk]))

    assert (ended, Membership.objects.get(pk=row.pk).to_date) == (yesterday, None)


def test_nobody_ends_their_own_role(client: Client, manager: User):
    row = manager.person.memberships.get()

    client.post(reverse("people-role-end", args=[row.pk]), {"last_date": timezone.localdate().isoformat()})

    assert Membership.objects.get(pk=row.pk).to_date is None


def test_somebody_stands_in_until_a_day(client: Client, school: Organisation, manager: User):
    row = MembershipFactory(organisation=school, role=Role.HEAD)
    today = timezone.localdate()
    days = {"from_date": today.isoformat(), "to_date": (today + timedelta(days=7)).isoformat()}

    client.post(reverse("people-stand-in", args=[row.pk]), AN | days)

    deputy = User.objects.get(email="an@voorbeeld.test")
    on = (today, today + timedelta(days=7), today + timedelta(days=8))
    assert [roles_of(deputy, on=day) for day in on] == [{Role.HEAD}, {Role.HEAD}, frozenset()]


@pytest.mark.parametrize("role", [Role.CARE_COORDINATOR, Role.LOCATION_COORDINATOR, Role.FUNDER])
def test_who_does_not_look_after_people_is_refused(client: Client, role: Role):
    client.force_login(member(SchoolFactory(), role) if role != Role.LOCATION_COORDINATOR else _location())

    assert client.get(reverse("people")).status_code == 403


def _location() -> User:
    user = UserFactory()
    MembershipFactory(person=user.person, organisation=SchoolFactory(), role=Role.LOCATION_COORDINATOR)
    return user


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_roles(
    client: Client, school: Organisation, manager: User, count: int, django_assert_num_queries
):
    for _ in range(count):
        UserFactory(person=MembershipFactory(organisation=school, role=Role.HEAD).person)
    client.get(reverse("people"))

    with django_assert_num_queries(QUERIES):
        client.get(reverse("people"))


QUERIES = 6
