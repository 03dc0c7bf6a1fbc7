import io
import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, connection

from tandem.config.logs import LEFT_OUT, WithoutRows

NOTE = "Noor durfde vandaag\nhardop te lezen"


@pytest.fixture
def log() -> io.StringIO:
    """All that is written by a logger of which the handler formats as ours do."""
    return io.StringIO()


@pytest.fixture
def logger(log: io.StringIO) -> logging.Logger:
    handler = logging.StreamHandler(log)
    handler.setFormatter(WithoutRows())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger


def refuse_a_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE notes (id int CHECK (id > 0), note text)")
        cursor.execute("INSERT INTO notes VALUES (0, %s)", [NOTE])


@pytest.mark.django_db
def test_traceback_tells_what_was_refused_but_not_the_row(logger: logging.Logger, log: io.StringIO):
    try:
        refuse_a_row()
    except IntegrityError:
        logger.exception("Not stored.")

    told = log.getvalue()
    assert told.count('violates check constraint "notes_id_check"') == 2
    assert told.count(f"DETAIL:  {LEFT_OUT}") == 2
    assert [part for part in ("Noor", "hardop") if part in told] == []


@pytest.mark.django_db
def test_message_that_names_the_error_does_not_tell_the_row(logger: logging.Logger, log: io.StringIO):
    with pytest.raises(IntegrityError) as refused:
        refuse_a_row()

    logger.error("Not stored: %s", refused.value)

    assert log.getvalue() == (
        f'Not stored: new row for relation "notes" violates check constraint "notes_id_check"\nDETAIL:  {LEFT_OUT}\n'
    )


def test_other_messages_stay_as_they_are(logger: logging.Logger, log: io.StringIO):
    logger.error("Worker %s stopped after %d jobs.", "a", 3)

    assert log.getvalue() == "Worker a stopped after 3 jobs.\n"


def test_every_handler_of_ours_formats_so():
    formatters = {name: formatter["()"] for name, formatter in settings.LOGGING["formatters"].items()}

    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == formatters.keys()
    assert set(formatters.values()) == {"tandem.config.logs.WithoutRows"}
