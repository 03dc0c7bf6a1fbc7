"""What invented families and associations expect of each other."""

from datetime import UTC, date, datetime

from tandem.initiatives.actions.contracts import write_contract
from tandem.initiatives.models import FamilyContract, Initiative
from tandem.people.models import Pupil, User
from tests.factories.people import GuardianFactory


def agree_with_family(initiative: Initiative, pupil: Pupil, *, by: User) -> FamilyContract:
    """Write down what somebody at home said in a conversation."""
    guardian = pupil.guardians.first() or GuardianFactory(pupil=pupil)
    return write_contract(
        initiative=initiative,
        pupil=pupil,
        family_expects="Dat iemand luistert.",
        others_expect="Dat het kind graag komt.",
        said_by=guardian.person,
        said_date=date(2026, 9, 1),
        is_spoken=True,
        language="Tamazight",
        interpreter="een buur",
        by=by,
        at=datetime(2026, 9, 1, 10, tzinfo=UTC),
    )
