"""Every family page in the family's own language, and every sentence of it translated."""

import re

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tandem.people.models import Guardian, User
from tests.factories.initiatives import RequestFactory
from tests.factories.people import GuardianFactory, UserFactory, school_coordinator
from tests.web.family_words import LANGUAGES, catalogue_of, sentences
from tests.web.test_translations import placeholders, translations

HELLO = {
    "nl": "Dag Amira",
    "fr": "Bonjour Amira",
    "ar": "مرحبًا Amira",
    "tr": "Merhaba Amira",
    "pl": "Dzień dobry, Amira",
    "uk": "Вітаємо, Amira",
    "es": "Hola, Amira",
    "en": "Hello Amira",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_for_families_is_in_the_catalogue_and_no_other(language: str):
    with catalogue_of(language).open("rb") as file:
        kept = translations(read_po(file, locale=language))

    assert sorted(map(str, kept)) == sorted(map(str, sentences()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_for_families_is_translated_and_none_is_guessed(language: str):
    with catalogue_of(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    unfinished = [
        message.id for message in catalogue if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]

    assert unfinished == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_and_marked_up_is_the_same(language: str):
    with catalogue_of(language).open("rb") as file:
        kept = translations(read_po(file, locale=language))

    different = [
        (dutch[-1], said)
        for (_, dutch), forms in kept.items()
        for said in forms
        if placeholders(dutch[-1]) != placeholders(said)
        or re.findall(r"</?\w+>", dutch[-1]) != re.findall(r"</?\w+>", said)
    ]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str):
    with catalogue_of(language).open("rb") as file:
        written = translations(read_po(file, locale=language))
    with catalogue_of(language).with_suffix(".mo").open("rb") as file:
        compiled = translations(read_mo(file))

    assert compiled == written


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


@pytest.fixture
def guardian(db: None) -> Guardian:
    guardian = GuardianFactory(person__given_name="Amira", pupil__person__given_name="Noor")
    RequestFactory(pupil=guardian.pupil)
    return guardian


@pytest.fixture
def parent(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person, email=None)


@pytest.mark.parametrize("language", settings.FAMILY_LANGUAGES)
def test_the_page_speaks_the_language_of_the_person(client: Client, guardian, parent, language):
    guardian.person.language = language
    guardian.person.save()
    client.force_login(parent)

    answer = client.get("/family/")

    page = answer.content.decode()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f"<h1>{HELLO[language]}</h1>" in page
    assert answer["Content-Language"] == language


@pytest.mark.django_db
def test_the_address_of_the_letter_opens_in_its_language_and_keeps_it(client: Client):
    first = client.get("/family/code/", {"taal": "ar"})
    later = client.get("/family/in/")

    assert ['lang="ar" dir="rtl"' in page.content.decode() for page in (first, later)] == [True, True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepts", "language"), [("uk,en;q=0.8", "uk"), ("de-DE,tr;q=0.5", "tr"), ("de", "nl"), ("", "nl")]
)
def test_a_stranger_is_met_in_the_language_of_their_browser(client: Client, accepts: str, language: str):
    page = client.get("/family/in/", headers={"accept-language": accepts}).content.decode()

    assert f'<html lang="{language}"' in page


def test_a_chosen_language_is_remembered_with_the_person_and_on_the_device(client: Client, guardian, parent):
    client.force_login(parent)

    answer = client.post("/family/language/", {"language": "pl", "next": "/family/"})
    guardian.person.refresh_from_db()
    client.post("/family/out/")

    assert (answer["Location"], guardian.person.language) == ("/family/", "pl")
    assert '<html lang="pl"' in client.get("/family/in/").content.decode()


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"language": ""}, {}])
def test_an_unknown_language_changes_nothing(client: Client, guardian, parent, wrong):
    client.force_login(parent)

    client.post("/family/language/", wrong)

    guardian.person.refresh_from_db()
    assert guardian.person.language == "nl"


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://elders.test/", "//elders.test/", "javascript:alert(1)", ""])
def test_choosing_a_language_never_leads_elsewhere(client: Client, elsewhere: str):
    assert client.post("/family/language/", {"language": "fr", "next": elsewhere})["Location"] == "/family/"


@pytest.mark.django_db
def test_pages_of_the_school_stay_in_their_own_language(client: Client, guardian):
    coordinator = school_coordinator(guardian.pupil.organisation)
    coordinator.person.language = "ar"
    coordinator.person.save()
    client.force_login(coordinator)
    client.cookies["tandem_family_language"] = "ar"

    assert '<html lang="nl" dir="ltr">' in client.get("/school/").content.decode()


def test_what_goes_wrong_is_said_in_the_language_of_the_family(client: Client, guardian, parent):
    guardian.person.language = "ar"
    guardian.person.save()
    client.force_login(parent)

    page = client.get(reverse("family-own-answer", args=[parent.pk])).content.decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert "هذه الصفحة غير موجودة" in page
