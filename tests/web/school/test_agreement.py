import pytest
from django.test import Client
from django.urls import reverse

from tandem.people.models import Organisation, ProcessingAgreement
from tests.factories.people import SchoolFactory, school_coordinator

pytestmark = pytest.mark.django_db

ADDRESS = "school-agreement"


def given(school: Organisation, **other: str) -> dict[str, str]:
    return {
        "organisation": str(school.pk),
        "board": "Scholengroep",
        "version": "2026-1",
        "signed_date": "2026-06-01",
        **other,
    }


def test_a_school_notes_its_agreement(client: Client):
    school = SchoolFactory(name="De Linde", agreement=False)
    user = school_coordinator(school)
    client.force_login(user)

    before = client.get(reverse(ADDRESS)).content.decode()
    client.post(reverse(ADDRESS), given(school))
    after = client.get(reverse(ADDRESS)).content.decode()

    assert ("Nog geen overeenkomst" in before, "Nog geen overeenkomst" in after) == (True, False)
    assert "Scholengroep, versie 2026-1, getekend op 1 juni 2026" in after
    assert list(ProcessingAgreement.objects.values_list("organisation", "seen_by")) == [(school.pk, user.pk)]
    assert 'type="file"' not in before


@pytest.mark.parametrize(
    "other", [{"signed_date": "2099-01-01"}, {"signed_date": ""}, {"version": ""}, {"ends_date": "2026-05-01"}]
)
def test_what_cannot_be_is_refused(client: Client, other: dict[str, str]):
    school = SchoolFactory(agreement=False)
    client.force_login(school_coordinator(school))

    response = client.post(reverse(ADDRESS), given(school, **other))

    assert (response.status_code, ProcessingAgreement.objects.count()) == (200, 0)


def test_nobody_notes_it_for_another_school(client: Client):
    other = SchoolFactory(agreement=False)
    client.force_login(school_coordinator(SchoolFactory()))

    response = client.post(reverse(ADDRESS), given(other))

    assert (response.status_code, ProcessingAgreement.objects.filter(organisation=other).count()) == (200, 0)
