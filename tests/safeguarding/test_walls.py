"""What the database itself refuses: to the role that serves pages, and to the role of signals without its word."""

import uuid
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connections, transaction

from tandem.config import migrate
from tandem.config.programs import DatabaseNotPossible
from tandem.core.cipher import KeyFileNotFit, NotSealedHere
from tandem.safeguarding import actions, keys
from tandem.safeguarding.context import acting_as, acting_as_clock
from tandem.safeguarding.models import Signal, Words
from tests.factories.safeguarding import SENT, WORDS, worried

pytestmark = pytest.mark.django_db(databases=["default", "safeguarding"])

TABLES = ["signal", "step", "words", "notice", "signing"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement", ["SELECT * FROM {}", "SELECT count(*) FROM {}", "DELETE FROM {}", "TABLE {}", "TRUNCATE {}"]
)
def test_the_role_that_serves_pages_reads_nothing_of_signals(table: str, statement: str):
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("tandem_app",)
        with pytest.raises(DatabaseError, match="permission denied for table safeguarding_"), transaction.atomic():
            cursor.execute(statement.format(f"safeguarding_{table}"))


def test_the_role_that_serves_pages_cannot_become_the_other_or_forget_signals():
    with connections["default"].cursor() as cursor:
        for statement in ("SET ROLE tandem_safeguarding", "SELECT safeguarding_forget(now())"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


def rows(table: str) -> int:
    with connections["safeguarding"].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM safeguarding_{table}")  # noqa: S608 - names of our own tables
        return int(cursor.fetchone()[0])


def test_as_its_own_role_each_sees_only_what_concerns_them():
    world = worried()
    signal = world.send()
    actions.read(signal=signal, by=world.receiver, at=SENT)

    found = {}
    for name in ("tutor", "receiver", "deputy", "colleague"):
        with acting_as(getattr(world, name).person_id):
            found[name] = [rows(table) for table in ("signal", "step", "words", "notice")]
    with acting_as_clock():
        found["clock"] = [rows(table) for table in ("signal", "step", "words", "notice")]
    found["nobody"] = [rows(table) for table in ("signal", "step", "words", "notice")]

    assert found == {
        "tutor": [1, 2, 0, 0],
        "receiver": [1, 2, 1, 0],
        "deputy": [0, 0, 0, 0],
        "colleague": [0, 0, 0, 0],
        "clock": [1, 2, 0, 2],
        "nobody": [0, 0, 0, 0],
    }


def test_after_it_was_passed_on_the_deputy_sees_it():
    world = worried()
    world.send()
    actions.pass_on_unread(at=SENT + timedelta(hours=4), on=SENT.date())

    with acting_as(world.deputy.person_id):
        assert [rows(table) for table in ("signal", "step", "words")] == [1, 2, 1]


def test_who_reads_must_be_signed_by_tandem():
    world = worried()
    world.send()
    forged = f"{world.receiver.person_id} {'0' * 64}"

    cursor = connections["safeguarding"].cursor()
    with pytest.raises(DatabaseError, match="was not said by Tandem"), transaction.atomic(using="safeguarding"):
        cursor.execute(
            "WITH said AS MATERIALIZED (SELECT set_config('safeguarding.reader', %s, true) AS who) "
            "SELECT who, safeguarding_reader() FROM said",
            [forged],
        )
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using="safeguarding"):
        cursor.execute("SELECT * FROM safeguarding_signing")


def test_nobody_writes_in_the_name_of_another():
    world = worried()
    signal = world.send()
    mine = Signal(author_id=world.tutor.person_id, receiver_id=world.receiver.person_id, sent_at=SENT)

    with acting_as(world.colleague.person_id):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(using="safeguarding"):
            mine.save(force_insert=True)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(using="safeguarding"):
            signal.steps.create(kind="closed", by_id=world.receiver.person_id, at=SENT)
    with acting_as(world.receiver.person_id):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using="safeguarding"):
            Words.objects.update(sealed=b"iets anders")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using="safeguarding"):
            Signal.objects.update(author_id=uuid.uuid4())
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using="safeguarding"):
            Signal.objects.all().delete()


def test_only_time_forgets():
    world = worried()
    world.send()

    with (
        acting_as(world.receiver.person_id),
        pytest.raises(DatabaseError, match="Only time forgets"),
        transaction.atomic(using="safeguarding"),
        connections["safeguarding"].cursor() as cursor,
    ):
        cursor.execute("SELECT safeguarding_forget(now())")


def test_words_open_only_in_their_own_row_and_with_their_own_key(settings, tmp_path):
    row, other = uuid.uuid4(), uuid.uuid4()
    sealed = keys.seal(WORDS, row=row)

    assert keys.unseal(sealed, row=row) == WORDS
    assert WORDS.encode() not in sealed
    with pytest.raises(NotSealedHere):
        keys.unseal(sealed, row=other)
    settings.TANDEM_SAFEGUARDING_KEY_FILE = tmp_path / "another.key"
    with pytest.raises(KeyFileNotFit, match="does not hold the key"):
        keys.unseal(sealed, row=row)


def test_the_key_is_not_the_one_of_the_rest_of_tandem():
    keys.seal(WORDS, row=uuid.uuid4())

    assert settings.TANDEM_SAFEGUARDING_KEY_FILE != settings.TANDEM_KEY_FILE
    assert settings.TANDEM_SAFEGUARDING_KEY_FILE.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db(transaction=True, databases=["default", "safeguarding"])
def test_a_signal_stands_in_no_table_in_clear(as_owner: psycopg.Connection):
    """Read as the owner, past every policy: what a dump of the database would hold."""
    world = worried()
    signal = world.send("KANARIE-7f3a onder de tafel", pupil=world.world.pupils[0])
    actions.read(signal=signal, by=world.receiver, at=SENT)
    actions.follow_up(signal=signal, kind="noted", note="KANARIE-7f3a gebeld", by=world.receiver, at=SENT)

    tables = as_owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    dump = "\n".join(
        str(row)
        for (table,) in tables
        for row in as_owner.execute(f'SELECT t::text FROM "{table}" t').fetchall()  # noqa: S608 - its own names
    )

    assert str(signal.pk) in dump
    assert "KANARIE" not in dump
    assert b"KANARIE".hex() not in dump


def test_serving_is_refused_without_a_role_for_signals(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(settings.DATABASES, "safeguarding")

    with pytest.raises(DatabaseNotPossible, match="set DATABASE_SAFEGUARDING_URL to its address"):
        migrate.refuse_signals_without_a_role_of_their_own()


def test_serving_is_refused_when_signals_go_over_the_role_that_serves(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(settings.DATABASES["default"], "USER", "tandem_safeguarding")

    with pytest.raises(DatabaseNotPossible, match="signs in as tandem_safeguarding, which also serves pages"):
        migrate.refuse_signals_without_a_role_of_their_own()


@pytest.mark.django_db(transaction=True, databases=["default", "safeguarding"])
def test_serving_is_refused_while_the_role_that_serves_may_read_signals(as_owner: psycopg.Connection):
    as_owner.execute("GRANT SELECT ON safeguarding_words TO tandem_app")

    with pytest.raises(DatabaseNotPossible, match="may read safeguarding_words"):
        migrate.refuse_signals_without_a_role_of_their_own()

    as_owner.execute("REVOKE SELECT ON safeguarding_words FROM tandem_app")
    migrate.refuse_signals_without_a_role_of_their_own()
