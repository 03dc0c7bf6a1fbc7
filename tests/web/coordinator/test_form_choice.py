"""A school looks which form of tutoring it can carry."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.enums import FormKind
from tests.factories.people import OrganisationFactory, SchoolFactory, coordinator, school_coordinator

pytestmark = pytest.mark.django_db
ADDRESS = reverse("coordinator-form-choice")
# A school without a fixed contact, one time out of class per pupil a week, and 28 first-year students: no more is said.
ASKED = {"fixed_contact": "no", "pull_outs": "1", "students": "28"}


def test_s_43_a_school_sees_what_is_missing_per_form_with_its_source(client: Client):
    client.force_login(school_coordinator(SchoolFactory()))

    page = client.get(ADDRESS, ASKED)

    shown = {row.form.key: (len(row.unmet), len(row.open), len(row.met)) for row in page.context["forms"]}
    asked = ("hdt", "st010", "reach", "moz", "peer_cross", "blended", "home", "ai")
    assert {key: shown[key] for key in asked} == {
        "hdt": (3, 3, 0),
        "st010": (2, 1, 0),
        "reach": (1, 3, 0),
        "moz": (0, 2, 1),
        "peer_cross": (0, 2, 0),
        "blended": (0, 3, 0),
        "home": (0, 3, 0),
        "ai": (1, 1, 0),
    }
    assert set(shown) == {*FormKind.values, "ai"}
    unmet = {row.form.key: [(str(each.text), each.source) for each in row.unmet] for row in page.context["forms"]}
    assert unmet["hdt"] == [
        ("Een vast aanspreekpunt op school.", "ST010, tabel 2: experts"),
        ("Een leerling mag ten minste drie keer per week uit de klas.", "ST010, §2.2.1"),
        ("Structurele financiering.", "ST010, tabel 2: literatuur"),
    ]
    training = [
        (str(each.text), each.source)
        for row in page.context["forms"]
        if row.form.key == "peer_cross"
        for each in row.open
    ][:1]
    assert training == [("Opleiding voor leerkrachten én leerling-tutors.", "ST010, tabel 2: literatuur")]
    names = {name for row in page.context["forms"] for name in type(row).__slots__}
    assert not names & {"score", "rank", "points", "stars", "total"}
    text = page.content.decode()
    assert "Niet op zichzelf" in text
    assert "Structurele financiering. <span" in text
    assert "ST010, tabel 2: literatuur" in text
    assert f"{reverse('coordinator-costs')}?form=reach" in text


def test_without_answers_everything_is_still_open(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    page = client.get(ADDRESS)

    assert [row.form.key for row in page.context["forms"] if row.met] == []


def test_a_number_that_cannot_be_is_said_beside_its_field(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    page = client.get(ADDRESS, {"pull_outs": "honderd"})

    assert page.context["form"].errors.keys() == {"pull_outs"}
