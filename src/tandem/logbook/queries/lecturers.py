"""What a lecturer follows of the students they supervise: sessions, hours and notes, in which no pupil has a name."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.core.isolation import Purpose, working_on
from tandem.core.sealed import unsealed
from tandem.initiatives.queries import enrolments_supervised_by
from tandem.logbook.enums import Outcome
from tandem.logbook.models import PupilEntry, TutorPresence
from tandem.people.models import Person, Tutor, User

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Note:
    """What a student wrote of one pupil in one session, without the pupil's name."""

    pupil: str
    activity: str
    goal: str


@dataclass(frozen=True, slots=True)
class SupervisedSession:
    starts_at: datetime
    site: str
    subject: str
    minutes: int
    in_vain: bool
    notes: tuple[Note, ...]

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)


def students_supervised_by(user: User, *, on: date) -> QuerySet[Tutor]:
    """Return the students somebody supervises, with the minutes they tutored in those initiatives, by name."""
    enrolments = enrolments_supervised_by(user, on=on).order_by()
    initiatives = enrolments.values("initiative")
    own = Q(presences__log_entry__session__team__initiative__in=initiatives)
    return (
        Tutor.objects.filter(
            Q(pk__in=enrolments.values("tutor")) | Q(student_groups__in=enrolments.values("student_group"))
        )
        .select_related("person", "organisation")
        .annotate(minutes=Sum("presences__log_entry__minutes", filter=own, distinct=False))
        .distinct()
        .order_by("person__sort_name", "pk")
    )


def sessions_of_student(tutor: Tutor, user: User, *, on: date) -> list[SupervisedSession]:
    """Return the sessions a student logged in the initiatives for which `user` supervises them, latest first."""
    initiatives = list(enrolments_supervised_by(user, on=on).order_by().values_list("initiative", flat=True))
    with working_on(Purpose.COUNTING, about=tutor.pk):  # pupils are read here to leave their names out
        return _sessions(tutor, initiatives)


def _sessions(tutor: Tutor, initiatives: Collection[UUID]) -> list[SupervisedSession]:
    presences = list(
        TutorPresence.objects.filter(tutor=tutor, log_entry__session__team__initiative__in=initiatives)
        .select_related("log_entry__session__team__site")
        .order_by("-log_entry__session__starts_at", "pk")[:100]
    )
    notes = _notes({presence.log_entry_id for presence in presences})
    return [
        SupervisedSession(
            starts_at=presence.log_entry.session.starts_at,
            site=presence.log_entry.session.team.site.name,
            subject=presence.log_entry.session.team.subject,
            minutes=presence.log_entry.minutes,
            in_vain=presence.log_entry.outcome == Outcome.IN_VAIN,
            notes=tuple(notes.get(presence.log_entry_id, ())),
        )
        for presence in presences
    ]


def _notes(entries: Iterable[UUID]) -> dict[UUID, list[Note]]:
    rows = list(
        PupilEntry.objects.filter(log_entry__in=set(entries))
        .select_related("pupil__person")
        .order_by("pupil__person__id", "pk")
    )
    unsealed(rows)
    people = list({row.pupil.person_id: row.pupil.person for row in rows}.values())
    called = {person.pk: _letter(number) for number, person in enumerate(people)}
    found: dict[UUID, list[Note]] = {}
    for row in rows:
        note = Note(called[row.pupil.person_id], _unnamed(row.activity, people), _unnamed(row.goal, people))
        found.setdefault(row.log_entry_id, []).append(note)
    return found


def _letter(number: int) -> str:
    """Return what a pupil is called here: the same on one page, and nowhere else."""
    turn, place = divmod(number, len(LETTERS))
    return _("leerling %(letter)s") % {"letter": LETTERS[place] + (str(turn + 1) if turn else "")}


def _unnamed(text: str, people: Iterable[Person]) -> str:
    """Take the names of these pupils out of what was written."""
    names = {name for person in people for name in (person.given_name, person.family_name) if len(name) > 1}
    if not names:
        return text
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", "…", text, flags=re.IGNORECASE)
