"""Writes of this context: a worry is sent, read, followed up, passed on by time, and forgotten by time.

Nothing here touches the trail or the outbox of the rest of Tandem: who may read those would see that there is a signal.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connections, transaction

from tandem.people.models import Person, Pupil, User
from tandem.people.queries.presence import away_on
from tandem.safeguarding import keys
from tandem.safeguarding.context import ALIAS, acting_as, acting_as_clock
from tandem.safeguarding.enums import NoticeKind, StepKind
from tandem.safeguarding.models import Notice, Signal, Step, Words
from tandem.safeguarding.routing import Place, concerned_at_home, route

UNREAD_FOR = timedelta(hours=4)
KEPT_AFTER_CLOSING = timedelta(days=365)
RETRY_AFTER = timedelta(minutes=10)
# What a receiver may say was done; the rest follows from what they do.
FOLLOW_UP = (StepKind.NOTED, StepKind.SCHOOL, StepKind.CLB, StepKind.VEILIG_THUIS, StepKind.EMERGENCY)

Mail = Callable[[UUID, NoticeKind], None]


class SignalNotPossible(Exception):
    """There is nobody to read it, it was not opened yet, or it is closed already."""


def send(
    *,
    place: Place,
    text: str,
    pupil: Pupil | None = None,
    about: Person | None = None,
    by: User,
    at: datetime,
    on: date,
) -> Signal:
    """Send a worry to the person named for this place; who it is about never receives it, nor do a child's parents."""
    excluded = {by.person_id, *concerned_at_home(pupil)}
    if about is not None:
        excluded.add(about.pk)
    to = route(place, excluded=excluded, on=on)
    if to is None:
        raise SignalNotPossible("nobody")
    signal = Signal(
        author_id=by.person_id,
        initiative_id=place.initiative.pk,
        site_id=place.site.pk,
        receiver_id=to.receiver.pk,
        deputy_id=to.deputy.pk if to.deputy else None,
        sent_at=at,
    )
    lines = [f"[{pupil.person.full_name}]" if pupil else "", f"[{about.full_name}]" if about else "", text.strip()]
    with acting_as(by.person_id):
        signal.save(force_insert=True)
        _step(signal, StepKind.SENT, by.person_id, at, note="\n".join(line for line in lines if line))
        _notify(signal, to.receiver.pk, NoticeKind.ARRIVED, at)
    return signal


def read(*, signal: Signal, by: User, at: datetime) -> Signal:
    """Record that a receiver opened a signal; who sent it hears so."""
    with acting_as(by.person_id):
        signal = _locked(signal, by)
        if signal.steps.filter(kind=StepKind.READ, by_id=by.person_id).exists():
            return signal
        _step(signal, StepKind.READ, by.person_id, at)
        if signal.read_at is None:
            signal.read_at = at
            signal.save(update_fields=["read_at"])
        _notify(signal, signal.author_id, NoticeKind.RECEIPT, at)
    return signal


def follow_up(*, signal: Signal, kind: StepKind, note: str = "", by: User, at: datetime) -> Step:
    """Record what was done with a signal: handed over or not, never the file; the note stays with its receivers."""
    if kind not in FOLLOW_UP:
        raise SignalNotPossible(kind)
    with acting_as(by.person_id):
        signal = _opened(signal, by)
        step = _step(signal, kind, by.person_id, at, note=note.strip())
        _notify(signal, signal.author_id, NoticeKind.RECEIPT, at)
    return step


def close(*, signal: Signal, by: User, at: datetime) -> Signal:
    """Say that nothing more is to be done; a year later the signal is forgotten."""
    with acting_as(by.person_id):
        signal = _opened(signal, by)
        signal.closed_at = at
        signal.save(update_fields=["closed_at"])
        _step(signal, StepKind.CLOSED, by.person_id, at)
        _notify(signal, signal.author_id, NoticeKind.RECEIPT, at)
    return signal


def pass_on_unread(*, at: datetime, on: date) -> int:
    """Let the deputy read too what nobody read for four hours, or what came on a day off; return how many."""
    with acting_as_clock():
        waiting = list(
            Signal.objects.filter(read_at__isnull=True, deputy_at__isnull=True, deputy_id__isnull=False)
            .select_for_update(skip_locked=True, of=["self"])
            .order_by("sent_at", "pk")
        )
        away = away_on({signal.receiver_id for signal in waiting}, on=on)
        due = [s for s in waiting if s.sent_at <= at - UNREAD_FOR or s.receiver_id in away]
        for signal in due:
            signal.deputy_at = at
            signal.save(update_fields=["deputy_at"])
            _step(signal, StepKind.DEPUTY, None, at)
            if signal.deputy_id is not None:
                _notify(signal, signal.deputy_id, NoticeKind.PASSED_ON, at)
    return len(due)


def tell(*, mail: Mail, at: datetime) -> int:
    """Send the mails without content that are due, each once; one that fails is tried again and holds up no other."""
    with acting_as_clock():
        due = list(Notice.objects.filter(sent_at__isnull=True, due_at__lte=at).order_by("due_at", "pk"))
    return sum(_tell_one(notice.pk, mail, at) for notice in due)


def forget_closed(*, at: datetime) -> int:
    """Delete the signals that were closed a year ago, with all that was written about them; return how many."""
    with acting_as_clock(), connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT safeguarding_forget(%s)", [at - KEPT_AFTER_CLOSING])
        return int(cursor.fetchone()[0])


def _tell_one(pk: UUID, mail: Mail, at: datetime) -> bool:
    with acting_as_clock():
        notice = Notice.objects.select_for_update(skip_locked=True).filter(pk=pk, sent_at__isnull=True).first()
        if notice is None:
            return False
        try:
            with transaction.atomic():
                mail(notice.to_id, NoticeKind(notice.kind))
        except Exception:  # one address that fails must not hold up the others; its error may quote it
            notice.attempts += 1
            notice.due_at = at + RETRY_AFTER
            notice.save(update_fields=["attempts", "due_at"])
            return False
        notice.sent_at = at
        notice.save(update_fields=["sent_at"])
        return True


def _step(signal: Signal, kind: StepKind, by_id: UUID | None, at: datetime, note: str = "") -> Step:
    step = Step(signal=signal, kind=kind, by_id=by_id, at=at)
    step.save(force_insert=True)
    if note:
        words = Words(signal=signal, step=step)
        words.sealed = keys.seal(note, row=words.pk)
        words.save(force_insert=True)
    return step


def _notify(signal: Signal, to_id: UUID, kind: NoticeKind, at: datetime) -> None:
    Notice(signal=signal, to_id=to_id, kind=kind, due_at=at).save(force_insert=True)


def _locked(signal: Signal, by: User) -> Signal:
    """Return the signal when this person received it; the policy of the table shows it to nobody else."""
    row = Signal.objects.select_for_update().exclude(author_id=by.person_id).filter(pk=signal.pk).first()
    if row is None:
        raise SignalNotPossible("not yours")
    return row


def _opened(signal: Signal, by: User) -> Signal:
    row = _locked(signal, by)
    if row.closed_at is not None:
        raise SignalNotPossible("closed")
    if not row.steps.filter(kind=StepKind.READ, by_id=by.person_id).exists():
        raise SignalNotPossible("not opened")
    return row
