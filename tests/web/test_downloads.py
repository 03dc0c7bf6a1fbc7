import io

import openpyxl
import pytest
from django.test import RequestFactory
from django.utils import timezone

from tandem.people.models import Site
from tandem.web.downloads import pdf, table_as_excel
from tandem.web.tables import Column, Table
from tests.factories.people import SiteFactory


def test_a_file_is_handed_over_under_a_plain_name_and_kept_by_nobody():
    response = pdf(b"%PDF-", name="Week 38: école 't Zand")

    assert response["Content-Disposition"] == 'attachment; filename="week-38-ecole-t-zand.pdf"'
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "private, no-store")


@pytest.mark.django_db
def test_a_table_is_handed_over_as_searched_and_sorted_with_every_page():
    for name in ("Noord", "Oost", "Zuid"):
        SiteFactory(name=name)
    columns = [Column("name", "Vestiging", order=["name"]), Column("secret", "Nee", "pk", exported=False)]
    request = RequestFactory().get("/?q=o&sort=-name&page=2")

    response = table_as_excel(
        Table(request, Site.objects.all(), columns, search=["name"], page_size=1), name="Vestigingen", at=timezone.now()
    )

    rows = openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    assert list(rows) == [("Vestiging",), ("Oost",), ("Noord",)]
