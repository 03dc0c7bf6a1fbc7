"""Reading spreadsheets of strangers: any workbook or text file to grids of values, or a Dutch sentence."""

from django.utils.translation import gettext as _

from tandem.core.sheets.archive import names, too_large
from tandem.core.sheets.delimited import read_delimited
from tandem.core.sheets.grid import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Grid, Marks, UnreadableFile, Value
from tandem.core.sheets.ods import read_ods
from tandem.core.sheets.xls import read_xls
from tandem.core.sheets.xlsx import read_xlsx

__all__ = ["MAX_BYTES", "MAX_COLUMNS", "MAX_ROWS", "Grid", "Marks", "UnreadableFile", "Value", "read_workbook"]


def read_workbook(file: str, data: bytes) -> tuple[Grid, ...]:
    """Return every sheet of a file; whatever is wrong with it, only `UnreadableFile` is raised."""
    if len(data) > MAX_BYTES:
        raise too_large()
    try:
        grids = _read(file, data)
    except UnreadableFile:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    # A reader written in Rust signals a broken file with an exception that is no Exception.
    except BaseException as error:
        raise UnreadableFile(
            _("Dit bestand is beschadigd of niet volledig. Open het in Excel, bewaar het opnieuw en probeer nog eens.")
        ) from error
    if not any(grid.rows for grid in grids):
        raise UnreadableFile(_("Dit bestand is leeg."))
    return grids


def _read(file: str, data: bytes) -> tuple[Grid, ...]:
    """Choose by what the file is, not by what its name says it is."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:300].lower()
    if not data.strip():
        raise UnreadableFile(_("Dit bestand is leeg."))
    if data.startswith(b"PK\x03\x04"):
        return _read_archive(file, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return read_xls(file, data)
    if head.startswith(b"%pdf"):
        raise UnreadableFile(_("Dit is een pdf. Vraag de lijst als Excel- of csv-bestand."))
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")):
        raise UnreadableFile(
            _("Dit is een webpagina of xml-bestand. Open het in Excel, bewaar het als .xlsx en probeer opnieuw.")
        )
    if file.lower().endswith((".xlsx", ".xlsm", ".ods", ".xlsb", ".zip")):
        raise UnreadableFile(
            _("Dit bestand is beschadigd of niet volledig. Open het in Excel, bewaar het opnieuw en probeer nog eens.")
        )
    return read_delimited(file, data)


def _read_archive(file: str, data: bytes) -> tuple[Grid, ...]:
    present = set(names(data))
    if "xl/workbook.xml" in present or "xl/workbook.bin" in present:
        return read_xlsx(file, data)
    if "content.xml" in present:
        return read_ods(file, data)
    raise UnreadableFile(
        _("Dit bestand is geen Excel-, OpenDocument- of csv-bestand. Bewaar de lijst als .xlsx en probeer opnieuw.")
    )
