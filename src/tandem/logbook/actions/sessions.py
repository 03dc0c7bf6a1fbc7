"""What became of a session, in the tutor's own words: stored once, however often it is sent."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.core import audit, sealed
from tandem.initiatives.peers import has_programme
from tandem.logbook.enums import Attendance, Outcome
from tandem.logbook.models import CannotCome, LogEntry, PupilEntry, Receipt, TutorGrowth, TutorPresence
from tandem.logbook.queries.boards import planned_minutes
from tandem.logbook.queries.rosters import pupils_of, tutors_of
from tandem.people.enums import TutorKind
from tandem.people.models import Tutor, User
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Session

AMEND_WITHIN = timedelta(days=14)
LONGEST = 600


class LogNotPossible(Exception):
    """What was sent cannot be stored; the sentence says why and what helps."""


class AlreadyLogged(LogNotPossible):
    """Somebody else of the same team was first."""


@dataclass(frozen=True, slots=True)
class PupilNote:
    """One pupil apart: there or not, what we did and its goal, how it went, a small success, liked coming."""

    pupil_id: uuid.UUID
    attendance: Attendance = Attendance.PRESENT
    activity: str = ""
    goal: str = ""
    mood: str = ""
    success: str = ""
    liked: str = ""
    minutes: int | None = None  # when it differs from the session's


@dataclass(frozen=True, slots=True)
class Extra:
    """What some forms ask besides: minutes with a programme (never tutoring), and what a pupil who helps learned."""

    programme_minutes: int | None = None
    learned: str = ""


@transaction.atomic
def record_session(
    *,
    session: Session,
    sent_id: uuid.UUID,
    notes: Sequence[PupilNote],
    by: User,
    at: datetime,
    minutes: int | None = None,
    tutors: Collection[Tutor] | None = None,
    extra: Extra | None = None,
) -> LogEntry:
    """Record what became of a session, once for this `sent_id`; without anybody there the tutor came in vain."""
    session = _locked(session)
    if (entry := _arrived_before(sent_id, session)) is not None:
        return entry
    _check_may_be_logged(session, at)
    if hasattr(session, "log_entry"):
        raise _already_logged(session.log_entry)
    entry = LogEntry(pk=sent_id, session=session, written_by=by, written_at=at)
    _write(entry, session=session, sent_id=sent_id, notes=notes, minutes=minutes, tutors=tutors, at=at)
    _write_extra(entry, session, extra or Extra(), by)
    audit.record(
        "session.recorded",
        target=entry,
        by=by,
        at=at,
        organisation=session.team.initiative.organiser,
        session=session.pk,
        outcome=entry.outcome,
        minutes=entry.minutes,
    )
    return entry


@transaction.atomic
def amend_session(
    *,
    entry: LogEntry,
    sent_id: uuid.UUID,
    follows: uuid.UUID | None,
    notes: Sequence[PupilNote],
    by: User,
    at: datetime,
    minutes: int | None = None,
    tutors: Collection[Tutor] | None = None,
    extra: Extra | None = None,
) -> LogEntry:
    """Replace what was written about a session within two weeks, by who saw (or sent) what `follows` brought."""
    session = _locked(entry.session)
    if (arrived := _arrived_before(sent_id, session)) is not None:
        return arrived
    entry = session.log_entry
    if follows != last_receipt(entry):
        raise _already_logged(entry)
    if not may_amend(entry, at=at):
        raise LogNotPossible(
            _("Een notitie kun je tot %(days)s dagen na het invullen aanpassen. Vraag het aan je coördinator.")
            % {"days": AMEND_WITHIN.days}
        )
    entry.amended_at = at
    before = {"outcome": entry.outcome, "minutes": entry.minutes}
    _write(entry, session=session, sent_id=sent_id, notes=notes, minutes=minutes, tutors=tutors, at=at)
    _write_extra(entry, session, extra or Extra(), by)
    audit.record(
        "session.amended",
        target=entry,
        by=by,
        at=at,
        organisation=session.team.initiative.organiser,
        session=session.pk,
        before=before,
        outcome=entry.outcome,
        minutes=entry.minutes,
    )
    return entry


def may_amend(entry: LogEntry, *, at: datetime) -> bool:
    return at <= entry.written_at + AMEND_WITHIN


def last_receipt(entry: LogEntry) -> uuid.UUID | None:
    """Return the key of what arrived last about this entry."""
    return entry.receipts.order_by("-arrived_at", "-pk").values_list("pk", flat=True).first()


def _already_logged(entry: LogEntry) -> AlreadyLogged:
    return AlreadyLogged(
        _("%(name)s vulde deze sessie al in: ze staat in het logboek.")
        % {"name": entry.written_by.person.first_name_initial}
    )


def _locked(session: Session) -> Session:
    """Return the session, held so that the same note sent twice at once is stored one after the other."""
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("team__enrolment", "team__initiative__organiser", "log_entry__written_by__person")
        .get(pk=session.pk)
    )


def _arrived_before(sent_id: uuid.UUID, session: Session) -> LogEntry | None:
    receipt = Receipt.objects.filter(pk=sent_id).select_related("log_entry").first()
    if receipt is None:
        return None
    if receipt.log_entry.session_id != session.pk:
        raise LogNotPossible(_("Deze notitie hoort bij een andere sessie. Open de sessie opnieuw en vul haar in."))
    return receipt.log_entry


def _check_may_be_logged(session: Session, at: datetime) -> None:
    if session.starts_at > at:
        raise LogNotPossible(_("Deze sessie is nog niet begonnen. Invullen kan zodra ze begint."))
    if session.status != SessionStatus.PLANNED:
        raise LogNotPossible(_("Deze sessie ging niet door. Ging ze toch door? Zeg dan eerst dat je toch komt."))


def _write(
    entry: LogEntry,
    *,
    session: Session,
    sent_id: uuid.UUID,
    notes: Sequence[PupilNote],
    minutes: int | None,
    tutors: Collection[Tutor] | None,
    at: datetime,
) -> None:
    there = _tutors_there(session, tutors)
    _check_pupils(session, notes)
    present = [note for note in notes if note.attendance == Attendance.PRESENT]
    entry.outcome = Outcome.HELD if present else Outcome.IN_VAIN
    entry.minutes = _checked(planned_minutes(session) if minutes is None else minutes)
    entry.save()
    Receipt.objects.create(pk=sent_id, log_entry=entry, arrived_at=at)
    entry.tutors.all().delete()
    TutorPresence.objects.bulk_create(TutorPresence(log_entry=entry, tutor=tutor) for tutor in there)
    entry.pupils.all().delete()
    rows = [_pupil_entry(entry, note) for note in notes]
    sealed.seal(rows)
    PupilEntry.objects.bulk_create(rows)


def _checked(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST:
        raise LogNotPossible(_("Een sessie duurt van 1 tot %(most)s minuten.") % {"most": LONGEST})
    return minutes


def _tutors_there(session: Session, tutors: Collection[Tutor] | None) -> list[Tutor]:
    team = tutors_of(session)
    if tutors is None:
        away = set(CannotCome.objects.filter(session=session).values_list("tutor_id", flat=True))
        return [tutor for tutor in team if tutor.pk not in away]
    if not tutors:
        raise LogNotPossible(_("Zeg wie van de tutors er was."))
    if not set(tutors) <= set(team):
        raise LogNotPossible(_("Alleen tutors van deze sessie kunnen er geweest zijn."))
    return list(tutors)


def _check_pupils(session: Session, notes: Sequence[PupilNote]) -> None:
    expected = {place.pupil.pk for place in pupils_of(session)}
    given = [note.pupil_id for note in notes]
    if len(set(given)) != len(given) or not set(given) <= expected:
        raise LogNotPossible(_("Intussen is veranderd wie er bij deze sessie hoort. Open haar opnieuw en vul haar in."))


def _pupil_entry(entry: LogEntry, note: PupilNote) -> PupilEntry:
    if note.attendance != Attendance.PRESENT:
        return PupilEntry(log_entry=entry, pupil_id=note.pupil_id, attendance=note.attendance)
    return PupilEntry(
        log_entry=entry,
        pupil_id=note.pupil_id,
        attendance=note.attendance,
        activity=note.activity,
        goal=note.goal,
        mood=note.mood,
        success=note.success,
        liked=note.liked,
        minutes=entry.minutes if note.minutes is None else note.minutes,
    )


def _write_extra(entry: LogEntry, session: Session, extra: Extra, by: User) -> None:
    """Keep both kinds of minutes apart, and what the pupil who helped says to have learned (S-14)."""
    if extra.programme_minutes is not None and not 0 <= extra.programme_minutes <= LONGEST:
        raise LogNotPossible(_("Een sessie duurt van 1 tot %(most)s minuten.") % {"most": LONGEST})
    asked = has_programme(session.team.initiative.template)
    entry.programme_minutes = extra.programme_minutes if asked else None
    entry.save(update_fields=["programme_minutes"])
    helper = helper_who_writes(session, by)
    if helper is None:
        return
    entry.growth.filter(tutor=helper).delete()
    if extra.learned.strip():
        TutorGrowth.objects.create(log_entry=entry, tutor=helper, words=extra.learned.strip())


def helper_who_writes(session: Session, by: User) -> Tutor | None:
    """Return the pupil who helps in a session, if it is they who write."""
    mine = [tutor for tutor in tutors_of(session) if tutor.person_id == by.person_id]
    return next((tutor for tutor in mine if tutor.kind == TutorKind.OLDER_PUPIL), None)
