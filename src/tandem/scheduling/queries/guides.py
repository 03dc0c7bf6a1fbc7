"""Where pupils help pupils: whether the teachers of both learned how to guide them (S-09)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.initiatives.peers import teachers_learn
from tandem.initiatives.queries.peers import ticked_by
from tandem.people.models import ClassPlace, ClassTeacher, Person, Pupil, SchoolClass
from tandem.people.queries import current, teaching
from tandem.scheduling.models import Team


@dataclass(frozen=True, slots=True)
class Untrained:
    """A teacher who did not tick the training yet; no teacher where a class has none who teaches it then."""

    school_class: SchoolClass
    teacher: Person | None


def untrained_by_team(
    teams: Sequence[Team], pupils: Mapping[UUID, Iterable[Pupil]], *, on: date
) -> dict[UUID, list[Untrained]]:
    """Return for each team the teachers of its children who did not tick the training, and teach when it meets."""
    asked = [team for team in teams if teachers_learn(team.initiative.template)]
    found: dict[UUID, list[Untrained]] = {team.pk: [] for team in teams}
    if not asked:
        return found
    children = {pupil.pk for team in asked for pupil in pupils[team.pk]}
    starts = max([on, *(team.from_date for team in asked)])
    classes = _classes_of(children, on=starts)
    teachers = _teachers_of({row.pk for rows in classes.values() for row in rows}, on=starts)
    ticked = ticked_by({team.initiative_id for team in asked})
    for team in asked:
        days = {slot.day for slot in team.slots.all()}
        known = {row.pk: row for pupil in pupils[team.pk] for row in classes[pupil.pk]}
        for school_class in sorted(known.values(), key=lambda row: (row.name, str(row.pk))):
            found[team.pk] += _of_class(team, school_class, teachers[school_class.pk], days, ticked)
    return found


def _of_class(
    team: Team,
    school_class: SchoolClass,
    teachers: Sequence[ClassTeacher],
    days: set[int],
    ticked: frozenset[tuple[UUID, UUID]],
) -> Iterator[Untrained]:
    """Yield who is still to learn it: of each day on which the team meets, one teacher of the class is enough."""
    lacking: dict[Person | None, None] = {}
    for day in sorted(days):
        then = [row for row in teachers if not row.days or day in row.days]
        if not any((team.initiative_id, row.person_id) in ticked for row in then):
            for row in then:
                lacking[row.person] = None
            if not then:
                lacking[None] = None
    yield from (Untrained(school_class, teacher) for teacher in lacking)


def _classes_of(pupils: set[UUID], *, on: date) -> defaultdict[UUID, list[SchoolClass]]:
    found: defaultdict[UUID, list[SchoolClass]] = defaultdict(list)
    rows = ClassPlace.objects.filter(current(on), pupil__in=pupils).select_related("school_class")
    for row in rows.order_by("from_date", "pk"):
        found[row.pupil_id].append(row.school_class)
    return found


def _teachers_of(classes: set[UUID], *, on: date) -> defaultdict[UUID, list[ClassTeacher]]:
    found: defaultdict[UUID, list[ClassTeacher]] = defaultdict(list)
    rows = ClassTeacher.objects.filter(teaching(on), school_class__in=classes).select_related("person")
    for row in rows.order_by("person__sort_name", "pk"):
        found[row.school_class_id].append(row)
    return found
