"""Deciding about several proposals at once; each is recorded apart, under the name of who decided."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tandem.people.models import User
from tandem.scheduling.actions.proposals import accept
from tandem.scheduling.models import Team


@transaction.atomic
def accept_all(*, teams: Iterable[Team], by: User, at: datetime) -> list[Team]:
    """Agree to all of these proposals, or to none when one was decided about in the meantime."""
    return [accept(team=team, by=by, at=at) for team in teams]
