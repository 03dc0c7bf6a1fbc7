"""The coordinator's today: who is away and which children, what was held, who waits longest, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.gate import renewals_of
from tandem.initiatives.models import Enrolment, Initiative
from tandem.initiatives.models import Request as TutoringRequest
from tandem.initiatives.queries import initiatives_managed_by, requests_managed_by, waiting_list
from tandem.initiatives.queries.grants import uncovered_soon
from tandem.logbook.queries.absences import tutors_away
from tandem.logbook.queries.dosage import Dosage, facts_of
from tandem.logbook.queries.rosters import places_of
from tandem.logbook.queries.unlogged import unlogged
from tandem.people.models import Tutor, User
from tandem.people.queries import current
from tandem.scheduling.queries.college_places import waiting_for_a_college
from tandem.scheduling.queries.explanations import unplaced
from tandem.scheduling.queries.progress import requests_proposed
from tandem.scheduling.queries.runs import latest_run
from tandem.scheduling.queries.teams import teams_decided_by
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words, steps, words

LONGEST = 5


@dataclass(frozen=True, slots=True)
class Away:
    """A tutor who said not to come, and which children wait then."""

    tutor: str
    when: str
    site: str
    children: str
    now: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A session that is over and stands nowhere yet."""

    tutor: str
    when: str
    site: str


@dataclass(frozen=True, slots=True)
class LongWait:
    """A request without a place, how long it waits, and what would help."""

    request: TutoringRequest
    who: str
    waits: str
    helps: tuple[str, ...]


@requires(Permission.PROGRAMME_READ)
@require_safe
def home(request: Request) -> HttpResponse:
    now = timezone.now()
    on = timezone.localdate(now)
    initiatives = list(initiatives_managed_by(request.user, on=on).exclude(status=InitiativeStatus.ENDED))
    found = steps.next_steps(initiatives, on=on)
    todo = [found[initiative.pk] for initiative in initiatives if initiative.pk in found]
    if not initiatives:
        todo = [steps.first_initiative()]
    context = {
        "on": on,
        "first": todo[0] if todo else None,
        "others": todo[1:],
        "away": away_on(request.user, now),
        "day": day_count(request.user, now),
        "open": open_sessions(request.user, now),
        "waits": longest_waits(request.user, on),
        "renewals": papers_to_renew(initiatives, on),
        "uncovered": uncovered_soon(initiatives, on=on),
    }
    return render(request, "coordinator/today.html", context)


@dataclass(frozen=True, slots=True)
class Paper:
    """What of a tutor runs out within two months, or ran out."""

    tutor: str
    paper: str
    last: date
    over: bool


def papers_to_renew(initiatives: Sequence[Initiative], on: date) -> list[Paper]:
    """Return what is to be renewed of the tutors who take part now, the most pressing first."""
    taking_part = Enrolment.objects.filter(current(on), initiative__in=initiatives)
    tutors = Tutor.objects.filter(
        Q(pk__in=taking_part.values("tutor")) | Q(student_groups__enrolments__in=taking_part)
    ).distinct()
    return [
        Paper(
            tutor=row.tutor.person.full_name,
            paper=row.get_model_display() if row.model else row.get_kind_display(),
            last=row.valid_until,
            over=row.valid_until < on,
        )
        for row in renewals_of(tutors, on=on)
        if row.valid_until is not None
    ]


def away_on(user: User, now: datetime) -> list[Away]:
    """Return who cannot come today, and which children that touches; first what is now, then by start."""
    on = timezone.localdate(now)
    rows = list(tutors_away(teams_decided_by(user, on=on), first=on, last=on))
    places = places_of([row.session for row in rows])
    return [
        Away(
            tutor=row.tutor.person.full_name,
            when=words.clock(timezone.localtime(row.session.starts_at).time()),
            site=row.session.team.site.name,
            children=words.listing([place.pupil.person.full_name for place in places[row.session_id]]),
            now=row.session.starts_at <= now < row.session.ends_at,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class DayCount:
    """The sessions of a day: all, and those that are student tutoring in the Vlor's sense."""

    all: Dosage
    by_students: Dosage


def day_count(user: User, now: datetime) -> DayCount:
    """Return how many sessions of today were held, are not yet in the log, or were cancelled."""
    on = timezone.localdate(now)
    facts = facts_of(teams_decided_by(user, on=on), first=on, last=on, at=now)
    return DayCount(facts.total(), facts.apart(students=True).total())


def open_sessions(user: User, now: datetime) -> list[Open]:
    rows = unlogged(teams_decided_by(user, on=timezone.localdate(now)), at=now)
    return [Open(plan_words.tutor(row.team), words.moment(row.starts_at), row.team.site.name) for row in rows[:LONGEST]]


def longest_waits(user: User, on: date) -> list[LongWait]:
    """Return who waits longest, with what would help according to the last plan."""
    waiting = waiting_list(requests_managed_by(user, on=on), on=on)
    longest = sorted(waiting, key=lambda row: row.days, reverse=True)[:LONGEST]
    requests = [row.request for row in longest]
    helps = _helps(requests, requests_managed_by(user, on=on).filter(pk__in=[row.pk for row in requests]))
    return [
        LongWait(row.request, words.who(row.request), words.waiting(row.request.asked_date, on), helps[row.request.pk])
        for row in longest
    ]


def _helps(requests: list[TutoringRequest], among: QuerySet[TutoringRequest]) -> dict[UUID, tuple[str, ...]]:
    """Return what would help each: the decision on a proposal, what the last plan lacked, or a plan."""
    proposed = set(requests_proposed(requests))
    helps: dict[UUID, tuple[str, ...]] = {}
    full = waiting_for_a_college(*{row.initiative for row in requests})
    for initiative in {row.initiative for row in requests}:
        mine = [row for row in requests if row.initiative == initiative]
        run = latest_run(initiative)
        helps |= {row.pk: (_("Een nieuwe planning.") if run else _("Een eerste planning."),) for row in mine}
        for found in unplaced(run, among=among.filter(initiative=initiative)) if run else ():
            helps[found.request.pk] = tuple(reason.helps for reason in plan_words.reasons_of(found)[:2])
        helps |= {
            row.pk: (plan_words.waits_for_a_college(), plan_words.helps_without_college())
            for row in mine
            if row.pk in full
        }
    return helps | dict.fromkeys(proposed, (_("Een beslissing over het voorstel dat er ligt."),))
