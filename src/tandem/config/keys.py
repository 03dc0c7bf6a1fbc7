"""The keys apart from the database: a copy of the wrapped data keys, and back."""

import json
import os
import uuid
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from tandem.config.programs import OperatingNotPossible
from tandem.core import vault
from tandem.core.isolation import Purpose, acting_for
from tandem.core.models import DataKey
from tandem.privacy.actions import erasing
from tandem.privacy.models import Erased

FORMAT = "tandem.keys/1"


class KeysNotPossible(OperatingNotPossible):
    """The keys cannot be copied or put back; the message says what would make it possible."""


def backup(file: Path) -> int:
    """Write the wrapped data keys to a file, over the former one: an older copy would undo erasures."""
    rows = list(DataKey.objects.using("owner").order_by("owner_id"))
    gone = Erased.objects.using("owner").order_by("person_id")
    content = {
        "format": FORMAT,
        "erased": [[str(row.person_id), row.erased_at.isoformat()] for row in gone],
        "keys": [[str(row.pk), str(row.owner_id), bytes(row.wrapped).hex(), row.wrapped_by] for row in rows],
    }
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
            json.dump(content, written)
            written.flush()
            os.fsync(written.fileno())
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(rows)


def restore(file: Path) -> int:
    """Put back the data keys that the database does not have; return how many those were."""
    copied, gone = _read(file)
    Erased.objects.using("owner").bulk_create(gone, ignore_conflicts=True, batch_size=1000)
    rows = DataKey.objects.using("owner")
    before = rows.count()
    rows.bulk_create(copied, ignore_conflicts=True, batch_size=1000)
    return rows.count() - before


def _read(file: Path) -> tuple[list[DataKey], list[Erased]]:
    try:
        content = json.loads(file.read_text())
        if content["format"] != FORMAT:
            raise KeyError("format")
        keys = [
            DataKey(pk=uuid.UUID(pk), owner_id=uuid.UUID(owner), wrapped=bytes.fromhex(wrapped), wrapped_by=wrapped_by)
            for pk, owner, wrapped, wrapped_by in content["keys"]
        ]
        gone = [
            Erased(person_id=uuid.UUID(person), erased_at=datetime.fromisoformat(at))
            for person, at in content["erased"]
        ]
        return keys, gone
    except OSError as error:
        raise KeysNotPossible(f"{file} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError):
        raise KeysNotPossible(f"{file} is not a copy that `tandem keys backup` made.") from None


def erase_again() -> int:
    """Erase whoever a restored backup brought back."""
    at = timezone.now()
    with acting_for(None, on=timezone.localdate(at), purpose=Purpose.KEEPING):
        return erasing.erase_again(at=at)


def rotate() -> int:
    """Wrap all data keys by a new wrapping key and forget the old one."""
    return vault.rotate(using="owner")
