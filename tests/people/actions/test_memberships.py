from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tandem.core.models import OutboxMessage
from tandem.core.permissions import Permission, Role
from tandem.people.actions import memberships
from tandem.people.actions.memberships import MembershipNotPossible
from tandem.people.models import Membership, Person
from tandem.people.queries import pupils_visible_to, roles_of, schools_visible_to, sites_visible_to
from tests.factories.people import (
    ClassPlaceFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
    SiteFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)


def test_role_holds_from_its_first_to_its_last_day():
    somebody = UserFactory()

    memberships.give(
        person=somebody.person,
        organisation=SchoolFactory(),
        role=Role.SCHOOL_COORDINATOR,
        from_date=date(2026, 9, 11),
        to_date=date(2026, 9, 12),
        by=UserFactory(),
        at=AT,
    )

    days = [date(2026, 9, day) for day in (10, 11, 12, 13)]
    assert [roles_of(somebody, on=day) for day in days] == [
        frozenset(),
        {Role.SCHOOL_COORDINATOR},
        {Role.SCHOOL_COORDINATOR},
        frozenset(),
    ]


@pytest.mark.parametrize("role", [Role.TEACHER, Role.TUTOR, Role.GUARDIAN, Role.PUPIL])
def test_what_somebody_is_cannot_be_given(role):
    with pytest.raises(MembershipNotPossible):
        memberships.give(
            person=UserFactory().person,
            organisation=OrganisationFactory(),
            role=role,
            from_date=date(2026, 9, 1),
            by=UserFactory(),
            at=AT,
        )


def test_ending_keeps_the_days_that_were():
    membership = MembershipFactory(from_date=date(2026, 9, 1))

    memberships.end(membership=membership, last_date=date(2026, 9, 10), by=UserFactory(), at=AT)

    assert Membership.objects.get().to_date == date(2026, 9, 10)


def test_ending_before_the_first_day_takes_the_role_away():
    membership = MembershipFactory(from_date=date(2026, 10, 1))

    memberships.end(membership=membership, last_date=date(2026, 9, 10), by=UserFactory(), at=AT)

    assert not Membership.objects.exists()


def test_nobody_ends_their_own_role():
    somebody = UserFactory()
    membership = MembershipFactory(person=somebody.person)

    with pytest.raises(MembershipNotPossible):
        memberships.end(membership=membership, last_date=date(2026, 9, 10), by=somebody, at=AT)


def test_deputy_has_the_role_for_those_days_only():
    membership = MembershipFactory(role=Role.SCHOOL_COORDINATOR, organisation=SchoolFactory())
    deputy = UserFactory()

    memberships.stand_in(
        membership=membership,
        person=deputy.person,
        from_date=date(2026, 9, 11),
        to_date=date(2026, 9, 12),
        by=UserFactory(),
        at=AT,
    )

    days = [date(2026, 9, day) for day in (10, 11, 12, 13)]
    assert [roles_of(deputy, on=day) for day in days] == [
        frozenset(),
        {Role.SCHOOL_COORDINATOR},
        {Role.SCHOOL_COORDINATOR},
        frozenset(),
    ]
    assert list(schools_visible_to(deputy, on=date(2026, 9, 12))) == [membership.organisation]


def test_deputy_of_a_deputy_is_refused():
    membership = MembershipFactory()
    days = {"from_date": date(2026, 9, 11), "to_date": date(2026, 9, 12)}
    deputy = memberships.stand_in(membership=membership, person=PersonFactory(), by=UserFactory(), at=AT, **days)

    with pytest.raises(MembershipNotPossible):
        memberships.stand_in(membership=deputy, person=PersonFactory(), by=UserFactory(), at=AT, **days)


def test_nobody_stands_in_for_themselves():
    membership = MembershipFactory()

    with pytest.raises(MembershipNotPossible):
        memberships.stand_in(
            membership=membership,
            person=membership.person,
            from_date=date(2026, 9, 11),
            to_date=date(2026, 9, 12),
            by=UserFactory(),
            at=AT,
        )


def test_the_database_keeps_no_deputy_without_an_end():
    membership = MembershipFactory()

    with pytest.raises(IntegrityError, match="deputy_has_an_end"), transaction.atomic():
        MembershipFactory(organisation=membership.organisation, stands_in_for=membership)


def test_role_that_ended_goes_on_after_all():
    membership = MembershipFactory(to_date=date(2026, 9, 10))

    memberships.reopen(membership=membership, by=UserFactory(), at=AT)

    assert Membership.objects.get().to_date is None


def test_inviting_a_known_address_gives_the_role_to_that_person():
    known = UserFactory(email="an@voorbeeld.test")

    membership = memberships.invite(
        given_name="Iemand",
        family_name="Anders",
        email="An@voorbeeld.test",
        organisation=OrganisationFactory(),
        role=Role.PROGRAMME_COORDINATOR,
        from_date=date(2026, 9, 1),
        by=UserFactory(),
        at=AT,
    )

    assert membership.person == known.person
    assert Person.objects.filter(given_name="Iemand").count() == 0


def test_somebody_invited_gets_an_account_and_is_told():
    membership = memberships.invite(
        given_name="An",
        family_name="Maes",
        email="an@voorbeeld.test",
        organisation=OrganisationFactory(),
        role=Role.PROGRAMME_COORDINATOR,
        from_date=date(2026, 9, 1),
        by=UserFactory(),
        at=AT,
    )

    assert (membership.person.full_name, membership.person.user.email) == ("An Maes", "an@voorbeeld.test")
    assert OutboxMessage.objects.get(kind=memberships.ROLE_GIVEN).payload["person"] == str(membership.person_id)


def test_location_coordinator_sees_one_site_and_its_pupils():
    school = SchoolFactory()
    mine, other = SiteFactory(organisation=school), SiteFactory(organisation=school)
    somebody = UserFactory()
    pupil = ClassPlaceFactory(school_class__site=mine).pupil
    ClassPlaceFactory(school_class__site=other)

    memberships.give(
        person=somebody.person,
        organisation=school,
        site=mine,
        role=Role.LOCATION_COORDINATOR,
        from_date=date(2026, 9, 1),
        by=UserFactory(),
        at=AT,
    )

    assert list(sites_visible_to(somebody, on=AT.date())) == [mine]
    assert list(pupils_visible_to(somebody, on=AT.date())) == [pupil]
    assert list(schools_visible_to(somebody, on=AT.date())) == []


def test_care_coordinator_reads_the_school_but_does_not_manage_it():
    school = SiteFactory().organisation
    somebody = UserFactory()
    MembershipFactory(person=somebody.person, organisation=school, role=Role.CARE_COORDINATOR)

    read, managed = (
        list(schools_visible_to(somebody, on=AT.date(), to=permission))
        for permission in (Permission.SCHOOL_READ, Permission.SCHOOL_MANAGE)
    )

    assert (read, managed) == ([school], [])
