import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import ROLES, Role
from tandem.people.models import User
from tandem.web.context import menu_for
from tandem.web.navigation import start_page
from tandem.web.security import CONTENT_SECURITY_POLICY
from tests.factories.people import MembershipFactory, TutorFactory, UserFactory

pytestmark = pytest.mark.django_db


def user_with(role: Role | None) -> User:
    user = UserFactory()
    if role == Role.TUTOR:
        TutorFactory(person=user.person)
    elif role:
        MembershipFactory(person=user.person, role=role)
    return user


def test_a_stranger_is_welcomed(client: Client):
    response = client.get("/")

    assert response.status_code == 200
    assert "Welkom" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.PROGRAMME_COORDINATOR, "coordinator-home"),
        (Role.SCHOOL_COORDINATOR, "school-home"),
        (Role.TEACHER, "school-home"),
        (Role.TUTOR, "tutor-home"),
        (Role.GUARDIAN, "family-home"),
    ],
)
def test_everybody_begins_at_the_start_page_of_their_role(client: Client, role: Role, page: str):
    client.force_login(user_with(role))

    response = client.get("/", follow=True)

    assert response.redirect_chain == [(reverse(page), 302)]
    assert response.status_code == 200


def test_somebody_without_a_role_hears_who_can_give_one(client: Client):
    client.force_login(user_with(None))

    response = client.get("/", follow=True)

    assert "U hebt hier nog geen taak" in response.content.decode()


@pytest.mark.parametrize("page", ["coordinator-home", "school-home", "tutor-home", "family-home", "style-guide"])
def test_start_pages_ask_strangers_to_sign_in_and_refuse_other_roles(client: Client, page: str):
    stranger = client.get(reverse(page))
    client.force_login(user_with(None))
    reader = client.get(reverse(page))

    door = "/family/in/" if page == "family-home" else "/account/login/"
    assert (stranger.status_code, stranger.url) == (302, f"{door}?next={reverse(page)}")
    assert reader.status_code == 403
    assert "een andere taak in het programma" in reader.content.decode()


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.PROGRAMME_COORDINATOR, "coordinator-home"),
        (Role.TEACHER, "school-home"),
        (Role.TUTOR, "tutor-home"),
        (Role.GUARDIAN, "family-home"),
    ],
)
def test_start_pages_only_show(client: Client, role: Role, page: str):
    client.force_login(user_with(role))

    assert client.post(reverse(page)).status_code == 405


@pytest.mark.parametrize("address", ["/", "/bestaat-niet/", "/account/login/", "/tutor/"])
def test_every_answer_carries_the_policy(client: Client, address: str):
    response = client.get(address)

    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_page_that_is_not_there_says_what_to_do(client: Client):
    client.force_login(user_with(Role.TUTOR))

    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Naar uw startpagina" in response.content.decode()


def test_a_form_kept_open_too_long_says_what_to_do():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/account/login/", {"login": "iemand@voorbeeld.test"})

    assert response.status_code == 403
    assert "Dit formulier was te lang open" in response.content.decode()


def test_what_breaks_is_answered_in_words_without_the_menu(client: Client, monkeypatch: pytest.MonkeyPatch):
    def broken(request: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("tandem.web.context.open_permissions", broken)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "Er ging bij ons iets mis" in response.content.decode()


def test_the_language_is_chosen_and_kept(client: Client):
    response = client.post("/taal/", {"language": "en", "next": "/account/login/?next=/tutor/"})

    assert (response.status_code, response.url) == (302, "/account/login/?next=/tutor/")
    assert '<html lang="en"' in client.get("/").content.decode()


@pytest.mark.parametrize("next_url", ["https://elders.test/", "//elders.test/", "javascript:alert(1)", ""])
def test_choosing_a_language_never_leads_elsewhere(client: Client, next_url: str):
    response = client.post("/taal/", {"language": "en", "next": next_url})

    assert response.url == "/"


def test_an_unknown_language_changes_nothing(client: Client):
    client.post("/taal/", {"language": "xx", "next": "/"})

    assert '<html lang="nl"' in client.get("/").content.decode()


def test_the_menu_shows_what_the_permissions_open_and_where_one_is():
    coordinator = menu_for(ROLES[Role.PROGRAMME_COORDINATOR], reverse("coordinator-home"))

    assert [str(link.label) for link in coordinator[0].links if link.here] == ["Vandaag"]
    assert menu_for(frozenset(), "/") == ()
    assert start_page(frozenset()) is None


def test_the_bar_on_a_phone_names_start_pages_after_their_section_when_there_are_several(client: Client):
    user = user_with(Role.TUTOR)
    MembershipFactory(person=user.person, role=Role.GUARDIAN)
    client.force_login(user)

    bar = client.get(reverse("tutor-home")).context["bar_links"]

    assert [str(link.label) for link in bar][:2] == ["Tutor", "Thuis"]


def test_every_item_of_the_menu_leads_to_a_page_its_permissions_open(client: Client):
    for role in Role:
        client.force_login(user_with(role))
        for section in menu_for(ROLES[role], "/"):
            for link in section.links:
                assert client.get(link.url).status_code == 200, (role, link)
