"""A pupil's card: a code on paper, and four pictures in an order only the pupil knows.

The code stands on the card only; here it is a hash, and so are the pictures.
"""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit, codes
from tandem.core.isolation import acting_for
from tandem.core.permissions import Role
from tandem.people.enums import Picture
from tandem.people.models import Pupil, PupilCard, User
from tandem.people.queries import pupils_visible_to, roles_of

OF = "card"
PICTURES_OF = "pictures"
LENGTH = 4


class CardNotPossible(Exception):
    """The card is not for this pupil, or opens nothing."""


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A card and its code, in the clear for as long as it takes to print."""

    card: PupilCard
    pupil: Pupil
    code: str


@transaction.atomic
def make(*, pupils: Iterable[Pupil], by: User, at: datetime) -> list[PrintedCard]:
    """Make each of these pupils a new card; an earlier one opens nothing any more, and its pictures are forgotten."""
    pupils = list(pupils)
    mine = pupils_visible_to(by, on=localdate(at))
    if not {pupil.pk for pupil in pupils} <= set(mine.values_list("pk", flat=True)):
        raise CardNotPossible("A card is made by somebody who sees the pupil.")
    PupilCard.objects.filter(person__in=[pupil.person_id for pupil in pupils], ended_at__isnull=True).update(
        ended_at=at
    )
    printed = []
    for pupil in pupils:
        code = codes.new_code()
        card = PupilCard(person_id=pupil.person_id, code_hash=codes.digest(code, of=OF), made_by=by, made_at=at)
        card.save(force_insert=True)
        audit.record("card.made", target=card, by=by, at=at, organisation=pupil.organisation, person=pupil.person_id)
        printed.append(PrintedCard(card, pupil, code))
    return printed


def card_of(typed: str) -> PupilCard | None:
    """Return the card with this code, if it opens anything."""
    code_hash = codes.digest(codes.read(typed), of=OF)
    return PupilCard.objects.filter(code_hash=code_hash, ended_at__isnull=True).first()


def open_card(card_id: UUID) -> PupilCard | None:
    return PupilCard.objects.filter(pk=card_id, ended_at__isnull=True).first()


@transaction.atomic
def choose_pictures(*, card_id: UUID, pictures: Sequence[str], at: datetime) -> User:
    """Keep the pictures a pupil chose, the first time the card is used, and return the pupil's account."""
    card = PupilCard.objects.select_for_update().filter(pk=card_id, ended_at__isnull=True).first()
    if card is None or card.pictures_hash:
        raise CardNotPossible("On this card pictures were chosen before.")
    user = _account_of(card, at=at)
    card.pictures_hash = _hash(card, pictures)
    card.save(update_fields=["pictures_hash"])
    with acting_for(user, on=localdate(at)):
        audit.record("card.pictures_chosen", target=card, by=user, at=at, person=card.person_id)
    return user


@transaction.atomic
def open_with_pictures(*, card_id: UUID, pictures: Sequence[str], at: datetime) -> User:
    """Return the account of the pupil whose card and pictures these are."""
    card = open_card(card_id)
    if card is None or not card.pictures_hash or not hmac.compare_digest(card.pictures_hash, _hash(card, pictures)):
        raise CardNotPossible("These are not the pictures of this card.")
    return _account_of(card, at=at)


def _hash(card: PupilCard, pictures: Sequence[str]) -> str:
    if len(pictures) != LENGTH or not set(pictures) <= set(Picture.values):
        raise CardNotPossible("Four pictures, each one of ours.")
    return codes.digest(f"{card.pk}:{','.join(pictures)}", of=PICTURES_OF)


def _account_of(card: PupilCard, *, at: datetime) -> User:
    """Return the account of a pupil, made when there was none; a card opens only what is a pupil's and nothing else."""
    user = User.objects.filter(person=card.person_id).first()
    if user is None:
        user = User(person_id=card.person_id, email=None)
        user.set_unusable_password()
        user.save(force_insert=True)
    today = localdate(at)
    with acting_for(user, on=today):  # at the door nobody reaches anything; who knocks reaches what is theirs
        roles = roles_of(user, on=today) if user.is_active else frozenset()
    if roles != {Role.PUPIL}:
        raise CardNotPossible("Whoever is more than a pupil here signs in with an account of their own.")
    return user
