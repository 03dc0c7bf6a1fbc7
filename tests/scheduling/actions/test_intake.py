"""What a school hands over is taken over whole, once, or not at all."""

import json
import re
from collections import Counter
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.db.backends.utils import CursorWrapper

from tandem.core.models import AuditEvent, OutboxMessage
from tandem.initiatives.models import Enrolment, Request
from tandem.people.enums import Stage
from tandem.people.models import ClassPlace, ClassTeacher, Clearance, Person, Pupil, SchoolClass, Tutor, User
from tandem.scheduling.actions import intake as actions
from tandem.scheduling.enums import AvailabilitySource, ImportStatus
from tandem.scheduling.models import Availability, BellSchedule, Import, LearntColumn, Lesson, Period, PupilBusy, Room
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import SiteFactory, UserFactory
from tests.scheduling.intake.importing import NOW, TODAY, answer_all, import_files, start
from tests.scheduling.intake.school import class_lists, table
from tests.shared_data import shared_data

pytestmark = pytest.mark.django_db

HEAD: list[object] = ["Leerlingnummer", "Naam", "Groep", "Geboortedatum"]
NOOR: list[object] = [101, "Noor van den Berg", "groep 5", "12-05-2017"]
SEM: list[object] = [102, "Sem Visser", "groep 5", "01-02-2017"]


@pytest.fixture
def world():
    site = SiteFactory(stage=Stage.PRIMARY_NL)
    initiative = InitiativeFactory(sites=[site], starts_date=date(2025, 9, 1), ends_date=date(2026, 6, 30))
    return {"site": site, "initiative": initiative, "by": UserFactory()}


def served_tables(cursor: CursorWrapper) -> list[str]:
    """Return the tables of the role that serves: all but those of signals, which it cannot read."""
    return [name for name in connection.introspection.table_names(cursor) if not name.startswith("safeguarding_")]


def everything() -> dict[str, int]:
    """Count the rows of every table that is not the history of what was done."""
    with connection.cursor() as cursor:
        tables = [name for name in served_tables(cursor) if "audit" not in name]
        counts = {}
        for name in tables:
            cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - names come from the database itself
            counts[name] = cursor.fetchone()[0]
    return counts


def test_apply_takes_over_pupils_with_their_class_and_year(world) -> None:
    intake = import_files({"lijst.xlsx": table(HEAD, NOOR, SEM)}, **world)

    pupil = Pupil.objects.get(number="101")
    assert (pupil.person.given_name, pupil.person.infix, pupil.person.family_name) == ("Noor", "van den", "Berg")
    assert (pupil.year, pupil.birth_date, pupil.organisation) == (5, date(2017, 5, 12), world["site"].organisation)
    place = ClassPlace.objects.get(pupil=pupil)
    assert (place.school_class.name, place.school_class.school_year, place.from_date) == ("5", 2025, date(2025, 8, 1))
    assert (intake.status, intake.counts["pupils"]) == (ImportStatus.APPLIED, {"new": 2, "changed": 0, "same": 0})


def test_apply_of_the_same_file_twice_changes_nothing(world) -> None:
    import_files({"lijst.xlsx": class_lists()}, **world)
    before = everything()
    versions = list(Pupil.objects.order_by("pk").values()) + list(Request.objects.order_by("pk").values())

    again = import_files({"lijst.xlsx": class_lists()}, **world)

    assert everything() == before | {"scheduling_import": before["scheduling_import"] + 1}
    assert list(Pupil.objects.order_by("pk").values()) + list(Request.objects.order_by("pk").values()) == versions
    assert {state: sum(counts[state] for counts in again.counts.values()) for state in ("new", "changed")} == {
        "new": 0, "changed": 0,
    }  # fmt: skip


def test_apply_changes_only_what_changed(world) -> None:
    import_files({"lijst.xlsx": table(HEAD, NOOR, SEM)}, **world)
    moved = [101, "Noor van den Berg", "groep 6", "12-05-2017"]

    intake = start({"lijst.xlsx": table(HEAD, moved, SEM)}, **world)
    _draft, comparison = answer_all(intake, by=world["by"])
    actions.apply(intake=intake, by=world["by"], at=NOW, on=TODAY)

    assert [
        (change.label, change.state, [(d.label, d.old, d.new) for d in change.differences])
        for change in comparison.pupils
    ] == [("Noor van den Berg", "changed", [("leerjaar", "5", "6"), ("klas", "5", "6")]), ("Sem Visser", "same", [])]
    places = ClassPlace.objects.filter(pupil__number="101").order_by("from_date")
    assert [(place.school_class.name, place.from_date, place.to_date) for place in places] == [
        ("5", date(2025, 8, 1), date(2025, 10, 5)),
        ("6", date(2025, 10, 6), None),
    ]


@pytest.mark.parametrize(("answer", "left"), [("stays", None), ("left", TODAY)])
def test_a_pupil_missing_from_a_second_list_is_a_question(world, answer: str, left: date | None) -> None:
    import_files({"lijst.xlsx": table(HEAD, NOOR, SEM)}, **world)
    intake = start({"lijst.xlsx": table(HEAD, NOOR)}, **world)

    _draft, comparison = actions.read_again(intake=intake, on=TODAY)
    (finding,) = comparison.open_findings
    actions.answer(intake=intake, answers={finding.key: answer}, by=world["by"], at=NOW)
    actions.apply(intake=intake, by=world["by"], at=NOW, on=TODAY)

    assert finding.what == "Sem Visser (102) zit in 5, maar staat niet op de nieuwe lijst."
    assert Pupil.objects.get(number="102").left_date == left


def test_apply_with_an_open_question_is_refused_and_writes_nothing(world) -> None:
    intake = start({"lijst.xlsx": class_lists()}, **world)
    before = everything()

    with pytest.raises(actions.ImportNotPossible, match="open"):
        actions.apply(intake=intake, by=world["by"], at=NOW, on=TODAY)

    assert everything() == before


def test_apply_that_fails_halfway_leaves_nothing(world, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = start({"lijst.xlsx": table(HEAD, NOOR, [], ["Lokaal"], ["B12"])}, **world)
    answer_all(intake, by=world["by"])
    before = everything()
    # A room of that name appears between reading and writing.
    monkeypatch.setattr(
        "tandem.scheduling.actions.intake.taking.lesson_actions.take_lessons", lambda taking, site: 1 / 0
    )

    with pytest.raises(ZeroDivisionError):
        actions.apply(intake=intake, by=world["by"], at=NOW, on=TODAY)

    assert everything() == before


def test_apply_is_done_once(world) -> None:
    intake = import_files({"lijst.xlsx": table(HEAD, NOOR)}, **world)

    with pytest.raises(actions.ImportNotPossible, match="over"):
        actions.apply(intake=intake, by=world["by"], at=NOW, on=TODAY)


def test_nothing_that_was_discarded_stands_anywhere_in_the_database(world) -> None:
    head = [*HEAD, "BSN", "Cito M5", "Thuistaal", "Iets eigens", "Opmerking"]
    row = [*NOOR, "999969941", "III-geheim", "Klingon", "eigen-geheim", "is verlegen"]
    wanted: list[object] = ["Leerlingnummer", "Vak", "Opmerking"]
    files = {"lijst.xlsx": table(head, row, [], wanted, [101, "rekenen", "niet op dinsdag (logopedie)"])}

    intake = start(files, **world)
    before_answers = whole_database()
    answer_all(intake, by=world["by"])
    actions.apply(intake=intake, by=world["by"], at=NOW, on=TODAY)

    for content in (before_answers, whole_database()):
        assert "Noor" in content
        for secret in ("999969941", "III-geheim", "Klingon", "eigen-geheim", "verlegen", "logopedie"):
            assert secret not in content


def whole_database() -> str:
    with connection.cursor() as cursor:
        parts = []
        for name in served_tables(cursor):
            cursor.execute(f'SELECT t::text FROM "{name}" t')  # noqa: S608 - names come from the database itself
            parts.extend(row[0] for row in cursor.fetchall())
    return "\n".join(parts)


def test_an_import_that_is_over_holds_no_rows_any_more(world) -> None:
    applied = import_files({"lijst.xlsx": table(HEAD, NOOR)}, **world)
    thrown = start({"lijst.xlsx": table(HEAD, SEM)}, **world)

    actions.discard(intake=thrown, by=world["by"], at=NOW)

    assert [(row.grids, row.answers) for row in Import.objects.filter(pk__in=[applied.pk, thrown.pk])] == [({}, {})] * 2


def test_an_import_nobody_finishes_is_forgotten_after_a_month(world) -> None:
    left = start({"lijst.xlsx": table(HEAD, NOOR)}, **world)

    assert actions.forget_unfinished(at=NOW + timedelta(days=29)) == 0
    assert actions.forget_unfinished(at=NOW + timedelta(days=31)) == 1

    left.refresh_from_db()
    assert (left.status, left.grids) == (ImportStatus.DISCARDED, {})


def test_an_import_mails_nobody(world) -> None:
    tutors = table(["Naam", "E-mail", "Wanneer kun je?"], ["Sam de Wit", "sam@voorbeeld.example", "ma 9-12"])

    import_files({"groep.xlsx": class_lists(), "tutoren.xlsx": tutors}, **world)

    assert (len(mail.outbox), OutboxMessage.objects.count()) == (0, 0)


def test_a_request_closes_the_times_at_which_the_pupil_must_stay(world) -> None:
    import_files({"lijst.xlsx": class_lists()}, **world)
    number = str(Pupil.objects.filter(year=8).first().number)  # type: ignore[union-attr]  # there is one
    wanted = table(
        ["Leerlingnummer", "Vak", "Opmerking"], [int(number), "lezen", "mag gym niet missen; niet op dinsdag"]
    )

    import_files({"aanvragen.xlsx": wanted}, **world)

    assert set(PupilBusy.objects.filter(pupil__number=number).values_list("day", "starts", "ends")) == {
        (1, time(8), time(17)),
        (3, time(9, 45), time(10, 30)),
    }


def test_a_tutor_is_taken_over_with_offer_and_week_but_without_any_check(world) -> None:
    head: list[object] = ["Naam", "E-mail", "Wanneer kun je?", "Vakken", "Uur per week", "Talen", "VOG", "Groepen"]
    sam: list[object] = ["Sam de Wit", "Sam@voorbeeld.example", "ma 9-12", "Rekenen", "4", "Turks", "ja", "groep 7/8"]

    import_files({"tutoren.xlsx": table(head, sam)}, **world)

    tutor = Tutor.objects.select_related("person").get()
    assert (str(tutor.person), tutor.person.email, tutor.languages) == ("Sam de Wit", "sam@voorbeeld.example", ["tr"])
    assert (Clearance.objects.count(), User.objects.get(email="sam@voorbeeld.example").person) == (0, tutor.person)
    enrolment = Enrolment.objects.get(tutor=tutor, initiative=world["initiative"])
    assert (enrolment.teaches, enrolment.max_sessions) == ({"rekenen": [7, 8]}, 5)
    assert list(Availability.objects.values_list("day", "starts", "ends", "source")) == [
        (0, time(9), time(12), AvailabilitySource.IMPORTED)
    ]


def test_a_week_the_tutor_filled_in_is_left_alone(world) -> None:
    rows = [["Naam", "E-mail", "Wanneer kun je?"], ["Sam de Wit", "sam@voorbeeld.example", "ma 9-12"]]
    import_files({"tutoren.xlsx": table(*rows)}, **world)
    Availability.objects.update(source=AvailabilitySource.PAINTED)

    import_files({"tutoren.xlsx": table(rows[0], ["Sam de Wit", "sam@voorbeeld.example", "do 13-15"])}, **world)

    assert [(row.day, row.source) for row in Availability.objects.all()] == [(0, AvailabilitySource.PAINTED)]


def test_class_hours_leave_a_tutor_the_time_between_them_with_a_margin(world) -> None:
    tutors = table(["Studentnummer", "Naam", "Opleiding"], [7, "Sam de Wit", "pabo"])
    hours = b"student;dag;begin;einde\n7;wo;10:00;12:00\n8;wo;10:00;12:00\n"

    intake = start({"tutoren.xlsx": tutors, "colleges.csv": hours}, **world)
    _draft, comparison = answer_all(intake, by=world["by"])
    actions.apply(intake=intake, by=world["by"], at=NOW, on=TODAY)

    week = Availability.objects.filter(day=2).values_list("starts", "ends")
    assert list(week) == [(time(8), time(9, 30)), (time(12, 30), time(17))]
    assert "busy_strangers" in [finding.code for finding in comparison.findings]


def test_an_import_learns_what_a_heading_means_for_the_organisation(world) -> None:
    actions.start_import(
        organisation=world["initiative"].organiser, initiative=world["initiative"], site=world["site"],
        file_names=["a.xlsx"], tables=(), learnt={("pupils", "deelnemer"): "name"}, by=world["by"], at=NOW,
    )  # fmt: skip

    assert list(LearntColumn.objects.values_list("table", "heading", "field")) == [("pupils", "deelnemer", "name")]


def test_every_import_leaves_its_trace(world) -> None:
    import_files({"lijst.xlsx": table(HEAD, NOOR)}, **world)

    assert Counter(AuditEvent.objects.filter(by_id=world["by"].pk).values_list("action", flat=True)) == Counter(
        ["import.started", "import.applied", "class.added", "pupil.added", "pupil.classes_set"]
    )


def test_basisschool_imports_whole(world) -> None:
    files = shared_data("basisschool")

    intake = import_files(files, **world)

    assert Pupil.objects.count() == 90
    assert Counter(ClassPlace.objects.values_list("school_class__name", flat=True)) == {
        "5": 19, "6": 25, "7/8": 20, "Schakel": 26,
    }  # fmt: skip
    assert (ClassTeacher.objects.count(), Tutor.objects.count(), Request.objects.count()) == (7, 30, 26)
    assert (Lesson.objects.count(), Period.objects.count()) == (32, 32)
    # The file's national numbers: nine digits, since five are in many a random key.
    assert re.findall(r"(?<!\w)99996\d{4}(?!\w)", json.dumps(intake.counts) + whole_database()) == []


def test_kottenpark_imports_whole(world) -> None:
    files = shared_data("kottenpark-2003")
    world["site"].stage = Stage.SECONDARY
    world["site"].save()

    import_files(files, **world)

    assert (Pupil.objects.count(), Lesson.objects.count(), Room.objects.count()) == (453, 1228, 41)
    assert Person.objects.filter(lessons__isnull=False).distinct().count() == 75
    assert Lesson.pupils.through.objects.count() > 5000
    assert SchoolClass.objects.filter(lessons__by_name=False, places__isnull=True).distinct().count() == 18
    assert (BellSchedule.objects.count(), Period.objects.count()) == (1, 40)
    assert set(Lesson.objects.filter(school_class=None).values_list("by_name", flat=True)) == {True}
