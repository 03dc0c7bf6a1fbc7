"""A head sees why, whether and how the school takes part; a programme and a college answer beside it."""

import re

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.initiatives.actions.colleges import reserve_slot
from tandem.initiatives.enums import FormKind
from tests.factories.initiatives import RequestFactory
from tests.factories.people import ClassPlaceFactory, SchoolClassFactory
from tests.factories.together import SAID_AT, GrantFactory, JustificationFactory, SchoolProjectFactory
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in
from tests.web.together.cast import make_cast


def test_a_head_says_why_looks_whether_the_school_is_ready_and_compares_forms(
    page: Page, live_server: LiveServer, transactional_db: None
):
    cast = make_cast()
    JustificationFactory(
        site=cast.site, initiative__name="Tutoring vorig jaar", document="Beleidsplan", document_page="12"
    )
    sign_in(page, cast.head, live_server.url)

    page.goto("/school/")
    page.get_by_role("link", name="Invullen").first.click()
    screenshot(page, "school-waarom-invullen")
    expect_accessible_everywhere(page)
    page.goto(cast.at("together-justification"))
    screenshot(page, "school-waarom-overnemen")
    page.get_by_role("button", name="Overnemen").click()
    page.get_by_role("button", name="Bevestigen voor dit jaar").click()
    expect(page.get_by_text("Bevestigd. Dit geldt voor dit schooljaar.")).to_be_visible()
    screenshot(page, "school-samenwerking")
    expect_accessible_everywhere(page)

    page.get_by_role("link", name="Bekijken").click()
    expect(page.get_by_role("row", name="De directie steunt het")).to_contain_text("weten we nog niet")
    page.get_by_role("link", name="Invullen").click()
    page.get_by_label("Hoeveel leerlingen heeft de vestiging?").fill("240")
    page.get_by_label("Hoeveel klassen?").fill("11")
    page.get_by_label("Hoeveel leerlingen zitten in de grootste klas?").fill("24")
    page.get_by_label("ja", exact=True).check()
    screenshot(page, "school-klaar-invullen")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("row", name="We weten hoe groot de school is.")).to_contain_text("240 leerlingen")
    expect(page.get_by_role("row", name="De directie steunt het")).to_contain_text("is er")
    screenshot(page, "school-klaar")
    expect_accessible_everywhere(page)

    page.get_by_role("link", name="Overzicht").click()
    page.get_by_role("link", name="Welke vorm van tutoring past bij onze school?").click()
    page.get_by_label("Hoe vaak per week mag één leerling uit de klas").fill("1")
    page.get_by_role("button", name="Bekijk de vormen").click()
    expect(page.locator("#hdt")).to_contain_text("Dit is er nog niet")
    screenshot(page, "school-vorm")
    expect_accessible_everywhere(page)


def test_school_and_programme_answer_each_other_and_plan_together(
    page: Page, live_server: LiveServer, transactional_db: None
):
    cast = make_cast(FormKind.MOZ)
    sign_in(page, cast.head, live_server.url)
    page.goto(cast.at("together-expectations-answer"))
    page.get_by_label("Wie zorgt voor materiaal?").select_option("school")
    screenshot(page, "school-verwachtingen-invullen")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard. De andere kant ziet het naast haar eigen antwoord.")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, cast.programme, live_server.url)
    page.goto(cast.at("together-expectations-answer"))
    page.get_by_label("Wie zorgt voor materiaal?").select_option("tutor")
    page.get_by_role("button", name="Bewaren").click()

    expect(page.get_by_role("row", name="Wie zorgt voor materiaal?")).to_contain_text("anders")
    screenshot(page, "school-verwachtingen")
    expect_accessible_everywhere(page)
    page.get_by_role("link", name="Wie mag wat").click()
    expect(page.get_by_role("heading", name="Wie mag wat")).to_be_visible()
    page.get_by_role("link", name=re.compile("Materiaal kiezen")).click()
    page.get_by_label("Waarom spreekt u het anders af?").fill("De tutors brengen een koffer mee.")
    screenshot(page, "school-wie-mag-wat-anders")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Zo afspreken").click()
    expect(page.get_by_text("anders afgesproken")).to_be_visible()
    screenshot(page, "school-wie-mag-wat")
    expect_accessible_everywhere(page)
    page.get_by_role("link", name="Werkplan").click()
    page.get_by_role("button", name="Zet ze erin").click()
    page.get_by_role("button", name=re.compile("Gedaan.*Samen bepalen")).click()
    page.get_by_label("Wat hebt u nodig om dit goed te doen?").fill("Een kwartier overleg per maand.")
    page.get_by_role("button", name="Opschrijven", exact=True).click()
    expect(page.get_by_text("1 van 16 stappen gedaan.")).to_be_visible()
    screenshot(page, "school-werkplan")
    expect_accessible_everywhere(page)


def test_a_college_sets_its_ceiling_and_the_coordinator_sees_who_waits(
    page: Page, live_server: LiveServer, transactional_db: None
):
    cast = make_cast()
    for _ in range(3):
        place = ClassPlaceFactory(school_class=SchoolClassFactory(site=cast.site))
        RequestFactory(initiative=cast.initiative, site=cast.site, pupil=place.pupil)
    GrantFactory(initiative=cast.initiative)
    sign_in(page, cast.college_coordinator, live_server.url)
    page.goto("/lecturer/places/")
    screenshot(page, "hogeschool-plaatsen")
    expect_accessible_everywhere(page)
    page.get_by_role("link", name="Studententutoring Gent").click()
    page.get_by_label("De Linde").first.fill("1")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Een moment vrijhouden").click()
    page.get_by_label("Van", exact=True).fill("13:00")
    page.get_by_label("Tot", exact=True).fill("15:00")
    page.get_by_role("button", name="Vrijhouden", exact=True).click()
    expect(page.get_by_text("Maandag 13:00–15:00 alle scholen")).to_be_visible()
    screenshot(page, "hogeschool-plaatsen-initiatief")
    expect_accessible_everywhere(page)

    page.context.clear_cookies()
    sign_in(page, cast.programme, live_server.url)
    page.goto(f"/coordinator/initiatives/{cast.initiative.pk}/requests/")
    expect(page.get_by_text("Wacht: de hogeschool heeft voor deze school geen plaatsen meer.")).to_have_count(2)
    screenshot(page, "coordinator-wacht-op-hogeschool")
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("link", name="Geld").click()
    screenshot(page, "coordinator-geld")
    expect_accessible_everywhere(page)
    page.get_by_role("link", name="Scholen", exact=True).click()
    page.get_by_role("link", name="Samen met elke school").click()
    screenshot(page, "coordinator-scholen")
    expect_accessible_everywhere(page)
    SchoolProjectFactory(site=cast.site, partner="PAL", days=[1, 3], pupils=12)
    page.goto(cast.at("together-readiness"))
    screenshot(page, "coordinator-klaar")
    expect_accessible_everywhere(page)


def test_a_student_sees_which_moments_the_course_keeps_free(
    phone: Page, live_server: LiveServer, transactional_db: None
):
    cast = make_cast()
    reserve_slot(
        initiative=cast.initiative,
        college=cast.college,
        site=None,
        day=1,
        starts=SAID_AT.time(),
        ends=SAID_AT.replace(hour=12).time(),
        from_date=cast.initiative.starts_date,
        to_date=None,
        by=cast.college_coordinator,
        at=SAID_AT,
    )
    sign_in(phone, cast.tutor, live_server.url)

    phone.goto("/tutor/wanneer/")

    expect(phone.get_by_text("Dinsdag 9:00–12:00")).to_be_visible()
    screenshot(phone, "tutor-vrijgehouden")
    phone.goto("/together/")
    screenshot(phone, "tutor-werkplannen")
    expect_accessible_everywhere(phone)
