"""What erasing somebody would do: shown before it happens."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tandem.people.models import Guardian, Person
from tandem.privacy.queries.subjects import rows_about, subject_of
from tandem.privacy.register import TABLES, Erasure
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to the rows of one table."""

    model: str
    what: str
    count: int
    becomes: Erasure
    why: str

    @property
    def word(self) -> str:
        return str(self.becomes.label)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything erasing somebody would do, and what stands in the way."""

    steps: list[Step]
    obstacles: list[str]


def plan_for(person: Person, *, on: date) -> Plan:
    """Return what erasing this person would do, without doing it."""
    subject = subject_of(person)
    steps = [
        Step(table.model, str(table.what), count, table.erasure, str(table.why_kept))
        for table in TABLES
        if table.about and (count := rows_about(table, subject, table.erased_with or None).count())
    ]
    if parents := only_here_for(person).count():
        what = _("ouders en verzorgers die alleen voor deze leerling in Tandem staan")
        steps.append(Step("people.Person", what, parents, Erasure.BLANKED, _("ook zij worden gewist")))
    return Plan(steps, obstacles_to(person, on=on))


def only_here_for(person: Person) -> QuerySet[Person]:
    """Return the parents and carers who stand in Tandem for this pupil alone, and for nothing else."""
    elsewhere = Guardian.objects.exclude(pupil__person=person).values("person")
    return (
        Person.objects.filter(guardian_of__pupil__person=person, memberships=None, classes_taught=None)
        .filter(tutor=None, pupil=None)
        .exclude(pk__in=elsewhere)
        .exclude(pk=person.pk)
        .order_by("pk")
    )


def obstacles_to(person: Person, *, on: date) -> list[str]:
    """Return what has to be rounded off first: nobody disappears from a team without a goodbye (R-NEV-15)."""
    running = Team.objects.filter(status__in=[TeamStatus.ACCEPTED, TeamStatus.PUBLISHED], to_date__gte=on)
    mine = (
        running.filter(members__request__pupil__person=person)
        | running.filter(enrolment__tutor__person=person)
        | running.filter(enrolment__student_group__tutors__person=person)
    ).distinct()
    count = mine.count()
    if not count:
        return []
    return [
        _("Er loopt nog begeleiding (%(count)d). Rond die eerst af, met een afscheid; daarna kan er gewist worden.")
        % {"count": count}
    ]
