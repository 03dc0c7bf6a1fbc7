"""A kill in the middle of an import leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connections

from tandem.people.enums import Stage
from tandem.people.models import Person, Pupil, SchoolClass
from tandem.scheduling.actions import intake as actions
from tandem.scheduling.enums import ImportStatus
from tandem.scheduling.models import Import, Room
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import SiteFactory, UserFactory
from tests.scheduling.intake.importing import NOW, TODAY, start
from tests.scheduling.intake.school import table

APPLY = """
import sys, uuid, datetime, django
django.setup()
from tandem.people.models import User
from tandem.scheduling.actions import intake as actions
from tandem.scheduling.models import Import
actions.apply(
    intake=Import.objects.get(pk=uuid.UUID(sys.argv[1])), by=User.objects.get(pk=uuid.UUID(sys.argv[2])),
    at=datetime.datetime(2025, 10, 6, 9, tzinfo=datetime.UTC), on=datetime.date(2025, 10, 6),
)
"""


def address_of(alias: str) -> str:
    settings: dict[str, Any] = connections[alias].settings_dict
    host = quote(settings["HOST"], safe="")
    return f"postgresql://{settings['USER']}@/{settings['NAME']}?host={host}&port={settings['PORT']}"


def waits_for_rooms(connection: psycopg.Connection) -> bool:
    """Tell whether somebody's insert into the table of rooms waits for our lock."""
    row = connection.execute(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'scheduling_room'::regclass"
    ).fetchone()
    return bool(row and row[0])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_kill_in_the_middle_of_an_import_leaves_nothing(as_owner: psycopg.Connection, tmp_path: Path) -> None:
    site = SiteFactory(stage=Stage.PRIMARY_NL)
    initiative = InitiativeFactory(sites=[site], starts_date=date(2025, 9, 1), ends_date=date(2026, 6, 30))
    by = UserFactory()
    pupils = [[100 + number, f"Kind{chr(65 + number)} Smit", "groep 5"] for number in range(20)]
    data = table(["Leerlingnummer", "Naam", "Groep"], *pupils, [], ["Lokaal"], ["B12"])
    intake = start({"lijst.xlsx": data}, initiative=initiative, site=site, by=by)
    before = (Person.objects.count(), Pupil.objects.count(), SchoolClass.objects.count(), Room.objects.count())
    environment = {
        **os.environ,
        "DATABASE_URL": address_of("default"),
        "DJANGO_SETTINGS_MODULE": "tandem.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    # Rooms are written after pupils: whoever holds that table stops the import halfway.
    with psycopg.connect(**connections["owner"].get_connection_params()) as holder:
        holder.execute("LOCK TABLE scheduling_room IN EXCLUSIVE MODE")
        child = subprocess.Popen([sys.executable, "-c", APPLY, str(intake.pk), str(by.pk)], env=environment)
        deadline = time.monotonic() + 60
        while not waits_for_rooms(as_owner) and child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert waits_for_rooms(as_owner), "the import never came to the rooms"
        os.kill(child.pid, signal.SIGKILL)
        child.wait()

    intake.refresh_from_db()
    assert child.returncode == -signal.SIGKILL
    assert (Person.objects.count(), Pupil.objects.count(), SchoolClass.objects.count(), Room.objects.count()) == before
    assert intake.status == ImportStatus.UPLOADED
    actions.apply(intake=Import.objects.get(pk=intake.pk), by=by, at=NOW, on=TODAY)
    assert (Pupil.objects.count(), Room.objects.count()) == (20, 1)
