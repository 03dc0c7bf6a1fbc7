"""A match lies still when somebody of it asks, or a paper runs out; and goes on, or ends with a goodbye."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.core.models import AuditEvent
from tandem.initiatives.actions.renewals import warn_of_renewals
from tandem.logbook.queries.boards import cards_between
from tandem.logbook.queries.family import next_times
from tandem.people.actions import clearances
from tandem.people.enums import CheckModel, ClearanceKind, Country
from tandem.people.models import Clearance
from tandem.scheduling.actions import pauses, safety
from tandem.scheduling.actions.pauses import PauseNotPossible
from tandem.scheduling.actions.series import make_sessions
from tandem.scheduling.enums import ClosingStep, PauseKind, SessionStatus, TeamStatus
from tandem.scheduling.models import Pause, Session
from tandem.scheduling.queries.teams import in_full
from tests.factories.people import GuardianFactory, UserFactory
from tests.factories.safeguarding import Worried, worried
from tests.factories.scheduling import TeamSlotFactory
from tests.factories.worlds import MONDAY, session_of

pytestmark = pytest.mark.django_db

EARLY = MONDAY - timedelta(hours=1)
TODAY = date(2026, 9, 7)


@pytest.fixture
def world() -> Worried:
    found = worried()
    for week in (1, 2):
        session_of(found.world.team, starts_at=MONDAY + timedelta(weeks=week))
    return found


def statuses(world: Worried) -> list[str]:
    return list(world.world.team.sessions.order_by("starts_at").values_list("status", flat=True))


def deliver(at: datetime) -> None:
    """Hand the outbox over until nothing waits: a message may make others."""
    while outbox.deliver(HANDLERS, at=at):
        pass


def test_r_nev_13_all_that_lies_ahead_lies_still_at_once_and_what_was_held_stays(world: Worried):
    pauses.raise_concern(team=world.world.team, by=world.tutor, at=MONDAY + timedelta(minutes=10))

    assert statuses(world) == ["planned", "paused", "paused"]


def test_asking_twice_changes_nothing(world: Worried):
    first = pauses.raise_concern(team=world.world.team, by=world.tutor, at=EARLY)

    second = pauses.raise_concern(team=world.world.team, by=world.receiver, at=MONDAY)

    assert (first.pk, Pause.objects.count()) == (second.pk, 1)


def test_everybody_hears_the_same_neutral_words_and_never_who_or_why(world: Worried, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: EARLY)
    parent = GuardianFactory(pupil=world.world.pupils[0], person__email="ouder@voorbeeld.test")
    teacher = UserFactory()
    pauses.raise_concern(team=world.world.team, by=teacher, at=EARLY)

    deliver(EARLY)

    told = {message.to[0]: message.subject for message in mail.outbox}
    neutral = (
        "Tandem: Een afspraak van Tandem ligt even stil. U hoeft niets te doen; u hoort van ons hoe het verdergaat."
    )
    assert told[parent.person.email] == told[world.tutor.email] == neutral
    assert len(told) == 5  # the family, the tutor and three coordinators
    assert [message for message in mail.outbox if teacher.person.given_name in message.body] == []


def test_the_trail_does_not_say_who_asked(world: Worried):
    pauses.raise_concern(team=world.world.team, by=world.tutor, at=EARLY)

    assert list(AuditEvent.objects.filter(action="team.paused").values_list("by_id", "facts")) == [
        (None, {"kind": "concern"})
    ]


def test_neither_tutor_nor_family_finds_a_next_time(world: Worried):
    pupil = world.world.pupils[0]
    pauses.raise_concern(team=world.world.team, by=world.tutor, at=EARLY)

    cards = cards_between(world.tutor, first=TODAY, last=date(2026, 9, 30), at=EARLY)

    assert {card.state.value for card in cards} == {"cancelled"}
    assert next_times([pupil], at=EARLY) == {}


def test_going_on_brings_back_what_lies_ahead_and_not_what_was_missed(world: Worried):
    pause = pauses.raise_concern(team=world.world.team, by=world.tutor, at=EARLY)

    pauses.resume(pause=pause, by=world.receiver, at=MONDAY + timedelta(days=1))

    assert statuses(world) == ["cancelled", "planned", "planned"]
    with pytest.raises(PauseNotPossible):
        pauses.resume(pause=pause, by=world.receiver, at=MONDAY + timedelta(days=2))


def test_ending_says_goodbye(world: Worried):
    pause = pauses.raise_concern(team=world.world.team, by=world.tutor, at=EARLY)

    pauses.end_paused(pause=pause, step=ClosingStep.TOLD, wait_again=True, by=world.receiver, at=EARLY)

    world.world.team.refresh_from_db()
    assert (world.world.team.status, world.world.team.closing_step, statuses(world)) == (
        TeamStatus.ENDED,
        ClosingStep.TOLD,
        ["cancelled"],
    )
    with pytest.raises(PauseNotPossible):
        pauses.raise_concern(team=world.world.team, by=world.tutor, at=MONDAY)


def test_new_sessions_of_a_match_that_lies_still_lie_still_too(world: Worried):
    team = world.world.team
    TeamSlotFactory(team=team, day=2)
    pauses.raise_concern(team=team, by=world.tutor, at=EARLY)

    make_sessions(in_full(type(team).objects.filter(pk=team.pk)).get(), at=EARLY)

    assert set(team.sessions.filter(starts_at__gt=EARLY, series_at__isnull=False).values_list("status", flat=True)) == {
        SessionStatus.PAUSED
    }


def test_the_tutor_never_decides(world: Worried):
    initiative = world.place.initiative
    initiative.concern_contact = world.tutor
    initiative.save()

    pause = pauses.raise_concern(team=world.world.team, by=world.receiver, at=EARLY)

    assert pause.decider == world.deputy


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"kind": "concern"}, "pause_for_a_concern_names_who_asked"),
        ({"kind": "gate", "outcome": "resumed"}, "pause_is_open_or_has_an_outcome"),
        (
            {"kind": "concern", "outcome": "resumed", "decided_at": MONDAY, "asked": True},
            "pause_for_a_concern_is_decided_by_somebody",
        ),
    ],
)
def test_the_database_keeps_what_must_hold(world: Worried, given: dict, constraint: str):
    asked = {"raised_by": world.tutor} if given.pop("asked", False) else {}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Pause.objects.create(team=world.world.team, paused_at=MONDAY, **given, **asked)


def lapse(world: Worried) -> None:
    Clearance.objects.filter(tutor=world.world.tutor, model=CheckModel.EXTRACT_596_2).update(
        valid_until=date(2026, 9, 10)
    )


def test_r_nev_13_when_a_paper_runs_out_the_sessions_lie_still_and_nothing_is_shown(world: Worried):
    lapse(world)
    the_day_itself = pauses.keep_in_step_with_the_gate(on=date(2026, 9, 10), at=MONDAY + timedelta(days=3))
    before = statuses(world)

    the_day_after = pauses.keep_in_step_with_the_gate(on=date(2026, 9, 11), at=MONDAY + timedelta(days=4))

    assert (the_day_itself, before) == (0, ["planned", "planned", "planned"])
    assert (the_day_after, statuses(world)) == (1, ["planned", "paused", "paused"])
    assert cards_between(world.tutor, first=TODAY, last=date(2026, 9, 30), at=MONDAY + timedelta(days=4)) == []


def test_r_nev_13_nothing_is_sent_to_a_tutor_outside_the_gate(world: Worried, monkeypatch: pytest.MonkeyPatch):
    at = MONDAY + timedelta(days=4)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    lapse(world)
    pauses.keep_in_step_with_the_gate(on=at.date(), at=at)

    deliver(at)

    assert mail.outbox
    assert world.tutor.email not in {message.to[0] for message in mail.outbox}


def test_renewing_lets_it_go_on_by_itself(world: Worried):
    lapse(world)
    at = MONDAY + timedelta(days=4)
    pauses.keep_in_step_with_the_gate(on=at.date(), at=at)

    safety.record_clearance(
        tutor=world.world.tutor,
        kind=ClearanceKind.CHECK,
        model=CheckModel.EXTRACT_596_2,
        document_date=at.date(),
        seen_date=at.date(),
        valid_until=None,
        countries={Country.BE},
        by=world.receiver,
        at=at,
    )

    assert statuses(world) == ["planned", "planned", "planned"]
    assert Pause.objects.get().kind == PauseKind.GATE


def test_two_reasons_to_lie_still_are_two_to_end(world: Worried):
    at = MONDAY + timedelta(days=4)
    concern = pauses.raise_concern(team=world.world.team, by=world.tutor, at=at)
    safety.halt_tutor(tutor=world.world.tutor, by=world.receiver, at=at)

    pauses.resume(pause=concern, by=world.receiver, at=at)
    still = statuses(world)
    safety.lift_halt(tutor=world.world.tutor, by=world.receiver, at=at)

    assert (still, statuses(world)) == (["planned", "paused", "paused"], ["planned", "planned", "planned"])


def test_r_nev_13_a_tutor_is_stopped_everywhere_in_one_step(world: Worried):
    safety.halt_tutor(tutor=world.world.tutor, by=world.receiver, at=EARLY)

    assert set(statuses(world)) == {"paused"}
    assert Session.objects.filter(status=SessionStatus.PLANNED).count() == 0


@pytest.mark.parametrize(("day", "warned"), [(date(2026, 7, 12), 0), (date(2026, 7, 13), 3), (date(2026, 9, 10), 3)])
def test_coordinators_are_warned_sixty_days_ahead_once(world: Worried, day: date, warned: int):
    lapse(world)
    world.world.team.enrolment.from_date = date(2026, 1, 1)
    world.world.team.enrolment.save()
    world.receiver.person.memberships.update(from_date=date(2026, 1, 1))
    world.deputy.person.memberships.update(from_date=date(2026, 1, 1))
    world.colleague.person.memberships.update(from_date=date(2026, 1, 1))
    at = datetime.combine(day, MONDAY.timetz())

    found = [warn_of_renewals(on=day, at=at) for _ in range(2)]
    deliver(at)

    assert found == [warned, warned]
    assert len(mail.outbox) == warned


def test_withdrawing_takes_effect_in_the_same_step(world: Worried):
    seen = Clearance.objects.get(tutor=world.world.tutor, kind=ClearanceKind.TRAINING)

    safety.withdraw_clearance(clearance=seen, by=world.receiver, at=EARLY)

    assert set(statuses(world)) == {"paused"}
    assert clearances.Clearance.objects.filter(pk=seen.pk).count() == 0
