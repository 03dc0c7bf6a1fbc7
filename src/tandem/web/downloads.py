"""Files handed to a browser: Excel, PDF and calendars, with a name people recognise."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from tandem.core import workbooks
from tandem.core.workbooks import Sheet, SheetColumn
from tandem.web.tables import Table

PDF = "application/pdf"


def download(content: bytes, *, name: str | Promise, extension: str, media_type: str) -> HttpResponse:
    """Hand over a file: never shown inside a page, never kept by whoever stands in between."""
    response = HttpResponse(content, content_type=media_type)
    filename = f"{slugify(str(name)) or 'tandem'}.{extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or ""
    response["Cache-Control"] = "private, no-store"
    return response


def excel(content: bytes, *, name: str | Promise) -> HttpResponse:
    return download(content, name=name, extension="xlsx", media_type=workbooks.MEDIA_TYPE)


def pdf(content: bytes, *, name: str | Promise) -> HttpResponse:
    return download(content, name=name, extension="pdf", media_type=PDF)


def table_as_excel(table: Table, *, name: str | Promise, at: datetime) -> HttpResponse:
    """Hand over all rows found, as sorted and searched on the page."""
    columns = [column for column in table.columns if column.exported]
    sheet = Sheet(
        name,
        [SheetColumn(column.label, "decimal" if column.kind == "number" else "text") for column in columns],
        ([column.of(row) for column in columns] for row in table.rows.iterator(chunk_size=500)),
    )
    return excel(workbooks.workbook([sheet], title=name, at=at), name=name)
