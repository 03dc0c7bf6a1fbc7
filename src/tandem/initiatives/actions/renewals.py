"""Warning in time that a tutor's check, training or agreement runs out."""

from datetime import date, datetime

from django.db import transaction

from tandem.core import outbox
from tandem.initiatives.gate import coordinators_to_warn

RENEWAL_DUE = "initiatives.renewal_due"


@transaction.atomic
def warn_of_renewals(*, on: date, at: datetime) -> int:
    """Tell each coordinator concerned once for each paper that runs out within two months; return how many."""
    messages = {
        f"{RENEWAL_DUE}:{clearance.pk}:{clearance.valid_until}:{person}": {"person": person}
        for clearance, person in coordinators_to_warn(on=on)
    }
    outbox.post_all(RENEWAL_DUE, messages, at=at)
    return len(messages)
