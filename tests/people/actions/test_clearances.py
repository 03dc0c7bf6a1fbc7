from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tandem.core.models import AuditEvent
from tandem.people.actions import clearances
from tandem.people.actions.clearances import ClearanceNotPossible, HaltNotPossible
from tandem.people.enums import CheckModel, ClearanceKind, Country
from tandem.people.models import Clearance, Halt
from tests.factories.people import ClearanceFactory, TutorFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)
TODAY = date(2026, 9, 10)
EXTRACT = {"kind": ClearanceKind.CHECK, "model": CheckModel.EXTRACT_596_2}


def test_a_check_keeps_which_paper_its_date_who_saw_it_and_until_when_it_counts():
    tutor, by = TutorFactory(), UserFactory()

    seen = clearances.record(tutor=tutor, **EXTRACT, document_date=date(2026, 9, 1), seen_date=TODAY, by=by, at=AT)

    kept = Clearance.objects.values_list("kind", "model", "document_date", "seen_date", "seen_by", "valid_until")
    assert list(kept) == [("check", "extract_596_2", date(2026, 9, 1), TODAY, by.pk, date(2027, 9, 1))]
    assert AuditEvent.objects.get(target_id=seen.pk).facts == {
        "tutor": str(tutor.pk),
        "kind": "check",
        "model": "extract_596_2",
        "valid_until": "2027-09-01",
    }


def test_renewing_keeps_one_row_with_the_newest_dates():
    tutor, by = TutorFactory(), UserFactory()
    for year in (2025, 2026):
        made = date(year, 9, 1)
        clearances.record(tutor=tutor, **EXTRACT, document_date=made, seen_date=made, by=by, at=AT)

    assert list(Clearance.objects.values_list("seen_date", "valid_until")) == [(date(2026, 9, 1), date(2027, 9, 1))]
    assert AuditEvent.objects.filter(action="clearance.recorded").count() == 2


@pytest.mark.parametrize(
    ("model", "countries", "last"),
    [
        (CheckModel.VOG_EDUCATION, set(), date(2029, 9, 1)),
        (CheckModel.VOG_EDUCATION, {Country.NL}, date(2029, 9, 1)),
        (CheckModel.VOG_EDUCATION, {Country.NL, Country.BE}, date(2027, 9, 1)),
        (CheckModel.EXTRACT_596_2, {Country.NL, Country.BE}, date(2027, 9, 1)),
    ],
)
def test_who_tutors_in_two_countries_is_held_to_the_shorter_time(model: CheckModel, countries: set, last: date):
    made = date(2026, 9, 1)
    seen = clearances.record(
        tutor=TutorFactory(),
        kind=ClearanceKind.CHECK,
        model=model,
        document_date=made,
        seen_date=TODAY,
        countries=countries,
        by=UserFactory(),
        at=AT,
    )

    assert seen.valid_until == last


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({**EXTRACT, "document_date": TODAY, "seen_date": date(2026, 9, 11)}, "later"),
        ({**EXTRACT, "document_date": date(2026, 8, 9), "seen_date": TODAY}, "old"),
        ({**EXTRACT, "document_date": None, "seen_date": TODAY}, "document"),
        ({**EXTRACT, "document_date": date(2026, 9, 11), "seen_date": TODAY}, "document"),
        ({"kind": ClearanceKind.CHECK, "seen_date": TODAY}, "model"),
        ({"kind": ClearanceKind.TRAINING, "model": CheckModel.VOG_EDUCATION, "seen_date": TODAY}, "model"),
        ({"kind": ClearanceKind.CHECK, "model": CheckModel.MINOR_BE, "seen_date": TODAY}, "birthday"),
        ({"kind": ClearanceKind.TRAINING, "seen_date": TODAY, "valid_until": date(2026, 9, 9)}, "over"),
    ],
)
def test_what_does_not_count_is_refused(given: dict, reason: str):
    with pytest.raises(ClearanceNotPossible, match=reason):
        clearances.record(tutor=TutorFactory(), by=UserFactory(), at=AT, **given)

    assert Clearance.objects.count() == 0


def test_a_minor_counts_until_the_birthday():
    seen = clearances.record(
        tutor=TutorFactory(),
        kind=ClearanceKind.CHECK,
        model=CheckModel.MINOR_BE,
        seen_date=TODAY,
        valid_until=date(2027, 1, 4),
        by=UserFactory(),
        at=AT,
    )

    assert seen.valid_until == date(2027, 1, 4)


def test_withdrawing_stays_in_the_trail():
    seen, by = ClearanceFactory(), UserFactory()

    clearances.withdraw(clearance=seen, by=by, at=AT)

    assert Clearance.objects.count() == 0
    assert AuditEvent.objects.get(action="clearance.withdrawn").facts == {"tutor": str(seen.tutor.pk), "kind": "check"}


def test_nothing_about_a_check_holds_a_document_or_an_outcome():
    fields = {field.name for field in Clearance._meta.concrete_fields}

    assert fields == {"id", "tutor", "kind", "model", "document_date", "seen_date", "seen_by", "valid_until"}


@pytest.mark.parametrize(("kind", "model"), [("check", ""), ("training", "vog_60")])
def test_the_database_refuses_a_check_without_its_paper(kind: str, model: str):
    with pytest.raises(IntegrityError, match="clearance_of_a_check_names_its_model"), transaction.atomic():
        ClearanceFactory(kind=kind, model=model, document_date=None)


def test_a_halt_says_who_and_when_and_ends_when_it_is_lifted():
    tutor, by = TutorFactory(), UserFactory()

    clearances.halt(tutor=tutor, by=by, at=AT)
    with pytest.raises(HaltNotPossible):
        clearances.halt(tutor=tutor, by=by, at=AT)
    clearances.lift_halt(tutor=tutor, by=by, at=AT)
    with pytest.raises(HaltNotPossible):
        clearances.lift_halt(tutor=tutor, by=by, at=AT)

    assert list(Halt.objects.values_list("tutor", "halted_by", "lifted_by")) == [(tutor.pk, by.pk, by.pk)]
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == ["tutor.halted", "tutor.halt_lifted"]
