"""Who acts, as the database hears and believes it."""

import uuid
from datetime import date
from threading import Thread

import pytest
from django.db import ProgrammingError, connection, transaction

from tandem.core.isolation import Acting, Purpose, acting_for, acting_for_nobody, on_commit, who_acts

TODAY = date(2026, 9, 7)
AMINA, BRAM = uuid.UUID(int=1), uuid.UUID(int=2)


def heard() -> tuple[uuid.UUID | None, str]:
    """Return who acts, as the database was told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.acting_user(), walls.purpose()")
        return cursor.fetchone()


def set_context(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tandem.context', %s, true)", [text])


@pytest.mark.django_db
def test_database_hears_who_acts_and_forgets_it_afterwards():
    before = heard()
    with acting_for(AMINA, on=TODAY):
        during = heard()

    assert (before, during, heard()) == ((None, ""), (AMINA, "page"), (None, ""))


@pytest.mark.django_db
def test_whoever_acted_before_acts_again_afterwards():
    with acting_for(AMINA, on=TODAY):
        with acting_for(BRAM, on=TODAY, purpose=Purpose.PLAN):
            inside = heard()
        with acting_for_nobody():
            alone = heard()

        assert (inside, alone, heard()) == ((BRAM, "plan"), (None, ""), (AMINA, "page"))


@pytest.mark.django_db(transaction=True)
def test_each_transaction_hears_who_acts_and_so_does_a_statement_on_its_own():
    with acting_for(AMINA, on=TODAY):
        alone = heard()
        with transaction.atomic():
            first = heard()
        with transaction.atomic(), transaction.atomic():
            second = heard()

    assert [alone, first, second, heard()] == [(AMINA, "page")] * 3 + [(None, "")]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_takes_nobody_s_place():
    with transaction.atomic(), acting_for(AMINA, on=TODAY):
        with transaction.atomic(), acting_for(BRAM, on=TODAY):
            heard()
            transaction.set_rollback(True)
        after_one = heard()
        with acting_for(BRAM, on=TODAY), transaction.atomic():
            heard()
            transaction.set_rollback(True)

        assert [after_one, heard()] == [(AMINA, "page")] * 2


@pytest.mark.django_db(transaction=True)
def test_after_a_commit_nobody_acts_unless_it_was_asked_for():
    told = []
    with transaction.atomic(), acting_for(AMINA, on=TODAY):
        on_commit(lambda: told.append(heard()))
        transaction.on_commit(lambda: told.append(heard()))

    assert told == [(AMINA, "page"), (None, "")]


def test_another_thread_begins_with_nobody():
    found: list[Acting | None] = []
    with acting_for(AMINA, on=TODAY):
        thread = Thread(target=lambda: found.append(who_acts()))
        thread.start()
        thread.join()

    assert found == [None]


def changed(part: int, value: str) -> str:
    """Return what Amina's context says, with one part changed and the signature as it was."""
    parts = Acting(AMINA, Purpose.PAGE, TODAY).signed().split("|")
    parts[part] = value
    return "|".join(parts)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forged",
    [
        changed(0, str(BRAM)),
        changed(1, "outbox"),
        changed(2, str(BRAM)),
        changed(3, "2020-01-01"),
        changed(4, "99999999999"),
        changed(5, "0" * 64),
        changed(5, ""),
        changed(5, "|".join(["", "0" * 64])),
        str(AMINA),
        "|||||",
    ],
    ids=["user", "purpose", "about", "day", "until", "signature", "unsigned", "more parts", "no parts", "empty parts"],
)
@pytest.mark.parametrize("question", ["acting_user()", "reach('me')"])
def test_a_forged_context_is_refused(forged: str, question: str):
    set_context(forged)

    with pytest.raises(ProgrammingError, match="who acts was not signed by Tandem"), connection.cursor() as cursor:
        cursor.execute(f"SELECT walls.{question}")


@pytest.mark.django_db
def test_a_context_of_long_ago_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tandem.core.isolation.context.SECONDS", -1)
    set_context(Acting(AMINA, Purpose.PAGE, TODAY).signed())

    with pytest.raises(ProgrammingError, match="who acts was signed too long ago"):
        heard()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM walls_key.key",
        "SELECT walls.seal('anything')",
        "UPDATE walls_key.key SET inner_pad = ''",
        "CREATE FUNCTION walls.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
    ids=["key", "seal", "another key", "another function"],
)
def test_app_role_can_neither_read_nor_use_the_key(statement: str):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
