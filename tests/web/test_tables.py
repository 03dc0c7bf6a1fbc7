import pytest
from django.test import RequestFactory

from tandem.people.models import Site
from tandem.web.tables import Column, Table
from tests.factories.people import SchoolFactory, SiteFactory

pytestmark = pytest.mark.django_db

COLUMNS = (
    Column("name", "Vestiging", order=["name"], kind="heading"),
    Column("school", "School", "organisation.name", order=["organisation__name", "name"]),
    Column("length", "Letters", lambda site: len(site.name), kind="number"),
)


@pytest.fixture(autouse=True)
def sites() -> None:
    school, other = SchoolFactory(name="Zonnebloem"), SchoolFactory(name="André Demedts")
    for name, of in (("Noord", school), ("Zuid", other), ("Oost", school)):
        SiteFactory(name=name, organisation=of)


def table(query: str = "", **options: object) -> Table:
    request = RequestFactory().get(f"/vestigingen/?{query}")
    rows = Site.objects.select_related("organisation").order_by("pk")
    defaults = {"search": ["name", "organisation__name"], "sort": "name"}
    return Table(request, rows, COLUMNS, **(defaults | options))


def names(found: Table) -> list[str]:
    return [site.name for site in found.page]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Noord", "Oost", "Zuid"]),
        ("sort=-name", ["Zuid", "Oost", "Noord"]),
        ("sort=school", ["Zuid", "Noord", "Oost"]),
        ("sort=length", ["Noord", "Oost", "Zuid"]),  # does not sort: the default stands
        ("sort=organisation__users__password", ["Noord", "Oost", "Zuid"]),
    ],
)
def test_rows_are_sorted_as_the_address_says(query: str, expected: list[str]):
    assert names(table(query)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("oo", ["Noord", "Oost"]),
        ("andre", ["Zuid"]),
        ("DEMEDTS zuid", ["Zuid"]),
        ("zonnebloem zuid", []),
        ("%25", []),
        ("%00", ["Noord", "Oost", "Zuid"]),
    ],
)
def test_every_word_must_be_found_whatever_its_accents(words: str, expected: list[str]):
    assert names(table(f"q={words}")) == expected


def test_pages_follow_each_other_and_know_their_neighbours():
    first, last = table("sort=name&q=o", page_size=1), table("sort=name&q=o&page=99", page_size=1)

    assert (names(first), first.previous_url) == (["Noord"], "")
    assert first.next_url == "/vestigingen/?sort=name&q=o&page=2"
    assert (names(last), last.next_url) == (["Oost"], "")


def test_a_heading_sorts_upwards_then_downwards_and_starts_at_the_first_page():
    headings = table("sort=name&page=2").headings

    assert [(heading.url, heading.direction) for heading in headings] == [
        ("/vestigingen/?sort=-name", "ascending"),
        ("/vestigingen/?sort=school", ""),
        ("", ""),
    ]


def test_a_named_table_leaves_the_parameters_of_others_alone():
    found = table("sort=-name&sites-sort=school&sites-q=oost", name="sites")

    assert names(found) == ["Oost"]
    assert found.url(page="2") == "/vestigingen/?sort=-name&sites-sort=school&sites-q=oost&sites-page=2"
    assert found.kept_parameters == [("sort", "-name"), ("sites-sort", "school")]


def test_nothing_there_differs_from_nothing_found():
    nothing_found = table("q=west")
    Site.objects.all().delete()
    nothing_there = table("")

    assert (nothing_found.is_empty, nothing_there.is_empty) == (False, True)


def test_cells_hold_values_and_links():
    linked = Column("name", "Vestiging", link=lambda site: f"/vestigingen/{site.name}/")

    request = RequestFactory().get("/vestigingen/")
    lines = list(Table(request, Site.objects.order_by("name"), [linked, COLUMNS[1]]).lines)

    assert [(cell.value, cell.url) for cell in lines[0]] == [("Noord", "/vestigingen/Noord/"), ("Zonnebloem", "")]


@pytest.mark.parametrize("count", [1, 3])
def test_a_table_costs_the_same_for_any_number_of_rows(count: int, django_assert_num_queries):
    found = table(page_size=count)

    with django_assert_num_queries(2):
        assert len(list(found.lines)) == count
