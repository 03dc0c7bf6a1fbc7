"""Opening zipped workbooks without trusting what they say about themselves."""

import io
import zipfile
from collections.abc import Callable

from django.utils.translation import gettext as _

from tandem.core.sheets.grid import MAX_BYTES, UnreadableFile

_MAX_MEMBERS = 5_000
_CHUNK = 1 << 20


def unpack(data: bytes, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return the wanted members, after measuring every member by unpacking it rather than by its label."""
    members: dict[str, bytes] = {}
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if len(infos) > _MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_BYTES:
            raise too_large()
        for info in infos:
            if info.flag_bits & 0x1:
                raise UnreadableFile(
                    _("Dit bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord en probeer opnieuw.")
                )
            if not wanted(info.filename):
                continue
            if info.filename in members:
                raise zipfile.BadZipFile(info.filename)
            with archive.open(info) as member:
                parts = []
                while chunk := member.read(_CHUNK):
                    total += len(chunk)
                    if total > MAX_BYTES:
                        raise too_large()
                    parts.append(chunk)
            members[info.filename] = b"".join(parts)
    return members


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def pack(members: dict[str, bytes]) -> bytes:
    """Return a plain archive of exactly these members, so that a next reader sees what was measured."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def too_large() -> UnreadableFile:
    return UnreadableFile(
        _("Dit bestand is uitgepakt groter dan 100 MB. Bewaar alleen de bladen die nodig zijn en probeer opnieuw.")
    )


def too_many_rows() -> UnreadableFile:
    return UnreadableFile(
        _("Dit bestand heeft een blad met meer dan 50.000 rijen. Verwijder wat niet nodig is en probeer opnieuw.")
    )


def too_wide() -> UnreadableFile:
    return UnreadableFile(
        _("Dit bestand heeft een blad met meer dan 1.000 kolommen. Verwijder wat niet nodig is en probeer opnieuw.")
    )


def reaches_outside() -> UnreadableFile:
    return UnreadableFile(
        _(
            "Dit bestand bevat een formule die iets buiten het bestand aanroept. Dat is niet veilig: "
            "kopieer de lijst en plak haar als waarden in een nieuw bestand."
        )
    )
