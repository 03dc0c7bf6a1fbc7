"""The watch over all tests sees what it should: a name in a log line, in a constraint error, in a mail."""

import logging
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from tests.canary_watch import Watch, in_mail, in_server_log
from tests.factories.people import PersonFactory, PupilFactory

LOG = logging.getLogger("tandem.tests")


def test_a_name_in_a_log_line_is_seen(canary_watch: Watch):
    LOG.error("Nobody should write %s here", "Achternaam12")

    assert len(canary_watch.take()) == 1


@pytest.mark.django_db
def test_a_constraint_error_is_logged_without_the_row(canary_watch: Watch):
    number = PersonFactory().family_name
    pupil = PupilFactory(number=number)

    with transaction.atomic():
        try:
            with transaction.atomic():
                PupilFactory(number=number, organisation=pupil.organisation)
        except IntegrityError as error:
            refused = str(error)
            LOG.exception("Refused")

    # Behind the walls PostgreSQL itself keeps the row to itself; what it would say is not logged either.
    assert number not in refused
    assert canary_watch.take() == []


@pytest.mark.django_db
def test_a_name_in_a_mail_is_seen():
    person = PersonFactory()
    EmailMessage("Tandem", f"Dag {person.full_name}", to=["iemand@voorbeeld.test"]).send()

    assert len(in_mail()) == 1
    mail.outbox.clear()


def test_a_name_in_the_log_of_the_server_is_seen(tmp_path: Path):
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "Mon.log").write_text("ERROR: duplicate key\nDETAIL: (Achternaam12) already exists\n")

    assert in_server_log(tmp_path) == ["DETAIL: (Achternaam12) already exists"]
