"""Whoever works with data of children shows twice who they are; a teacher who cannot sees today's class."""

import re
from datetime import UTC, date, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from tandem.core.permissions import FIRST_STEP_ENOUGH, Permission, Role
from tandem.people.models import ClassTeacher, User
from tandem.scheduling.models import TeamMember
from tandem.web.account.authenticators import add_app, code_now, unseal
from tests.factories.people import PASSWORD, MembershipFactory, TutorFactory, UserFactory
from tests.web.school.cast import Cast, make_cast, proposed, pupil_in

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 9, 14, 8, 30, tzinfo=UTC)


def with_code(client: Client, user: User) -> str:
    """Sign in with a mailed code; return where that leads."""
    client.post("/account/login/code/", {"email": user.email})
    code = re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]
    return client.post("/account/login/code/confirm/", {"code": code}).url


def coordinator() -> User:
    user = UserFactory()
    MembershipFactory(person=user.person, role=Role.PROGRAMME_COORDINATOR)
    return user


def with_app(user: User) -> str:
    secret = generate_totp_secret()
    add_app([user], secret)
    return secret


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    return MONDAY.date()


def test_one_step_opens_no_page_of_a_coordinator(client: Client):
    with_code(client, coordinator())

    answers = [client.get(page) for page in ("/coordinator/", "/coordinator/initiatives/", "/coordinator/intake/")]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/account/second-step/")] * 3


def test_one_step_shows_no_menu_of_pages_that_would_not_open(client: Client):
    with_code(client, coordinator())

    page = client.get("/account/second-step/").content.decode()

    assert "/coordinator/" not in page
    assert "/account/safety/app/" in page


def test_every_permission_asks_for_a_second_step_unless_it_is_about_oneself_or_ones_own_children():
    assert {Permission.TUTOR_LOG, Permission.FAMILY_READ} <= FIRST_STEP_ENOUGH
    assert FIRST_STEP_ENOUGH.isdisjoint(
        {Permission.PROGRAMME_READ, Permission.SCHOOL_READ, Permission.CLASS_READ, Permission.PLATFORM_MANAGE}
    )


def test_a_tutor_needs_no_more_than_a_code(client: Client):
    user = UserFactory()
    TutorFactory(person=user.person)

    leads_to = with_code(client, user)

    assert (leads_to, client.get("/tutor/").status_code) == ("/", 200)


def test_setting_up_an_app_opens_the_pages_at_once(client: Client):
    user = coordinator()
    with_code(client, user)
    page = client.get("/account/safety/app/")
    secret = page.context["form"].secret

    answer = client.post("/account/safety/app/", {"code": code_now(secret)})

    assert (answer.status_code, answer.url) == (302, "/account/safety/codes/")
    assert client.get("/coordinator/").status_code == 200
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_the_picture_for_the_app_is_drawn_in_the_page_without_styles_of_its_own(client: Client):
    with_code(client, coordinator())

    page = client.get("/account/safety/app/").content.decode()

    assert "<svg" in page
    assert ("data:image" in page, 'style="' in page, "<style" in page) == (False, False, False)


def test_the_secret_of_an_app_is_sealed_in_the_database(client: Client):
    with_code(client, coordinator())
    secret = client.get("/account/safety/app/").context["form"].secret

    client.post("/account/safety/app/", {"code": code_now(secret)})

    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert (secret in kept, unseal(kept)) == (False, secret)


def test_a_reserve_code_opens_once(client: Client):
    user = coordinator()
    with_code(client, user)
    secret = client.get("/account/safety/app/").context["form"].secret
    client.post("/account/safety/app/", {"code": code_now(secret)})
    reserve = client.get("/account/safety/codes/").context["unused_codes"][0]

    ways = []
    for _ in range(2):
        client.post("/account/logout/")
        client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        client.post("/account/login/second/", {"code": reserve})
        ways.append("_auth_user_id" in client.session)

    assert ways == [True, False]


def test_a_wrong_code_sets_up_nothing(client: Client):
    with_code(client, coordinator())
    client.get("/account/safety/app/")

    client.post("/account/safety/app/", {"code": "000000"})

    assert Authenticator.objects.count() == 0
    assert client.get("/coordinator/").url == "/account/second-step/"


def test_password_and_app_sign_in_together(client: Client):
    user = coordinator()
    secret = with_app(user)

    first = client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    halfway = client.get("/coordinator/")
    client.post("/account/login/second/", {"code": code_now(secret)})

    assert first.url == "/account/login/second/"
    assert halfway.url.startswith("/account/login/")
    assert client.get("/coordinator/").status_code == 200


def test_a_mailed_code_does_not_pass_by_the_app(client: Client):
    user = coordinator()
    with_app(user)

    leads_to = with_code(client, user)

    assert (leads_to, "_auth_user_id" in client.session) == ("/account/login/second/", False)


def test_the_second_step_of_one_is_not_that_of_the_next_on_the_same_device(client: Client):
    user = coordinator()
    secret = with_app(user)
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    client.post("/account/login/second/", {"code": code_now(secret)})
    client.post("/account/logout/")

    with_code(client, coordinator())

    assert client.get("/coordinator/").url == "/account/second-step/"


def test_the_owner_hears_of_a_new_way_in_without_where_from(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    user = coordinator()
    with_code(client, user)
    secret = client.get("/account/safety/app/").context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/safety/app/", {"code": code_now(secret)})

    told = next(message for message in mail.outbox if message.subject == "Tandem: app met codes ingesteld")
    assert (told.to, "127.0.0.1" in told.body) == ([user.email], False)


def test_a_way_in_is_added_only_shortly_after_showing_who_one_is(client: Client):
    user = coordinator()
    with_code(client, user)
    session = client.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - 16 * 60} for record in session["account_authentication_methods"]
    ]
    session.save()

    asked = client.get("/account/safety/app/")
    client.post("/account/prove/code/send/", {"next": "/account/safety/app/"})
    code = re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]
    answered = client.post("/account/prove/code/", {"code": code, "next": "/account/safety/app/"})

    assert asked.url == "/account/prove/?next=%2Faccount%2Fsafety%2Fapp%2F"
    assert (answered.url, client.get("/account/safety/app/").status_code) == ("/account/safety/app/", 200)


def test_a_mailed_proof_is_three_tries_at_most(client: Client):
    user = coordinator()
    with_code(client, user)
    client.post("/account/prove/code/send/", {"next": "/"})
    code = re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]
    for _ in range(3):
        client.post("/account/prove/code/", {"code": "FOUT"})

    answer = client.post("/account/prove/code/", {"code": code})

    assert answer.status_code == 200
    assert "Dat is niet de code." in answer.content.decode()


def test_where_to_go_after_a_proof_is_never_another_site(client: Client):
    with_code(client, coordinator())

    page = client.get("/account/prove/?next=https://elders.test/")

    assert page.context["next"] == "/"


@pytest.fixture
def cast(monday: date) -> Cast:
    return make_cast()


def test_a_teacher_with_one_code_sees_todays_class_and_nothing_else(client: Client, cast: Cast):
    member = proposed(cast, pupil_in(cast, given_name="Noor", family_name="Aerts"))
    proposed(cast, pupil_in(cast, given_name="Yusuf", family_name="Demir"), day=1)
    with_code(client, cast.teacher)

    page = client.get("/school/today/").content.decode()
    others = [
        "/school/",
        "/school/classes/",
        f"/school/classes/{cast.school_class.pk}/",
        f"/school/classes/{cast.school_class.pk}/paper/",
        f"/school/classes/{cast.school_class.pk}/week/",
        f"/school/classes/{cast.school_class.pk}/frame/",
        "/school/pupils/",
        f"/school/pupils/{member.request.pupil_id}/",
    ]

    assert ("Noor Aerts" in page, "Yusuf Demir" in page) == (True, False)
    assert [client.get(other).headers.get("Location") for other in others] == ["/account/second-step/"] * len(others)


def test_that_teacher_says_klopt_or_kan_niet_about_today(client: Client, cast: Cast):
    noor = proposed(cast, pupil_in(cast, given_name="Noor", family_name="Aerts"))
    tomorrow = proposed(cast, pupil_in(cast, given_name="Yusuf", family_name="Demir"), day=1)
    with_code(client, cast.teacher)
    seen = {}
    for line in client.get("/school/today/").context["classes"][0][2]:
        seen[str(line.leaver.member.pk)] = line.leaver.seen

    form = {"save": "yes", f"{noor.pk}-seen": seen[str(noor.pk)], f"{noor.pk}-answer": "yes"}
    form |= {f"{tomorrow.pk}-seen": "geraden", f"{tomorrow.pk}-answer": "yes"}
    client.post("/school/today/", form)

    assert list(seen) == [str(noor.pk)]
    assert dict(TeamMember.objects.values_list("pk", "teacher_agrees")) == {noor.pk: True, tomorrow.pk: None}


def test_a_class_is_there_only_on_the_days_its_teacher_teaches(client: Client, cast: Cast):
    proposed(cast, pupil_in(cast, given_name="Noor", family_name="Aerts"))
    ClassTeacher.objects.filter(person=cast.teacher.person).update(days=[1, 2])
    with_code(client, cast.teacher)

    page = client.get("/school/today/").content.decode()

    assert ("Noor Aerts" in page, "Vandaag hebt u geen klas" in page) == (False, True)


def test_todays_class_is_not_for_tutors(client: Client, cast: Cast):
    with_code(client, cast.tutor)

    assert client.get("/school/today/").status_code == 403


def test_a_colleague_sees_their_own_class(client: Client, cast: Cast):
    proposed(cast, pupil_in(cast, given_name="Noor", family_name="Aerts"))
    with_code(client, cast.colleague)

    page = client.get("/school/today/").content.decode()

    assert ("6B" in page, "Noor Aerts" in page) == (True, False)


def test_todays_class_is_read_or_answered(client: Client, cast: Cast):
    client.force_login(cast.teacher)

    assert client.delete("/school/today/").status_code == 405
