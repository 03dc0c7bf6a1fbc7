import re

import pytest
from django.core import mail
from django.test import Client

from tandem.core.permissions import Role
from tandem.people.models import User
from tests.factories.people import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tutor() -> User:
    user = UserFactory(email="amina@voorbeeld.test")
    MembershipFactory(person=user.person, role=Role.TUTOR)
    return user


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_somebody_signs_in_with_a_code_from_their_mail(client: Client, tutor: User):
    asked = client.post("/account/login/code/", {"email": "amina@voorbeeld.test"})
    code = re.search(r"^ {4}(\S+)$", mail.outbox[0].body, re.MULTILINE)[1]

    answered = client.post("/account/login/code/confirm/", {"code": code})

    assert asked.url == "/account/login/code/confirm/"
    assert mail.outbox[0].subject == "Tandem: uw code om aan te melden"
    assert mail.outbox[0].body.startswith("Dag,")
    assert (answered.url, signed_in_as(client)) == ("/", str(tutor.pk))


def test_the_mail_holds_a_code_to_type_and_nothing_to_click(client: Client, tutor: User):
    client.post("/account/login/code/", {"email": "amina@voorbeeld.test"})

    assert "http" not in mail.outbox[0].body


def test_a_wrong_code_signs_nobody_in(client: Client, tutor: User):
    client.post("/account/login/code/", {"email": "amina@voorbeeld.test"})

    response = client.post("/account/login/code/confirm/", {"code": "FOUT"})

    assert "Dat is niet de code." in response.content.decode()
    assert signed_in_as(client) is None


def test_an_unknown_address_gets_the_same_answer_and_another_mail(client: Client, tutor: User):
    known = client.post("/account/login/code/", {"email": "amina@voorbeeld.test"})
    unknown = Client().post("/account/login/code/", {"email": "niemand@voorbeeld.test"})

    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert "Met dit adres is er geen account." in mail.outbox[1].body


def test_somebody_signs_in_with_a_password_and_comes_where_they_were_going(client: Client, tutor: User):
    response = client.post(
        "/account/login/?next=/tutor/", {"login": tutor.email, "password": PASSWORD, "next": "/tutor/"}
    )

    assert (response.url, signed_in_as(client)) == ("/tutor/", str(tutor.pk))
    assert client.session.get_expire_at_browser_close()


def test_a_wrong_password_signs_nobody_in(client: Client, tutor: User):
    response = client.post("/account/login/", {"login": tutor.email, "password": "iets-anders-helemaal"})

    assert "Aanmelden lukte niet." in response.content.decode()
    assert signed_in_as(client) is None


def test_nobody_signs_up_alone(client: Client):
    form = {"email": "nieuw@voorbeeld.test", "password1": PASSWORD}

    pages = [client.get("/account/signup/"), client.post("/account/signup/", form)]

    assert ["nodigt de coördinator" in page.content.decode() for page in pages] == [True, True]
    assert User.objects.count() == 0


def test_signing_out_takes_a_press_of_the_button(client: Client, tutor: User):
    client.force_login(tutor)

    looked = client.get("/account/logout/")
    before = signed_in_as(client)
    client.post("/account/logout/")

    assert (looked.status_code, before, signed_in_as(client)) == (200, str(tutor.pk), None)


def test_a_password_is_changed_by_its_owner(client: Client, tutor: User):
    client.force_login(tutor)
    new = "vier-gewone-woorden-samen"

    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    tutor.refresh_from_db()
    assert tutor.check_password(new)


def test_a_forgotten_password_is_replaced_from_the_mail(client: Client, tutor: User):
    client.post("/account/password/reset/", {"email": tutor.email})
    address = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    page = client.get(address, follow=True)

    new = "vier-gewone-woorden-samen"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})

    tutor.refresh_from_db()
    assert tutor.check_password(new)
    assert signed_in_as(client) is None


@pytest.mark.parametrize(
    "address",
    [
        "/account/login/",
        "/account/login/code/",
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/password/reset/key/x-y/",
        "/account/password/reset/key/done/",
        "/account/inactive/",
    ],
)
def test_account_pages_are_ours_and_dutch(client: Client, address: str):
    content = client.get(address, follow=True).content.decode()

    assert '<html lang="nl"' in content
    assert 'class="brand"' in content
