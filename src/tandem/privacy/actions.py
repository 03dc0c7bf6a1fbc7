"""What cuts through contexts: the word of a family and the sessions that follow it."""

from datetime import datetime

from django.db import transaction

from tandem.people.actions import consents, guardians
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Consent, Guardian, Person, Pupil, User
from tandem.scheduling.actions.booking import again_after_deadlock
from tandem.scheduling.actions.days import follow_family


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
    text_version: str,
    by: User,
    at: datetime,
    evidence: str = "",
) -> Consent:
    """Keep an answer in the ledger, and let what it covers stop or go on at once."""
    consent = consents.answer(
        pupil=pupil,
        purpose=purpose,
        party=party,
        answer=answer,
        answered_by=answered_by,
        way=way,
        text_version=text_version,
        by=by,
        at=at,
        evidence=evidence,
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
