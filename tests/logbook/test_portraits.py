from datetime import date

import pytest

from tandem.logbook.actions import portraits
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.enums import PortraitTopic, ShownTo
from tandem.logbook.models import SelfPortrait
from tandem.logbook.queries.file import portraits_of
from tandem.logbook.queries.file_readers import may_read_own_file, own_pupil
from tests.logbook.file_world import NOW, TODAY, FileWorld, file_world

pytestmark = pytest.mark.django_db

LANGUAGES, BACKGROUND = PortraitTopic.LANGUAGES, PortraitTopic.BACKGROUND


@pytest.fixture
def world() -> FileWorld:
    return file_world()


def tell(world: FileWorld, text: str, shown_to: ShownTo = ShownTo.FAMILY, who: str = "own", topic: str = LANGUAGES):
    portraits.tell(pupil=world.pupil, topic=topic, text=text, shown_to=shown_to, by=getattr(world, who), at=NOW)


@pytest.mark.parametrize("who", ["own", "parent"])
def test_r_nev_21_somebody_tells_about_themselves_and_changes_or_forgets_it(world: FileWorld, who: str):
    tell(world, "Tarifit", who=who)
    tell(world, "Tarifit en Frans", ShownTo.SCHOOL, who)
    told = [(row.text, row.shown_to, row.told_by) for row in portraits_of(world.pupil)]
    tell(world, "", who=who)

    assert told == [("Tarifit en Frans", "school", getattr(world, who).person)]
    assert SelfPortrait.objects.count() == 0


@pytest.mark.parametrize("who", ["teacher", "tutor", "coordinator", "other_parent"])
def test_r_nev_21_nobody_else_tells_it(world: FileWorld, who: str):
    with pytest.raises(FileNotPossible):
        tell(world, "Tarifit", who=who)

    assert SelfPortrait.objects.count() == 0


def test_r_nev_21_it_is_read_by_whom_they_choose(world: FileWorld):
    tell(world, "Tarifit", ShownTo.TUTORS)
    tell(world, "uit Nador", ShownTo.FAMILY, topic=BACKGROUND)

    to_tutors = portraits_of(world.pupil, shown_to=[ShownTo.TUTORS, ShownTo.SCHOOL])
    to_school = portraits_of(world.pupil, shown_to=[ShownTo.SCHOOL])

    assert ([row.text for row in to_tutors], to_school) == (["Tarifit"], [])
    assert [row.text for row in portraits_of(world.pupil)] == ["Tarifit", "uit Nador"]


@pytest.mark.parametrize(("born", "reads"), [(date(2014, 10, 5), True), (date(2014, 10, 6), False), (None, False)])
def test_r_nev_20_a_pupil_reads_the_own_file_from_twelve(world: FileWorld, born: date | None, reads: bool):
    world.pupil.birth_date = born
    world.pupil.save()

    assert may_read_own_file(world.pupil, on=TODAY) == reads
    assert own_pupil(world.own, on=TODAY).exists() == reads


@pytest.mark.parametrize(("born", "is_open"), [(date(2016, 1, 1), True), (date(2012, 1, 1), False), (None, True)])
def test_r_nev_20_the_school_decides_otherwise_with_a_reason(world: FileWorld, born: date | None, is_open: bool):
    world.pupil.birth_date = born
    world.pupil.save()

    choice = portraits.decide_own_file(
        pupil=world.pupil, is_open=is_open, reason="besproken met de ouders", by=world.teacher, at=NOW
    )

    assert (choice.reason, choice.decided_by) == ("besproken met de ouders", world.teacher)
    assert may_read_own_file(world.pupil, on=TODAY) == is_open


@pytest.mark.parametrize("who", ["parent", "tutor", "other_teacher"])
def test_nobody_but_the_school_decides_it(world: FileWorld, who: str):
    with pytest.raises(FileNotPossible, match="own school"):
        portraits.decide_own_file(pupil=world.pupil, is_open=True, reason="ja", by=getattr(world, who), at=NOW)
