"""Writing down what a family and an association expect of each other, before a child begins."""

from datetime import date, datetime

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import FamilyContract, Initiative
from tandem.people.models import Person, Pupil, User


class ContractNotPossible(Exception):
    """Both say what they expect, and only who cares for the child at home speaks for the family."""


@transaction.atomic
def write_contract(
    *,
    initiative: Initiative,
    pupil: Pupil,
    family_expects: str,
    others_expect: str,
    said_by: Person,
    said_date: date,
    is_spoken: bool = False,
    language: str = "Nederlands",
    interpreter: str = "",
    by: User,
    at: datetime,
) -> FamilyContract:
    """Keep both columns, as they were written or said; what stood there before is replaced."""
    if not family_expects.strip() or not others_expect.strip():
        raise ContractNotPossible("both_columns")
    if not pupil.guardians.filter(person=said_by, contact_ban=False).exists():
        raise ContractNotPossible("not_of_the_family")
    contract = FamilyContract.objects.filter(initiative=initiative, pupil=pupil).first()
    contract = contract or FamilyContract(initiative=initiative, pupil=pupil)
    contract.family_expects, contract.others_expect = family_expects, others_expect
    contract.said_by, contract.said_date, contract.is_spoken = said_by, said_date, is_spoken
    contract.language, contract.interpreter = language, interpreter
    contract.written_by, contract.written_at = by, at
    contract.full_clean()
    contract.save()
    audit.record(
        "family_contract.written",
        target=contract,
        by=by,
        at=at,
        organisation=initiative.organiser,
        pupil=pupil.pk,
        spoken=is_spoken,
    )
    return contract
