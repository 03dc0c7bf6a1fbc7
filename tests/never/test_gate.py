"""No risk from a wrongly chosen tutor: R-NEV-13, and no pupil before the school's board agreed."""

from datetime import date

import pytest
from django.core import mail
from django.db.models import Q

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.initiatives.gate import cleared_tutors
from tandem.people.actions import clearances
from tandem.people.models import ProcessingAgreement
from tandem.scheduling.actions import pauses
from tandem.scheduling.actions.proposals import accept, answer_as_teacher
from tandem.scheduling.actions.publishing import publish
from tandem.scheduling.enums import SessionStatus, TeamStatus
from tandem.scheduling.models import Team
from tests.factories.people import TutorFactory, UserFactory, cleared
from tests.factories.safeguarding import worried
from tests.factories.worlds import MONDAY
from tests.never.guards import guarded_by, without
from tests.scheduling.world import MORNING, make_world

pytestmark = pytest.mark.django_db


def _nothing_missing(tutors: object, *, on: object) -> dict:
    return dict.fromkeys(tutors, ())


def _decided() -> tuple[object, Team]:
    world = make_world()
    team = world.team(world.tutor(), world.pupil(), day=1)
    for member in team.members.all():
        answer_as_teacher(member=member, agrees=True, by=world.teacher, at=MORNING)
    return world, accept(team=team, by=world.coordinator, at=MORNING)


@guarded_by(without("tandem.scheduling.queries.waits.missing_of", _nothing_missing))
@pytest.mark.parametrize("kind", ["check", "training", "agreement"])
def test_r_nev_13_a_tutor_may_stand_in_a_proposal_but_is_not_published_before_the_gate_stands(kind: str):
    world, team = _decided()
    team.enrolment.tutor.clearances.filter(kind=kind).delete()

    publish(initiative=world.initiative, by=world.coordinator, at=MORNING)

    team.refresh_from_db()
    assert (team.status, team.sessions.count()) == (TeamStatus.ACCEPTED, 0)


@guarded_by(without("tandem.scheduling.queries.waits.schools_without_agreement", lambda schools, *, on: set()))
def test_nothing_is_published_for_a_school_whose_board_has_not_agreed():
    world, team = _decided()
    ProcessingAgreement.objects.filter(organisation=team.site.organisation).delete()

    publish(initiative=world.initiative, by=world.coordinator, at=MORNING)

    team.refresh_from_db()
    assert team.status == TeamStatus.ACCEPTED


@guarded_by(without("tandem.initiatives.gate._stopped", lambda: Q(pk__isnull=True)))
def test_r_nev_13_one_step_stops_a_tutor():
    tutor = cleared(TutorFactory())

    clearances.halt(tutor=tutor, by=UserFactory(), at=MONDAY)

    assert list(cleared_tutors(on=date(2026, 9, 7))) == []


@guarded_by(without("tandem.scheduling.actions.pauses._hold", lambda team, at: None))
def test_r_nev_13_a_concern_lets_a_match_lie_still_in_the_same_step():
    world = worried()

    pauses.raise_concern(team=world.world.team, by=world.tutor, at=MONDAY.replace(hour=6))

    assert set(world.world.team.sessions.values_list("status", flat=True)) == {SessionStatus.PAUSED}


@guarded_by(without("tandem.web.notices._may_hear", set))
def test_r_nev_13_nothing_is_sent_to_a_tutor_before_the_gate_stands(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    world = worried()
    world.world.tutor.clearances.filter(kind="training").delete()
    pauses.raise_concern(team=world.world.team, by=world.receiver, at=MONDAY)

    while outbox.deliver(HANDLERS, at=MONDAY):
        pass

    assert world.tutor.email not in {address for message in mail.outbox for address in message.to}
