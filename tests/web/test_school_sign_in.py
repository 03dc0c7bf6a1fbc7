"""Entering with a school's own sign-in, at a real provider in a process of its own."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from tandem.config import sign_in
from tandem.core.permissions import Role
from tandem.people.models import User
from tests.factories.people import MembershipFactory, UserFactory
from tests.provider.running import running, signed_in_at_school
from tests.provider.server import CLIENT, SECRET

pytestmark = pytest.mark.django_db

ID = "school"
BACK = f"http://testserver/account/oidc/{ID}/login/callback/"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("provider"), BACK) as address:
        yield address


@pytest.fixture(autouse=True)
def school(provider: str, settings) -> dict[str, object]:
    way = {
        "id": ID,
        "label": "De School",
        "issuer": provider,
        "domains": ["school.test"],
        "vouches_for_email": False,
        "second_step": "always",
    }
    app = {
        "provider_id": ID,
        "name": "De School",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": provider},
    }
    settings.SIGN_IN_WITH = [way]
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 60  # the machine may have much to do
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    return way


def coordinator(email: str) -> User:
    user = UserFactory(email=email)
    MembershipFactory(person=user.person, role=Role.PROGRAMME_COORDINATOR)
    return user


def enters(client: Client, name: str):
    """Go to the school's sign-in, sign in there, and come back."""
    begun = client.get(f"/account/oidc/{ID}/login/")
    back = urlsplit(signed_in_at_school(name, begun.url))
    return client.get(f"{back.path}?{back.query}")


def user_of(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_somebody_who_was_invited_enters_and_needs_no_other_second_step(client: Client):
    amina = coordinator("amina@school.test")

    answer = enters(client, "amina")

    assert (answer.status_code, answer.url, user_of(client)) == (302, "/", str(amina.pk))
    assert client.get("/coordinator/").status_code == 200


def test_the_school_is_asked_with_proof_of_who_asks(client: Client, provider: str):
    begun = urlsplit(client.get(f"/account/oidc/{ID}/login/").url)

    asked = parse_qs(begun.query)
    assert f"{begun.scheme}://{begun.netloc}{begun.path}" == f"{provider}/identity/o/authorize"
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert bool(asked["state"][0])


def test_the_owner_hears_that_the_school_opens_the_account(client: Client):
    coordinator("amina@school.test")

    enters(client, "amina")

    assert [message.subject for message in mail.outbox] == ["Tandem: aanmelden via uw school ingesteld"]


def test_after_the_first_time_the_subject_counts_and_not_the_address(client: Client):
    amina = coordinator("amina@school.test")
    enters(client, "amina")
    client.post("/account/logout/")
    User.objects.filter(pk=amina.pk).update(email="amina.nieuw@school.test")
    coordinator("amina@school.test")

    enters(client, "amina")

    assert user_of(client) == str(amina.pk)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("bram", "amina@school.test"),  # nobody invited this address
        ("chris", "chris@school.test"),  # the school did not verify it
        ("dana", "dana@elders.test"),  # not an address this school speaks for
    ],
)
def test_a_sign_in_opens_no_account_it_may_not_speak_for(client: Client, name: str, account: str):
    coordinator(account)

    answer = enters(client, name)

    assert (answer.status_code, user_of(client)) == (403, None)
    assert "Wij kennen u hier nog niet" in answer.content.decode()
    assert (SocialAccount.objects.count(), User.objects.count()) == (0, 1)


def test_an_address_given_to_somebody_else_later_does_not_open_the_account(client: Client):
    amina = coordinator("amina@school.test")
    SocialAccount.objects.create(user=amina, provider=ID, uid="iemand-van-vroeger")

    answer = enters(client, "amina")

    assert (answer.status_code, user_of(client)) == (403, None)


def test_an_account_that_is_off_stays_off(client: Client):
    UserFactory(email="amina@school.test", is_active=False)

    answer = enters(client, "amina")

    assert (answer.status_code, user_of(client)) == (403, None)


@pytest.mark.parametrize(
    ("second_step", "name", "opens"),
    [
        ("always", "bram", True),
        ("amr", "amina", True),
        ("amr", "bram", False),
        ("never", "amina", False),
    ],
)
def test_what_the_school_says_counts_as_far_as_this_place_decided(
    client: Client, school: dict[str, object], second_step: str, name: str, opens: bool
):
    coordinator(f"{name}@school.test")
    school["second_step"] = second_step

    enters(client, name)

    assert (client.get("/coordinator/").status_code == 200) == opens


def test_a_microsoft_of_the_school_itself_speaks_for_its_addresses(client: Client, school: dict[str, object]):
    chris = coordinator("chris@school.test")
    school["vouches_for_email"] = True

    enters(client, "chris")

    assert user_of(client) == str(chris.pk)


def test_nobody_ties_a_school_to_somebody_elses_account(client: Client):
    client.force_login(coordinator("amina@school.test"))

    assert client.get(f"/account/oidc/{ID}/login/?process=connect").status_code == 404


def test_an_answer_nobody_asked_for_is_refused(client: Client):
    coordinator("amina@school.test")
    begun = Client().get(f"/account/oidc/{ID}/login/")
    back = urlsplit(signed_in_at_school("amina", begun.url))

    answer = client.get(f"{back.path}?{back.query}")

    assert (answer.status_code, user_of(client)) == (401, None)
    assert "Aanmelden via uw school lukte niet" in answer.content.decode()


def test_the_sign_in_page_offers_the_school(client: Client):
    assert "Met De School" in client.get("/account/login/").content.decode()


def test_a_sign_in_nobody_configured_is_no_page(client: Client):
    assert client.get("/account/oidc/elders/login/").status_code == 404


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in {
        "TANDEM_SIGN_IN_WITH": "microsoft",
        "TANDEM_MICROSOFT_ISSUER": "https://login.microsoftonline.com/0b1c/v2.0",
        "TANDEM_MICROSOFT_CLIENT_ID": "id",
        "TANDEM_MICROSOFT_CLIENT_SECRET": "geheim",
        "TANDEM_MICROSOFT_DOMAINS": "school.test, @Elders.test",
    }.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_a_sign_in_is_read_from_the_environment(environment: pytest.MonkeyPatch):
    [(way, app)] = sign_in.sign_ins()

    assert (way["label"], way["domains"], way["second_step"], way["vouches_for_email"]) == (
        "Microsoft",
        ["school.test", "elders.test"],
        "always",
        True,
    )
    assert (app["client_id"], app["settings"]) == ("id", {"server_url": way["issuer"]})


def test_another_issuer_is_another_sign_in():
    assert sign_in.identity("microsoft", "https://a.test") != sign_in.identity("microsoft", "https://b.test")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TANDEM_MICROSOFT_ISSUER", "https://login.microsoftonline.com/common/v2.0", "anybody with a Microsoft"),
        ("TANDEM_MICROSOFT_ISSUER", "http://school.test", "must begin with https"),
        ("TANDEM_MICROSOFT_DOMAINS", "", "TANDEM_MICROSOFT_DOMAINS"),
        ("TANDEM_MICROSOFT_SECOND_STEP", "misschien", "write one of always, amr, never"),
    ],
)
def test_an_unsafe_sign_in_is_refused_at_the_start(environment: pytest.MonkeyPatch, name: str, value: str, said: str):
    environment.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=said):
        sign_in.sign_ins()
