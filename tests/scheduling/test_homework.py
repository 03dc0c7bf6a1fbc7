"""S-24: homework classes of an association, in groups of two or three, with a contract before a child begins."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.actions.contracts import ContractNotPossible, write_contract
from tandem.initiatives.catalogue import TEMPLATES
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import FamilyContract
from tandem.people.enums import TutorKind
from tandem.scheduling.queries.waits import WaitKind, waiting_for
from tests.factories.contracts import agree_with_family
from tests.factories.people import GuardianFactory, PersonFactory, TutorFactory
from tests.scheduling.form_worlds import make_initiative, make_school, plan
from tests.scheduling.world import MORNING, START, make_world

pytestmark = pytest.mark.django_db


def test_s_24_fourteen_children_and_five_volunteers_make_four_groups_of_three_and_one_of_two():
    school = make_school()
    initiative = make_initiative(school, FormKind.HOMEWORK, TEMPLATES[FormKind.HOMEWORK], sessions_per_week=1)
    school.asks(initiative, [school.pupil(school.younger) for _ in range(14)])
    for _ in range(5):
        school.offers(initiative, TutorFactory(kind=TutorKind.VOLUNTEER), teams=1, group=3)

    run = plan(school, initiative)

    sizes = sorted(team.members.count() for team in initiative.teams.all())
    assert (run.placed, sizes) == (14, [2, 3, 3, 3, 3])


def homework():
    """Return a proposed team of a homework class, of which nothing but the contract may be missing."""
    world = make_world(form=FormKind.HOMEWORK)
    return world, world.team(world.tutor(), world.pupil())


def test_s_24_a_child_whose_family_did_not_say_what_it_expects_does_not_begin():
    world, team = homework()
    before = [wait.kind for wait in waiting_for(team, on=START)]

    agree_with_family(world.initiative, world.requests[0].pupil, by=world.coordinator)

    after = [wait.kind for wait in waiting_for(team, on=START)]
    assert WaitKind.CONTRACT in before
    assert after == [kind for kind in before if kind != WaitKind.CONTRACT]


def test_a_form_without_a_contract_asks_none():
    world = make_world()

    team = world.team(world.tutor(), world.pupil())

    assert WaitKind.CONTRACT not in [wait.kind for wait in waiting_for(team, on=START)]


def test_s_24_a_contract_is_given_orally_and_recorded_by_the_organisation_with_both_columns():
    world, _ = homework()

    agree_with_family(world.initiative, world.requests[0].pupil, by=world.coordinator)

    kept = FamilyContract.objects.get()
    assert (kept.family_expects, kept.others_expect) == ("Dat iemand luistert.", "Dat het kind graag komt.")
    assert (kept.is_spoken, kept.language, kept.interpreter) == (True, "Tamazight", "een buur")
    assert kept.written_by == world.coordinator


@pytest.mark.parametrize(("ours", "theirs"), [("", "Op tijd komen."), ("Luisteren.", " ")])
def test_a_contract_with_one_column_is_refused(ours: str, theirs: str):
    world, _ = homework()
    pupil = world.requests[0].pupil
    guardian = GuardianFactory(pupil=pupil)

    with pytest.raises(ContractNotPossible):
        write_contract(
            initiative=world.initiative,
            pupil=pupil,
            family_expects=ours,
            others_expect=theirs,
            said_by=guardian.person,
            said_date=START,
            by=world.coordinator,
            at=MORNING,
        )


@pytest.mark.parametrize("banned", [True, None])
def test_only_who_cares_for_the_child_at_home_speaks_for_the_family(banned: bool | None):
    world, _ = homework()
    pupil = world.requests[0].pupil
    person = GuardianFactory(pupil=pupil, contact_ban=True).person if banned else PersonFactory()

    with pytest.raises(ContractNotPossible):
        write_contract(
            initiative=world.initiative,
            pupil=pupil,
            family_expects="Luisteren.",
            others_expect="Op tijd komen.",
            said_by=person,
            said_date=START,
            by=world.coordinator,
            at=MORNING,
        )


def test_s_24_a_contract_shows_both_columns_on_its_page(client: Client):
    world, _ = homework()
    agree_with_family(world.initiative, world.requests[0].pupil, by=world.coordinator)
    client.force_login(world.coordinator)

    page = client.get(reverse("coordinator-request-contract", args=[world.requests[0].pk])).content.decode()

    assert all(words in page for words in ("Dat iemand luistert.", "Dat het kind graag komt.", "In een gesprek gezegd"))
