"""What a school and a programme agree: expectations of each side, who may do what, and the working plan."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import ActorshipChange, Initiative, MutualExpectation, PlanNeed, PlanStep
from tandem.initiatives.together.actorship import TASK_BY_KEY, Actor, Alone
from tandem.initiatives.together.expectations import TOPIC_BY_KEY, Said, Side, Whose
from tandem.initiatives.together.plan_steps import steps_for
from tandem.people.models import Site, User


class ActorshipNotPossible(Exception):
    """What protects a child is not up for agreement, and a change says why."""


class PlanNotPossible(Exception):
    """The plan has begun already, or a step was done already."""


@transaction.atomic
def say_expectations(
    *, initiative: Initiative, site: Site, side: Side, said: dict[str, Said | None], by: User, at: datetime
) -> None:
    """Write down what one side expects, point by point; a point left open is open again."""
    unknown = set(said) - TOPIC_BY_KEY.keys()
    if unknown:
        raise TypeError(f"There is no point {', '.join(sorted(unknown))}.")
    mine = MutualExpectation.objects.filter(initiative=initiative, site=site, side=side)
    known = {row.topic: row for row in mine.select_for_update()}
    for topic, answer in said.items():
        row = known.get(topic) or MutualExpectation(initiative=initiative, site=site, topic=topic, side=side)
        if answer is None:
            mine.filter(topic=topic).delete()
        elif (row.whose, row.words) != (answer.whose, answer.words):
            row.whose, row.words, row.said_by, row.said_at = answer.whose, answer.words, by, at
            row.full_clean()
            row.save()
    _record("expectations.said", initiative, initiative, by, at, site=site.pk, side=side)


@transaction.atomic
def agree_otherwise(
    *,
    initiative: Initiative,
    task: str,
    decides: Actor,
    does: Actor,
    alone: Alone,
    reason: str,
    by: User,
    at: datetime,
) -> ActorshipChange:
    """Agree otherwise on one task, and say why."""
    if task not in TASK_BY_KEY:
        raise TypeError(f"There is no task {task}.")
    if TASK_BY_KEY[task].fixed:
        raise ActorshipNotPossible("fixed")
    if not reason.strip():
        raise ActorshipNotPossible("reason")
    row = ActorshipChange.objects.filter(initiative=initiative, task=task).first()
    row = row or ActorshipChange(initiative=initiative, task=task)
    row.decides, row.does, row.alone, row.reason = decides, does, alone, reason.strip()
    row.changed_by, row.changed_at = by, at
    row.full_clean()
    row.save()
    _record("actorship.agreed_otherwise", row, initiative, by, at, task=task)
    return row


@transaction.atomic
def agree_as_usual(*, change: ActorshipChange, by: User, at: datetime) -> None:
    """Let a task be again as it usually is."""
    _record("actorship.as_usual", change, change.initiative, by, at, task=change.task)
    change.delete()


@transaction.atomic
def begin_plan(*, initiative: Initiative, site: Site, by: User, at: datetime) -> list[PlanStep]:
    """Begin the working plan of a school with the steps of its form, in the words of whoever begins it."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    if PlanStep.objects.filter(initiative=initiative, site=site, added_by__isnull=True).exists():
        raise PlanNotPossible("begun")
    steps = PlanStep.objects.bulk_create(
        PlanStep(
            initiative=initiative,
            site=site,
            text=str(step.text),
            who=step.who,
            due_date=step.due(initiative.starts_date, initiative.ends_date),
        )
        for step in steps_for(initiative.form)
    )
    _record("plan.begun", initiative, initiative, by, at, site=site.pk, steps=len(steps))
    return steps


@transaction.atomic
def add_step(
    *, initiative: Initiative, site: Site, text: str, who: Actor, due_date: date, by: User, at: datetime
) -> PlanStep:
    """Add a step to the working plan: every partner may."""
    row = PlanStep(initiative=initiative, site=site, text=text.strip(), who=who, due_date=due_date, added_by=by)
    row.full_clean()
    row.save()
    _record("plan.step_added", row, initiative, by, at)
    return row


@transaction.atomic
def change_step(*, step: PlanStep, text: str, who: Actor, due_date: date, by: User, at: datetime) -> PlanStep:
    """Say otherwise what is done, by whom or when."""
    step.text, step.who, step.due_date = text.strip(), who, due_date
    step.full_clean()
    step.save()
    _record("plan.step_changed", step, step.initiative, by, at)
    return step


@transaction.atomic
def mark_done(*, step: PlanStep, done: bool, by: User, at: datetime) -> PlanStep:
    """Say that a step is done, or not done after all."""
    row = PlanStep.objects.select_for_update().get(pk=step.pk)
    row.done_by, row.done_at = (by, at) if done else (None, None)
    row.save(update_fields=["done_by", "done_at"])
    _record("plan.step_done" if done else "plan.step_open", row, row.initiative, by, at)
    return row


@transaction.atomic
def remove_step(*, step: PlanStep, by: User, at: datetime) -> None:
    """Take a step out of the plan; what is done stays."""
    if step.done_at is not None:
        raise PlanNotPossible("done")
    _record("plan.step_removed", step, step.initiative, by, at)
    step.delete()


@transaction.atomic
def add_need(*, initiative: Initiative, site: Site, whose: Whose, text: str, by: User, at: datetime) -> PlanNeed:
    """Write down what somebody needs to do well: a tutor's needs stand beside the school's (R-ROT-2.1k)."""
    row = PlanNeed(initiative=initiative, site=site, whose=whose, text=text.strip(), added_by=by, added_at=at)
    row.full_clean()
    row.save()
    _record("plan.need_added", row, initiative, by, at)
    return row


@transaction.atomic
def remove_need(*, need: PlanNeed, by: User, at: datetime) -> None:
    """Take back a need that no longer is one."""
    _record("plan.need_removed", need, need.initiative, by, at)
    need.delete()


def _record(action: str, target: Any, initiative: Initiative, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=target, by=by, at=at, organisation=initiative.organiser, **facts)
