"""What each reader finds in a file: the family all of it, the school and the tutor what they need to know."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from tandem.core.models import AuditEvent
from tandem.logbook.actions import file_requests
from tandem.logbook.actions.file_reads import record_reading
from tandem.logbook.enums import FileKind, FileRequestKind, PortraitTopic, ReadPurpose, ShownTo
from tandem.logbook.queries.file_pages import (
    FamilyFile,
    Line,
    SchoolFile,
    TutorFile,
    family_file,
    school_file,
    tutor_file,
)
from tandem.logbook.queries.file_readers import tutored_by
from tandem.logbook.queries.file_reads import readings_of
from tandem.logbook.queries.next_times import next_of_tutor
from tests.factories.file import FamilyContactFactory, FileItemFactory, SelfPortraitFactory
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.factories.worlds import MONDAY, session_of
from tests.logbook.file_world import NOW, TODAY, FileWorld, file_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> FileWorld:
    return file_world()


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def in_every_part(file: FamilyFile | SchoolFile | TutorFile) -> dict[str, list[str]]:
    return {name: texts(getattr(file, name)) for name in ("strengths", "goals", "agreements", "messages", "notes")}


def fill(world: FileWorld) -> dict[str, list[str]]:
    """Let everybody say something, and a session go well."""
    world.says(world.teacher, FileKind.STRENGTH, "tekent")
    world.says(world.own, FileKind.GOAL, "durven lezen")
    world.says(world.tutor, FileKind.AGREEMENT, "telefoon in de tas")
    world.says(world.parent, FileKind.MESSAGE, "is vroeg moe")
    entry = LogEntryFactory(session=world.world.session)
    PupilEntryFactory(log_entry=entry, pupil=world.pupil, success="las voor", activity="lezen", mood="hard", liked="no")
    return {
        "strengths": ["tekent"],
        "goals": ["durven lezen"],
        "agreements": ["telefoon in de tas"],
        "messages": ["is vroeg moe"],
        "notes": ["las voor"],
    }


def test_family_school_and_tutor_read_the_same_lines(world: FileWorld):
    said = fill(world)

    read = {
        "family": in_every_part(family_file(world.pupil, on=TODAY)),
        "school": in_every_part(school_file(world.pupil, user=world.teacher, on=TODAY)),
        "tutor": in_every_part(tutor_file(world.pupil, [world.team], on=TODAY)),
    }

    assert read == {"family": said, "school": said, "tutor": said}


def test_r_nev_19_a_tutor_reads_strengths_and_goals_and_there_is_no_place_for_more(world: FileWorld):
    assert [field.name for field in fields(TutorFile)] == [
        "name",
        "strengths",
        "goals",
        "agreements",
        "messages",
        "notes",
        "portraits",
        "works_at",
    ]
    assert {kind.value for kind in FileKind} == {"strength", "goal", "agreement", "message"}


def test_a_shared_note_is_what_was_done_and_what_succeeded(world: FileWorld):
    fill(world)

    [note] = family_file(world.pupil, on=TODAY).notes

    assert (note.text, note.detail) == ("las voor", "lezen")
    assert [value for value in (getattr(note, field.name) for field in fields(Line)) if value in ("hard", "no")] == []


def test_a_tutor_reads_of_this_trajectory_only(world: FileWorld):
    request = world.pupil.requests.get()
    request.asked_date = datetime(2026, 9, 20).date()  # noqa: DTZ001 - a day
    request.save()
    before, since = (
        FileItemFactory(pupil=world.pupil, text=text, said_at=datetime(2026, 9, day, tzinfo=UTC))
        for text, day in (("van het vorige", 10), ("van dit", 25))
    )
    FileItemFactory(
        pupil=world.pupil, text="opengezet", said_at=before.said_at - timedelta(days=1), opened_at=since.said_at
    )

    assert texts(tutor_file(world.pupil, [world.team], on=TODAY).strengths) == ["van dit", "opengezet"]
    assert texts(school_file(world.pupil, user=world.teacher, on=TODAY).strengths) == [
        "van dit",
        "van het vorige",
        "opengezet",
    ]


def test_r_nev_09_a_tutor_reads_no_note_of_another_initiative(world: FileWorld):
    PupilEntryFactory(pupil=world.pupil, success="bij een ander initiatief")

    assert tutor_file(world.pupil, [world.team], on=TODAY).notes == []


def test_the_working_level_is_of_the_tutors_own_subject(world: FileWorld):
    RequestFactory(pupil=world.pupil, initiative=InitiativeFactory(), subject="Frans", level=9)

    assert tutor_file(world.pupil, [world.team], on=TODAY).works_at == [("rekenen", 5)]


def test_a_contact_is_read_at_home_and_at_school_and_not_by_a_tutor(world: FileWorld):
    contact = FamilyContactFactory(pupil=world.pupil)

    assert family_file(world.pupil, on=TODAY).contacts == [contact]
    assert school_file(world.pupil, user=world.teacher, on=TODAY).contacts == [contact]
    assert "contacts" not in {field.name for field in fields(TutorFile)}


def test_r_nev_21_each_reads_of_the_portrait_what_was_meant_for_them(world: FileWorld):
    for topic, shown_to in zip(PortraitTopic, (ShownTo.FAMILY, ShownTo.TUTORS, ShownTo.SCHOOL), strict=False):
        SelfPortraitFactory(pupil=world.pupil, topic=topic, text=shown_to.value, shown_to=shown_to)

    read = {
        "family": [row.text for row in family_file(world.pupil, on=TODAY).portraits],
        "tutor": [row.text for row in tutor_file(world.pupil, [world.team], on=TODAY).portraits],
        "school": [row.text for row in school_file(world.pupil, user=world.teacher, on=TODAY).portraits],
    }

    assert read == {"family": ["family", "tutors", "school"], "tutor": ["tutors", "school"], "school": ["school"]}


def test_the_family_finds_what_was_put_away_what_is_of_before_and_what_was_asked(world: FileWorld):
    away = FileItemFactory(pupil=world.pupil, text="opgeborgen", put_away_at=NOW)
    FileItemFactory(pupil=world.pupil, text="van vroeger", said_at=datetime(2026, 5, 1, tzinfo=UTC))
    item = world.says(world.teacher, text="hier")
    asked = file_requests.ask(
        pupil=world.pupil, target=item, kind=FileRequestKind.CORRECTION, wish="daar", by=world.own, at=NOW
    )

    file = family_file(world.pupil, on=TODAY)

    assert (texts(file.put_away), texts(file.earlier), texts(file.strengths)) == (
        [away.text],
        ["van vroeger"],
        ["hier"],
    )
    assert (file.requests, file.strengths[0].request) == ([asked], asked)


def test_a_view_stands_beside_its_line_for_every_reader(world: FileWorld):
    item = world.says(world.teacher)
    file_requests.add_view(pupil=world.pupil, target=item, text="soms", by=world.own, at=NOW)

    files = (
        family_file(world.pupil, on=TODAY),
        school_file(world.pupil, user=world.teacher, on=TODAY),
        tutor_file(world.pupil, [world.team], on=TODAY),
    )

    assert [[view.text for view in file.strengths[0].views] for file in files] == [["soms"]] * 3


@pytest.mark.parametrize("count", [1, 4])
def test_a_file_costs_the_same_for_any_number_of_lines(world: FileWorld, count: int, django_assert_num_queries):
    for _ in range(count):
        item = world.says(world.teacher)
        file_requests.add_view(pupil=world.pupil, target=item, text="soms", by=world.own, at=NOW)
        FamilyContactFactory(pupil=world.pupil)
        PupilEntryFactory(pupil=world.pupil, success="las voor")

    with django_assert_num_queries(9):
        file = family_file(world.pupil, on=TODAY)
        texts(file.strengths), texts(file.notes), [contact.went_well for contact in file.contacts]


def test_who_read_is_told_with_when_and_what_for(world: FileWorld):
    record_reading(pupil=world.pupil, purpose=ReadPurpose.REQUEST, by=world.coordinator, at=NOW)
    record_reading(pupil=world.pupil, purpose=ReadPurpose.OWN_PART, by=world.tutor, at=NOW + timedelta(hours=1))
    record_reading(pupil=world.world.pupils[1], purpose=ReadPurpose.REQUEST, by=world.coordinator, at=NOW)

    told = [(reading.who, reading.at, reading.purpose) for reading in readings_of(world.pupil)]

    assert told == [
        (world.tutor.person.full_name, NOW + timedelta(hours=1), "werkt met de leerling"),
        (world.coordinator.person.full_name, NOW, "een verzoek over de map behandelen"),
    ]
    assert AuditEvent.objects.filter(action="read").count() == 3


def test_a_tutor_has_the_pupils_of_the_own_teams(world: FileWorld):
    amina, bram = world.world.pupils

    assert tutored_by(world.tutor, on=TODAY) == {amina: [world.team], bram: [world.team]}
    assert tutored_by(world.other_tutor, on=TODAY) == {}


def test_the_next_session_is_one_the_pupil_is_expected_in(world: FileWorld):
    session_of(world.team, starts_at=MONDAY + timedelta(days=90))
    soon = session_of(world.team, starts_at=MONDAY + timedelta(days=60))

    assert next_of_tutor(world.pupil, [world.team], at=NOW) == soon
