"""How often somebody may try to sign in, counted in the database all servers share.

Guesses are slowed down, never locked out, along two lines:

* **an account**: after five wrong guesses each next one waits a little longer, a minute at most. A device this account
  got in with before has a count of its own, so that nobody is kept from their own account by somebody else's guesses;
* **an address**: twenty wrong guesses in five minutes. Whoever gets in does not count, so a school of five hundred
  behind one address passes; and where many different people got in during the last hour, more of them may mistype.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac

from tandem.core.enums import TryKind, TryOutcome
from tandem.core.models import KnownDevice, SignInTry

ADDRESS_WINDOW = timedelta(minutes=5)
WRONG_PER_ADDRESS = 20
SHARED_WINDOW = timedelta(hours=1)
SHARED_FROM = 5  # so many different people got in: the address is a school or an office
EXTRA_PER_PERSON = 2
MOST_PER_ADDRESS = 400

ACCOUNT_WINDOW = timedelta(minutes=15)
FREE_GUESSES = 5
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(seconds=60)

SENDINGS_PER_ADDRESS = (1000, timedelta(minutes=5))
SENDINGS_PER_ACCOUNT = ((3, timedelta(minutes=1)), (10, timedelta(hours=1)))

UNDER_WAY_FOR = timedelta(seconds=30)  # a try that has not ended by then never will, and counts as wrong
KEPT = timedelta(days=1)


class TriedTooOften(Exception):
    """The next try must wait; `soon` when only tries that are still under way stand before it."""

    def __init__(self, wait: timedelta, *, soon: bool = False) -> None:
        super().__init__(f"Wait {wait.total_seconds():.0f} seconds.")
        self.wait = wait
        self.soon = soon


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a try comes from: the network address, and the device as its cookie names it (empty when it has none)."""

    address: str
    device: str = ""


def keyed(kind: str, value: str) -> str:
    """Return the hash under which a name, an address or a device is counted; without our key it says nothing."""
    return salted_hmac(f"tandem.limits.{kind}", value.lower(), algorithm="sha256").hexdigest()[:32] if value else ""


@transaction.atomic
def begin_guess(*, account: str, visitor: Visitor, at: datetime) -> SignInTry:
    """Let a guess at `account` begin, or refuse it with how long to wait; say afterwards how it ended."""
    row = _row(TryKind.GUESS, account, visitor, at)
    _take_turns(row)
    row.known = KnownDevice.objects.filter(account=row.account, device=row.device).exists()
    _refuse_account_in_haste(row)
    if not row.known:
        _refuse_address_out_of_guesses(row)
    row.save(force_insert=True)
    return row


@transaction.atomic
def guessed_right(row: SignInTry, *, visitor: Visitor, at: datetime) -> bool:
    """Forget the guess against account and address, and remember the device; tell whether it is new to the account."""
    SignInTry.objects.filter(pk=row.pk).update(outcome=TryOutcome.RIGHT)
    return remember_device(account_key=row.account, visitor=visitor, at=at)


def guessed_wrong(row: SignInTry) -> None:
    """Count the guess."""
    SignInTry.objects.filter(pk=row.pk).update(outcome=TryOutcome.WRONG)


@transaction.atomic
def begin_sending(*, account: str, visitor: Visitor, at: datetime) -> None:
    """Let a code be sent to `account`, or refuse: nobody's mailbox is filled by somebody else."""
    row = _row(TryKind.SENDING, account, visitor, at)
    _take_turns(row)
    sent = SignInTry.objects.filter(kind=TryKind.SENDING)
    for most, window in SENDINGS_PER_ACCOUNT:
        _refuse_beyond(sent.filter(account=row.account, at__gt=at - window), most, window, at)
    most, window = SENDINGS_PER_ADDRESS
    _refuse_beyond(sent.filter(address=row.address, at__gt=at - window), most, window, at)
    row.outcome = TryOutcome.RIGHT
    row.save(force_insert=True)


def remember_device(*, account_key: str, visitor: Visitor, at: datetime) -> bool:
    """Note that the account got in with this device; tell whether it is the first time."""
    if not visitor.device:
        return False
    _, is_new = KnownDevice.objects.update_or_create(
        account=account_key,
        device=keyed("device", visitor.device),
        defaults={"last_at": at},
        create_defaults={"first_at": at, "last_at": at},
    )
    return is_new


def is_known_anywhere(account: str) -> bool:
    """Tell whether the account got in with any device before."""
    return KnownDevice.objects.filter(account=keyed("account", account)).exists()


def forget_devices(accounts: Sequence[str]) -> int:
    """Forget every device of these accounts: what they signed out of everywhere, or who was erased."""
    found = KnownDevice.objects.filter(account__in=[keyed("account", account) for account in accounts if account])
    return found.delete()[0]


def forget_old_tries(*, at: datetime) -> int:
    """Remove tries nobody counts any more; return how many."""
    return SignInTry.objects.filter(at__lte=at - KEPT).delete()[0]


def _row(kind: TryKind, account: str, visitor: Visitor, at: datetime) -> SignInTry:
    return SignInTry(
        kind=kind,
        account=keyed("account", account),
        address=keyed("address", visitor.address),
        device=keyed("device", visitor.device),
        at=at,
    )


def _take_turns(row: SignInTry) -> None:
    """Count and add as one step, so that a hundred guesses at once are no more than a hundred in a row."""
    with connection.cursor() as cursor:
        for key in sorted((row.account, row.address)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _refuse_account_in_haste(row: SignInTry) -> None:
    """Ask for a pause that grows with each wrong guess; a known device answers for its own guesses only."""
    tries = SignInTry.objects.filter(
        kind=TryKind.GUESS, account=row.account, known=row.known, at__gt=row.at - ACCOUNT_WINDOW
    )
    if row.known:
        tries = tries.filter(device=row.device)
    moments = list(tries.exclude(outcome=TryOutcome.RIGHT).order_by("-at").values_list("at", flat=True))
    if len(moments) < FREE_GUESSES:
        return
    wait = moments[0] + pause_after(len(moments)) - row.at
    if wait > timedelta(0):
        raise TriedTooOften(wait)


def pause_after(wrong: int) -> timedelta:
    """Return how long an account waits after so many wrong guesses."""
    doublings = min(wrong - FREE_GUESSES, 10)
    return timedelta(0) if doublings < 0 else min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)


def _refuse_address_out_of_guesses(row: SignInTry) -> None:
    tries = SignInTry.objects.filter(kind=TryKind.GUESS, address=row.address)
    under_way = Q(outcome=TryOutcome.UNDER_WAY, at__gt=row.at - UNDER_WAY_FOR)
    wrong = tries.filter(known=False, at__gt=row.at - ADDRESS_WINDOW).exclude(outcome=TryOutcome.RIGHT)
    got_in = tries.filter(outcome=TryOutcome.RIGHT, at__gt=row.at - SHARED_WINDOW)
    people = got_in.aggregate(people=Count("account", distinct=True))["people"]
    most = min(WRONG_PER_ADDRESS + EXTRA_PER_PERSON * max(0, people - SHARED_FROM), MOST_PER_ADDRESS)
    counted = wrong.aggregate(all=Count("pk"), under_way=Count("pk", filter=under_way))
    if counted["all"] < most:
        return
    if counted["all"] - counted["under_way"] < most:
        raise TriedTooOften(timedelta(seconds=5), soon=True)
    oldest_that_counts = wrong.exclude(under_way).order_by("-at").values_list("at", flat=True)[most - 1]
    raise TriedTooOften(oldest_that_counts + ADDRESS_WINDOW - row.at)


def _refuse_beyond(sent: QuerySet[SignInTry], most: int, window: timedelta, at: datetime) -> None:
    moments = list(sent.order_by("-at").values_list("at", flat=True)[:most])
    if len(moments) == most:
        raise TriedTooOften(moments[-1] + window - at)
