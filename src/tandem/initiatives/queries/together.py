"""What a school and a programme agreed: who expects what, who may do what, and who does what when."""

from django.db.models import QuerySet

from tandem.initiatives.models import ActorshipChange, Initiative, MutualExpectation, PlanNeed, PlanStep
from tandem.initiatives.together.actorship import TASKS, Actor, Alone, Task
from tandem.initiatives.together.expectations import TOPICS, Pair, Said, Side, Whose
from tandem.people.models import Site


def pairs_of(initiative: Initiative, site: Site) -> list[Pair]:
    """Return every point with what both sides say."""
    said = {
        (row.topic, row.side): Said(Whose(row.whose), row.words)
        for row in MutualExpectation.objects.filter(initiative=initiative, site=site)
    }
    return [Pair(topic, said.get((topic.key, Side.SCHOOL)), said.get((topic.key, Side.PROGRAMME))) for topic in TOPICS]


def tasks_of(initiative: Initiative) -> list[tuple[Task, ActorshipChange | None]]:
    """Return who may do what in an initiative, each task beside what was agreed otherwise, if anything was."""
    changes = {row.task: row for row in initiative.actorship_changes.select_related("changed_by__person")}
    return [(_as_agreed(task, changes.get(task.key)), changes.get(task.key)) for task in TASKS]


def _as_agreed(task: Task, change: ActorshipChange | None) -> Task:
    if change is None:
        return task
    return Task(task.key, task.what, Actor(change.decides), Actor(change.does), Alone(change.alone), task.fixed)


def plan_of(initiative: Initiative, site: Site) -> QuerySet[PlanStep]:
    """Return the working plan of a school, in the order of the calendar."""
    return (
        PlanStep.objects.filter(initiative=initiative, site=site)
        .select_related("added_by__person", "done_by__person")
        .order_by("due_date", "text", "pk")
    )


def needs_of(initiative: Initiative, site: Site) -> QuerySet[PlanNeed]:
    return (
        PlanNeed.objects.filter(initiative=initiative, site=site)
        .select_related("added_by__person")
        .order_by("whose", "added_at", "pk")
    )
