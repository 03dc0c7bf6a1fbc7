"""What has been kept long enough goes, every night; and a programme may have it go sooner."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from tandem.core import audit, outbox
from tandem.core.audit_chain import erase_events
from tandem.initiatives.models import Request
from tandem.logbook.models import FileShield
from tandem.people.models import Organisation, User
from tandem.privacy.actions.erasing import ErasureNotPossible, erase_person
from tandem.privacy.models import Erased, ShorterPeriod
from tandem.privacy.queries import retention as kept
from tandem.privacy.queries.retention import FILE, Clock, clock_at, coordinators_of_programme, report_for
from tandem.privacy.register import Period
from tandem.privacy.register.terms import GONE
from tandem.privacy.retention import PERIODS, SHORTENED
from tandem.scheduling.models import PlanningRun, Team, TeamMember

AT_ONCE = 500
GOES_SOON = "privacy.goes_soon"
FINISHED = ("succeeded", "failed", "cancelled", "aborted")


class PeriodNotPossible(Exception):
    """A period longer than published, or one that no programme sets."""


@transaction.atomic
def shorten_period(*, organisation: Organisation, period: Period, days: int, by: User, at: datetime) -> ShorterPeriod:
    """Keep something shorter than published in the programmes of one organisation."""
    published = PERIODS[period]
    if period not in SHORTENED or published is None:
        raise PeriodNotPossible(period)
    if not 1 <= days <= published.days:
        raise PeriodNotPossible(f"{days} > {published.days}")
    row, _ = ShorterPeriod.objects.update_or_create(organisation=organisation, period=period, defaults={"days": days})
    audit.record("retention.shortened", target=row, by=by, at=at, organisation=organisation, period=period, days=days)
    return row


def announce(*, at: datetime) -> int:
    """Tell the coordinators of each programme, once a month, what goes a month from now; return how many."""
    told = 0
    for organisation in Organisation.objects.filter(initiatives__isnull=False).distinct().order_by("pk"):
        count = sum(line.count for line in report_for(organisation, at=at))
        people = coordinators_of_programme(organisation, on=timezone.localdate(at)) if count else []
        for person in people:
            key = f"{GOES_SOON}:{organisation.pk}:{person.pk}:{at:%Y-%m}"
            outbox.post(GOES_SOON, key=key, at=at, person=person.pk, count=count)
            told += 1
    return told


def sweep(*, at: datetime) -> dict[str, int]:
    """Let go what has been kept long enough, each kind in its own transaction; return how much of each."""
    clock = clock_at(at)
    done = {name: _in_parts(work, clock) for name, work in SWEEPS.items()}
    done["people"] = _people(clock)
    return {name: count for name, count in done.items() if count}


def _in_parts(work: Callable[[Clock], int], clock: Clock) -> int:
    with transaction.atomic():
        return work(clock)


def _requests(clock: Clock) -> int:
    rows = kept.waiting_too_long(clock)
    count = rows.count()
    rows.delete()
    return count


def _offers(clock: Clock) -> int:
    return kept.offers_too_old(clock).delete()[0]


def _applications(clock: Clock) -> int:
    return kept.applications_too_old(clock).delete()[0]


def _notes(clock: Clock) -> int:
    ended = clock.ended(Period.NOTES)
    Request.objects.filter(initiative__in=ended).exclude(goal="").update(goal="")
    TeamMember.objects.filter(team__initiative__in=ended).exclude(teacher_note="").update(teacher_note="")
    teams = Team.objects.filter(initiative__in=ended)
    teams.exclude(veto_reason__in=["", GONE]).update(veto_reason=GONE)
    teams.exclude(closing_note="").update(closing_note="")
    teams.exclude(classmates_reason="").update(classmates_reason="")
    PlanningRun.objects.filter(initiative__in=ended).delete()
    for words in kept.words_of_peers_too_old(clock):
        words.delete()
    return kept.notes_too_old(clock).update(activity="", goal="", success="", mood="", liked="")


def _files(clock: Clock) -> int:
    kept.file_too_old(clock, FileShield, "decided_at").delete()
    count = 0
    for model, moment in FILE:
        rows = kept.file_too_old(clock, model, moment)
        count += rows.count()
        rows.delete()
    return count


def _attendance(clock: Clock) -> int:
    rows = kept.attendance_too_old(clock)
    count = rows.count()
    rows.delete()
    return count


def _reads(clock: Clock) -> int:
    return erase_events(list(kept.reads_too_old(clock).values_list("pk", flat=True)), by=None, at=clock.at)


def _trail(clock: Clock) -> int:
    return erase_events(list(kept.trail_too_old(clock).values_list("pk", flat=True)), by=None, at=clock.at)


def _messages(clock: Clock) -> int:
    rows = kept.messages_too_old(clock)
    count = rows.count()
    rows.delete()
    return count


def _devices(clock: Clock) -> int:
    return kept.devices_too_old(clock).delete()[0]


def _jobs(clock: Clock) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs job WHERE status::text = ANY (%s) AND NOT EXISTS (
                SELECT FROM procrastinate_events event WHERE event.job_id = job.id AND event.at >= %s)
            """,
            [list(FINISHED), clock.moment(Period.MESSAGES)],
        )
        return int(cursor.rowcount)


SWEEPS: dict[str, Callable[[Clock], int]] = {
    "requests": _requests,
    "offers": _offers,
    "applications": _applications,
    "notes": _notes,
    "files": _files,
    "attendance": _attendance,
    "reads": _reads,
    "trail": _trail,
    "messages": _messages,
    "devices": _devices,
    "jobs": _jobs,
}


def _people(clock: Clock) -> int:
    """Erase who has been gone long enough, one by one: one who cannot be erased yet holds up nobody."""
    before = Erased.objects.count()
    for person in list(kept.people_gone(clock)[:AT_ONCE]):
        # A parent who was here for one child only has gone with that child.
        if Erased.objects.filter(person_id=person.pk).exists():
            continue
        with suppress(ErasureNotPossible):
            erase_person(person=person, by=None, at=clock.at)
    return Erased.objects.count() - before
