"""Who leaves a class today, and what is different from the plan: the first thing a teacher and a school see."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tandem.logbook.models import CannotCome
from tandem.logbook.queries.rosters import places_of
from tandem.people.models import ClassPlace, Pupil, SchoolClass, Tutor, User
from tandem.people.queries import current
from tandem.scheduling.enums import SessionStatus, TeamStatus
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.teams import in_full, pupils_who_help, teams_visible_to, tutors_of


@dataclass(frozen=True, slots=True)
class Leaving:
    """A session of a day as the school sees it."""

    session: Session
    pupils: tuple[Pupil, ...]
    tutors: tuple[Tutor, ...]
    away: tuple[Tutor, ...]  # tutors who said they cannot come; never why

    @property
    def goes_on(self) -> bool:
        return self.session.status == SessionStatus.PLANNED and len(self.away) < len(self.tutors)

    @property
    def helps(self) -> bool:
        """Whether these pupils leave to help another, each themselves the tutor."""
        return {pupil.person_id for pupil in self.pupils} <= {tutor.person_id for tutor in self.tutors}

    @property
    def changed(self) -> bool:
        return not self.goes_on or bool(self.away)


def leaving_on(user: User, *, day: date) -> list[Leaving]:
    """Return all sessions of a day that somebody of the school may see, in order of time."""
    teams = teams_visible_to(user, on=day).filter(status=TeamStatus.PUBLISHED)
    return _leaving(_sessions(teams, day), pupils=None)


def leaving_classes_on(classes: Iterable[SchoolClass], user: User, *, day: date) -> dict[uuid.UUID, list[Leaving]]:
    """Return for each class the sessions of a day for which pupils of it leave, with only those pupils."""
    classes = list(classes)
    places = defaultdict(set)
    for school_class, pupil in ClassPlace.objects.filter(current(day), school_class__in=classes).values_list(
        "school_class", "pupil"
    ):
        places[school_class].add(pupil)
    everybody = set().union(*places.values()) if places else set()
    teams = teams_visible_to(user, on=day).filter(
        Q(members__request__pupil__in=everybody)
        | Q(members__request__school_class__in=classes)
        | Q(enrolment__tutor__person__pupil__in=everybody),
        status=TeamStatus.PUBLISHED,
    )
    found = _leaving(_sessions(teams.distinct(), day), pupils=everybody)
    return {school_class.pk: _of(found, places[school_class.pk]) for school_class in classes}


def _of(found: list[Leaving], pupils: set[uuid.UUID]) -> list[Leaving]:
    mine = [
        Leaving(row.session, tuple(pupil for pupil in row.pupils if pupil.pk in pupils), row.tutors, row.away)
        for row in found
    ]
    return [row for row in mine if row.pupils]


def _sessions(teams: QuerySet[Team], day: date) -> list[Session]:
    return list(
        Session.objects.filter(team__in=teams.order_by().values("pk"), starts_at__date=day)
        .select_related("room")
        .order_by("starts_at", "pk")
    )


def _leaving(sessions: list[Session], pupils: set[uuid.UUID] | None) -> list[Leaving]:
    teams = {team.pk: team for team in in_full(Team.objects.filter(pk__in={session.team_id for session in sessions}))}
    places = places_of(sessions)
    away = defaultdict(set)
    for key, tutor in CannotCome.objects.filter(session__in=sessions).values_list("session", "tutor"):
        away[key].add(tutor)
    helping = pupils_who_help(tutor for team in teams.values() for tutor in tutors_of(team)) if pupils else {}
    found = []
    for session in sessions:
        session.team = teams[session.team_id]
        tutors = tuple(tutors_of(session.team))
        helpers = [helping[tutor.person_id] for tutor in tutors if tutor.person_id in helping]
        found.append(
            Leaving(
                session,
                tuple(
                    pupil
                    for pupil in (*(place.pupil for place in places[session.pk]), *helpers)
                    if pupils is None or pupil.pk in pupils
                ),
                tutors,
                tuple(tutor for tutor in tutors if tutor.pk in away[session.pk]),
            )
        )
    return found
