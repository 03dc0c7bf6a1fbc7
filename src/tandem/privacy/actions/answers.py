"""What cuts through contexts: the word of a family and the sessions that follow it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tandem.people.actions import consents, guardians
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Consent, ConsentText, Guardian, Person, Pupil, User
from tandem.scheduling.actions.booking import again_after_deadlock
from tandem.scheduling.actions.days import follow_family


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and the words it answers."""

    answer: ConsentAnswer
    text: ConsentText


@again_after_deadlock
@transaction.atomic
def take_answer(
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
    """Keep an answer in the ledger, and let what it covers stop or go on at once."""
    consent = consents.answer(
        pupil=pupil,
        purpose=purpose,
        party=party,
        answer=answer,
        answered_by=answered_by,
        way=way,
        text=text,
        by=by,
        at=at,
        evidence=evidence,
        heard_with=heard_with,
    )
    follow_family(pupil=pupil, by=by, at=at)
    return consent


@again_after_deadlock
@transaction.atomic
def set_guardian_standing(
    *, guardian: Guardian, has_authority: bool, contact_ban: bool, address: str, by: User, at: datetime
) -> Guardian:
    """Say what a guardian may, and let what their word covered stop or go on at once."""
    guardians.set_standing(
        guardian=guardian, has_authority=has_authority, contact_ban=contact_ban, address=address, by=by, at=at
    )
    follow_family(pupil=guardian.pupil, by=by, at=at)
    return guardian


@again_after_deadlock
@transaction.atomic
def take_conversation(
    *,
    pupil: Pupil,
    purpose: ConsentPurpose,
    guardian: Person,
    said: Answered,
    child_said: Answered | None,
    way: ConsentWay,
    evidence: str,
    by: User,
    at: datetime,
) -> list[Consent]:
    """Keep what a parent, and in the same conversation the child itself, said to the school or wrote on their slip."""

    def heard(party: ConsentParty, answered_by: Person, said: Answered, beside: Consent | None) -> Consent:
        return consents.answer(
            pupil=pupil,
            purpose=purpose,
            party=party,
            answer=said.answer,
            answered_by=answered_by,
            way=way,
            text=said.text,
            by=by,
            at=at,
            evidence=evidence,
            heard_with=beside,
        )

    of_parent = heard(ConsentParty.GUARDIAN, guardian, said, None)
    kept = [of_parent]
    if child_said is not None:
        kept.append(heard(ConsentParty.PUPIL, pupil.person, child_said, of_parent))
    follow_family(pupil=pupil, by=by, at=at)
    return kept
