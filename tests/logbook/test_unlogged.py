from datetime import timedelta

import pytest

from tandem.logbook.models import CannotCome
from tandem.logbook.queries.unlogged import unlogged
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Team
from tests.factories.logbook import LogEntryFactory
from tests.factories.worlds import MONDAY, pair_world, session_of

pytestmark = pytest.mark.django_db


def test_only_what_is_over_and_stands_nowhere_is_asked_about():
    world = pair_world()
    logged, cancelled, away, ahead, old = (
        session_of(world.team, starts_at=MONDAY + timedelta(days=days)) for days in (1, 2, 3, 30, -60)
    )
    LogEntryFactory(session=logged)
    cancelled.status = SessionStatus.CANCELLED
    cancelled.save()
    CannotCome.objects.create(session=away, tutor=world.tutor, said_at=MONDAY)

    found = list(unlogged(Team.objects.all(), at=MONDAY + timedelta(days=7)))

    assert found == [world.session]
    assert {ahead, old}.isdisjoint(found)
