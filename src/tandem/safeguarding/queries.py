"""Reads of this context: what somebody received, and what became of what somebody sent. Never a count for others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.people.models import Person, User
from tandem.safeguarding import keys
from tandem.safeguarding.context import acting_as
from tandem.safeguarding.enums import StepKind
from tandem.safeguarding.models import Signal, Step, Words

# What the sender hears of, in the words of the step; that a deputy may read it too is no news to them.
TOLD = [kind for kind in StepKind if kind not in (StepKind.SENT, StepKind.DEPUTY)]


@dataclass(frozen=True, slots=True)
class StepTaken:
    """Something done with a signal: what, by whom, when; and for a receiver, what they wrote with it."""

    kind: StepKind
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What somebody sees of a signal they sent: to whom, and what was done. Not what it says."""

    sent_at: datetime
    receiver: str
    steps: tuple[StepTaken, ...]
    closed: bool

    @property
    def read(self) -> StepTaken | None:
        return next((step for step in self.steps if step.kind == StepKind.READ), None)


@dataclass(frozen=True, slots=True)
class Received:
    """A signal on its receiver's page."""

    signal: Signal
    sender: str
    is_read: bool  # by this receiver
    as_deputy: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A signal its receiver has opened, with all that was written and done."""

    received: Received
    text: str
    steps: tuple[StepTaken, ...]


def receipts_of(user: User) -> list[Receipt]:
    """Return what became of the signals somebody sent, newest first."""
    with acting_as(user.person_id):
        signals = list(Signal.objects.filter(author_id=user.person_id).order_by("-sent_at", "pk"))
        steps = _steps_of(signals)
    names = _names([*(signal.receiver_id for signal in signals), *_actors(steps)])
    return [
        Receipt(
            sent_at=signal.sent_at,
            receiver=names.get(signal.receiver_id, ""),
            steps=tuple(_taken(step, names) for step in steps[signal.pk] if step.kind in TOLD),
            closed=signal.closed_at is not None,
        )
        for signal in signals
    ]


def received_by(user: User) -> list[Received]:
    """Return what somebody received, as the person named or standing in: what is open first, then the newest."""
    with acting_as(user.person_id):
        signals = list(_received(user))
        read = set(Step.objects.filter(kind=StepKind.READ, by_id=user.person_id).values_list("signal_id", flat=True))
    names = _names(signal.author_id for signal in signals)
    rows = [_line(signal, user, names, is_read=signal.pk in read) for signal in signals]
    return sorted(rows, key=lambda row: (row.signal.closed_at is not None, row.is_read))


def received_or_none(user: User, pk: UUID) -> Received | None:
    """Return one signal somebody received, as far as it may be seen before it is opened."""
    return next((row for row in received_by(user) if row.signal.pk == pk), None)


def opened(received: Received, user: User) -> Opened:
    """Return what stands in a signal its receiver opened."""
    signal = received.signal
    with acting_as(user.person_id):
        steps = _steps_of([signal])[signal.pk]
        words = {row.step_id: row for row in Words.objects.filter(signal=signal)}
    notes = {step: keys.unseal(bytes(row.sealed), row=row.pk) for step, row in words.items()}
    names = _names(_actors({signal.pk: steps}))
    sent = next(step for step in steps if step.kind == StepKind.SENT)
    return Opened(
        received=received,
        text=notes.get(sent.pk, ""),
        steps=tuple(_taken(step, names, notes.get(step.pk, "")) for step in steps if step.pk != sent.pk),
    )


def _received(user: User) -> Iterable[Signal]:
    # The policy of the table already holds back all others; what this person wrote is not for this page.
    return Signal.objects.exclude(author_id=user.person_id).order_by("-sent_at", "pk")


def _line(signal: Signal, user: User, names: dict[UUID, str], *, is_read: bool) -> Received:
    return Received(signal, names.get(signal.author_id, ""), is_read, signal.receiver_id != user.person_id)


def _steps_of(signals: Iterable[Signal]) -> dict[UUID, list[Step]]:
    found: dict[UUID, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(signal__in=list(signals)).order_by("at", "pk"):
        found[step.signal_id].append(step)
    # Of one moment: in the order in which things are done.
    order = list(StepKind)
    for steps in found.values():
        steps.sort(key=lambda step: (step.at, order.index(StepKind(step.kind))))
    return found


def _actors(steps: dict[UUID, list[Step]]) -> list[UUID]:
    return [step.by_id for group in steps.values() for step in group if step.by_id]


def _names(persons: Iterable[UUID]) -> dict[UUID, str]:
    return {person.pk: person.full_name for person in Person.objects.filter(pk__in=set(persons))}


def _taken(step: Step, names: dict[UUID, str], note: str = "") -> StepTaken:
    by = names.get(step.by_id, "") if step.by_id else ""
    return StepTaken(StepKind(step.kind), by, step.at, note)
