"""A worry goes to the person named, is read by nobody else, is passed on by time, and comes back without its words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tandem.core.models import AuditEvent, OutboxMessage
from tandem.core.permissions import Role
from tandem.initiatives.models import SiteContact
from tandem.people.models import DayOff, User, WorkingWeek
from tandem.safeguarding import actions
from tandem.safeguarding.actions import SignalNotPossible
from tandem.safeguarding.context import acting_as_clock
from tandem.safeguarding.enums import NoticeKind, StepKind
from tandem.safeguarding.models import Notice, Signal
from tandem.safeguarding.queries import opened, receipts_of, received_by, received_or_none
from tests.factories.people import GuardianFactory, MembershipFactory, UserFactory
from tests.factories.safeguarding import ON, SENT, WORDS, Worried, worried

pytestmark = pytest.mark.django_db(databases=["default", "safeguarding"])

LATER = SENT + timedelta(hours=1)


def waiting_for(user: User) -> list[bool]:
    """Return for each signal somebody may open whether they did."""
    return [row.is_read for row in received_by(user)]


def open_as(user: User, signal: Signal, at: datetime = LATER) -> str:
    actions.read(signal=signal, by=user, at=at)
    received = received_or_none(user, signal.pk)
    assert received is not None
    return opened(received, user).text


def test_a_signal_goes_to_the_person_named_and_to_nobody_else():
    world = worried()

    signal = world.send()

    assert [waiting_for(user) for user in (world.receiver, world.deputy, world.colleague, world.tutor)] == [
        [False],
        [],
        [],
        [],
    ]
    assert open_as(world.receiver, signal) == WORDS


@pytest.mark.parametrize("who", ["deputy", "colleague", "tutor"])
def test_nobody_else_reads_it_follows_it_up_or_closes_it(who: str):
    world = worried()
    signal = world.send()
    actions.read(signal=signal, by=world.receiver, at=LATER)
    stranger = getattr(world, who)

    for act in (
        lambda: actions.read(signal=signal, by=stranger, at=LATER),
        lambda: actions.follow_up(signal=signal, kind=StepKind.NOTED, by=stranger, at=LATER),
        lambda: actions.close(signal=signal, by=stranger, at=LATER),
    ):
        with pytest.raises(SignalNotPossible):
            act()

    assert received_or_none(stranger, signal.pk) is None


def test_the_contact_of_the_site_comes_before_the_one_of_the_initiative():
    world = worried()
    at_site = UserFactory()
    SiteContact.objects.create(initiative=world.place.initiative, site=world.place.site, contact=at_site)

    world.send()

    assert (waiting_for(at_site), waiting_for(world.receiver)) == ([False], [])


def test_who_it_is_about_never_receives_it():
    world = worried()

    signal = world.send(about=world.receiver.person)
    actions.pass_on_unread(at=SENT + timedelta(days=2), on=date(2026, 9, 12))

    assert (waiting_for(world.receiver), waiting_for(world.deputy)) == ([], [False])
    assert open_as(world.deputy, signal) == f"[Greet Claes]\n{WORDS}"


def test_a_parent_of_the_child_never_receives_it():
    world = worried()
    pupil = world.world.pupils[0]
    GuardianFactory(person=world.receiver.person, pupil=pupil)

    world.send(pupil=pupil)

    assert (waiting_for(world.receiver), waiting_for(world.deputy)) == ([], [False])


def test_a_deputy_it_is_about_never_stands_in():
    world = worried()

    world.send(about=world.deputy.person)
    passed_on = actions.pass_on_unread(at=SENT + timedelta(hours=5), on=ON)

    assert (passed_on, waiting_for(world.receiver), waiting_for(world.deputy)) == (0, [False], [])


def test_without_anybody_left_it_is_refused_and_nothing_is_kept():
    world = worried()
    initiative = world.place.initiative
    initiative.concern_deputy = None
    initiative.save()

    with pytest.raises(SignalNotPossible, match="nobody"):
        world.send(about=world.receiver.person)

    with acting_as_clock():
        assert Signal.objects.count() == 0


def test_who_stands_in_for_the_receivers_role_is_the_deputy():
    world = worried()
    initiative = world.place.initiative
    initiative.concern_deputy = None
    initiative.save()
    stand_in = UserFactory()
    MembershipFactory(
        person=stand_in.person,
        organisation=initiative.organiser,
        role=Role.PROGRAMME_COORDINATOR,
        stands_in_for=world.receiver.person.memberships.get(),
        to_date=date(2026, 9, 30),
    )

    world.send()
    actions.pass_on_unread(at=SENT + timedelta(hours=4), on=ON)

    assert waiting_for(stand_in) == [False]


@pytest.mark.parametrize(
    ("after", "read", "passed_on"),
    [
        (timedelta(hours=3, minutes=59), False, 0),
        (timedelta(hours=4), False, 1),
        (timedelta(hours=4), True, 0),
        (timedelta(days=3), True, 0),
    ],
)
def test_unread_for_four_hours_it_goes_to_the_deputy_too(after: timedelta, read: bool, passed_on: int):
    world = worried()
    signal = world.send()
    if read:
        actions.read(signal=signal, by=world.receiver, at=SENT + timedelta(hours=3))

    found = actions.pass_on_unread(at=SENT + after, on=ON)

    assert found == passed_on
    assert waiting_for(world.deputy) == [False] * passed_on
    assert waiting_for(world.receiver) == [read]


def test_it_is_passed_on_once():
    world = worried()
    world.send()

    found = [actions.pass_on_unread(at=SENT + timedelta(hours=hours), on=ON) for hours in (4, 5, 30)]

    assert found == [1, 0, 0]


@pytest.mark.parametrize(
    ("sent", "works", "off", "passed_on"),
    [
        (datetime(2026, 9, 10, 8, tzinfo=UTC), None, None, 0),  # a Thursday
        (datetime(2026, 9, 12, 8, tzinfo=UTC), None, None, 1),  # a Saturday
        (datetime(2026, 9, 12, 8, tzinfo=UTC), [4, 5], None, 0),  # works on Saturdays
        (datetime(2026, 9, 10, 8, tzinfo=UTC), [4, 5], None, 1),  # does not work on Thursdays
        (datetime(2026, 9, 10, 8, tzinfo=UTC), None, (date(2026, 9, 8), date(2026, 9, 10)), 1),
        (datetime(2026, 9, 10, 8, tzinfo=UTC), None, (date(2026, 9, 11), date(2026, 9, 20)), 0),
    ],
)
def test_on_a_day_off_it_goes_to_the_deputy_at_once(
    sent: datetime, works: list[int] | None, off: tuple[date, date] | None, passed_on: int
):
    world = worried()
    person = world.receiver.person
    if works is not None:
        WorkingWeek.objects.create(person=person, days=works)
    if off is not None:
        DayOff.objects.create(person=person, from_date=off[0], to_date=off[1])
    world.send(at=sent)

    assert actions.pass_on_unread(at=sent + timedelta(minutes=1), on=sent.date()) == passed_on
    assert waiting_for(world.deputy) == [False] * passed_on


def told_kinds(world: Worried) -> list[str]:
    [receipt] = receipts_of(world.tutor)
    return [step.kind for step in receipt.steps]


def test_the_sender_hears_who_read_it_and_what_was_done_and_never_the_words():
    world = worried()
    signal = world.send()
    actions.read(signal=signal, by=world.receiver, at=LATER)
    actions.follow_up(signal=signal, kind=StepKind.CLB, note="Gebeld met mevrouw De Wit.", by=world.receiver, at=LATER)
    actions.close(signal=signal, by=world.receiver, at=LATER + timedelta(days=1))

    [receipt] = receipts_of(world.tutor)

    assert [(step.kind, step.by, step.note) for step in receipt.steps] == [
        ("read", "Greet Claes", ""),
        ("clb", "Greet Claes", ""),
        ("closed", "Greet Claes", ""),
    ]
    assert (receipt.read.at, receipt.closed) == (LATER, True)
    assert WORDS not in repr(receipt)
    assert "De Wit" not in repr(receipt)


def test_the_deputy_is_no_news_to_the_sender_until_they_read_it():
    world = worried()
    signal = world.send()
    actions.pass_on_unread(at=SENT + timedelta(hours=4), on=ON)

    before = told_kinds(world)
    actions.read(signal=signal, by=world.deputy, at=SENT + timedelta(hours=5))

    assert (before, told_kinds(world)) == ([], ["read"])


def test_notes_are_for_its_receivers():
    world = worried()
    signal = world.send()
    actions.read(signal=signal, by=world.receiver, at=LATER)
    actions.follow_up(signal=signal, kind=StepKind.NOTED, note="Morgen bel ik.", by=world.receiver, at=LATER)

    [received] = received_by(world.receiver)
    found = opened(received, world.receiver)

    assert [(step.kind, step.note) for step in found.steps] == [("read", ""), ("noted", "Morgen bel ik.")]


@pytest.mark.parametrize("kind", [StepKind.SENT, StepKind.READ, StepKind.CLOSED, StepKind.DEPUTY])
def test_what_follows_from_acts_is_not_written_by_hand(kind: StepKind):
    world = worried()
    signal = world.send()
    actions.read(signal=signal, by=world.receiver, at=LATER)

    with pytest.raises(SignalNotPossible):
        actions.follow_up(signal=signal, kind=kind, by=world.receiver, at=LATER)


def test_what_was_not_opened_or_is_closed_is_not_followed_up():
    world = worried()
    signal = world.send()

    with pytest.raises(SignalNotPossible, match="not opened"):
        actions.close(signal=signal, by=world.receiver, at=LATER)
    actions.read(signal=signal, by=world.receiver, at=LATER)
    actions.close(signal=signal, by=world.receiver, at=LATER)
    with pytest.raises(SignalNotPossible, match="closed"):
        actions.follow_up(signal=signal, kind=StepKind.NOTED, by=world.receiver, at=LATER)


def test_opening_twice_is_recorded_once():
    world = worried()
    signal = world.send()

    for _ in range(2):
        actions.read(signal=signal, by=world.receiver, at=LATER)

    assert told_kinds(world) == ["read"]


def test_everybody_concerned_is_mailed_once_and_an_address_that_fails_holds_up_nobody():
    world = worried()
    world.send()
    sent: list[tuple[object, NoticeKind]] = []
    failing = {world.receiver.person_id}

    def mail(person: object, kind: NoticeKind) -> None:
        if person in failing:
            raise OSError("no such address")
        sent.append((person, kind))

    actions.pass_on_unread(at=SENT + timedelta(hours=4), on=ON)
    first = actions.tell(mail=mail, at=SENT + timedelta(hours=4))
    failing.clear()
    too_soon = actions.tell(mail=mail, at=SENT + timedelta(hours=4, minutes=1))
    again = actions.tell(mail=mail, at=SENT + timedelta(hours=5))
    never = actions.tell(mail=mail, at=SENT + timedelta(hours=6))

    assert (first, too_soon, again, never) == (1, 0, 1, 0)
    assert sent == [
        (world.deputy.person_id, NoticeKind.PASSED_ON),
        (world.receiver.person_id, NoticeKind.ARRIVED),
    ]


def test_a_year_after_it_was_closed_it_is_forgotten():
    world = worried()
    kept, gone = world.send(), world.send("iets anders")
    for signal in (kept, gone):
        actions.read(signal=signal, by=world.receiver, at=LATER)
    actions.close(signal=gone, by=world.receiver, at=LATER)

    forgotten = [actions.forget_closed(at=LATER + timedelta(days=days)) for days in (365, 366, 1000)]

    assert forgotten == [0, 1, 0]
    assert [row.signal.pk for row in received_by(world.receiver)] == [kept.pk]


def test_neither_trail_nor_outbox_knows_of_it():
    world = worried()
    before = AuditEvent.objects.count(), OutboxMessage.objects.count()

    signal = world.send()
    actions.read(signal=signal, by=world.receiver, at=LATER)
    actions.follow_up(signal=signal, kind=StepKind.NOTED, note="x", by=world.receiver, at=LATER)
    actions.close(signal=signal, by=world.receiver, at=LATER)

    assert (AuditEvent.objects.count(), OutboxMessage.objects.count()) == before
    with acting_as_clock():
        assert Notice.objects.count() == 4


def test_who_sends_is_named_to_the_receiver():
    world = worried()
    world.send()

    [received] = received_by(world.receiver)

    assert received.sender == "Noor Peeters"


def test_a_receiver_who_worries_writes_to_the_deputy():
    world = worried()

    actions.send(place=world.place, text=WORDS, by=world.receiver, at=SENT, on=ON)

    assert (waiting_for(world.receiver), waiting_for(world.deputy)) == ([], [False])
