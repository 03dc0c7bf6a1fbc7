from datetime import UTC, datetime

import pytest

from tandem.core import audit
from tests.factories.people import PupilFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_a_read_says_who_whose_what_and_for_what():
    pupil, other, reader = PupilFactory(), PupilFactory(), UserFactory()
    for person in (pupil.person, other.person):
        audit.record_read(
            whose=person, what="pupil.notes", purpose="kwaliteit", by=reader, at=AT, organisation=pupil.organisation
        )

    [read] = audit.reads_of(pupil.person_id)

    assert (read.by_id, read.at, read.organisation_id, read.facts) == (
        reader.pk,
        AT,
        pupil.organisation_id,
        {"what": "pupil.notes", "purpose": "kwaliteit"},
    )
