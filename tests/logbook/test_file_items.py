from datetime import UTC, date, datetime, timedelta

import pytest

from tandem.core.models import AuditEvent
from tandem.logbook.actions import file_items
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.enums import FileKind, Voice
from tandem.logbook.models import FileItem
from tandem.logbook.queries import file
from tandem.people.models import Clearance
from tandem.scheduling.models import TeamPair
from tests.factories.file import FileItemFactory
from tests.factories.people import GuardianFactory
from tests.logbook.file_world import NOW, TODAY, FileWorld, file_world

pytestmark = pytest.mark.django_db

LAST_YEAR = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def world() -> FileWorld:
    return file_world()


@pytest.mark.parametrize("who", ["own", "parent", "tutor", "teacher", "coordinator"])
def test_who_has_a_part_says_something_in_their_own_words(world: FileWorld, who: str):
    user = getattr(world, who)

    item = world.says(user, FileKind.GOAL, "  durven spreken in de klas ")

    event = AuditEvent.objects.get(action="file.item_added")
    assert (item.text, item.said_by, item.written_by, item.said_at) == (
        "durven spreken in de klas",
        user.person,
        user,
        NOW,
    )
    assert (event.target_id, event.by_id, event.facts) == (
        item.pk,
        user.pk,
        {"kind": "goal", "said_as": item.said_as, "pupil": str(world.pupil.pk)},
    )


@pytest.mark.parametrize("who", ["other_parent", "other_tutor", "other_teacher"])
def test_who_has_no_part_says_nothing(world: FileWorld, who: str):
    with pytest.raises(FileNotPossible):
        world.says(getattr(world, who), said_as=Voice.SCHOOL)

    assert FileItem.objects.count() == 0


def test_a_tutor_whose_check_lapsed_says_nothing(world: FileWorld):
    Clearance.objects.filter(tutor=world.world.tutor, kind="check").delete()

    with pytest.raises(FileNotPossible):
        world.says(world.tutor)


def test_a_tutor_of_the_class_says_something_of_the_own_pupil_only(world: FileWorld):
    other = world.world.pupils[1]
    TeamPair.objects.create(team=world.team, pupil=other, tutor=world.world.tutor)

    with pytest.raises(FileNotPossible):
        world.says(world.tutor)


@pytest.mark.parametrize(
    ("who", "voice"),
    [
        ("own", Voice.GUARDIAN),
        ("own", Voice.SCHOOL),
        ("parent", Voice.SCHOOL),
        ("tutor", Voice.SCHOOL),
        ("tutor", Voice.GUARDIAN),
        ("teacher", Voice.TUTOR),
    ],
)
def test_nobody_speaks_for_another(world: FileWorld, who: str, voice: Voice):
    user = getattr(world, who)
    person = world.parent.person if voice == Voice.GUARDIAN else user.person

    with pytest.raises(FileNotPossible, match="for another"):
        world.says(user, said_as=voice, said_by=person)


@pytest.mark.parametrize("who", ["parent", "tutor", "teacher"])
def test_somebody_writes_down_what_the_pupil_said(world: FileWorld, who: str):
    item = world.says(getattr(world, who), said_as=Voice.PUPIL, said_by=world.pupil.person)

    assert (item.said_by, item.said_as, item.written_by) == (world.pupil.person, Voice.PUPIL, getattr(world, who))


def test_a_teacher_writes_down_what_a_parent_said_but_no_stranger(world: FileWorld):
    item = world.says(world.teacher, said_as=Voice.GUARDIAN, said_by=world.parent.person)

    assert item.said_by == world.parent.person
    with pytest.raises(FileNotPossible, match="somebody else's"):
        world.says(world.teacher, said_as=Voice.GUARDIAN, said_by=world.other_parent.person)


@pytest.mark.parametrize("who", ["tutor", "teacher"])
def test_a_message_to_the_tutor_is_of_the_family(world: FileWorld, who: str):
    world.says(world.parent, FileKind.MESSAGE, "hij is vroeg moe")

    with pytest.raises(FileNotPossible, match="message"):
        world.says(getattr(world, who), FileKind.MESSAGE)


@pytest.mark.parametrize("who", ["teacher", "own"])
def test_one_puts_away_what_one_said_and_takes_it_out_again(world: FileWorld, who: str):
    user = getattr(world, who)
    item = world.says(user)

    file_items.put_away(item=item, by=user, at=NOW)
    away = file.items_for_school(world.teacher, world.pupil, on=TODAY).count()
    file_items.take_out(item=item, by=user, at=NOW)

    assert (away, list(file.items_for_school(world.teacher, world.pupil, on=TODAY))) == (0, [item])


def test_a_parent_puts_away_what_the_child_said(world: FileWorld):
    item = world.says(world.own)

    file_items.put_away(item=item, by=world.parent, at=NOW)

    item.refresh_from_db()
    assert item.put_away_at == NOW


@pytest.mark.parametrize("who", ["parent", "tutor", "own"])
def test_about_anothers_strength_one_asks(world: FileWorld, who: str):
    item = world.says(world.teacher)

    with pytest.raises(FileNotPossible, match="one asks"):
        file_items.put_away(item=item, by=getattr(world, who), at=NOW)


@pytest.mark.parametrize("kind", [FileKind.GOAL, FileKind.AGREEMENT])
def test_a_goal_or_agreement_that_is_over_is_put_away_by_whoever_takes_part(world: FileWorld, kind: FileKind):
    item = world.says(world.teacher, kind)

    file_items.put_away(item=item, by=world.tutor, at=NOW)

    item.refresh_from_db()
    assert item.put_away_at == NOW


def test_r_nev_19_a_new_school_year_starts_with_what_the_family_opens(world: FileWorld):
    kept, left = FileItemFactory.create_batch(2, pupil=world.pupil, said_at=LAST_YEAR)
    new = world.says(world.teacher, text="tekent")

    before = set(file.items_for_school(world.teacher, world.pupil, on=TODAY))
    file_items.open_again(item=kept, by=world.own, at=NOW)
    after = set(file.items_for_school(world.teacher, world.pupil, on=TODAY))
    next_year = set(file.items_for_school(world.teacher, world.pupil, on=date(2027, 9, 1)))

    assert (before, after, next_year) == ({new}, {new, kept}, set())
    assert set(file.items_of([world.pupil], on=TODAY)) == {kept, left, new}


def test_r_nev_19_what_was_opened_is_closed_again(world: FileWorld):
    item = FileItemFactory(pupil=world.pupil, said_at=LAST_YEAR)

    file_items.open_again(item=item, by=world.parent, at=NOW)
    file_items.close_again(item=item, by=world.parent, at=NOW)

    assert list(file.items_for_school(world.teacher, world.pupil, on=TODAY)) == []


def test_r_nev_19_a_family_starts_fresh_and_takes_that_back(world: FileWorld):
    item = world.says(world.teacher)
    later = NOW + timedelta(days=3)

    file_items.start_fresh(pupil=world.pupil, by=world.parent, at=later)
    fresh = list(file.items_for_school(world.teacher, world.pupil, on=TODAY))
    file_items.undo_fresh_start(pupil=world.pupil, by=world.parent, at=later)
    undone = list(file.items_for_school(world.teacher, world.pupil, on=TODAY))

    assert (fresh, undone) == ([], [item])


@pytest.mark.parametrize("who", ["teacher", "tutor", "coordinator", "other_parent"])
@pytest.mark.parametrize("what", ["open_again", "close_again", "start_fresh", "undo_fresh_start"])
def test_r_nev_19_nobody_but_the_family_decides_what_counts_again(world: FileWorld, who: str, what: str):
    item = world.says(world.teacher)
    target = {"item": item} if what.endswith("again") else {"pupil": world.pupil}

    with pytest.raises(FileNotPossible, match="pupil and the family"):
        getattr(file_items, what)(**target, by=getattr(world, who), at=NOW)


def test_a_start_that_was_not_made_cannot_be_taken_back(world: FileWorld):
    with pytest.raises(FileNotPossible, match="no fresh start"):
        file_items.undo_fresh_start(pupil=world.pupil, by=world.parent, at=NOW)


def test_each_file_starts_anew_by_itself(world: FileWorld):
    other = world.world.pupils[1]
    GuardianFactory(pupil=other, person=world.parent.person)
    item = world.says(world.teacher)

    file_items.start_fresh(pupil=other, by=world.parent, at=NOW + timedelta(days=3))

    assert list(file.items_for_school(world.teacher, world.pupil, on=TODAY)) == [item]
