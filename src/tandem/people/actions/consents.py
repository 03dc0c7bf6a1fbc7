"""What a family and a child decide themselves, kept in a ledger that only grows.

An answer is a new row, also when it takes an earlier one back: withdrawing takes exactly what giving took. Nothing
follows from a no or from silence (R-NEV-01, R-NEV-03).

A school may read the words aloud and write down what it heard, with how and where. A child's yes it writes down only
beside the answer a parent gave in that same conversation; a child's no it writes down whenever the child says it.
"""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Consent, ConsentText, Person, Pupil, User
from tandem.people.queries import asked_of, guardians_with_a_say, is_adult, pupils_visible_to

SAME_CONVERSATION = timedelta(minutes=60)


class ConsentNotPossible(Exception):
    """The answer is not somebody's own, or came in a way that does not count."""


@transaction.atomic
def keep_text(*, purpose: ConsentPurpose, party: ConsentParty, language: str, words: str, at: datetime) -> ConsentText:
    """Keep the words that were read, once, so that an answer says what it answers."""
    digest = hashlib.sha256(words.encode()).hexdigest()
    text, _ = ConsentText.objects.get_or_create(
        purpose=purpose, party=party, language=language, digest=digest, defaults={"words": words, "first_used_at": at}
    )
    return text


@transaction.atomic
def answer(
    *,
    pupil: Pupil,
    purpose: ConsentPurpose,
    party: ConsentParty,
    answer: ConsentAnswer,
    answered_by: Person,
    way: ConsentWay,
    text: ConsentText,
    by: User,
    at: datetime,
    evidence: str = "",
    heard_with: Consent | None = None,
) -> Consent:
    """Add the answer of one party to the ledger; `answered_by` is whose word it is, `by` who wrote it down."""
    _refuse_what_is_no_answer(purpose=purpose, answer=answer, way=way)
    _refuse_other_words(text, purpose=purpose, party=party)
    if party not in asked_of(pupil, purpose, on=localdate(at)):
        raise ConsentNotPossible(f"For {purpose} nobody asks: {party}.")
    _refuse_anothers_word(pupil=pupil, party=party, answered_by=answered_by)
    if way == ConsentWay.PAGE:
        _refuse_anothers_hand(pupil=pupil, party=party, answered_by=answered_by, by=by, at=at)
    else:
        _refuse_who_is_not_the_school(pupil=pupil, answered_by=answered_by, by=by, at=at)
        _refuse_without_evidence(evidence)
    consent = Consent(
        pupil=pupil,
        purpose=purpose,
        party=party,
        answer=answer,
        answered_by=answered_by,
        written_by=by,
        way=way,
        text=text,
        evidence=evidence.strip(),
        heard_with=heard_with,
        of_age=is_adult(pupil, on=localdate(at)),
        answered_at=at,
    )
    _refuse_a_childs_yes_alone(consent)
    consent.full_clean()
    consent.save(force_insert=True)
    audit.record(
        "consent.answered",
        target=consent,
        by=by,
        at=at,
        organisation=pupil.organisation,
        purpose=purpose,
        party=party,
        answer=answer,
        way=way,
    )
    return consent


def _refuse_what_is_no_answer(*, purpose: ConsentPurpose, answer: ConsentAnswer, way: ConsentWay) -> None:
    if way not in ConsentWay.values:
        raise ConsentNotPossible(f"An answer is given on the page, aloud or on its own slip, never by: {way}.")
    if answer not in ConsentAnswer.values:
        raise ConsentNotPossible(f"An answer is yes, no or later, not: {answer}.")
    if purpose not in ConsentPurpose.values:
        raise ConsentNotPossible(f"Nobody asks for this: {purpose}.")


def _refuse_anothers_word(*, pupil: Pupil, party: ConsentParty, answered_by: Person) -> None:
    """A child's word is the child's own, a guardian's that of one of its guardians who may decide."""
    if party == ConsentParty.PUPIL and answered_by.pk != pupil.person_id:
        raise ConsentNotPossible("Only the pupil answers for the pupil.")
    if party == ConsentParty.GUARDIAN and not guardians_with_a_say(pupil).filter(person=answered_by).exists():
        raise ConsentNotPossible("Only a guardian with authority over this pupil answers as its guardian.")


def _refuse_anothers_hand(*, pupil: Pupil, party: ConsentParty, answered_by: Person, by: User, at: datetime) -> None:
    """On a page people answer for themselves; a child does so on its own account or on its guardian's device."""
    at_home = (
        party == ConsentParty.PUPIL
        and not is_adult(pupil, on=localdate(at))
        and guardians_with_a_say(pupil).filter(person=by.person_id).exists()
    )
    if by.person_id != answered_by.pk and not at_home:
        raise ConsentNotPossible("On the page people answer for themselves.")


def _refuse_who_is_not_the_school(*, pupil: Pupil, answered_by: Person, by: User, at: datetime) -> None:
    """What was said or handed in on paper is written down by the child's own school."""
    if by.person_id == answered_by.pk:
        raise ConsentNotPossible("Who answers for themselves does so on their own page.")
    if not pupils_visible_to(by, on=localdate(at)).filter(pk=pupil.pk).exists():
        raise ConsentNotPossible("Only the pupil's own school writes down what was said or handed in.")


def _refuse_other_words(text: ConsentText, *, purpose: ConsentPurpose, party: ConsentParty) -> None:
    if (text.purpose, text.party) != (purpose, party):
        raise ConsentNotPossible("An answer belongs to the words that were read.")


def _refuse_without_evidence(evidence: str) -> None:
    if not evidence.strip():
        raise ConsentNotPossible("What was heard or handed in says where and how.")


def _refuse_a_childs_yes_alone(consent: Consent) -> None:
    """A child's yes that the school wrote down stands beside what a parent said in the same conversation."""
    if (consent.party, consent.answer) != (ConsentParty.PUPIL, ConsentAnswer.YES) or consent.of_age:
        return
    if consent.way == ConsentWay.PAGE:
        return
    heard = consent.heard_with
    same = heard is not None and (heard.pupil_id, heard.purpose, heard.party, heard.way, heard.written_by_id) == (
        consent.pupil_id,
        consent.purpose,
        ConsentParty.GUARDIAN,
        consent.way,
        consent.written_by_id,
    )
    if not same or heard is None or not timedelta(0) <= consent.answered_at - heard.answered_at <= SAME_CONVERSATION:
        raise ConsentNotPossible("A child says yes itself: on its page, or in one conversation with its parent.")
