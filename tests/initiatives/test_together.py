from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from tandem.initiatives.actions import together as actions
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import ActorshipChange, MutualExpectation
from tandem.initiatives.queries.together import needs_of, pairs_of, plan_of, tasks_of
from tandem.initiatives.together.actorship import TASKS, Actor, Alone
from tandem.initiatives.together.expectations import TOPICS, Said, Side, Whose
from tandem.initiatives.together.plan_steps import BASE, MORE, steps_for
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import SiteFactory, UserFactory
from tests.factories.together import ActorshipChangeFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 10, tzinfo=UTC)


def place(**initiative: object) -> dict:
    site = SiteFactory()
    return {"initiative": InitiativeFactory(sites=[site], **initiative), "site": site}


def say(where: dict, side: Side, **said: Said | None) -> None:
    actions.say_expectations(**where, side=side, said=said, by=UserFactory(), at=NOON)


def test_what_both_sides_see_differently_shows():
    where = place()
    say(where, Side.SCHOOL, material=Said(Whose.SCHOOL, "Wij kopen boeken."), room=Said(Whose.SCHOOL, ""))
    say(where, Side.PROGRAMME, material=Said(Whose.TUTOR, ""), room=Said(Whose.SCHOOL, "Een lokaal."))

    pairs = {pair.topic.key: (pair.differs, pair.open) for pair in pairs_of(**where)}

    assert pairs == {
        **{topic.key: (False, True) for topic in TOPICS},
        "material": (True, False),
        "room": (False, False),
    }


def test_a_side_takes_an_answer_back_and_keeps_the_others():
    where = place()
    say(where, Side.SCHOOL, material=Said(Whose.SCHOOL, ""), room=Said(Whose.SCHOOL, ""))
    say(where, Side.SCHOOL, material=None)

    assert list(MutualExpectation.objects.values_list("topic", "side")) == [("room", "school")]


def test_saying_the_same_again_keeps_who_said_it_first():
    where = place()
    say(where, Side.SCHOOL, room=Said(Whose.SCHOOL, ""))
    first = MutualExpectation.objects.get().said_by
    say(where, Side.SCHOOL, room=Said(Whose.SCHOOL, ""))

    assert MutualExpectation.objects.get().said_by == first


def agree(where: dict, task: str, reason: str = "Zo past het hier.") -> ActorshipChange:
    return actions.agree_otherwise(
        initiative=where["initiative"],
        task=task,
        decides=Actor.TUTOR,
        does=Actor.TUTOR,
        alone=Alone.YES,
        reason=reason,
        by=UserFactory(),
        at=NOON,
    )


def test_an_initiative_agrees_otherwise_with_a_reason_and_back():
    where = place()
    change = agree(where, "material")
    agreed = {task.key: (task.decides, task.alone) for task, row in tasks_of(where["initiative"]) if row}
    actions.agree_as_usual(change=change, by=UserFactory(), at=NOON)

    assert agreed == {"material": (Actor.TUTOR, Alone.YES)}
    assert [task for task, _ in tasks_of(where["initiative"])] == list(TASKS)


@pytest.mark.parametrize("task", [task.key for task in TASKS if task.fixed])
def test_r_nev_09_what_protects_a_child_is_not_up_for_agreement(task: str):
    with pytest.raises(actions.ActorshipNotPossible, match="fixed"):
        agree(place(), task)


def test_r_nev_09_the_database_keeps_it_so():
    with pytest.raises(IntegrityError, match="actorship_leaves_what_protects_a_child"):
        ActorshipChangeFactory(task="signal")


def test_r_nev_26_agreeing_otherwise_says_why():
    with pytest.raises(actions.ActorshipNotPossible, match="reason"):
        agree(place(), "material", reason=" ")
    with pytest.raises(IntegrityError, match="actorship_change_has_a_reason"):
        ActorshipChangeFactory(reason="")


def test_a_plan_begins_with_the_steps_of_its_form_in_the_order_of_the_calendar():
    where = place(form=FormKind.MOZ, starts_date=date(2026, 9, 1), ends_date=date(2027, 6, 30))

    actions.begin_plan(**where, by=UserFactory(), at=NOON)

    steps = list(plan_of(**where))
    assert sorted(step.text for step in steps) == sorted(str(step.text) for step in (*BASE, *MORE[FormKind.MOZ]))
    assert (steps[0].due_date, steps[-1].due_date) == (date(2026, 6, 23), date(2027, 7, 28))
    assert [step.due_date for step in steps] == [
        step.due(date(2026, 9, 1), date(2027, 6, 30)) for step in steps_for(FormKind.MOZ)
    ]


def test_a_plan_begins_once():
    where = place()
    actions.begin_plan(**where, by=UserFactory(), at=NOON)

    with pytest.raises(actions.PlanNotPossible, match="begun"):
        actions.begin_plan(**where, by=UserFactory(), at=NOON)


def test_a_partner_adds_a_step_somebody_does_it_and_it_stays():
    where, head, tutor = place(), UserFactory(), UserFactory()
    step = actions.add_step(**where, text="Rondleiding", who=Actor.SCHOOL, due_date=date(2026, 9, 3), by=tutor, at=NOON)
    done = actions.mark_done(step=step, done=True, by=head, at=NOON)

    with pytest.raises(actions.PlanNotPossible, match="done"):
        actions.remove_step(step=done, by=head, at=NOON)

    assert [(row.text, row.added_by, row.done_by) for row in plan_of(**where)] == [("Rondleiding", tutor, head)]


def test_a_step_that_is_open_again_can_go():
    where, head = place(), UserFactory()
    step = actions.add_step(**where, text="Weg", who=Actor.SCHOOL, due_date=date(2026, 9, 3), by=head, at=NOON)
    actions.mark_done(step=step, done=True, by=head, at=NOON)
    open_again = actions.mark_done(step=step, done=False, by=head, at=NOON)

    actions.remove_step(step=open_again, by=head, at=NOON)

    assert list(plan_of(**where)) == []


def test_what_tutors_need_stands_beside_what_the_school_needs():
    where = place()
    actions.add_need(**where, whose=Whose.SCHOOL, text="Een vast uur", by=UserFactory(), at=NOON)
    actions.add_need(**where, whose=Whose.TUTOR, text="Een kastje", by=UserFactory(), at=NOON)

    assert [(need.whose, need.text) for need in needs_of(**where)] == [
        ("school", "Een vast uur"),
        ("tutor", "Een kastje"),
    ]
