import stat
import threading
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from tandem.core import sealed, vault
from tandem.core.cipher import KeyFile, KeyFileNotFit, NotSealedHere
from tandem.core.models import DataKey
from tandem.core.sealed import unsealed
from tandem.initiatives.models import Request
from tandem.logbook.models import PupilEntry
from tests.factories.initiatives import RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.factories.people import PupilFactory, SchoolClassFactory

pytestmark = pytest.mark.django_db

AMINA, BRAM = uuid.UUID(int=1), uuid.UUID(int=2)
WHERE = "logbook_pupilentry|goal|1"


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> Path:
    settings.TANDEM_KEY_FILE = tmp_path / "keys" / "wrapping.key"
    return settings.TANDEM_KEY_FILE


def raw(entry: PupilEntry) -> tuple[bytes, ...]:
    """Return the activity and the goal as they stand in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT activity, goal FROM logbook_pupilentry WHERE id = %s", [entry.pk])
        return tuple(bytes(value) for value in cursor.fetchone())


def test_seal_opens_again_at_its_place():
    text = vault.seal("las een hele bladzijde", person_id=AMINA, where=WHERE)

    assert b"bladzijde" not in text
    assert vault.unseal(text, where=WHERE) == "las een hele bladzijde"


def test_the_same_text_is_never_sealed_the_same_way_twice():
    texts = {vault.seal("goed", person_id=AMINA, where=WHERE) for _ in range(3)}

    assert len(texts) == 3


@pytest.mark.parametrize("where", ["logbook_pupilentry|goal|2", "logbook_pupilentry|success|1", "other|goal|1"])
def test_a_text_moved_to_another_row_field_or_table_does_not_open(where):
    text = vault.seal("goed", person_id=AMINA, where=WHERE)

    with pytest.raises(NotSealedHere):
        vault.unseal(text, where=where)


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_text_that_was_changed_does_not_open(at):
    text = bytearray(vault.seal("goed", person_id=AMINA, where=WHERE))
    text[at] ^= 1

    with pytest.raises(NotSealedHere):
        vault.unseal(bytes(text), where=WHERE)


def test_a_data_key_given_to_somebody_else_does_not_open():
    vault.seal("goed", person_id=AMINA, where=WHERE)
    DataKey.objects.filter(owner_id=AMINA).update(owner_id=BRAM)

    with pytest.raises(NotSealedHere):
        vault.data_keys([BRAM])


def test_shred_erases_one_person_and_nobody_else():
    hers = vault.seal("van Amina", person_id=AMINA, where=WHERE)
    his = vault.seal("van Bram", person_id=BRAM, where=WHERE)

    assert vault.shred([AMINA]) == 1

    with pytest.raises(vault.Erased):
        vault.unseal(hers, where=WHERE)
    assert vault.unseal(his, where=WHERE) == "van Bram"


def test_what_was_erased_stays_so_when_the_person_writes_again():
    before = vault.seal("van vroeger", person_id=AMINA, where=WHERE)
    vault.shred([AMINA])
    vault.seal("van nu", person_id=AMINA, where=WHERE)

    with pytest.raises(vault.Erased):
        vault.unseal(before, where=WHERE)


def test_the_key_file_is_made_on_first_use_for_its_owner_alone(key_file):
    vault.seal("goed", person_id=AMINA, where=WHERE)

    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert [path.name for path in key_file.parent.iterdir()] == [key_file.name]


def test_no_data_key_stands_in_the_database_in_clear(key_file):
    [(_, key)] = vault.data_keys([AMINA]).values()

    assert key not in bytes(DataKey.objects.get().wrapped)


def test_a_key_file_that_went_is_not_replaced_by_another_while_keys_hang_on_it(key_file):
    vault.seal("goed", person_id=AMINA, where=WHERE)
    key_file.unlink()

    with pytest.raises(KeyFileNotFit, match="Put back the copy"):
        vault.seal("goed", person_id=BRAM, where=WHERE)
    with pytest.raises(KeyFileNotFit, match="Put back the copy"):
        vault.seal("goed", person_id=AMINA, where=WHERE)
    assert not key_file.exists()


@pytest.mark.parametrize("content", ["", "\n", "a 00\n"])
def test_a_key_file_without_keys_is_refused(key_file, content):
    key_file.parent.mkdir()
    key_file.write_text(content)

    with pytest.raises(KeyFileNotFit):
        vault.seal("goed", person_id=AMINA, where=WHERE)


def test_two_that_make_the_key_file_at_once_have_the_same_key(key_file):
    made: list[dict[str, bytes]] = []
    together = threading.Barrier(4)

    def make() -> None:
        together.wait()
        made.append(dict(KeyFile(key_file).make()))

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [dict(KeyFile(key_file).read())] * 4


def test_rotate_wraps_every_key_anew_and_forgets_the_old_one(key_file):
    texts = {who: vault.seal(f"van {who}", person_id=who, where=WHERE) for who in (AMINA, BRAM)}
    before, wrapped = key_file.read_text(), set(map(bytes, DataKey.objects.values_list("wrapped", flat=True)))

    assert vault.rotate() == 2

    assert {who: vault.unseal(text, where=WHERE) for who, text in texts.items()} == {
        who: f"van {who}" for who in (AMINA, BRAM)
    }
    assert len(key_file.read_text().splitlines()) == 1
    assert key_file.read_text() != before
    assert not wrapped & set(map(bytes, DataKey.objects.values_list("wrapped", flat=True)))


def test_the_old_wrapping_key_opens_nothing_after_rotating(key_file):
    text = vault.seal("goed", person_id=AMINA, where=WHERE)
    before = key_file.read_text()
    vault.rotate()
    key_file.write_text(before)

    with pytest.raises(KeyFileNotFit):
        vault.unseal(text, where=WHERE)


def test_rotating_that_was_broken_off_can_be_done_again(key_file):
    text = vault.seal("goed", person_id=AMINA, where=WHERE)
    KeyFile(key_file).add()  # what `rotate` does first; then somebody pulled the plug

    assert vault.unseal(text, where=WHERE) == "goed"
    assert vault.rotate() == 1
    assert vault.unseal(text, where=WHERE) == "goed"
    assert len(key_file.read_text().splitlines()) == 1


def test_rotate_without_any_key_does_nothing(key_file):
    assert vault.rotate() == 0
    assert not key_file.exists()


def test_a_sealed_field_reads_as_it_was_written_and_stands_sealed_in_the_database():
    entry = PupilEntryFactory(activity="breuken", success="legde het uit")

    kept = PupilEntry.objects.get()

    assert (kept.activity, kept.goal, kept.success) == ("breuken", "", "legde het uit")
    activity, goal = raw(entry)
    assert (b"breuken" in activity, len(activity) > 40, goal) == (False, True, b"")


def test_saving_what_nobody_opened_changes_nothing():
    entry = PupilEntryFactory(activity="breuken")
    before = raw(entry)

    kept = PupilEntry.objects.get()
    kept.minutes = 30
    kept.save()

    assert raw(entry) == before


def test_a_list_opens_with_one_query_for_all_keys(django_assert_num_queries: DjangoAssertNumQueries):
    for number in range(3):
        PupilEntryFactory(activity=f"les {number}", goal=f"doel {number}")

    with django_assert_num_queries(2):
        texts = {(entry.activity, entry.goal) for entry in unsealed(PupilEntry.objects.all())}

    assert texts == {(f"les {number}", f"doel {number}") for number in range(3)}


def test_many_new_rows_are_sealed_with_a_fixed_number_of_queries(django_assert_num_queries: DjangoAssertNumQueries):
    log_entry, pupils = LogEntryFactory(), [PupilFactory() for _ in range(3)]
    rows = [PupilEntry(log_entry=log_entry, pupil_id=pupil.pk, attendance="present", goal="x") for pupil in pupils]

    with django_assert_num_queries(8):  # pupils; keys, savepoint, lock, any at all, make, release; keys again
        sealed.seal(rows)
    PupilEntry.objects.bulk_create(rows)

    assert [entry.goal for entry in PupilEntry.objects.all()] == ["x"] * 3


def test_an_erased_text_reads_as_empty():
    entry = PupilEntryFactory(activity="breuken")
    vault.shred([entry.pupil.person_id])

    assert PupilEntry.objects.get().activity == ""


def test_the_goal_of_a_class_is_sealed_under_the_class():
    request = RequestFactory(pupil=None, school_class=SchoolClassFactory(), goal="samen lezen")

    assert DataKey.objects.get().owner_id == request.school_class_id
    assert Request.objects.get().goal == "samen lezen"


def bulk_update() -> None:
    entry = PupilEntry.objects.get()
    entry.activity = "delen"
    PupilEntry.objects.bulk_update([entry], ["activity"])


@pytest.mark.parametrize(
    "attempt",
    [
        bulk_update,
        lambda: PupilEntry.objects.update(activity="delen"),
        lambda: PupilEntry.objects.filter(activity="breuken").count(),
        lambda: PupilEntry.objects.filter(activity__contains="breuken").count(),
    ],
)
def test_a_sealed_field_refuses_text_that_would_stand_in_clear_or_be_searched(attempt):
    PupilEntryFactory(activity="breuken")

    with pytest.raises(FieldError, match="sealed"), transaction.atomic():
        attempt()

    assert PupilEntry.objects.get().activity == "breuken"


def test_a_sealed_field_may_be_emptied_and_asked_whether_it_is_empty():
    PupilEntryFactory(activity="breuken")

    filled = PupilEntry.objects.exclude(activity="").count()
    PupilEntry.objects.update(activity="")

    assert (filled, PupilEntry.objects.exclude(activity="").count()) == (1, 0)


def test_a_row_prints_no_text():
    PupilEntryFactory(activity="breuken")

    assert repr(list(PupilEntry.objects.values_list("activity", flat=True))) == "[<sealed>]"
