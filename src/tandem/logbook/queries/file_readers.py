"""Whose file somebody reads, as whom, and who answers what is asked about it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.logbook.enums import Voice
from tandem.logbook.models import FileRequest, OwnFileChoice
from tandem.logbook.queries.file import WAITING
from tandem.people.models import Person, Pupil, Tutor, User
from tandem.people.queries import (
    children_of,
    coordinators_of,
    current,
    pupils_visible_to,
    schools_visible_to,
    taught_by,
)
from tandem.scheduling.models import Team, TeamPair
from tandem.scheduling.queries.teams import pupils_of, teams_of_tutor

OWN_FILE_FROM = 12  # years: about the age from which a child is taken to understand (R-NEV-20)


def family_voice(user: User, pupil: Pupil, *, on: date) -> Voice | None:
    """Return as whom somebody speaks in a file that is theirs or their child's, or nothing."""
    if user.person_id == pupil.person_id:
        return Voice.PUPIL if may_read_own_file(pupil, on=on) else None
    return Voice.GUARDIAN if children_of(user, on=on).filter(pk=pupil.pk).exists() else None


def may_read_own_file(pupil: Pupil, *, on: date) -> bool:
    """Tell whether a pupil reads the own file: as the school decided, and otherwise from twelve."""
    choice = own_file_choice(pupil)
    return choice.is_open if choice else is_old_enough(pupil, on=on)


def own_file_choice(pupil: Pupil) -> OwnFileChoice | None:
    """Return what the school decided last about a pupil reading the own file."""
    choices = OwnFileChoice.objects.filter(pupil=pupil).select_related("decided_by__person")
    return choices.order_by("-decided_at", "-pk").first()


def is_old_enough(pupil: Pupil, *, on: date) -> bool:
    """Tell whether a pupil is twelve; of whom nobody gave the birth date, the school says."""
    born = pupil.birth_date
    return born is not None and (on.year - born.year) - ((on.month, on.day) < (born.month, born.day)) >= OWN_FILE_FROM


def own_pupil(user: User, *, on: date) -> QuerySet[Pupil]:
    """Return the pupil somebody is, when they may read the own file."""
    mine = Pupil.objects.filter(person=user.person_id).select_related("person", "organisation")
    return mine.filter(pk__in=[pupil.pk for pupil in mine if may_read_own_file(pupil, on=on)]).order_by("pk")


def teaches(user: User, pupil: Pupil, *, on: date) -> bool:
    """Tell whether somebody teaches the pupil, and so belongs to the trajectory."""
    classes = pupil.places.filter(current(on)).values("school_class")
    return taught_by(user, on=on).filter(school_class__in=classes).exists()


def tutored_by(user: User, *, on: date) -> dict[Pupil, list[Team]]:
    """Return the pupils somebody works with, each with their teams: while cleared, and only those paired with them."""
    teams = list(teams_of_tutor(user, on=on))
    pairs: dict[UUID, dict[UUID, UUID]] = {}
    rows = TeamPair.objects.filter(team__in=teams).values_list("team_id", "pupil_id", "tutor__person_id")
    for team_id, pupil_id, person_id in rows:
        pairs.setdefault(team_id, {})[pupil_id] = person_id
    found: dict[Pupil, list[Team]] = {}
    for team in teams:
        for pupil in pupils_of(team, on=on):
            if team.pk not in pairs or pairs[team.pk].get(pupil.pk) == user.person_id:
                found.setdefault(pupil, []).append(team)
    return found


def tutors_of(pupil: Pupil, *, on: date) -> QuerySet[Tutor]:
    """Return who tutors a pupil in a team that runs."""
    alone_or_together = Q(enrolments__teams__members__request__pupil=pupil) | Q(
        student_groups__enrolments__teams__members__request__pupil=pupil
    )
    return Tutor.objects.filter(alone_or_together).select_related("person").distinct().order_by("person__sort_name")


def who_answers(pupil: Pupil, *, but: Iterable[Person] = (), on: date) -> Person | None:
    """Return who answers what is asked about a file: who coordinates at the school, else the pupil's teacher.

    Rather not who wrote the line that it is about.
    """
    teachers = Person.objects.filter(
        classes_taught__school_class__places__pupil=pupil,
        classes_taught__school_class__places__to_date__isnull=True,
    ).order_by("sort_name", "pk")
    coordinators = coordinators_of([pupil.organisation], on=on).get(pupil.organisation_id, [])
    able = list(dict.fromkeys([*coordinators, *teachers]))
    authors = set(but)
    return next((person for person in able if person not in authors), able[0] if able else None)


def requests_to_answer(user: User, *, on: date) -> QuerySet[FileRequest]:
    """Return what waits for an answer of this person, or of whoever coordinates the school; the oldest first."""
    schools = schools_visible_to(user, on=on).values("pk")
    return (
        FileRequest.objects.filter(
            WAITING,
            Q(answered_by=user.person_id) | Q(pupil__organisation__in=schools),
            pupil__in=pupils_visible_to(user, on=on).order_by().values("pk"),
        )
        .select_related("pupil__person", "pupil__organisation", "item__said_by", "log_entry__session", "asked_by")
        .select_related("answered_by")
        .order_by("answer_by_date", "pk")
    )
