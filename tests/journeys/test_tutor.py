"""A tutor's week on a phone of 390 pixels: today, the log of a pair and of a class, a network that fails."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tandem.logbook.actions import PupilNote, record_session, set_frame
from tandem.logbook.models import CannotCome, LogEntry, PupilEntry
from tandem.scheduling.models import Availability
from tests.factories.people import teacher_of
from tests.factories.worlds import MONDAY, World, class_world, pair_world, session_of
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = "/tutor/"
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('tandem-log:')).length"


class Taps:
    """Does what a finger does, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, place: Locator) -> None:
        place.tap()
        self.count += 1


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the time the server reads: five minutes after the session, until told otherwise."""
    moment = [MONDAY + timedelta(minutes=50)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment[0])

    def set_to(when: datetime) -> None:
        moment[0] = when

    return set_to


@pytest.fixture
def pair(clock: Callable[[datetime], None]) -> World:
    """A pair with a topic of the class and a note of last week."""
    world = pair_world()
    set_frame(
        school_class=world.school_class,
        week=date(2026, 9, 7),
        topic="breuken op de getallenlijn",
        goal="een kwart herkennen",
        by=teacher_of(world.school_class),
        at=MONDAY,
    )
    before = session_of(world.team, starts_at=MONDAY - timedelta(days=5))
    notes = [
        PupilNote(pupil.pk, activity="pizza's verdelen", goal="een halve en een kwart", success="legde het zelf uit")
        for pupil in world.pupils
    ]
    record_session(session=before, sent_id=before.pk, notes=notes, by=world.user, at=MONDAY - timedelta(days=5))
    return world


def pupil_part(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def answer(page: Page, pupil: str, question: str, choice: str) -> Locator:
    group = pupil_part(page, pupil).get_by_role("radiogroup", name=question)
    return group.locator(".pick").filter(has_text=choice)


def last_note() -> LogEntry:
    return LogEntry.objects.get(written_at__gte=MONDAY)


def test_today_shows_all_and_is_accessible(phone: Page, live_server: LiveServer, pair: World):
    session_of(pair.team, starts_at=MONDAY + timedelta(hours=4))
    sign_in(phone, pair.user, live_server.url)

    phone.goto(TODAY)

    screenshot(phone, "tutor-vandaag")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Vandaag")
    expect(phone.get_by_text("breuken op de getallenlijn").first).to_be_visible()
    expect_accessible_everywhere(phone)


def test_a_pair_is_logged_in_six_taps(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)
    phone.goto(TODAY)
    tap, began = Taps(), time.monotonic()

    tap(phone.get_by_role("link", name="Ingevuld"))
    tap(phone.get_by_role("group", name="Hoe ging het, voor allebei?").get_by_role("button", name="vlot"))
    tap(answer(phone, "Amina a.", "Kwam je graag?", "ja, leuk"))
    tap(answer(phone, "Bram m.", "Kwam je graag?", "gaat wel"))
    tap(phone.get_by_role("group", name="Wat lukte er, bij allebei?").get_by_role("button", name="hield vol"))
    screenshot(phone, "tutor-duo")
    tap(phone.get_by_role("button", name="Bewaren"))
    expect(phone.get_by_text("Bewaard. Dank je wel.")).to_be_visible()

    seconds = time.monotonic() - began
    assert (tap.count <= 6, seconds < 30) == (True, True), (tap.count, seconds)
    entry = last_note()
    assert [
        (row.attendance, row.activity, row.goal, row.mood, row.success, row.liked, row.minutes)
        for row in entry.pupils.order_by("pupil__person__sort_name")
    ] == [
        ("present", "breuken op de getallenlijn", "een halve en een kwart", "well", "hield vol", "yes", 45),
        ("present", "breuken op de getallenlijn", "een halve en een kwart", "well", "hield vol", "soso", 45),
    ]


def test_a_pair_that_differs_is_logged_in_six_taps_too(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)
    phone.goto(TODAY)
    tap = Taps()

    tap(phone.get_by_role("link", name="Ingevuld"))
    tap(answer(phone, "Amina a.", "Hoe ging het?", "vlot"))
    tap(answer(phone, "Amina a.", "Kwam je graag?", "ja, leuk"))
    tap(answer(phone, "Bram m.", "Hoe ging het?", "moeizaam"))
    tap(answer(phone, "Bram m.", "Kwam je graag?", "niet zo"))
    tap(phone.get_by_role("button", name="Bewaren"))
    expect(phone.get_by_text("Bewaard. Dank je wel.")).to_be_visible()

    assert tap.count == 6
    rows = last_note().pupils.order_by("pupil__person__sort_name")
    assert list(rows.values_list("mood", "liked")) == [("well", "yes"), ("hard", "no")]


def test_the_form_of_a_pair_is_accessible(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)

    phone.goto(f"/tutor/sessie/{pair.session.pk}/")
    answer(phone, "Bram m.", "Was Bram m. er?", "niet afgemeld").tap()

    expect(answer(phone, "Bram m.", "Kwam je graag?", "ja, leuk")).to_be_hidden()
    screenshot(phone, "tutor-duo")
    expect_accessible_everywhere(phone)


def test_a_class_of_24_is_logged_on_one_screen(phone: Page, live_server: LiveServer, clock: Callable[[datetime], None]):
    world = class_world(pupils=24, students=3)
    clock(MONDAY + timedelta(minutes=65))
    sign_in(phone, world.user, live_server.url)
    phone.goto(TODAY)
    tap, began = Taps(), time.monotonic()
    absent = world.pupils[3].person.first_name_initial

    tap(phone.get_by_role("link", name="Ingevuld"))
    tap(phone.get_by_role("group", name="Hoe ging het, voor iedereen?").get_by_role("button", name="vlot"))
    tap(answer(phone, absent, f"Was {absent} er?", "niet afgemeld"))
    screenshot(phone, "tutor-klas")
    expect_accessible_everywhere(phone)
    phone.set_viewport_size({"width": 390, "height": 844})
    tap(phone.get_by_role("button", name="Bewaren"))
    expect(phone.get_by_text("Bewaard. Dank je wel.")).to_be_visible()

    assert (tap.count, time.monotonic() - began < 60) == (4, True)
    rows = PupilEntry.objects.all()
    assert (rows.count(), rows.filter(mood="well", minutes=60).count(), rows.filter(minutes=0).count()) == (24, 23, 1)


def test_the_network_is_cut_in_the_middle_and_nothing_is_lost(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)
    phone.goto(TODAY)
    phone.get_by_role("link", name="Ingevuld").tap()
    answer(phone, "Amina a.", "Hoe ging het?", "vlot").tap()

    phone.context.set_offline(True)
    success = pupil_part(phone, "Bram m.").get_by_label("Wat lukte er?")
    success.fill("vroeg zelf om een moeilijker som")
    phone.get_by_role("button", name="Bewaren").tap()

    expect(phone.get_by_text("Bewaard op je telefoon, wordt verstuurd zodra er bereik is.")).to_be_visible()
    assert LogEntry.objects.filter(written_at__gte=MONDAY).count() == 0
    assert phone.evaluate(STORED) == 1
    screenshot(phone, "tutor-geen-bereik")

    phone.context.set_offline(False)

    expect(phone.get_by_role("heading", level=1)).to_have_text("Vandaag")
    assert [(row.mood, row.success) for row in last_note().pupils.order_by("pupil__person__sort_name")] == [
        ("well", ""),
        ("", "vroeg zelf om een moeilijker som"),
    ]
    assert phone.evaluate(STORED) == 0


def test_what_was_typed_is_there_after_the_phone_closed_the_page(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)
    phone.goto(TODAY)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()
    phone.get_by_role("link", name="Ingevuld").tap()
    expect(phone.get_by_role("group", name="Hoe ging het, voor allebei?")).to_be_visible()
    pupil_part(phone, "Amina a.").get_by_label("Wat lukte er?").fill("las een hele bladzijde voor")

    phone.context.set_offline(True)
    phone.reload()

    expect(phone.get_by_text("Dit typte je eerder op dit toestel.")).to_be_visible()
    expect(pupil_part(phone, "Amina a.").get_by_label("Wat lukte er?")).to_have_value("las een hele bladzijde voor")
    phone.context.set_offline(False)


def test_a_note_waits_for_its_writer_to_sign_in_again(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)
    phone.goto(f"/tutor/sessie/{pair.session.pk}/")
    phone.context.clear_cookies()

    phone.get_by_role("button", name="Bewaren").tap()

    expect(phone.get_by_role("link", name="Meld je aan om te versturen.")).to_be_visible()
    assert LogEntry.objects.filter(written_at__gte=MONDAY).count() == 0
    sign_in(phone, pair.user, live_server.url)
    phone.goto(TODAY)
    expect(phone.get_by_text("Je notitie is verstuurd en bewaard.")).to_be_visible()
    assert last_note().pupils.count() == 2


def test_two_tutors_of_a_group_write_at_once_and_neither_is_lost(
    phone: Page, live_server: LiveServer, clock: Callable[[datetime], None]
):
    world = class_world(pupils=6, students=2)
    sign_in(phone, world.user, live_server.url)
    phone.goto(f"/tutor/sessie/{world.session.pk}/")
    phone.get_by_label("Wat deden jullie?").fill("theaterlezen")
    students = world.team.enrolment.student_group.tutors
    other = students.exclude(pk=world.tutor.pk).get()
    notes = [PupilNote(pupil.pk, activity="voorlezen") for pupil in world.pupils]
    record_session(
        session=world.session,
        sent_id=world.session.pk,
        notes=notes,
        by=other.person.user,
        at=MONDAY + timedelta(minutes=49),
    )

    phone.get_by_role("button", name="Bewaren").tap()
    expect(phone.get_by_text("vulde deze sessie al in")).to_be_visible()
    phone.get_by_role("link", name="Bekijk wat er staat en beslis").tap()

    expect(phone.get_by_text("Dit typte je eerder op dit toestel.")).to_be_visible()
    expect(phone.get_by_label("Wat deden jullie?")).to_have_value("theaterlezen")
    assert {entry.activity for entry in PupilEntry.objects.all()} == {"voorlezen"}
    phone.get_by_role("button", name="Bewaren").tap()
    expect(phone.get_by_text("Bewaard. Dank je wel.")).to_be_visible()
    assert {entry.activity for entry in PupilEntry.objects.all()} == {"theaterlezen"}


def test_an_answer_that_gets_lost_stores_the_note_once(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)
    address = f"/tutor/sessie/{pair.session.pk}/"
    phone.goto(address)
    lost = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.fallback()

    phone.route(f"**{address}", lose_the_first_answer)
    phone.get_by_role("button", name="Bewaren").tap()
    expect(phone.get_by_text("Bewaard op je telefoon, wordt verstuurd zodra er bereik is.")).to_be_visible()
    assert (lost, LogEntry.objects.filter(written_at__gte=MONDAY).count()) == ([200], 1)

    phone.evaluate("window.dispatchEvent(new Event('online'))")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Vandaag")
    entry = last_note()
    assert (entry.receipts.count(), entry.amended_at) == (1, None)


def test_signing_out_forgets_the_pages_kept_on_the_phone(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)
    phone.goto(TODAY)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()
    phone.wait_for_function("caches.has('tandem-today')")
    phone.locator(".menu-button summary").last.tap()
    phone.get_by_role("button", name="Afmelden").tap()
    phone.wait_for_url(lambda url: "/tutor/" not in url)

    assert phone.evaluate("caches.keys().then((names) => names.includes('tandem-today'))") is False
    phone.context.set_offline(True)
    phone.goto(TODAY)
    expect(phone.get_by_text("Geen bereik.")).to_be_visible()
    assert "Amina" not in phone.content()


def test_a_tutor_cannot_come_and_comes_after_all(
    phone: Page, live_server: LiveServer, pair: World, clock: Callable[[datetime], None]
):
    clock(MONDAY - timedelta(hours=1))
    sign_in(phone, pair.user, live_server.url)
    phone.goto(TODAY)

    phone.get_by_role("link", name="Ik kan niet").tap()
    phone.get_by_role("button", name="Ik kan niet komen").tap()
    expect(phone.get_by_text("krijgen nu bericht")).to_be_visible()
    assert CannotCome.objects.count() == 1
    screenshot(phone, "tutor-kan-niet")
    expect_accessible_everywhere(phone)
    phone.get_by_role("button", name="Toch wel: ik kom").tap()

    expect(phone.get_by_text("je komt toch")).to_be_visible()
    assert CannotCome.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/tutor/week/", "tutor-week"),
        ("/tutor/zorgen/", "tutor-zorgen"),
        ("/tutor/uren/?maand=2026-09", "tutor-uren"),
        ("/tutor/agenda/", "tutor-agenda"),
        ("/tutor/wanneer/", "tutor-wanneer"),
    ],
)
def test_the_other_pages_are_accessible(phone: Page, live_server: LiveServer, pair: World, address: str, name: str):
    pair.team.initiative.concern_contact = teacher_of(pair.school_class)
    pair.team.initiative.save(update_fields=["concern_contact"])
    sign_in(phone, pair.user, live_server.url)

    phone.goto(address)

    screenshot(phone, name)
    expect_accessible_everywhere(phone)


def test_a_tutor_paints_availability(phone: Page, live_server: LiveServer, pair: World):
    sign_in(phone, pair.user, live_server.url)
    phone.goto("/tutor/wanneer/")

    for time_of_day in ("9:00–9:30", "9:30–10:00", "10:00–10:30"):
        phone.get_by_role("button", name=f"dinsdag, {time_of_day}").tap()
    screenshot(phone, "tutor-wanneer-gekleurd")
    phone.get_by_role("button", name="Bewaren").tap()

    expect(phone.get_by_text("Bewaard. We zoeken alleen op uren waarop je kunt.")).to_be_visible()
    assert [(row.day, f"{row.starts:%H:%M}", f"{row.ends:%H:%M}") for row in Availability.objects.all()] == [
        (1, "09:00", "10:30")
    ]


def test_a_tutor_gives_a_calendar_file(phone: Page, live_server: LiveServer, pair: World, tmp_path):
    file = tmp_path / "rooster.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//NL\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260901T000000Z\r\n"
        "SUMMARY:Geheim college\r\nDTSTART;TZID=Europe/Brussels:20260907T100000\r\n"
        "DTEND;TZID=Europe/Brussels:20260907T120000\r\nRRULE:FREQ=WEEKLY;COUNT=20\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    sign_in(phone, pair.user, live_server.url)
    phone.goto("/tutor/wanneer/")

    phone.get_by_label("Of een bestand (.ics)").set_input_files(file)
    phone.get_by_role("button", name="Mijn agenda lezen").tap()

    expect(phone.get_by_text("Je agenda is gelezen.")).to_be_visible()
    mondays = [(f"{row.starts:%H:%M}", f"{row.ends:%H:%M}") for row in Availability.objects.filter(day=0)]
    assert mondays == [("08:00", "09:30"), ("12:30", "18:00")]
    assert "Geheim" not in phone.content()
