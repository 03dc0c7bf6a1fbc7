"""Reading lists in through the pages: from files to rows, with every question answered on the way."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils.html import escape

from tandem.core.permissions import Role
from tandem.core.sheets import read_workbook
from tandem.people.enums import Stage
from tandem.people.models import ClassPlace, Organisation, Pupil, Site, Tutor
from tandem.scheduling.enums import ImportStatus
from tandem.scheduling.models import Import, LearntColumn, Lesson
from tandem.web.coordinator.intake.urls import urlpatterns
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import OrganisationFactory, SiteFactory, coordinator, member, school_coordinator
from tests.scheduling.intake.school import bsn, class_lists, table
from tests.shared_data import shared_data
from tests.work import perform_work

pytestmark = pytest.mark.django_db

HEAD: list[object] = ["Leerlingnummer", "Naam", "Groep"]
NOOR: list[object] = [101, "Noor van den Berg", "groep 5"]
SEM: list[object] = [102, "Sem Visser", "groep 5"]


class World:
    def __init__(self) -> None:
        self.organiser = OrganisationFactory()
        self.site = SiteFactory(stage=Stage.PRIMARY_NL)
        self.initiative = InitiativeFactory(
            organiser=self.organiser, sites=[self.site], starts_date=date(2026, 9, 1), ends_date=date(2027, 6, 30)
        )
        self.user = coordinator(self.organiser)
        self.client = Client()
        self.client.force_login(self.user)

    def post(self, files: Mapping[str, bytes], step: str, **more: str) -> HttpResponse:
        lists = [SimpleUploadedFile(name, data) for name, data in files.items()]
        data = {"initiative": self.initiative.pk, "site": self.site.pk, "lists": lists, "step": step, **more}
        return self.client.post(reverse("coordinator-intake"), data)  # type: ignore[return-value]  # Django's own test answer

    def start(self, files: Mapping[str, bytes], **more: str) -> Import:
        response = self.post(files, "start", **more)
        assert response.status_code == 302, response.content.decode()
        return Import.objects.latest("uploaded_at")

    def answer_all(self, intake: Import, **chosen: str) -> None:
        """Answer what the check page asks, with what it suggests or else its first choice."""
        address = reverse("coordinator-intake-check", args=[intake.pk])
        for _round in range(6):
            page = self.client.get(address).content.decode()
            fields = dict(open_questions(page, chosen))
            if not fields:
                return
            self.client.post(address, fields)
        raise AssertionError("questions stay open")

    def apply(self, intake: Import) -> HttpResponse:
        self.client.post(reverse("coordinator-intake-apply", args=[intake.pk]))
        perform_work()
        address = reverse("coordinator-intake-check", args=[intake.pk])
        return self.client.get(address, follow=True)  # type: ignore[return-value]  # Django's own test answer


def open_questions(page: str, chosen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of each open question, with what is chosen for its kind, suggested, or its first choice."""
    asked = page.partition("<h2>Vragen</h2>")[2].partition("</form>")[0]
    for block in re.split(r'(?=<(?:fieldset|div) class="field" id="question-)', asked)[1:]:
        name, key = re.search(r'name="key-(\d+)" value="([^"]*)"', block).groups()  # type: ignore[union-attr]  # there is one
        choices = re.findall(
            r'value="([^"]+)"( checked| selected)?>', block.partition('name="key-')[2].partition(">")[2]
        )
        values = [value for value, _marked in choices]
        value = next((value for value, marked in choices if marked), values[0])
        wanted = chosen.get(key.partition(":")[0])
        yield f"key-{name}", unescape(key)
        yield f"answer-{name}", unescape(wanted if wanted in values else value)


@pytest.fixture
def world() -> World:
    return World()


def columns(page: HttpResponse) -> dict[str, str]:
    """Return which field each column's drop-down stands on."""
    found = {}
    for name, block in re.findall(r'<select id="(column-\d+-\d+)".*?>(.*?)</select>', page.content.decode(), re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', block)
        found[name] = chosen[1] if chosen else ""
    return found


def hidden(page: HttpResponse) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="((?:table|was)-\d+)" value="([^"]*)"', page.content.decode()))


def test_look_shows_the_columns_and_keeps_nothing(world: World) -> None:
    page = world.post({"lijst.xlsx": table(HEAD, NOOR)}, "look")

    assert page.status_code == 200
    assert columns(page) == {"column-0-0": "number", "column-0-1": "name", "column-0-2": "class"}
    assert "Noor van den Berg" in page.content.decode()
    assert Import.objects.count() == 0


def test_look_shows_no_value_of_a_national_number_or_a_score(world: World) -> None:
    number = bsn(Random(1))
    page = world.post({"lijst.xlsx": table([*HEAD, "BSN", "Cito"], [*NOOR, number, "vijfplus"])}, "look")

    text = page.content.decode()
    assert "een nationaal nummer" in text
    assert number not in text
    assert "vijfplus" not in text


def test_a_column_that_was_mapped_by_hand_is_read_and_remembered(world: World) -> None:
    files = {"lijst.xlsx": table(["Leerlingnummer", "Deelnemer", "Groep"], NOOR)}
    page = world.post(files, "look")
    assert columns(page)["column-0-1"] == ""

    intake = world.start(files, **hidden(page), **{"kind-0": "pupils", "column-0-1": "name"})
    world.apply(intake)

    assert str(Pupil.objects.get(number="101").person) == "Noor van den Berg"
    assert list(LearntColumn.objects.values_list("organisation", "table", "heading", "field")) == [
        (world.organiser.pk, "pupils", "deelnemer", "name")
    ]
    assert columns(world.post(files, "look"))["column-0-1"] == "name"


def test_a_sheet_can_be_left_out(world: World) -> None:
    files = {"lijst.xlsx": table(HEAD, NOOR)}
    page = world.post(files, "look")

    intake = world.start(files, **hidden(page), **{"kind-0": "nothing"})

    assert "Noor" not in str(intake.grids)


def test_check_counts_what_is_new_changed_and_the_same(world: World) -> None:
    world.apply(world.start({"lijst.xlsx": table(HEAD, NOOR, SEM)}))
    third = [103, "Jip Bos", "groep 5"]

    intake = world.start({"lijst.xlsx": table(HEAD, [101, "Noor Bakker", "groep 5"], SEM, third)})
    page = world.client.get(reverse("coordinator-intake-check", args=[intake.pk])).content.decode()

    row = re.search(r'id="count-pupils".*?</tr>', page, re.DOTALL)[0]  # type: ignore[index]  # there is one
    assert re.findall(r">(\d+)</td>", row) == ["1", "1", "1"]
    assert "naam Noor van den Berg → Noor Bakker" in page


def test_check_names_what_was_thrown_away(world: World) -> None:
    intake = world.start(
        {"lijst.xlsx": table([*HEAD, "BSN", "Cito M5", "Thuistaal", "Kleur"], [*NOOR, "9", "V", "Turks", "rood"])}
    )

    page = world.client.get(reverse("coordinator-intake-check", args=[intake.pk])).content.decode()

    discarded = page.partition('<ul id="discarded">')[2].partition("</ul>")[0]
    assert re.findall(r"<strong>(.*?)</strong>", discarded) == ["BSN", "Cito M5", "Thuistaal", "Kleur"]
    assert "Turks" not in page


def test_questions_of_one_kind_can_be_answered_in_one_go(world: World) -> None:
    intake = world.start({"lijst.xlsx": class_lists()})
    address = reverse("coordinator-intake-check", args=[intake.pk])
    page = world.client.get(address).content.decode()
    fields = {name: value for name, value in open_questions(page, {}) if name.startswith("key-")}

    world.client.post(address, {**fields, "all-struck": "skip", "all-hidden": "take"})

    intake.refresh_from_db()
    assert sorted(value for key, value in intake.answers.items() if key.startswith(("struck", "hidden"))) == [
        "skip", "skip", "take", "take",
    ]  # fmt: skip


def test_apply_with_open_questions_changes_nothing_and_says_so(world: World) -> None:
    intake = world.start({"lijst.xlsx": class_lists()})

    page = world.apply(intake)

    assert "Er staat nog een vraag open" in page.content.decode()
    assert Pupil.objects.count() == 0


def test_discard_forgets_everything(world: World) -> None:
    intake = world.start({"lijst.xlsx": table(HEAD, NOOR)})

    world.client.post(reverse("coordinator-intake-discard", args=[intake.pk]))

    intake.refresh_from_db()
    assert (intake.status, intake.grids, Pupil.objects.count()) == (ImportStatus.DISCARDED, {}, 0)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"kapot", "beschadigd"),
        ("a.csv", b"naam;groep\n=cmd|' /C calc'!A0;5\n", "buiten het bestand"),
        ("a.csv", b"a;b\n" * 50_001, "50.000 rijen"),
        ("a.pdf", b"%PDF-1.7", "pdf"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    world: World, name: str, data: bytes, words: str
) -> None:
    page = world.post({name: data}, "look")

    assert page.status_code == 422
    assert words in page.content.decode()
    assert Import.objects.count() == 0


def test_a_large_file_is_never_written_to_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("an upload went to a file")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", refuse)
    rows = b"Leerlingnummer;Naam;Groep\n" + b"".join(b"%d;Kind Smit;groep 5\n" % n for n in range(9))

    page = world.post({"lijst.csv": rows + b"\n" * (3 * 1024 * 1024)}, "look")

    assert page.status_code in (200, 422)


def test_an_upload_without_the_token_of_our_form_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.user)

    assert client.post(reverse("coordinator-intake"), {"step": "look"}).status_code == 403


def test_the_template_button_gives_a_workbook_that_reads(world: World) -> None:
    response = world.client.get(reverse("coordinator-intake-template"))

    assert "Leerlingen" in [grid.name for grid in read_workbook("t.xlsx", response.content)]


def test_a_new_school_takes_part_at_once(world: World) -> None:
    data = {
        "initiative": world.initiative.pk,
        "name": "De Zevensprong",
        "site": "",
        "stage": "primary_nl",
        "region": "nl_south",
    }

    response = world.client.post(reverse("coordinator-intake-school"), data)

    site = Site.objects.get(name="De Zevensprong")
    assert response.url == f"{reverse('coordinator-intake')}?initiative={world.initiative.pk}&site={site.pk}"  # type: ignore[attr-defined]  # it redirects
    assert site in world.initiative.sites.all()


def test_a_school_coordinator_reads_lists_of_their_own_school_only(world: World) -> None:
    other = SiteFactory()
    client = Client()
    client.force_login(school_coordinator(world.site.organisation))
    upload = SimpleUploadedFile("lijst.xlsx", table(HEAD, NOOR))

    own = client.post(reverse("coordinator-intake"), {"site": world.site.pk, "lists": upload, "step": "start"})
    upload.seek(0)
    strange = client.post(reverse("coordinator-intake"), {"site": other.pk, "lists": upload, "step": "start"})

    assert (own.status_code, strange.status_code) == (302, 422)
    assert Import.objects.get().organisation == world.site.organisation


def test_a_school_coordinator_does_not_read_in_tutors_of_a_programme(world: World) -> None:
    client = Client()
    client.force_login(school_coordinator(world.site.organisation))
    upload = SimpleUploadedFile(
        "tutoren.xlsx", table(["Naam", "E-mail", "Wanneer kun je?"], ["Sam", "s@voorbeeld.example", "ma"])
    )
    data = {"site": world.site.pk, "initiative": world.initiative.pk, "lists": upload, "step": "start"}

    client.post(reverse("coordinator-intake"), data)
    intake = Import.objects.get()
    client.post(reverse("coordinator-intake-apply", args=[intake.pk]))

    page = client.get(reverse("coordinator-intake-check", args=[intake.pk])).content.decode()
    assert escape(f"die leest {world.organiser.name} zelf in") in page
    assert Tutor.objects.count() == 0


# The ladder.

OF_ONE = ("coordinator-intake-check", "coordinator-intake-progress", "coordinator-intake-done")
OF_ALL = ("coordinator-intake", "coordinator-intake-template", "coordinator-intake-school")
POSTED = ("coordinator-intake-apply", "coordinator-intake-discard")


def address(page: str, intake: Import) -> str:
    return reverse(page, args=[] if page in OF_ALL else [intake.pk])


def test_every_page_is_on_the_ladder() -> None:
    assert {p.name for p in urlpatterns if isinstance(p, URLPattern)} == {*OF_ONE, *OF_ALL, *POSTED}


@pytest.mark.parametrize("page", [*OF_ONE, *OF_ALL])
def test_page_works_for_the_coordinator_and_a_colleague(world: World, client: Client, page: str) -> None:
    intake = world.start({"lijst.xlsx": table(HEAD, NOOR)})
    if page.endswith("done"):
        world.apply(intake)
    client.force_login(coordinator(world.organiser))

    assert [c.get(address(page, intake)).status_code for c in (world.client, client)] == [200, 200]


@pytest.mark.parametrize("page", OF_ONE)
def test_page_of_one_import_is_not_there_for_another_programme(world: World, client: Client, page: str) -> None:
    intake = world.start({"lijst.xlsx": table(HEAD, NOOR)})
    client.force_login(coordinator(OrganisationFactory()))

    assert client.get(address(page, intake)).status_code == 404


@pytest.mark.parametrize("page", POSTED)
def test_decision_about_another_import_is_not_there(world: World, client: Client, page: str) -> None:
    intake = world.start({"lijst.xlsx": table(HEAD, NOOR)})
    client.force_login(coordinator(OrganisationFactory()))

    assert client.post(address(page, intake)).status_code == 404


@pytest.mark.parametrize("page", [*OF_ONE, *OF_ALL, *POSTED])
def test_page_is_refused_to_who_only_teaches(world: World, client: Client, page: str) -> None:
    intake = world.start({"lijst.xlsx": table(HEAD, NOOR)})
    client.force_login(member(world.site.organisation, Role.TEACHER))

    assert client.post(address(page, intake)).status_code == 403


@pytest.mark.parametrize("page", POSTED)
def test_decision_is_never_taken_by_opening_an_address(world: World, page: str) -> None:
    intake = world.start({"lijst.xlsx": table(HEAD, NOOR)})

    assert world.client.get(address(page, intake)).status_code == 405


@pytest.mark.parametrize("page", ["coordinator-intake-done", "coordinator-intake-template"])
def test_page_that_only_shows_takes_no_post(world: World, page: str) -> None:
    intake = world.start({"lijst.xlsx": table(HEAD, NOOR)})

    assert world.client.post(address(page, intake)).status_code == 405


# Real files.


def test_basisschool_comes_in_through_the_pages(world: World) -> None:
    files = shared_data("basisschool")
    page = world.post(files, "look")
    assert page.status_code == 200

    intake = world.start(files, **hidden(page))
    world.answer_all(intake, struck="skip", hidden="take")
    done = world.apply(intake)

    assert "Alles staat erin" in done.content.decode()
    assert ClassPlace.objects.count() == Pupil.objects.count() == 85
    again = world.start(files)
    world.answer_all(again, struck="skip", hidden="take")
    world.apply(again)
    again.refresh_from_db()
    assert {key: sum(counts[key] for counts in again.counts.values()) for key in ("new", "changed")} == {
        "new": 0, "changed": 0,
    }  # fmt: skip


def test_kottenpark_comes_in_through_the_pages(world: World) -> None:
    world.site.stage = Stage.SECONDARY
    world.site.save()
    files = shared_data("kottenpark-2003")

    intake = world.start(files)
    done = world.apply(intake)

    assert "Alles staat erin" in done.content.decode()
    assert (Pupil.objects.count(), Lesson.objects.count()) == (453, 1228)
    assert Organisation.objects.get(pk=world.site.organisation_id).pupils.count() == 453
