"""How a family comes in: once with the code of its letter, later with a code sent to an address it proved to be theirs.

A code is never kept in the clear: a letter's stands on paper, a sent one is made while it is sent. It opens only the
browser that asked for it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from tandem.core import audit, codes, outbox
from tandem.core.isolation import acting_for
from tandem.core.permissions import Role
from tandem.people.actions import letters
from tandem.people.enums import AddressKind
from tandem.people.models import FamilyLetter, OwnAddress, Person, SentCode, User
from tandem.people.queries import roles_of

OF = "sent"
HOLDS = timedelta(minutes=10)
WRONG_AT_MOST = 5
SEND_CODE = "people.send_code"


class EntranceNotPossible(Exception):
    """The code is not right, or this account comes in another way."""


class OtherWayIn(EntranceNotPossible):
    """Whoever also works here signs in as a colleague, with the care that asks."""


class AddressTaken(EntranceNotPossible):
    """The address brings somebody else in."""


@transaction.atomic
def open_with_letter(*, typed: str, at: datetime) -> User:
    """Spend the code of a letter and return the account of who it was for, made when there was none."""
    letter = (
        FamilyLetter.objects.select_for_update(of=("self",))
        .filter(
            code_hash=codes.digest(codes.read(typed), of=letters.OF),
            spent_at__isnull=True,
            ended_at__isnull=True,
            valid_until__gt=at,
        )
        .first()
    )
    if letter is None:
        raise EntranceNotPossible("No letter that still holds has this code.")
    user = _account_of(letter.person_id)
    refuse_who_comes_in_elsewhere(user, at=at)
    letter.spent_at = at
    letter.save(update_fields=["spent_at"])
    with acting_for(user, on=localdate(at)):
        audit.record(
            "letter.spent", target=letter, by=user, at=at, organisation=letter.organisation, person=user.person_id
        )
    return user


def refuse_who_comes_in_elsewhere(user: User, *, at: datetime) -> None:
    """Let only families through this door: a code by post must never open what a colleague sees."""
    today = localdate(at)
    with acting_for(user, on=today):  # at the door nobody reaches anything; who knocks reaches what is theirs
        roles = roles_of(user, on=today) if user.is_active else frozenset()
    if Role.GUARDIAN not in roles:
        raise EntranceNotPossible("This person is no guardian here now.")
    if roles != {Role.GUARDIAN}:
        raise OtherWayIn("This person signs in with the account of their work.")


def _account_of(person: UUID) -> User:
    """Return somebody's account; at the door their own row is not to be read yet, only that it is theirs."""
    user = User.objects.filter(person=person).first()
    if user is None:
        user = User(person_id=person, email=None)
        user.set_unusable_password()
        user.save(force_insert=True)
    return user


@transaction.atomic
def ask_code(*, user: User, kind: AddressKind, address: str, language: str, at: datetime) -> SentCode:
    """Let a code be sent to an address; who types it in this browser has the address."""
    SentCode.objects.filter(user=user, valid_until__lte=at).delete()
    sent = SentCode.objects.create(
        user=user, kind=kind, address=address, language=language, asked_at=at, valid_until=at + HOLDS
    )
    outbox.post(SEND_CODE, key=f"{SEND_CODE}:{sent.pk}", at=at, code=sent.pk, user=user.pk)
    return sent


@transaction.atomic
def make_code(*, sent: SentCode) -> str:
    """Make the code that is sent now; sent once more, only the last one holds."""
    code = codes.new_digits()
    sent.code_hash = codes.digest(f"{sent.pk}:{code}", of=OF)
    sent.save(update_fields=["code_hash"])
    return code


@transaction.atomic
def type_code(*, sent_id: UUID, typed: str, at: datetime) -> SentCode | None:
    """Spend a sent code; None when what was typed is not it, which counts."""
    sent = (
        SentCode.objects.select_for_update(of=("self",))
        .filter(pk=sent_id, spent_at__isnull=True, valid_until__gt=at, wrong__lt=WRONG_AT_MOST)
        .exclude(code_hash="")
        .select_related("user")
        .first()
    )
    if sent is None:
        return None
    if codes.digest(f"{sent.pk}:{codes.read_digits(typed)}", of=OF) != sent.code_hash:
        SentCode.objects.filter(pk=sent.pk).update(wrong=F("wrong") + 1)
        return None
    sent.spent_at = at
    sent.save(update_fields=["spent_at"])
    return sent


@transaction.atomic
def keep_address(*, sent: SentCode, by: User, at: datetime) -> OwnAddress:
    """Keep an address that was just proven as a way in for its owner."""
    if sent.user_id != by.pk or sent.spent_at is None:
        raise EntranceNotPossible("Only a code typed back proves an address.")
    holder = OwnAddress.objects.filter(address=sent.address).exclude(user=by).exists()
    if holder or User.objects.filter(email=sent.address).exclude(pk=by.pk).exists():
        raise AddressTaken("This address brings somebody else in.")
    own, is_new = OwnAddress.objects.get_or_create(
        user=by, address=sent.address, defaults={"kind": sent.kind, "proven_at": at}
    )
    if is_new:
        audit.record("address.kept", target=own, by=by, at=at, kind=sent.kind)
    return own


@transaction.atomic
def forget_address(*, own: OwnAddress, by: User, at: datetime) -> None:
    """Let an address no longer bring its owner in."""
    audit.record("address.forgotten", target=own, by=by, at=at, kind=own.kind)
    own.delete()


@transaction.atomic
def speak(*, person: Person, language: str, by: User, at: datetime) -> Person:
    """Remember the language somebody chose for themselves."""
    if by.person_id != person.pk:
        raise EntranceNotPossible("People choose their own language.")
    if person.language != language:
        audit.record("person.language_chosen", target=person, by=by, at=at, language=language)
        person.language = language
        person.save(update_fields=["language"])
    return person
