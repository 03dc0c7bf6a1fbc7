"""Printed letters to guardians, each with a code that opens the door once.

The code itself stands on paper only: here it is a hash. A second letter takes a colleague who says the family asked
for it, so that nobody alone can make themselves a way in in a parent's name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit, codes
from tandem.people.models import FamilyLetter, LetterAgain, Organisation, Person, User
from tandem.people.queries import guardians_at, pupils_visible_to

OF = "letter"
HOLDS = timedelta(days=30)


class LetterNotPossible(Exception):
    """The letter is not for this person, was printed before, or takes a colleague first."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter and its code, in the clear for as long as it takes to print."""

    letter: FamilyLetter
    code: str


@transaction.atomic
def make(*, people: Iterable[Person], organisation: Organisation, by: User, at: datetime) -> list[Printed]:
    """Make the first letter of each of these guardians of children at a school."""
    people = list(people)
    mine = pupils_visible_to(by, on=localdate(at)).filter(organisation=organisation).order_by()
    told = guardians_at(organisation, on=localdate(at)).filter(guardian_of__pupil__in=mine.values("pk"))
    if not {person.pk for person in people} <= set(told.values_list("pk", flat=True)):
        raise LetterNotPossible("A letter goes to a guardian of a child at one's own school who may be written to.")
    if FamilyLetter.objects.filter(person__in=people, organisation=organisation).exists():
        raise LetterNotPossible("A letter was printed before; another one takes a colleague.")
    return [_make(person=person, organisation=organisation, again=None, by=by, at=at) for person in people]


@transaction.atomic
def ask_again(*, letter: FamilyLetter, by: User, at: datetime) -> LetterAgain:
    """Ask a colleague to confirm that a family needs another letter."""
    _refuse_who_knows_nobody(letter, by=by, at=at)
    if LetterAgain.objects.filter(letter=letter).exists() or letter.ended_at:
        raise LetterNotPossible("For this letter a colleague was asked before.")
    again = LetterAgain.objects.create(letter=letter, asked_by=by, asked_at=at)
    _record("letter.asked_again", letter, by, at)
    return again


@transaction.atomic
def confirm_again(*, again: LetterAgain, by: User, at: datetime) -> LetterAgain:
    """Say, as somebody else than who asks, that the family really needs another letter."""
    again = LetterAgain.objects.select_for_update().get(pk=again.pk)
    _refuse_who_knows_nobody(again.letter, by=by, at=at)
    if by.pk == again.asked_by_id:
        raise LetterNotPossible("A colleague confirms, not who asks.")
    if again.confirmed_by_id:
        raise LetterNotPossible("This was confirmed before.")
    again.confirmed_by, again.confirmed_at = by, at
    again.save(update_fields=["confirmed_by", "confirmed_at"])
    _record("letter.confirmed_again", again.letter, by, at)
    return again


@transaction.atomic
def make_again(*, again: LetterAgain, by: User, at: datetime) -> Printed:
    """Make the letter a colleague confirmed; the code of the earlier one opens nothing any more."""
    again = LetterAgain.objects.select_for_update().get(pk=again.pk)
    earlier = again.letter
    _refuse_who_knows_nobody(earlier, by=by, at=at)
    if again.confirmed_by_id is None:
        raise LetterNotPossible("A colleague confirms first.")
    if FamilyLetter.objects.filter(again=again).exists():
        raise LetterNotPossible("This letter was printed.")
    if earlier.spent_at is None:
        earlier.ended_at = at
        earlier.save(update_fields=["ended_at"])
    return _make(person=earlier.person, organisation=earlier.organisation, again=again, by=by, at=at)


def _make(*, person: Person, organisation: Organisation, again: LetterAgain | None, by: User, at: datetime) -> Printed:
    code = codes.new_code()
    letter = FamilyLetter(
        person=person,
        organisation=organisation,
        code_hash=codes.digest(code, of=OF),
        again=again,
        made_by=by,
        made_at=at,
        valid_until=at + HOLDS,
    )
    letter.save(force_insert=True)
    _record("letter.made", letter, by, at)
    return Printed(letter, code)


def _refuse_who_knows_nobody(letter: FamilyLetter, *, by: User, at: datetime) -> None:
    """Only who sees a child of this guardian, at the same school, has a word in its letters."""
    today = localdate(at)
    if not guardians_at(letter.organisation, on=today).filter(pk=letter.person_id).exists():
        raise LetterNotPossible("This person is no guardian at this school any more.")
    mine = pupils_visible_to(by, on=today).filter(organisation=letter.organisation, guardians__person=letter.person_id)
    if not mine.exists():
        raise LetterNotPossible("Only the child's own school prints letters for its family.")


def _record(action: str, letter: FamilyLetter, by: User, at: datetime) -> None:
    audit.record(action, target=letter, by=by, at=at, organisation=letter.organisation, person=letter.person_id)
