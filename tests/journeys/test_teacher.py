"""A teacher paints the week of the class and says yes on one page; a school and a family look at theirs."""

from datetime import datetime, time, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.people.enums import ConsentParty, ConsentPurpose
from tandem.people.models import Consent, Guardian, Pupil, User
from tandem.people.queries import family_has_agreed
from tandem.scheduling.enums import ResourceKind
from tandem.scheduling.models import ClassWish, Occupancy, Session, TeamMember
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory, TutorPresenceFactory
from tests.factories.people import ConsentFactory, GuardianFactory, TutorFactory, UserFactory
from tests.factories.scheduling import (
    BellScheduleFactory,
    ClosureFactory,
    LessonFactory,
    PeriodFactory,
    PublishedTeamFactory,
    RoomFactory,
    SessionFactory,
    TeamMemberFactory,
)
from tests.journeys.browser import PHONE, WIDE, expect_accessible_everywhere, screenshot, sign_in
from tests.web.school.cast import Cast, make_cast, proposed, pupil_in

BELLS = ((8, 30), (9, 20), (10, 25), (11, 15), (13, 0), (13, 50))
SUBJECTS = ("rekenen", "taal", "wereldoriëntatie", "muzische vorming", "lezen", "bewegingsopvoeding", "Frans")
NAMES = (("Noor", "Aerts"), ("Yusuf", "Demir"), ("Lotte", "Van den Berghe"), ("Ilias", "El Amrani"))


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """A school with hours and lessons, and four pupils of whom the teacher is asked something."""
    cast = make_cast()
    bell = BellScheduleFactory(site=cast.site)
    for day in range(5):
        for number, (hour, minute) in enumerate(BELLS[: 4 if day == 2 else 6], start=1):
            starts = time(hour, minute)
            ends = (datetime.combine(timezone.localdate(), starts) + timedelta(minutes=50)).time()
            PeriodFactory(bell_schedule=bell, day=day, number=number, starts=starts, ends=ends)
            subject = SUBJECTS[(day * 3 + number) % len(SUBJECTS)]
            LessonFactory(school_class=cast.school_class, day=day, starts=starts, ends=ends, subject=subject)
    for number, (given_name, family_name) in enumerate(NAMES):
        pupil = pupil_in(cast, given_name=given_name, family_name=family_name)
        proposed(cast, pupil, day=number, misses=["muzische vorming"] if number % 2 else ["wereldoriëntatie"])
    return cast


def session_today(cast: Cast, pupil: Pupil, *, hour: int) -> Session:
    today = timezone.localdate()
    team = PublishedTeamFactory(site=cast.site, from_date=today, to_date=today + timedelta(weeks=20))
    TeamMemberFactory(team=team, request__pupil=pupil)
    starts_at = datetime.combine(today, time(hour), tzinfo=timezone.get_current_timezone())
    session = SessionFactory(team=team, starts_at=starts_at, room=RoomFactory(site=cast.site))
    Occupancy.objects.create(
        session=session,
        kind=ResourceKind.PERSON,
        resource_id=pupil.person_id,
        during=DateTimeTZRange(session.starts_at, session.ends_at),
    )
    return session


def test_teacher_paints_a_week_and_says_yes_on_one_page(page: Page, live_server: LiveServer, cast: Cast):
    sign_in(page, cast.teacher, live_server.url)

    page.goto("/school/")
    expect(page.get_by_text("4 plekken voor 5A wachten op uw ja.")).to_be_visible()
    screenshot(page, "leerkracht-vandaag")
    expect_accessible_everywhere(page)

    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Kleur de week van 5A in.").click()
    expect(page.get_by_role("button", name="maandag, 8:30–9:20, taal: mag")).to_be_visible()
    screenshot(page, "leerkracht-week")
    expect_accessible_everywhere(page)
    page.set_viewport_size(WIDE)
    page.get_by_role("radio", name="nooit").check(force=True)
    page.get_by_role("button", name="maandag, 8:30–9:20, taal: mag").click()
    page.get_by_role("button", name="dinsdag, 9:20–10:10").focus()
    page.keyboard.press("2")
    page.get_by_text("Een dag overnemen").click()
    page.get_by_label("naar").select_option("4")
    page.get_by_role("button", name="Overnemen").click()
    expect(page.get_by_text("Overgenomen, maar nog niet bewaard.")).to_be_visible()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard. De planning houdt hier vanaf nu rekening mee.")).to_be_visible()
    screenshot(page, "leerkracht-week-bewaard")

    page.get_by_role("link", name="Wie gaat mee").click()
    expect(page.get_by_role("button", name="Klopt voor allemaal")).to_be_visible()
    screenshot(page, "leerkracht-ja")
    expect_accessible_everywhere(page)
    page.set_viewport_size(WIDE)
    lotte = page.get_by_role("row").filter(has_text="Lotte Van den Berghe")
    lotte.get_by_label("kan niet", exact=True).check()
    page.get_by_role("button", name="Antwoorden bewaren").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf kort wat er wel kan")
    screenshot(page, "leerkracht-ja-fout")
    expect_accessible_everywhere(page)
    page.set_viewport_size(WIDE)
    lotte.get_by_label("Kan niet? Wat kan er wel?").fill("donderdag kan wel")
    page.get_by_role("button", name="Antwoorden bewaren").click()
    page.get_by_role("button", name="Klopt voor allemaal").click()
    expect(page.get_by_text("Alles is beantwoord.")).to_be_visible()

    painted = set(ClassWish.objects.exclude(wish="may").values_list("day", "starts", "wish"))
    assert painted == {(0, time(8, 30), "never"), (4, time(8, 30), "never"), (1, time(9, 20), "rather_not")}
    words = TeamMember.objects.order_by("request__pupil__person__sort_name")
    assert [(row.request.pupil.person.given_name, row.teacher_agrees, row.teacher_note) for row in words] == [
        ("Noor", True, ""),
        ("Yusuf", True, ""),
        ("Ilias", True, ""),
        ("Lotte", False, "donderdag kan wel"),
    ]


def test_teacher_does_the_same_with_a_thumb_on_a_phone(phone: Page, live_server: LiveServer, cast: Cast):
    sign_in(phone, cast.teacher, live_server.url)

    phone.goto(f"/school/classes/{cast.school_class.pk}/week/")
    phone.locator(".palette label").filter(has_text="nooit").tap()
    phone.get_by_role("button", name="maandag, 8:30–9:20, taal: mag").tap()
    phone.get_by_role("button", name="Bewaren").tap()
    expect(phone.get_by_text("Bewaard. De planning houdt hier vanaf nu rekening mee.")).to_be_visible()
    phone.goto(f"/school/classes/{cast.school_class.pk}/")
    phone.get_by_role("button", name="Klopt voor allemaal").tap()
    expect(phone.get_by_text("Alles is beantwoord.")).to_be_visible()

    assert list(ClassWish.objects.filter(wish="never").values_list("day", "starts")) == [(0, time(8, 30))]
    assert set(TeamMember.objects.values_list("teacher_agrees", flat=True)) == {True}


def test_painting_works_without_a_script(browser, live_server: LiveServer, cast: Cast):
    context = browser.new_context(base_url=live_server.url, locale="nl-BE", java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    sign_in(page, cast.teacher, live_server.url)

    page.goto(f"/school/classes/{cast.school_class.pk}/week/")
    page.get_by_label("maandag, 8:30–9:20, taal").select_option("never")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard. De planning houdt hier vanaf nu rekening mee.")).to_be_visible()
    context.close()

    assert list(ClassWish.objects.filter(wish="never").values_list("day", "starts")) == [(0, time(8, 30))]


def test_frame_of_the_week_as_last_week_in_one_tap(phone: Page, live_server: LiveServer, cast: Cast):
    sign_in(phone, cast.teacher, live_server.url)

    phone.goto(f"/school/classes/{cast.school_class.pk}/frame/?week=2026-W47")
    phone.get_by_label("Waar werkt de klas aan?").fill("breuken vergelijken, blok 4")
    phone.get_by_role("button", name="Bewaren").tap()
    expect(phone.get_by_text("Bewaard. De tutors van de klas zien het bij hun sessie.")).to_be_visible()
    phone.goto(f"/school/classes/{cast.school_class.pk}/frame/?week=2026-W48")
    screenshot(phone, "leerkracht-kader")
    expect_accessible_everywhere(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Zoals vorige week").tap()

    expect(phone.get_by_text("Bewaard: zoals vorige week.")).to_be_visible()
    expect(phone.get_by_label("Waar werkt de klas aan?")).to_have_value("breuken vergelijken, blok 4")


def test_school_looks_at_its_pages(page: Page, live_server: LiveServer, cast: Cast):
    noor = Pupil.objects.get(person__given_name="Noor")
    GuardianFactory(pupil=noor, person__given_name="Amira", person__phone="+32 400 00 00 00", person__language="ar")
    initiative = InitiativeFactory(in_school_time=True, after_school=True)
    RequestFactory(pupil=noor, initiative=initiative, site=cast.site, subject="lezen")
    ConsentFactory(pupil=noor, answered_by=noor.guardians.get().person)
    RoomFactory(site=cast.site, name="bibliotheek", usable=False)
    ClosureFactory(
        site=cast.site,
        from_date=timezone.localdate() + timedelta(days=3),
        to_date=timezone.localdate() + timedelta(days=3),
    )
    session_today(cast, noor, hour=9)
    bell = cast.site.bell_schedules.get()
    sign_in(page, cast.coordinator, live_server.url)

    addresses = {
        "vandaag": "/school/",
        "klassen": "/school/classes/",
        "leerkrachten": f"/school/classes/{cast.school_class.pk}/teachers/",
        "leerlingen": "/school/pupils/",
        "leerling": f"/school/pupils/{noor.pk}/",
        "lokalen": "/school/rooms/",
        "lokaal": f"/school/rooms/{cast.site.rooms.first().pk}/week/",
        "lesuren": "/school/hours/",
        "lesuren-aanpassen": f"/school/hours/{bell.pk}/",
        "vrije-dagen": "/school/days/",
        "vestigingen": "/school/sites/",
        "vestiging": f"/school/sites/{cast.site.pk}/",
    }
    for name, address in addresses.items():
        page.set_viewport_size(WIDE)
        page.goto(address)
        screenshot(page, f"school-{name}")
        expect_accessible_everywhere(page)


@pytest.fixture
def guardian(cast: Cast) -> Guardian:
    noor = Pupil.objects.get(person__given_name="Noor")
    guardian = GuardianFactory(pupil=noor, person__given_name="Amira")
    initiative = InitiativeFactory(in_school_time=True, after_school=True)
    RequestFactory(pupil=noor, initiative=initiative, site=cast.site, subject="lezen")
    for days_ago, success in (
        (8, "Noor las een hele bladzijde voor zonder hulp."),
        (1, "Noor legde de som uit aan Sami."),
    ):
        entry = LogEntryFactory(session=SessionFactory(starts_at=timezone.now() - timedelta(days=days_ago)))
        TutorPresenceFactory(log_entry=entry, tutor=TutorFactory(person__given_name="Emma"))
        PupilEntryFactory(log_entry=entry, pupil=noor, success=success)
    coming = session_today(cast, noor, hour=10)
    moved = coming.starts_at + timedelta(days=2)
    Session.objects.filter(pk=coming.pk).update(starts_at=moved, ends_at=moved + timedelta(minutes=45))
    return guardian


@pytest.fixture
def parent(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person)


def test_parent_and_child_each_answer_on_the_parents_phone(
    phone: Page, live_server: LiveServer, guardian: Guardian, parent: User
):
    sign_in(phone, parent, live_server.url)

    phone.goto("/family/")
    expect(phone.get_by_role("heading", name="Wat goed ging bij Noor")).to_be_visible()
    screenshot(phone, "thuis")
    expect_accessible_everywhere(phone)
    phone.set_viewport_size(PHONE)
    question = phone.get_by_role("region", name="Mag Noor meedoen na schooltijd?")
    question.get_by_role("button", name="Ja", exact=True).tap()
    phone.get_by_role("link", name="Noor kiest zelf").tap()
    expect(phone.get_by_role("heading", name="Dag Noor!")).to_be_visible()
    screenshot(phone, "thuis-kind")
    expect_accessible_everywhere(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Ja, dat wil ik").tap()
    expect(phone.get_by_role("region", name="Mag Noor meedoen na schooltijd?")).to_contain_text("Noor zei zelf ja.")
    screenshot(phone, "thuis-geantwoord")
    expect_accessible_everywhere(phone)
    agreed = family_has_agreed(guardian.pupil, in_school_time=False, on=timezone.localdate())

    phone.set_viewport_size(PHONE)
    question.get_by_text("Van gedachten veranderd?").tap()
    question.get_by_role("button", name="Nee", exact=True).tap()
    expect(question).to_contain_text("Amira zei nee")

    assert (agreed, family_has_agreed(guardian.pupil, in_school_time=False, on=timezone.localdate())) == (True, False)
    after_school = Consent.objects.filter(purpose=ConsentPurpose.AFTER_SCHOOL).order_by("answered_at")
    assert list(after_school.values_list("party", "answer")) == [
        (ConsentParty.GUARDIAN, "yes"),
        (ConsentParty.PUPIL, "yes"),
        (ConsentParty.GUARDIAN, "no"),
    ]
