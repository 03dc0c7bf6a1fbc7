"""Letting an initiative run: only when what must be agreed is agreed."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.activation import Lacking, missing_for_activation
from tandem.people.models import User


class ActivationNotPossible(Exception):
    """Something essential is missing; `missing` names each thing."""

    def __init__(self, missing: list[Lacking]) -> None:
        super().__init__(", ".join(each.lack for each in missing) or "ended")
        self.missing = missing


@transaction.atomic
def activate_initiative(*, initiative: Initiative, by: User, at: datetime) -> Initiative:
    """Let an initiative run, once all that must be agreed is agreed."""
    initiative = Initiative.objects.select_for_update().get(pk=initiative.pk)
    missing = missing_for_activation(initiative, on=localdate(at))
    if missing or initiative.status == InitiativeStatus.ENDED:
        raise ActivationNotPossible(missing)
    initiative.status = InitiativeStatus.ACTIVE
    initiative.save(update_fields=["status"])
    audit.record("initiative.activated", target=initiative, by=by, at=at, organisation=initiative.organiser)
    return initiative
