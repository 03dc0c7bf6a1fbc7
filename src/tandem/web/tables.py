"""Lists that sort, search, page and export, declared as columns over a queryset."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.translation import ngettext

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name is what the address says when sorted by it."""

    name: str
    label: str | Promise
    value: str | Callable[[Any], Any] = ""  # a path such as "site.name", or a function; the name when empty
    order: Sequence[str] = ()  # the fields it sorts by; none: it does not sort
    kind: Literal["text", "number", "heading"] = "text"  # "heading" names the row
    link: Callable[[Any], str] | None = None
    template: str = ""  # draws the cell, given `row` and `value`
    exported: bool = True

    def of(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        return attrgetter(self.value or self.name)(row)

    def url_of(self, row: Any) -> str:
        return self.link(row) if self.link else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading as drawn: where a click leads and how it is sorted now."""

    column: Column
    url: str
    direction: Literal["", "ascending", "descending"]

    @property
    def icon(self) -> str:
        return {"": "up-down", "ascending": "sorted-up", "descending": "sorted-down"}[self.direction]


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    row: Any
    value: Any
    url: str


class Table:
    """Rows of a queryset as the address asks for them: `?q=` searches, `?sort=-name` sorts, `?page=2` pages.

    Two tables on one page get different names, which then stand before each parameter.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        columns: Sequence[Column],
        *,
        search: Sequence[str] = (),
        sort: str = "",
        name: str = "",
        page_size: int = PAGE_SIZE,
        count_words: Callable[[int], str] | None = None,
    ) -> None:
        self.request = request
        self.columns = tuple(columns)
        self.search_fields = tuple(search)
        self.default_sort = sort
        self.name = name
        self.page_size = page_size
        self.count_words = count_words or _rows_counted
        self._rows = rows

    @property
    def id(self) -> str:
        return f"table-{self.name}" if self.name else "table"

    def parameter(self, name: str) -> str:
        return f"{self.name}-{name}" if self.name else name

    @property
    def search_parameter(self) -> str:
        return self.parameter("q")

    @cached_property
    def query(self) -> str:
        # A nul byte is the one character PostgreSQL refuses in text.
        return self.request.GET.get(self.search_parameter, "").replace("\0", "").strip()[:200]

    @cached_property
    def sort(self) -> str:
        """Return the column sorted by, with a minus before it when downwards; unknown names are passed over."""
        wanted = self.request.GET.get(self.parameter("sort"), "")
        known = {column.name for column in self.columns if column.order}
        return wanted if wanted.removeprefix("-") in known else self.default_sort

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """Return every row found, in order."""
        return self._sorted(self._found(self._rows))

    def _found(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        for word in self.query.split() if self.search_fields else ():
            anywhere = Q()
            for field in self.search_fields:
                anywhere |= Q(**{f"{field}__unaccent__icontains": word})
            rows = rows.filter(anywhere)
        return rows

    def _sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        name = self.sort.removeprefix("-")
        column = next((column for column in self.columns if column.name == name), None)
        if column is None or not column.order:
            return rows
        down = self.sort.startswith("-")
        fields = [F(field).desc(nulls_last=True) if down else F(field).asc(nulls_last=True) for field in column.order]
        return rows.order_by(*fields, "pk")

    @cached_property
    def page(self) -> Page[Model]:
        return Paginator(self.rows, self.page_size).get_page(self.request.GET.get(self.parameter("page")))

    @cached_property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def counted(self) -> str:
        """Say how many rows were found, such as "28 leerlingen"."""
        return self.count_words(self.count)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing at all, rather than nothing found."""
        return not self.count and not self.query

    def url(self, **changes: str) -> str:
        parameters = self.request.GET.copy()
        for name, value in changes.items():
            parameters.pop(self.parameter(name), None)
            if value:
                parameters[self.parameter(name)] = value
        return f"{self.request.path}?{parameters.urlencode()}"

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: Column) -> Heading:
        if not column.order:
            return Heading(column, "", "")
        if self.sort == column.name:
            return Heading(column, self.url(sort=f"-{column.name}", page=""), "ascending")
        direction: Literal["", "descending"] = "descending" if self.sort == f"-{column.name}" else ""
        return Heading(column, self.url(sort=column.name, page=""), direction)

    @property
    def lines(self) -> Iterator[list[Cell]]:
        """Yield the cells of each row on this page."""
        for row in self.page:
            yield [Cell(column, row, column.of(row), column.url_of(row)) for column in self.columns]

    @property
    def kept_parameters(self) -> list[tuple[str, str]]:
        """Return what the search form passes on besides what it asks for itself."""
        dropped = {self.search_parameter, self.parameter("page")}
        return [(name, value) for name, values in self.request.GET.lists() if name not in dropped for value in values]

    @property
    def previous_url(self) -> str:
        return self.url(page=str(self.page.previous_page_number())) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self.url(page=str(self.page.next_page_number())) if self.page.has_next() else ""

    @property
    def cleared_url(self) -> str:
        return self.url(q="", page="")

    @property
    def export_url(self) -> str:
        return self.url(export="xlsx", page="")

    @property
    def wants_export(self) -> bool:
        return self.request.GET.get(self.parameter("export")) == "xlsx"


def _rows_counted(count: int) -> str:
    return ngettext("%(count)d rij", "%(count)d rijen", count) % {"count": count}
