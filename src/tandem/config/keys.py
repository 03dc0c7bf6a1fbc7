"""The keys apart from the database: a copy of the wrapped data keys, and back."""

import json
import os
import uuid
from pathlib import Path

from tandem.config.programs import OperatingNotPossible
from tandem.core import vault
from tandem.core.models import DataKey

FORMAT = "tandem.keys/1"


class KeysNotPossible(OperatingNotPossible):
    """The keys cannot be copied or put back; the message says what would make it possible."""


def backup(file: Path) -> int:
    """Write the wrapped data keys to a file, over the former one: an older copy would undo erasures."""
    rows = list(DataKey.objects.using("owner").order_by("owner_id"))
    content = {
        "format": FORMAT,
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
    copied = _read(file)
    rows = DataKey.objects.using("owner")
    before = rows.count()
    rows.bulk_create(copied, ignore_conflicts=True, batch_size=1000)
    return rows.count() - before


def _read(file: Path) -> list[DataKey]:
    try:
        content = json.loads(file.read_text())
        if content["format"] != FORMAT:
            raise KeyError("format")
        return [
            DataKey(pk=uuid.UUID(pk), owner_id=uuid.UUID(owner), wrapped=bytes.fromhex(wrapped), wrapped_by=wrapped_by)
            for pk, owner, wrapped, wrapped_by in content["keys"]
        ]
    except OSError as error:
        raise KeysNotPossible(f"{file} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError):
        raise KeysNotPossible(f"{file} is not a copy that `tandem keys backup` made.") from None


def rotate() -> int:
    """Wrap all data keys by a new wrapping key and forget the old one."""
    return vault.rotate(using="owner")
