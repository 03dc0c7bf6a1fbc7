"""Writing down who pays for an initiative, how much, when and what for."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import Grant, Initiative
from tandem.initiatives.together.funding import GrantPurpose
from tandem.people.models import User


@transaction.atomic
def add_grant(
    *,
    initiative: Initiative,
    funder: str,
    amount: Decimal,
    purpose: GrantPurpose,
    from_date: date,
    to_date: date,
    by: User,
    at: datetime,
) -> Grant:
    """Write down a grant."""
    grant = Grant(
        initiative=initiative,
        funder=funder.strip(),
        amount=amount,
        purpose=purpose,
        from_date=from_date,
        to_date=to_date,
    )
    grant.full_clean()
    grant.save()
    audit.record("grant.added", target=grant, by=by, at=at, organisation=initiative.organiser, amount=str(amount))
    return grant


@transaction.atomic
def remove_grant(*, grant: Grant, by: User, at: datetime) -> None:
    """Take away a grant that does not come, or was written down wrongly."""
    audit.record(
        "grant.removed",
        target=grant,
        by=by,
        at=at,
        organisation=grant.initiative.organiser,
        amount=str(grant.amount),
    )
    grant.delete()
