"""The vault: a data key per person, wrapped by a key in a file outside the database.

What is sealed says under which data key; when that key is deleted, the text is gone, also from every backup of the
database, since `tandem db backup` leaves the data keys out.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import QuerySet

from tandem.core.cipher import KeyFile, KeyFileNotFit, NotSealedHere, decrypt, encrypt, new_key
from tandem.core.models import DataKey

FORMAT = b"\x01"
KeyAtHand = tuple[uuid.UUID, bytes]  # its id and the key itself
KEY_ID = slice(1, 17)
BODY = slice(17, None)


class Erased(Exception):
    """The key of this text was deleted: nobody can read it any more."""


def key_file() -> KeyFile:
    return KeyFile(settings.TANDEM_KEY_FILE)


def seal(text: str, *, person_id: uuid.UUID, where: str, using: str = DEFAULT_DB_ALIAS) -> bytes:
    """Seal a text about a person; `where` is the place it will stand: table|field|row."""
    return seal_under(data_keys([person_id], using=using)[person_id], text, where=where)


def unseal(sealed: bytes, *, where: str, using: str = DEFAULT_DB_ALIAS) -> str:
    """Open one sealed text; raises `Erased` when its key was deleted."""
    return unseal_with(open_keys([sealed], using=using), sealed, where=where)


def seal_under(data_key: KeyAtHand, text: str, *, where: str) -> bytes:
    """Seal a text under a data key that is at hand already."""
    key_id, key = data_key
    return FORMAT + key_id.bytes + encrypt(key, text.encode(), where=where)


def unseal_with(keys: Mapping[uuid.UUID, bytes], sealed: bytes, *, where: str) -> str:
    """Open one of the texts whose keys `open_keys` returned."""
    if sealed[:1] != FORMAT:
        raise NotSealedHere(where)
    key = keys.get(uuid.UUID(bytes=sealed[KEY_ID]))
    if key is None:
        raise Erased(where)
    return decrypt(key, sealed[BODY], where=where).decode()


def data_keys(owners: Collection[uuid.UUID], *, using: str = DEFAULT_DB_ALIAS) -> dict[uuid.UUID, KeyAtHand]:
    """Return the data key of each of these persons, made now for who has none, in one or three queries."""
    rows = DataKey.objects.using(using).filter(owner_id__in=owners)
    found = _opened(rows)
    if missing := sorted(set(owners) - set(found)):
        _make_keys(missing, using)
        found = _opened(rows.all())
    return found


def open_keys(sealed: Iterable[bytes], *, using: str = DEFAULT_DB_ALIAS) -> dict[uuid.UUID, bytes]:
    """Return the keys under which these texts were sealed, in one query; a deleted key is not among them."""
    ids = {uuid.UUID(bytes=text[KEY_ID]) for text in sealed if len(text) > BODY.start}
    return dict(_opened(DataKey.objects.using(using).filter(pk__in=ids)).values()) if ids else {}


def shred(owners: Collection[uuid.UUID], *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Delete the data keys of these persons: what was sealed under them is erased, wherever it is kept."""
    return DataKey.objects.using(using).filter(owner_id__in=owners).delete()[0]


def rotate(*, using: str = DEFAULT_DB_ALIAS) -> int:
    """Wrap every data key by a new wrapping key, then forget the old one; broken off halfway, it can be done again."""
    keys = key_file()
    if not keys.read():
        return 0
    wrapping = keys.add()
    with transaction.atomic(using=using):
        # Waits for whoever is making a key under the old one; whoever comes later reads the new file.
        _lock_table("SHARE ROW EXCLUSIVE", using)
        rows = list(DataKey.objects.using(using).order_by("pk"))
        for row in rows:
            _wrap(row, _unwrapped(row, wrapping), wrapping)
        DataKey.objects.using(using).bulk_update(rows, ["wrapped", "wrapped_by"], batch_size=1000)
    keys.keep_newest()
    return len(rows)


def _make_keys(owners: Collection[uuid.UUID], using: str) -> None:
    with transaction.atomic(using=using):
        _lock_table("ROW EXCLUSIVE", using)
        wrapping = key_file().read()
        if not wrapping:
            if DataKey.objects.using(using).exists():
                raise KeyFileNotFit(f"{settings.TANDEM_KEY_FILE} is gone. Put back the copy that was kept apart.")
            wrapping = key_file().make()
        rows = [DataKey(owner_id=owner) for owner in owners]
        for row in rows:
            _wrap(row, new_key(), wrapping)
        DataKey.objects.using(using).bulk_create(rows, ignore_conflicts=True)  # somebody else may have been first


def _lock_table(mode: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(f"LOCK TABLE {DataKey._meta.db_table} IN {mode} MODE")


def _opened(rows: QuerySet[DataKey]) -> dict[uuid.UUID, KeyAtHand]:
    wrapping = key_file().read()
    try:
        return {row.owner_id: (row.pk, _unwrapped(row, wrapping)) for row in rows}
    except KeyFileNotFit:  # between reading the file and the rows, both may have been renewed
        wrapping = key_file().read()
        return {row.owner_id: (row.pk, _unwrapped(row, wrapping)) for row in rows.all()}


def _wrap(row: DataKey, key: bytes, wrapping: Mapping[str, bytes]) -> None:
    row.wrapped_by, wrapping_key = next(iter(wrapping.items()))
    row.wrapped = encrypt(wrapping_key, key, where=_place_of(row))


def _unwrapped(row: DataKey, wrapping: Mapping[str, bytes]) -> bytes:
    try:
        return decrypt(wrapping[row.wrapped_by], bytes(row.wrapped), where=_place_of(row))
    except KeyError:
        raise KeyFileNotFit(
            f"{settings.TANDEM_KEY_FILE} does not hold the key that this database was sealed with. "
            "Put back the copy that was kept apart."
        ) from None


def _place_of(row: DataKey) -> str:
    return f"{DataKey._meta.db_table}|{row.owner_id}|{row.pk}"
