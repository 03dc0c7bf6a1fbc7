from datetime import UTC, date, datetime

import pytest

from tandem.core.permissions import Role
from tandem.people.actions import memberships
from tandem.people.actions.memberships import MembershipNotPossible
from tandem.people.models import Membership
from tandem.people.queries import roles_of
from tests.factories.people import MembershipFactory, OrganisationFactory, SchoolFactory, UserFactory

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
