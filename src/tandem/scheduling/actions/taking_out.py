"""Taking a child out of sessions to come whose family does not want them, or no longer.

Renewing a timetable does most of this. What it leaves is taken out here, so that a no never waits for anything: a
session that was moved by hand from a day gone by, and those of a team whose other sessions clash.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, localtime

from tandem.people.models import ClassPlace, Pupil
from tandem.people.queries import held_back
from tandem.scheduling.enums import ResourceKind
from tandem.scheduling.models import Occupancy, Session, Team
from tandem.scheduling.queries.teams import in_full


def with_pupil(pupil: UUID) -> Q:
    """Teams a pupil is tutored in, alone or with the class."""
    classes = ClassPlace.objects.filter(pupil=pupil).values("school_class")
    return Q(members__request__pupil=pupil) | Q(members__request__school_class__in=classes)


@transaction.atomic
def take_out(pupil: Pupil, *, at: datetime) -> list[Team]:
    """Free a child from each session to come that is not wanted; return the teams that changed.

    A session in which no other child is left does not take place.
    """
    held = {late: bool(held_back([pupil.pk], in_school_time=not late, on=localdate(at))) for late in (False, True)}
    booked = Occupancy.objects.filter(
        kind=ResourceKind.PERSON, resource_id=pupil.person_id, cancelled=False, session__starts_at__gt=at
    )
    teams_of_pupil = Team.objects.filter(with_pupil(pupil.pk))
    sessions = Session.objects.filter(pk__in=booked.values("session"), team__in=teams_of_pupil.values("pk"))
    unwanted = [
        session
        for session in sessions.select_related("team__initiative").prefetch_related("team__slots")
        if held[is_after_school(session)]
    ]
    for session in unwanted:
        _free(session, pupil, at=at)
    teams = list(in_full(Team.objects.filter(pk__in={session.team_id for session in unwanted})))
    for team in teams:
        team.edition += 1
        team.save(update_fields=["edition"])
    return teams


def is_after_school(session: Session) -> bool:
    """Tell what a session is by the slot it was made for, wherever it was moved to."""
    planned = localtime(session.series_at or session.starts_at)
    slots = session.team.slots.all()
    of_that_slot = [slot for slot in slots if (slot.day, slot.starts) == (planned.weekday(), planned.time())]
    if of_that_slot:
        return any(slot.after_school for slot in of_that_slot)
    return not session.team.initiative.in_school_time


def _free(session: Session, pupil: Pupil, *, at: datetime) -> None:
    taken = Occupancy.objects.filter(session=session, kind=ResourceKind.PERSON, cancelled=False)
    others = Pupil.objects.filter(person__in=taken.values("resource_id")).exclude(pk=pupil.pk)
    if not others.exists():
        session.delete()
        return
    taken.filter(resource_id=pupil.person_id).delete()
    session.changed_at = at
    session.save(update_fields=["changed_at"])
