"""Twenty people with a unique string in every personal field: all in their export, none anywhere after erasing."""

import io
import json
import re
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as BrowserSession
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connections
from procrastinate.contrib.django import app as jobs
from pypdf import PdfReader
from pytest_django import Settings

from tandem.config import backup, databases, programs
from tandem.core import outbox, sealed, vault
from tandem.people.models import Person
from tandem.privacy.actions.erasing import erase_person
from tandem.privacy.exports import everything_paper
from tandem.privacy.queries.everything import everything_about
from tests.privacy.canaries import AT, Canaries, places, plant, told_to_nobody

COUNT = 20
CANARY = re.compile(rb"k\d{4}zqv")
SEALED = {
    model._meta.db_table: [field.column for field in sealed.sealed_fields(model)]
    for model in apps.get_models()
    if sealed.sealed_fields(model)
}
LATER = AT + timedelta(days=1)


@dataclass(frozen=True)
class Planted:
    people: list[Person]
    canaries: list[Canaries]


@pytest.fixture
def mail_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def all_planted(count: int = COUNT) -> Planted:
    both = [plant(number) for number in range(count)]
    return Planted([person for person, _ in both], [canaries for _, canaries in both])


@pytest.mark.django_db
def test_a_canary_stands_in_every_field_the_register_knows():
    _, canaries = plant(1)

    assert set(canaries.by_place) == places()


@pytest.mark.django_db
def test_every_canary_of_twenty_people_is_in_their_own_export_and_nobody_elses():
    planted = all_planted()

    wrong = {}
    for person, canaries in zip(planted.people, planted.canaries, strict=True):
        told = everything_about(person, at=AT, at_home=False).as_json()
        found = set(re.findall(r"k\d{4}zqv", told))
        expected = {text for place, text in canaries.by_place.items() if place not in told_to_nobody()}
        if found != expected:
            wrong[canaries.number] = (sorted(expected - found), sorted(found - expected))

    assert wrong == {}


@pytest.mark.django_db
def test_the_export_on_paper_holds_what_the_file_holds():
    person, canaries = plant(1)

    paper = everything_paper(everything_about(person, at=AT, at_home=False), at=AT)

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages).replace("\n", "")
    expected = {text for place, text in canaries.by_place.items() if place not in told_to_nobody()}
    assert {canary for canary in expected if canary not in text} == set()


@pytest.mark.django_db
def test_at_home_there_is_no_level_and_no_priority():
    """R-NEV-06: neither on the page nor in the file that is taken from it."""
    person, _ = plant(1)

    [at_home] = [part for part in home(person) if part["table"] == "initiatives.Request"]

    assert {"level", "priority"} & set(at_home["rows"][0]) == set()
    assert {"leerjaar waarop gewerkt wordt", "hoe snel"} <= set(at_home["left_out"])


def home(person: Person) -> list[dict]:
    return json.loads(everything_about(person, at=AT, at_home=True).as_json())["parts"]


@pytest.fixture
def everywhere(transactional_db: None, mail_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Planted:
    """Twenty people, also in a session, in mail, in what waits to be sent and in background work."""
    monkeypatch.setattr(databases, "url_for", lambda role, data: url())
    planted = all_planted()
    for person in planted.people:
        session = SessionStore()
        session["_auth_user_id"] = str(person.user.pk)
        session["draft"] = person.full_name
        session.save()
        outbox.post("people.told", key=f"told:{person.pk}", at=AT, person=person.pk, words=person.full_name)
        EmailMessage(f"Dag {person.given_name}", f"Voor {person.full_name}", to=[person.email]).send()
        jobs.configure_task("people.tell", allow_unknown=True).defer(person=str(person.pk))
    return planted


def url() -> str:
    owner = connections["owner"].settings_dict
    where = f"host={owner['HOST']}&port={owner['PORT'] or 5432}"
    return f"postgresql://{owner['USER']}:{owner['PASSWORD']}@/{owner['NAME']}?{where}"


def dump() -> bytes:
    """Return all that stands in the database, as the owner reads it."""
    environment = backup.environment_for(url())
    command = [programs.folder() / "pg_dump", "--data-only", "--no-owner"]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def on_disk(folder: Path) -> bytes:
    """Return all that stands in a folder, but for the database's own files: those are read as a dump.

    A removed row stays in them until the server has cleared it away, as it does by itself.
    """
    own = databases.cluster_folder(folder)
    files = (file for file in folder.rglob("*") if file.is_file() and own not in file.resolve().parents)
    return b"".join(file.read_bytes() for file in files)


@pytest.mark.slow
def test_after_erasing_no_canary_is_left_anywhere(everywhere: Planted, mail_folder: Path, caplog):
    before = set(CANARY.findall(dump()))
    in_mail = set(CANARY.findall(on_disk(mail_folder)))

    for person in everywhere.people:
        erase_person(person=Person.objects.get(pk=person.pk), by=None, at=LATER)

    dumped = dump()
    assert (len(before), len(in_mail)) == (COUNT * in_clear(everywhere), COUNT * 4)
    assert CANARY.findall(dumped) == []
    assert CANARY.findall(on_disk(mail_folder)) == []
    assert CANARY.findall(on_disk(Path(django_settings.TANDEM_DATA))) == []
    assert CANARY.findall(caplog.text.encode()) == []
    assert mail.outbox == []
    assert BrowserSession.objects.count() == 0
    assert not Person.objects.filter(sort_name__contains="zqv").exists()


def in_clear(planted: Planted) -> int:
    """Return how many canaries of one person stand unsealed: all but those in sealed fields."""
    canaries = planted.canaries[0]
    sealed = [place for place in canaries.by_place if is_sealed(place)]
    return len(canaries.planted) - len(sealed)


def is_sealed(place: str) -> bool:
    app_model, _, name = place.rpartition(".")
    return any(field.name == name for field in sealed.sealed_fields(apps.get_model(app_model)))


@pytest.mark.slow
def test_yesterdays_backup_no_longer_opens_for_who_was_erased(everywhere: Planted, tmp_path: Path):
    file = tmp_path / "yesterday.backup"
    backup.backup(file, data=tmp_path)
    half = everywhere.people[: COUNT // 2]
    stays = {person.pk for person in everywhere.people[COUNT // 2 :]}

    for person in half:
        erase_person(person=Person.objects.get(pk=person.pk), by=None, at=LATER)

    opened, closed = 0, 0
    for where, text in sealed_in(file):
        try:
            assert CANARY.fullmatch(vault.unseal(text, where=where).encode())
            opened += 1
        except vault.Erased:
            closed += 1
    each = len([place for place in everywhere.canaries[0].by_place if is_sealed(place)])
    assert (opened, closed) == (each * len(stays), each * len(half))


def sealed_in(file: Path) -> list[tuple[str, bytes]]:
    """Return every sealed text of a backup with the place it is bound to, and that no key is in it."""
    text = subprocess.run(
        [programs.folder() / "pg_restore", "--file=-", file], capture_output=True, check=True, text=True
    ).stdout
    found = []
    for table, columns, rows in re.findall(
        r"^COPY public\.(\w+) \(([^)]*)\) FROM stdin;\n(.*?)^\\\.$", text, re.S | re.M
    ):
        names = columns.split(", ")
        for row in rows.splitlines():
            values = dict(zip(names, row.split("\t"), strict=True))
            for name in SEALED.get(table, []):
                if values[name] != "\\\\x":
                    found.append((f"{table}|{name}|{values['id']}", bytes.fromhex(values[name].removeprefix("\\\\x"))))
        assert table != "core_datakey" or not rows
    return found
