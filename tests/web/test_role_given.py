"""Who is given a role hears so by mail, without a word about a child."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from tandem.core import outbox
from tandem.core.permissions import Role
from tandem.people.actions import memberships
from tandem.web.notices import HANDLERS
from tests.factories.people import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)


def test_somebody_invited_is_told_which_role_they_have():
    memberships.invite(
        given_name="An",
        family_name="Maes",
        email="an@voorbeeld.test",
        organisation=SchoolFactory(),
        role=Role.CARE_COORDINATOR,
        from_date=date(2026, 9, 1),
        by=UserFactory(),
        at=AT,
    )

    outbox.deliver(HANDLERS, at=AT)

    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["an@voorbeeld.test"], "Tandem: U hebt een rol gekregen: zorgcoördinator of intern begeleider.")
    ]
