from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tandem.core.models import AuditEvent, OutboxMessage
from tandem.logbook.actions import file_requests
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.enums import FileRequestKind, Reach, Voice
from tandem.logbook.models import FileItem, FileRequest, FileShield, FileView, LogEntry, PupilEntry
from tandem.logbook.queries import file
from tandem.logbook.queries.file_readers import requests_to_answer
from tests.factories.file import FileItemFactory, FileRequestFactory, FileShieldFactory, FileViewFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.factories.people import school_coordinator
from tests.logbook.file_world import NOW, TODAY, FileWorld, file_world

pytestmark = pytest.mark.django_db

CORRECTION, SHIELDING = FileRequestKind.CORRECTION, FileRequestKind.SHIELDING


@pytest.fixture
def world() -> FileWorld:
    return file_world()


@pytest.fixture
def item(world: FileWorld) -> FileItem:
    return world.says(world.teacher, text="kan goed luisteren")


def note_of(world: FileWorld, success: str = "las een bladzijde voor") -> LogEntry:
    entry = LogEntryFactory(session=world.world.session, written_by=world.tutor)
    for pupil in world.world.pupils:
        PupilEntryFactory(log_entry=entry, pupil=pupil, success=success, activity="lezen")
    return entry


def asked(
    world: FileWorld, target: FileItem | LogEntry, kind: FileRequestKind = SHIELDING, **facts: object
) -> FileRequest:
    facts = {"wish": "ik luister graag", "by": world.own} | facts
    return file_requests.ask(pupil=world.pupil, target=target, kind=kind, at=NOW, **facts)


@pytest.mark.parametrize(("who", "voice"), [("own", Voice.PUPIL), ("parent", Voice.GUARDIAN)])
def test_r_nev_20_pupil_and_parent_put_their_view_beside_a_line(world: FileWorld, item: FileItem, who: str, voice: str):
    user = getattr(world, who)

    file_requests.add_view(pupil=world.pupil, target=item, text="alleen als het stil is", by=user, at=NOW)

    [view] = file.views_of(world.pupil)
    assert (view.item, view.text, view.said_by, view.said_as) == (item, "alleen als het stil is", user.person, voice)


def test_a_view_is_taken_back_by_who_said_it(world: FileWorld, item: FileItem):
    view = file_requests.add_view(pupil=world.pupil, target=item, text="nee", by=world.own, at=NOW)

    with pytest.raises(FileNotPossible, match="who said it"):
        file_requests.take_back_view(view=view, by=world.parent, at=NOW)
    file_requests.take_back_view(view=view, by=world.own, at=NOW)

    assert FileView.objects.count() == 0


def test_r_nev_20_a_family_hides_a_line_from_tutors_at_once_and_shows_it_again(world: FileWorld, item: FileItem):
    def tutors_read() -> list[FileItem]:
        return list(file.items_for_tutors([world.pupil], [world.team.initiative], on=TODAY))

    before = tutors_read()
    shield = file_requests.hide_from_tutors(pupil=world.pupil, target=item, by=world.own, at=NOW)
    hidden = tutors_read()
    school_reads = list(file.items_for_school(world.teacher, world.pupil, on=TODAY))
    file_requests.lift(shield=shield, by=world.parent, at=NOW)

    assert (before, hidden, tutors_read()) == ([item], [], [item])
    assert school_reads == [item]


def test_hiding_twice_is_hiding_once(world: FileWorld, item: FileItem):
    for _ in range(2):
        file_requests.hide_from_tutors(pupil=world.pupil, target=item, by=world.own, at=NOW)

    assert FileShield.objects.count() == 1


def test_r_nev_20_a_named_person_answers_within_a_month(world: FileWorld, item: FileItem):
    request = asked(world, item)

    message = OutboxMessage.objects.get(kind="logbook.file_asked")
    assert (request.answered_by, request.answer_by_date) == (world.coordinator.person, date(2026, 11, 4))
    assert message.payload == {"person": str(world.coordinator.person.pk), "answer_by": "2026-11-04"}
    assert list(requests_to_answer(world.coordinator, on=TODAY)) == [request]


def test_rather_not_the_author_answers(world: FileWorld):
    second = school_coordinator(world.pupil.organisation)
    first = min((world.coordinator, second), key=lambda user: user.person.sort_name)
    item = world.says(first)

    request = asked(world, item)

    assert request.answered_by == ({world.coordinator, second} - {first}).pop().person


def test_where_nobody_coordinates_the_teacher_answers(world: FileWorld, item: FileItem):
    world.coordinator.person.memberships.all().delete()

    assert asked(world, item).answered_by == world.teacher.person


def test_the_same_is_asked_once(world: FileWorld, item: FileItem):
    asked(world, item)

    with pytest.raises(FileNotPossible, match="asked already"):
        asked(world, item, CORRECTION)


def test_r_nev_20_while_a_shielding_is_asked_tutors_do_not_read_the_line(world: FileWorld, item: FileItem):
    request = asked(world, item)
    waiting = list(file.items_for_tutors([world.pupil], [world.team.initiative], on=TODAY))

    file_requests.take_back(request=request, by=world.own, at=NOW)

    assert waiting == []
    assert list(file.items_for_tutors([world.pupil], [world.team.initiative], on=TODAY)) == [item]


def test_r_nev_20_a_granted_shielding_hides_the_line_from_all_but_family_and_who_decided(
    world: FileWorld, item: FileItem
):
    file_requests.answer(request=asked(world, item), granted=True, reason="dat is privé", by=world.coordinator, at=NOW)

    readers = {
        "teacher": list(file.items_for_school(world.teacher, world.pupil, on=TODAY)),
        "tutor": list(file.items_for_tutors([world.pupil], [world.team.initiative], on=TODAY)),
        "who decided": list(file.items_for_school(world.coordinator, world.pupil, on=TODAY)),
        "family": list(file.items_of([world.pupil], on=TODAY)),
    }
    assert readers == {"teacher": [], "tutor": [], "who decided": [item], "family": [item]}


def test_r_nev_20_a_family_lifts_what_was_shielded(world: FileWorld, item: FileItem):
    file_requests.answer(request=asked(world, item), granted=True, reason="goed", by=world.coordinator, at=NOW)

    file_requests.lift(shield=FileShield.objects.get(), by=world.own, at=NOW)

    assert list(file.items_for_school(world.teacher, world.pupil, on=TODAY)) == [item]


def test_r_nev_20_a_refused_shielding_is_read_again_with_the_reason_for_the_family(world: FileWorld, item: FileItem):
    request = asked(world, item)

    file_requests.answer(request=request, granted=False, reason="de tutor bouwt erop", by=world.coordinator, at=NOW)

    [answered] = file.requests_of(world.pupil)
    assert (answered.granted, answered.reason, answered.answer_written_by) == (
        False,
        "de tutor bouwt erop",
        world.coordinator,
    )
    assert list(file.items_for_tutors([world.pupil], [world.team.initiative], on=TODAY)) == [item]


@pytest.mark.parametrize(("corrected", "stands"), [("", "ik luister graag"), ("luistert graag", "luistert graag")])
def test_r_nev_20_a_granted_correction_changes_the_line_and_keeps_nothing_of_the_old(
    world: FileWorld, item: FileItem, corrected: str, stands: str
):
    request = asked(world, item, CORRECTION)

    file_requests.answer(
        request=request, granted=True, reason="klopt", corrected=corrected, by=world.coordinator, at=NOW
    )

    item.refresh_from_db()
    assert item.text == stands
    assert [event for event in AuditEvent.objects.all() if "kan goed luisteren" in str(event.facts)] == []


def test_r_nev_20_the_shared_part_of_a_note_is_corrected_for_this_pupil_only(world: FileWorld):
    note = note_of(world)

    file_requests.answer(
        request=asked(world, note, CORRECTION, wish="las twee bladzijden voor"),
        granted=True,
        reason="klopt",
        by=world.coordinator,
        at=NOW,
    )

    told = {row.pupil: (row.success, row.activity) for row in PupilEntry.objects.all()}
    assert told == {
        world.pupil: ("las twee bladzijden voor", ""),
        world.world.pupils[1]: ("las een bladzijde voor", "lezen"),
    }


def test_r_nev_20_the_shared_part_of_a_note_is_shielded(world: FileWorld):
    note = note_of(world)
    request = asked(world, note)
    while_asked = list(file.notes_for_tutors(world.pupil, [world.team.initiative], on=TODAY))

    file_requests.answer(request=request, granted=True, reason="goed", by=world.coordinator, at=NOW)

    assert while_asked == []
    assert list(file.notes_for_school(world.teacher, world.pupil, on=TODAY)) == []
    assert [row.success for row in file.notes_of(world.pupil, on=TODAY)] == ["las een bladzijde voor"]
    assert [row.pupil for row in file.notes_for_tutors(world.world.pupils[1], [world.team.initiative], on=TODAY)] == [
        world.world.pupils[1]
    ]


@pytest.mark.parametrize("who", ["teacher", "tutor", "parent", "own", "other_teacher"])
def test_nobody_else_answers(world: FileWorld, item: FileItem, who: str):
    request = asked(world, item)

    with pytest.raises(FileNotPossible, match="who was named"):
        file_requests.answer(request=request, granted=True, reason="ja", by=getattr(world, who), at=NOW)


def test_an_answer_says_why(world: FileWorld, item: FileItem):
    with pytest.raises(FileNotPossible, match="why"):
        file_requests.answer(request=asked(world, item), granted=False, reason=" ", by=world.coordinator, at=NOW)


def test_an_answer_is_given_once(world: FileWorld, item: FileItem):
    request = asked(world, item)
    file_requests.answer(request=request, granted=True, reason="goed", by=world.coordinator, at=NOW)

    with pytest.raises(FileNotPossible):
        file_requests.answer(request=request, granted=False, reason="toch niet", by=world.coordinator, at=NOW)
    with pytest.raises(FileNotPossible, match="already"):
        file_requests.take_back(request=request, by=world.own, at=NOW)


@pytest.mark.parametrize("who", ["teacher", "tutor", "coordinator", "other_parent"])
@pytest.mark.parametrize("what", ["add_view", "hide_from_tutors", "ask"])
def test_nobody_but_the_family_asks_or_says(world: FileWorld, item: FileItem, who: str, what: str):
    facts = {"add_view": {"text": "nee"}, "ask": {"kind": SHIELDING}}.get(what, {})

    with pytest.raises(FileNotPossible, match="Only the pupil and the family"):
        getattr(file_requests, what)(pupil=world.pupil, target=item, by=getattr(world, who), at=NOW, **facts)


def test_a_line_of_another_file_is_not_asked_about(world: FileWorld):
    with pytest.raises(FileNotPossible, match="another file"):
        asked(world, FileItemFactory())
    with pytest.raises(FileNotPossible, match="another pupil"):
        asked(world, LogEntryFactory())


def test_a_correction_says_what_it_should_be(world: FileWorld, item: FileItem):
    with pytest.raises(IntegrityError, match="file_request_correction_says_what"), transaction.atomic():
        FileRequestFactory(item=item, kind=CORRECTION, wish="")


@pytest.mark.parametrize(
    ("factory", "facts", "constraint"),
    [
        (FileViewFactory, {"said_as": "school"}, "file_view_is_of_the_family"),
        (FileRequestFactory, {"granted": True}, "file_request_answered_with_a_reason"),
        (FileShieldFactory, {"reach": Reach.EVERYBODY}, "file_shield_for_all_was_asked_for"),
        (FileShieldFactory, {"lifted_at": NOW - timedelta(days=99)}, "file_shield_lifted_later"),
        (FileItemFactory, {"kind": "behaviour"}, "file_item_is_of_a_known_kind"),
    ],
)
def test_the_database_refuses_what_cannot_be(factory: type, facts: dict[str, object], constraint: str):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(**facts)


def test_what_is_said_is_about_one_line(item: FileItem):
    with pytest.raises(IntegrityError, match="fileview_about_one_line"), transaction.atomic():
        FileViewFactory(item=item, log_entry=LogEntryFactory())
