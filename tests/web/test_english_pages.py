"""Whoever asks for English reads no Dutch: the pages of each role, opened in both languages."""

import re
from collections.abc import Iterable
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.core.permissions import Role
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.factories.people import GuardianFactory, OrganisationFactory, UserFactory, member
from tests.factories.scheduling import RoomFactory
from tests.factories.worlds import pair_world
from tests.scheduling.intake.school import table
from tests.web.coordinator import test_access as coordinator_pages
from tests.web.coordinator.intake import test_pages as intake_pages
from tests.web.coordinator.worlds import busy_programme
from tests.web.family.test_home import coming_session
from tests.web.school import test_ladder as school_pages
from tests.web.school.cast import make_cast, proposed, pupil_in, with_hours

pytestmark = pytest.mark.django_db

# Words that hardly any Dutch page does without, that are no English words, and that no invented name or note holds.
DUTCH = re.compile(
    r"""(?<![\w@.-])(
    aan|alle|alleen|als|bent?|dan|deze|dit|een|eerst|elke|er|geen|geeft|gaat|heb|hebt|heeft|het|hier|hoe|iemand|ik|jaar|
    je|jij|jouw|kan|kies|kun|kunt|kunnen|leerling|leerlingen|maar|mag|mijn|naar|niemand|niet|niets|nog|nooit|om|onder|
    ook|op|sessie|sessies|staat|te|terug|toevoegen|tot|uit|uw|uur|uren|vandaag|voor|waar|wanneer|wat|werkt|wie|wij|
    worden|wordt|zelf|zich|zijn|zo|zodra|zonder|klaar|opslaan|bewaren|kiezen|overzicht|aanvraag|aanvragen|tutoren|
    groepje|vestigingen|klassen|lesuren|maandag|dinsdag|woensdag|donderdag|vrijdag
    )(?![\w@-])""",
    re.IGNORECASE | re.VERBOSE,
)
READ_OUT = {"alt", "aria-label", "aria-description", "placeholder", "title"}


class Reader(HTMLParser):
    """Collects what a person sees or hears, but for what names another language."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped or (tag != "html" and "lang" in dict(attrs)) or tag in {"script", "style"}:
            self.skipped.append(tag)
        else:
            self.said += [value for name, value in attrs if name in READ_OUT and value]

    def handle_endtag(self, tag: str) -> None:
        while self.skipped and self.skipped.pop() != tag:
            pass  # elements without an end, such as <br>

    def handle_data(self, data: str) -> None:
        if not self.skipped and data.strip():
            self.said.append(" ".join(data.split()))


def dutch_in(client: Client, address: str, language: str, status: int = 200) -> list[str]:
    response = client.get(address, follow=True, headers={"accept-language": language})
    assert response.status_code == status
    return said_in_dutch(response)


def said_in_dutch(response: HttpResponse) -> list[str]:
    if not response["Content-Type"].startswith("text/html"):
        return []
    reader = Reader()
    reader.feed(response.content.decode())
    return [text for text in reader.said if DUTCH.search(text)]


def left_in_dutch(client: Client, addresses: Iterable[str]) -> dict[str, list[str]]:
    return {address: found for address in addresses if (found := dutch_in(client, address, "en"))}


@pytest.mark.parametrize("address", ["/", "/account/login/", "/account/password/reset/"])
def test_dutch_is_recognised(client: Client, address: str):
    assert dutch_in(client, address, "nl") != []


def test_strangers_read_english(client: Client):
    addresses = ["/", "/account/login/", "/account/password/reset/", "/account/login/code/"]

    assert left_in_dutch(client, addresses) == {}


def test_somebody_without_a_role_reads_english(client: Client):
    client.force_login(UserFactory())

    assert left_in_dutch(client, ["/", "/account/password/change/"]) == {}


def test_refusals_are_english(client: Client):
    stranger = dutch_in(client, "/bestaat-niet/", "en", status=404)
    client.force_login(UserFactory())

    assert (stranger, dutch_in(client, "/tutor/", "en", status=403)) == ([], [])


def test_a_coordinator_reads_english(client: Client):
    world = busy_programme(timezone.now())
    client.force_login(world.user)
    addresses = [reverse(name, args=arguments(world)) for name, arguments in coordinator_pages.OF_ONE.items()]
    addresses += [reverse(name, args=arguments) for name, arguments in coordinator_pages.OF_ALL.items()]

    assert left_in_dutch(client, addresses) == {}


def test_whoever_reads_lists_in_reads_english(client: Client):
    world = intake_pages.World()
    lists = {"lijst.xlsx": table(intake_pages.HEAD, intake_pages.NOOR, [101, "Noor Visser", "groep 6"])}
    client.force_login(world.user)
    world.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    columns = said_in_dutch(world.post(lists, "look"))
    intake = world.start(lists)
    before = left_in_dutch(client, [reverse("coordinator-intake"), reverse("coordinator-intake-school")])

    assert (columns, before) == ([], {})
    assert left_in_dutch(client, [reverse("coordinator-intake-check", args=[intake.pk])]) == {}


def test_a_school_reads_english(client: Client):
    cast = with_hours(make_cast())
    RoomFactory(site=cast.site)
    proposed(cast, pupil_in(cast, given_name="Amina"))
    client.force_login(cast.coordinator)
    opened = {name: arguments for name, (arguments, _, posted) in school_pages.PAGES.items() if not posted}
    addresses = [reverse(name, args=arguments(cast)) for name, arguments in opened.items()]

    assert left_in_dutch(client, [*addresses, *map(reverse, school_pages.LISTS)]) == {}


def test_a_teacher_reads_english(client: Client):
    cast = with_hours(make_cast())
    proposed(cast, pupil_in(cast, given_name="Amina"))
    client.force_login(cast.teacher)

    assert left_in_dutch(client, [reverse("school-home"), reverse("school-classes"), reverse("school-pupils")]) == {}


def test_a_tutor_reads_english(client: Client):
    world = pair_world(starts_at=timezone.now() - timedelta(minutes=50))
    client.force_login(world.user)
    pages = ["tutor-home", "tutor-week", "tutor-hours", "tutor-availability", "tutor-feed", "tutor-worry"]
    addresses = [*map(reverse, pages), reverse("tutor-log", args=[world.session.pk])]

    assert left_in_dutch(client, addresses) == {}


def test_a_family_reads_english(client: Client):
    guardian = GuardianFactory(pupil__person__given_name="Noor", person__language="en")
    RequestFactory(pupil=guardian.pupil, initiative=InitiativeFactory(in_school_time=False, after_school=True))
    session = coming_session(guardian.pupil)
    PupilEntryFactory(log_entry=LogEntryFactory(session=session), pupil=guardian.pupil, success="hield vol")
    client.force_login(UserFactory(person=guardian.person))

    assert left_in_dutch(client, [reverse("family-home"), reverse("family-own-answer", args=[guardian.pupil_id])]) == {}


def test_the_style_guide_is_english(client: Client):
    client.force_login(member(OrganisationFactory(), Role.PLATFORM_ADMIN))

    assert left_in_dutch(client, [reverse("style-guide")]) == {}
