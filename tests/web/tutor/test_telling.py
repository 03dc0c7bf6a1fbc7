"""Who hears by mail that a tutor cannot come, and that they come after all."""

from datetime import timedelta

import pytest
from django.core import mail

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.logbook.actions import cannot_come, come_after_all
from tests.factories.people import (
    GuardianFactory,
    PersonFactory,
    coordinator,
    school_coordinator,
    teacher_of,
)
from tests.factories.worlds import MONDAY, World, pair_world

pytestmark = pytest.mark.django_db
BEFORE = MONDAY - timedelta(hours=2)


@pytest.fixture
def world() -> World:
    world = pair_world()
    GuardianFactory(pupil=world.pupils[0], person=PersonFactory(email="thuis@voorbeeld.test"))
    return world


def told() -> set[str]:
    """Deliver all that waits, and return who got a mail."""
    mail.outbox.clear()
    while outbox.deliver(HANDLERS, at=BEFORE + timedelta(minutes=1)):
        pass
    return {message.to[0] for message in mail.outbox}


def test_school_teacher_family_and_coordinator_hear_it_at_once(world: World):
    teacher, school = teacher_of(world.school_class), school_coordinator(world.site.organisation)
    organiser = coordinator(world.team.initiative.organiser)
    concerned = {teacher.email, school.email, organiser.email, "thuis@voorbeeld.test"}

    cannot_come(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE)
    away = told()
    come_after_all(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE + timedelta(seconds=30))
    back = told()

    assert concerned <= away
    assert concerned <= back


def test_no_mail_names_a_child(world: World):
    teacher_of(world.school_class)

    cannot_come(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE)
    told()

    texts = " ".join(f"{message.subject} {message.body}" for message in mail.outbox)
    assert texts
    assert [pupil.number for pupil in world.pupils if pupil.person.given_name in texts] == []
