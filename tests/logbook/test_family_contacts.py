from datetime import date
from typing import Any

import pytest

from tandem.logbook.actions.family_contacts import ContactNotPossible, Talk, record_contact
from tandem.logbook.enums import ContactWay
from tandem.logbook.models import FamilyContact
from tests.logbook.file_world import NOW, FileWorld, file_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> FileWorld:
    return file_world()


def contact(world: FileWorld, **facts: Any) -> FamilyContact:
    who = {"pupil": world.pupil, "by": world.teacher, "at": NOW}
    said = {
        "spoken_with": world.parent.person,
        "on_date": date(2026, 10, 2),
        "way": ContactWay.INTERPRETER,
        "went_well": "vertelt thuis over de sterren",
    }
    talk = Talk(**(said | {name: value for name, value in facts.items() if name not in who}))
    return record_contact(talk=talk, **(who | {name: value for name, value in facts.items() if name in who}))


def test_r_nev_07_a_contact_begins_with_what_goes_well(world: FileWorld):
    made = contact(world, agreed="volgende week bellen we weer")

    assert (made.went_well, made.agreed, made.written_by) == (
        "vertelt thuis over de sterren",
        "volgende week bellen we weer",
        world.teacher,
    )


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"went_well": "  "}, "begins with what goes well"),
        ({"on_date": date(2026, 10, 6)}, "after it took place"),
    ],
)
def test_what_is_no_contact_is_refused(world: FileWorld, facts: dict[str, Any], why: str):
    with pytest.raises(ContactNotPossible, match=why):
        contact(world, **facts)

    assert FamilyContact.objects.count() == 0


def test_a_contact_is_with_the_pupils_own_family(world: FileWorld):
    with pytest.raises(ContactNotPossible, match="family"):
        contact(world, spoken_with=world.other_parent.person)


@pytest.mark.parametrize("who", ["other_teacher", "tutor", "parent"])
def test_nobody_else_writes_it_down(world: FileWorld, who: str):
    with pytest.raises(ContactNotPossible, match="has a part"):
        contact(world, by=getattr(world, who))
