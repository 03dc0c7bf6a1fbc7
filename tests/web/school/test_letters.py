"""Letters to families: printed by the school, once; again only with a colleague."""

import io
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tandem.core import codes
from tandem.people.models import FamilyLetter, Guardian, LetterAgain, Pupil
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.people import ConsentFactory, GuardianFactory, SchoolClassFactory
from tests.web.school.cast import Cast, pupil_in

pytestmark = pytest.mark.django_db

LETTERS, PRINT = "/school/letters/", "/school/letters/print/"


@pytest.fixture
def pupil(cast: Cast) -> Pupil:
    cast.coordinator.person.phone = "+32 9 000 00 00"
    cast.coordinator.person.save()
    pupil = pupil_in(cast, given_name="Noor", family_name="Aerts")
    initiative = InitiativeFactory(in_school_time=True, after_school=True, tutor_label="leerbuddy")
    RequestFactory(pupil=pupil, initiative=initiative, interests=["voetbal"])
    return pupil


@pytest.fixture
def guardian(pupil: Pupil) -> Guardian:
    return GuardianFactory(pupil=pupil, person__given_name="Amira", person__family_name="Haddad", address="Dok 1, Gent")


def text_of(answer: HttpResponse) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    return re.sub(r"[\u2066-\u2069]", "", re.sub(r"\s+", " ", text))


def code_on(paper: str) -> str:
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", paper)
    assert found is not None
    return found[0]


def test_a_letter_opens_with_what_goes_well_and_names_somebody_to_call(client: Client, cast: Cast, guardian: Guardian):
    client.force_login(cast.coordinator)

    answer = client.post(PRINT)

    paper = text_of(answer)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    order = [
        "Amira Haddad",
        "Dok 1, Gent",
        "Over Noor",
        "Wat goed gaat bij Noor",
        "„voetbal”",
        "„leerbuddy”",
        "U beslist",
    ]
    assert [part for part in sorted(order, key=paper.find) if part in paper] == order
    assert f"Bel {cast.coordinator.person.full_name}: +32 9 000 00 00 (spreekt Nederlands)." in paper


def test_the_code_on_paper_is_the_one_that_opens_the_door(client: Client, cast: Cast, guardian: Guardian):
    client.force_login(cast.coordinator)

    code = code_on(text_of(client.post(PRINT)))

    client.logout()
    assert client.post("/family/code/", {"code": code}).status_code == 302
    assert FamilyLetter.objects.get().code_hash == codes.digest(codes.read(code), of="letter")


def test_a_letter_says_nothing_about_levels_backlogs_or_reasons(client: Client, cast: Cast, guardian: Guardian):
    client.force_login(cast.coordinator)

    paper = text_of(client.post(PRINT)).lower()

    forbidden = ["achterstand", "niveau", "score", "toets", "zwak", "risico", "verplicht", "moet u", "wachtwoord"]
    assert [word for word in forbidden if word in paper] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "À propos de Noor"),
        ("tr", "Noor hakkında"),
        ("pl", "List o: Noor"),
        ("uk", "Про: Noor"),
        ("es", "Sobre Noor"),
    ],
)
def test_each_letter_is_in_the_language_of_its_reader(client: Client, cast: Cast, guardian, language, words):
    guardian.person.language = language
    guardian.person.save()
    client.force_login(cast.coordinator)

    assert words in text_of(client.post(PRINT))


def test_an_arabic_letter_has_its_own_font_and_keeps_the_code_in_order(client: Client, cast: Cast, guardian: Guardian):
    guardian.person.language = "ar"
    guardian.person.save()
    client.force_login(cast.coordinator)

    answer = client.post(PRINT)

    [page] = PdfReader(io.BytesIO(answer.content)).pages
    fonts = {font.get_object()["/BaseFont"].split("+")[-1] for font in page["/Resources"]["/Font"].values()}
    assert {"NotoSansArabic-Regular", "NotoSansArabic-Bold"} <= fonts
    assert client.post("/family/code/", {"code": code_on(text_of(answer))}).status_code == 302


def test_letters_are_printed_once(client: Client, cast: Cast, guardian: Guardian):
    client.force_login(cast.coordinator)

    answers = [client.post(PRINT) for _ in range(2)]

    assert [answer["Content-Type"].split(";")[0] for answer in answers] == ["application/pdf", "text/html"]
    assert FamilyLetter.objects.count() == 1


def test_a_class_is_printed_by_itself(client: Client, cast: Cast, guardian: Guardian):
    other = SchoolClassFactory(site=cast.site, school_year=cast.school_class.school_year)
    client.force_login(cast.coordinator)

    elsewhere = client.post(PRINT, {"school_class": other.pk})
    here = client.post(PRINT, {"school_class": cast.school_class.pk})

    assert (elsewhere.status_code, here["Content-Type"]) == (302, "application/pdf")


@pytest.mark.parametrize("why", ["contact ban", "said no", "came in"])
def test_no_letter_goes_to_whom_it_should_not(client: Client, cast: Cast, guardian: Guardian, why: str):
    if why == "contact ban":
        Guardian.objects.update(contact_ban=True)
    elif why == "said no":
        for purpose in ("in_school_time", "after_school"):
            ConsentFactory(pupil=guardian.pupil, purpose=purpose, answer="no", answered_by=guardian.person)
    else:
        FamilyLetter.objects.create(
            person=guardian.person,
            organisation=guardian.pupil.organisation,
            code_hash="x",
            made_by=cast.coordinator,
            made_at="2026-09-01T12:00Z",
            valid_until="2026-10-01T12:00Z",
            spent_at="2026-09-02T12:00Z",
        )
    client.force_login(cast.coordinator)

    assert client.post(PRINT).status_code == 302


def test_without_somebody_to_call_nothing_is_made_and_the_page_says_what_helps(client, cast, guardian):
    cast.coordinator.person.phone = ""
    cast.coordinator.person.save()
    client.force_login(cast.coordinator)

    page = client.post(PRINT, follow=True).content.decode()

    assert "Een brief noemt iemand om te bellen." in page
    assert FamilyLetter.objects.count() == 0


def again_of(client: Client, cast: Cast) -> LetterAgain:
    client.force_login(cast.coordinator)
    client.post(PRINT)
    client.post(reverse("school-letter-ask", args=[FamilyLetter.objects.get().pk]))
    return LetterAgain.objects.get()


def test_one_more_letter_takes_two_people(client: Client, cast: Cast, guardian: Guardian):
    again = again_of(client, cast)
    confirm = reverse("school-letter-confirm", args=[again.pk])
    print_it = reverse("school-letter-again-print", args=[again.pk])

    statuses = [client.post(print_it).status_code, client.post(confirm).status_code]
    client.force_login(cast.teacher)
    statuses.append(client.post(confirm).status_code)
    client.force_login(cast.coordinator)
    answer = client.post(print_it)

    assert statuses == [404, 404, 302]
    assert answer["Content-Type"] == "application/pdf"
    assert client.post(print_it).status_code == 404


def test_access(client: Client, cast: Cast, guardian: Guardian):
    again = again_of(client, cast)
    letter = FamilyLetter.objects.get()
    addresses = {
        "list": ("get", LETTERS),
        "print": ("post", PRINT),
        "ask": ("post", reverse("school-letter-ask", args=[letter.pk])),
        "confirm": ("post", reverse("school-letter-confirm", args=[again.pk])),
        "again": ("post", reverse("school-letter-again-print", args=[again.pk])),
    }

    found = {}
    for name in ("colleague", "stranger", "tutor"):
        client.force_login(getattr(cast, name))
        found[name] = [getattr(client, how)(where).status_code for how, where in addresses.values()]

    assert found == {
        "colleague": [200, 403, 403, 404, 403],
        "stranger": [200, 302, 404, 404, 404],
        "tutor": [403, 403, 403, 403, 403],
    }


def test_pages_refuse_the_wrong_method(client: Client, cast: Cast, guardian: Guardian):
    client.force_login(cast.coordinator)

    assert [client.post(LETTERS).status_code, client.get(PRINT).status_code] == [405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_families(client, cast, pupil, count, django_assert_num_queries):
    for _ in range(count):
        other = pupil_in(cast)
        RequestFactory(pupil=other)
        GuardianFactory(pupil=other)
    client.force_login(cast.coordinator)
    client.get(LETTERS)

    with django_assert_num_queries(15):
        client.get(LETTERS)
