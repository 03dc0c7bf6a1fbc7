"""Days on which nothing is held, and what that does to the sessions of teams that run.

Sessions on such days go, and come back when the days are taken back; who is concerned is told of the new timetable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.core.isolation import Purpose, following, working_on
from tandem.people.models import ClassPlace, Organisation, Pupil, SchoolClass, Site, Tutor, User
from tandem.scheduling.actions.booking import AlreadyBooked, again_after_deadlock
from tandem.scheduling.actions.series import make_sessions
from tandem.scheduling.actions.taking_out import take_out, with_pupil
from tandem.scheduling.actions.telling import tell_timetables
from tandem.scheduling.enums import SuspensionKind, TeamStatus
from tandem.scheduling.models import Closure, Suspension, Team
from tandem.scheduling.queries.teams import in_full


class DaysNotPossible(Exception):
    """The days end before they begin, or the site is another organisation's."""


@dataclass(frozen=True, slots=True)
class Touched:
    """How many running teams got another timetable, and how many could not come back since somebody is taken."""

    teams: int = 0
    clashing: int = 0


@again_after_deadlock
@following("organisation")
@transaction.atomic
def close(
    *,
    organisation: Organisation,
    name: str,
    from_date: date,
    to_date: date,
    by: User,
    at: datetime,
    site: Site | None = None,
) -> Touched:
    """Close an organisation, or one of its sites, for some days beside the school holidays."""
    if to_date < from_date or (site is not None and site.organisation_id != organisation.pk):
        raise DaysNotPossible
    closure = Closure(organisation=organisation, site=site, name=name, from_date=from_date, to_date=to_date)
    closure.full_clean()
    closure.save()
    _record("closure.added", closure, organisation, by, at, site=site.pk if site else None)
    return _renew(_at_closed_sites(closure), by=by, at=at)


@again_after_deadlock
@following("closure", "organisation_id")
@transaction.atomic
def open_again(*, closure: Closure, by: User, at: datetime) -> Touched:
    """Take a closure back; its sessions return."""
    teams = list(_at_closed_sites(closure))
    _record("closure.removed", closure, closure.organisation, by, at)
    closure.delete()
    return _renew(teams, by=by, at=at)


@again_after_deadlock
@transaction.atomic
def suspend(
    *,
    kind: SuspensionKind,
    from_date: date,
    to_date: date,
    by: User,
    at: datetime,
    tutor: Tutor | None = None,
    pupil: Pupil | None = None,
    school_class: SchoolClass | None = None,
) -> Touched:
    """Let a tutor, a pupil or a class be away for some days; the bond goes on afterwards."""
    if to_date < from_date or [tutor, pupil, school_class].count(None) != 2:
        raise DaysNotPossible
    suspension = Suspension(
        tutor=tutor, pupil=pupil, school_class=school_class, kind=kind, from_date=from_date, to_date=to_date
    )
    suspension.full_clean()
    suspension.save()
    _record("suspension.added", suspension, _organisation_of(suspension), by, at, kind=kind)
    with working_on(Purpose.FOLLOWING, about=suspension.of_whom):
        return _renew(_of_who_is_away(suspension), by=by, at=at)


@again_after_deadlock
@following("suspension", "of_whom")
@transaction.atomic
def end_suspension(*, suspension: Suspension, by: User, at: datetime) -> Touched:
    """Take a suspension back; its sessions return."""
    teams = list(_of_who_is_away(suspension))
    _record("suspension.removed", suspension, _organisation_of(suspension), by, at)
    suspension.delete()
    return _renew(teams, by=by, at=at)


@again_after_deadlock
@following("pupil")
@transaction.atomic
def follow_family(*, pupil: Pupil, by: User, at: datetime) -> Touched:
    """Let the sessions of a pupil follow what the family says now: a no stops them at once, a yes brings them back."""
    teams = _running(localdate(at), date.max).filter(pk__in=Team.objects.filter(with_pupil(pupil.pk)).values("pk"))
    touched = _renew(teams, by=by, at=at)
    left = take_out(pupil, at=at)
    tell_timetables(left, at=at)
    return Touched(touched.teams + len(left), touched.clashing)


def _renew(teams: Iterable[Team], *, by: User, at: datetime) -> Touched:
    """Bring the sessions of running teams up to date; one that cannot come back leaves the others be."""
    changed, clashing = [], 0
    for team in teams:
        try:
            with transaction.atomic():
                series = make_sessions(team, at=at)
        except AlreadyBooked:
            clashing += 1
            continue
        if series.changed:
            team.edition += 1
            team.save(update_fields=["edition"])
            changed.append(team)
    tell_timetables(changed, at=at)
    return Touched(len(changed), clashing)


def _at_closed_sites(closure: Closure) -> QuerySet[Team]:
    where = Q(site=closure.site_id) if closure.site_id else Q(site__organisation=closure.organisation_id)
    return _running(closure.from_date, closure.to_date).filter(where)


def _of_who_is_away(suspension: Suspension) -> QuerySet[Team]:
    teams = _running(suspension.from_date, suspension.to_date)
    if suspension.tutor_id:
        tutor = suspension.tutor_id
        who = Q(enrolment__tutor=tutor) | Q(enrolment__student_group__tutors=tutor)
    elif suspension.pupil_id:
        who = with_pupil(suspension.pupil_id)
    else:
        pupils = ClassPlace.objects.filter(school_class=suspension.school_class_id).values("pupil")
        who = Q(members__request__pupil__in=pupils) | Q(members__request__school_class=suspension.school_class_id)
    return teams.filter(pk__in=Team.objects.filter(who).values("pk"))


def _running(first: date, last: date) -> QuerySet[Team]:
    return in_full(Team.objects.filter(status=TeamStatus.PUBLISHED, from_date__lte=last, to_date__gte=first))


def _organisation_of(suspension: Suspension) -> Organisation:
    if suspension.tutor is not None:
        return suspension.tutor.organisation
    if suspension.pupil is not None:
        return suspension.pupil.organisation
    if suspension.school_class is None:
        raise TypeError("A suspension is of a tutor, a pupil or a class.")
    return suspension.school_class.site.organisation


def _record(
    action: str, row: Closure | Suspension, organisation: Organisation, by: User, at: datetime, **facts: Any
) -> None:
    audit.record(
        action,
        target=row,
        by=by,
        at=at,
        organisation=organisation,
        from_date=row.from_date,
        to_date=row.to_date,
        **facts,
    )
