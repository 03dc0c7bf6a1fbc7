from datetime import UTC, date, datetime

import pytest

from tandem.core.models import AuditEvent
from tandem.people.actions import clearances
from tandem.people.actions.clearances import ClearanceNotPossible
from tandem.people.enums import ClearanceKind
from tandem.people.models import Clearance
from tandem.people.queries import cleared_tutors
from tests.factories.people import TutorFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)
TODAY = date(2026, 9, 10)


def test_tutor_is_cleared_once_check_training_and_agreement_were_seen():
    tutor, by = TutorFactory(), UserFactory()

    seen = []
    for kind in ClearanceKind:
        seen.append(list(cleared_tutors(on=TODAY)))
        clearances.record(tutor=tutor, kind=kind, seen_date=TODAY, by=by, at=AT)

    assert seen == [[], [], []]
    assert list(cleared_tutors(on=TODAY)) == [tutor]


def test_renewing_keeps_one_row_with_the_newest_dates():
    tutor, by = TutorFactory(), UserFactory()
    clearances.record(tutor=tutor, kind=ClearanceKind.CHECK, seen_date=date(2025, 9, 1), by=by, at=AT)

    clearances.record(
        tutor=tutor, kind=ClearanceKind.CHECK, seen_date=TODAY, valid_until=date(2027, 9, 1), by=by, at=AT
    )

    assert list(Clearance.objects.values_list("seen_date", "valid_until")) == [(TODAY, date(2027, 9, 1))]
    assert AuditEvent.objects.filter(action="clearance.recorded").count() == 2


@pytest.mark.parametrize(
    "dates", [{"seen_date": date(2026, 9, 11)}, {"seen_date": TODAY, "valid_until": date(2026, 9, 9)}]
)
def test_dates_that_cannot_be_true_are_refused(dates):
    with pytest.raises(ClearanceNotPossible):
        clearances.record(tutor=TutorFactory(), kind=ClearanceKind.CHECK, by=UserFactory(), at=AT, **dates)


def test_withdrawing_closes_the_gate_and_stays_in_the_trail():
    tutor, by = TutorFactory(), UserFactory()
    for kind in ClearanceKind:
        clearances.record(tutor=tutor, kind=kind, seen_date=TODAY, by=by, at=AT)

    clearances.withdraw(clearance=tutor.clearances.get(kind=ClearanceKind.CHECK), by=by, at=AT)

    assert list(cleared_tutors(on=TODAY)) == []
    assert AuditEvent.objects.get(action="clearance.withdrawn").facts == {"tutor": str(tutor.pk), "kind": "check"}
