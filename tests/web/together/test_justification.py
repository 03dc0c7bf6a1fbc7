import pytest
from django.test import Client

from tandem.initiatives.models import Justification, PolicyCheck
from tandem.initiatives.queries.justification import sites_without_justification
from tests.factories.together import JustificationFactory
from tests.web.together.cast import make_cast, text_of

pytestmark = pytest.mark.django_db
SAID = {
    "themes": ["language", "participation"],
    "pupil_actions": "Voorlezen.",
    "teacher_actions": "Nascholing.",
    "school_actions": "Een taalplan.",
    "means": ["care"],
}


def test_a_head_writes_why_and_confirms_it(client: Client):
    cast = make_cast()
    client.force_login(cast.head)

    client.post(cast.at("together-justification-write"), SAID)
    read = text_of(client, cast.head, cast.at("together-justification"))
    client.post(cast.at("together-justification-confirm"))

    assert "Nog te bevestigen" in read
    assert sites_without_justification(cast.initiative) == []
    assert "Bevestigd door Hilde Baert" in text_of(client, cast.programme, cast.at("together-justification"))


def test_a_document_with_its_page_is_enough(client: Client):
    cast = make_cast()
    client.force_login(cast.head)

    client.post(
        cast.at("together-justification-write"),
        {
            "themes": ["language"],
            "document": "Gelijkekansenplan",
            "document_page": "12",
            "document_url": "school.test/plan",
        },
    )
    client.post(cast.at("together-justification-confirm"))

    page = text_of(client, cast.head, cast.at("together-justification"))
    assert sites_without_justification(cast.initiative) == []
    assert 'href="https://school.test/plan"' in page
    assert "bladzijde 12" in page


def test_confirming_names_what_is_still_needed(client: Client):
    cast = make_cast()
    client.force_login(cast.head)
    client.post(cast.at("together-justification-write"), SAID | {"means": [], "school_actions": ""})

    response = client.post(cast.at("together-justification-confirm"), follow=True)

    assert (
        "Bevestigen kan zodra dit er ook staat: wat u doet als school en de middelen die u al gebruikt."
        in response.content.decode()
    )
    assert sites_without_justification(cast.initiative) == [cast.site]


def test_last_years_answer_is_taken_over_and_confirmed(client: Client):
    cast = make_cast()
    JustificationFactory(site=cast.site, initiative__name="Tutoring vorig jaar", pupil_actions="De leesclub.")
    before = text_of(client, cast.head, cast.at("together-justification"))

    client.post(cast.at("together-justification-take-over"))
    after = text_of(client, cast.head, cast.at("together-justification"))
    client.post(cast.at("together-justification-confirm"))

    assert "Voor Tutoring vorig jaar, bevestigd op 15 juni 2026." in before
    assert ("De leesclub." in after, "Overgenomen van Tutoring vorig jaar." in after) == (True, True)
    assert sites_without_justification(cast.initiative) == []


def test_what_a_school_wrote_for_another_programme_is_not_offered_to_this_one(client: Client):
    cast = make_cast()
    JustificationFactory(site=cast.site, initiative__name="Tutoring elders")

    assert "Tutoring elders" not in text_of(client, cast.programme, cast.at("together-justification"))


def test_without_anything_from_before_there_is_nothing_to_take_over(client: Client):
    cast = make_cast()
    client.force_login(cast.head)

    client.post(cast.at("together-justification-take-over"))

    assert Justification.objects.count() == 0


def test_a_college_looks_why_and_says_so(client: Client):
    cast = make_cast()
    JustificationFactory(initiative=cast.initiative, site=cast.site)
    client.force_login(cast.college_coordinator)

    client.post(
        cast.at("together-justification-check"),
        {"college": cast.college.pk, "agrees": "no", "reason": "Noem ook uw taalbeleid."},
    )

    assert list(PolicyCheck.objects.values_list("college", "agrees")) == [(cast.college.pk, False)]
    assert "Noem ook uw taalbeleid." in text_of(client, cast.head, cast.at("together-justification"))


@pytest.mark.parametrize("given", [{"agrees": "no", "reason": ""}, {"agrees": ""}])
def test_a_college_that_says_no_says_why(client: Client, given: dict[str, str]):
    cast = make_cast()
    client.force_login(cast.college_coordinator)

    response = client.post(cast.at("together-justification-check"), {"college": cast.college.pk, **given})

    assert (response.status_code, PolicyCheck.objects.count()) == (422, 0)


def test_a_college_speaks_only_for_itself(client: Client):
    cast = make_cast()
    other = make_cast()
    client.force_login(cast.college_coordinator)

    response = client.post(
        cast.at("together-justification-check"), {"college": other.college.pk, "agrees": "yes", "reason": ""}
    )

    assert (response.status_code, PolicyCheck.objects.count()) == (422, 0)


def test_it_is_printed(client: Client):
    cast = make_cast()
    JustificationFactory(initiative=cast.initiative, site=cast.site)
    client.force_login(cast.reader)

    response = client.get(cast.at("together-justification-paper"))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_heads_start_page_asks_for_it_until_it_stands(client: Client):
    cast = make_cast()
    before = text_of(client, cast.head, "/school/")
    JustificationFactory(initiative=cast.initiative, site=cast.site)

    after = text_of(client, cast.head, "/school/")

    asked = "Zeg waarom De Linde meedoet aan Studententutoring Gent."
    assert (asked in before, asked in after) == (True, False)
