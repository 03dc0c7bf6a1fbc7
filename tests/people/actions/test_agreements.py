from datetime import UTC, date, datetime

import pytest

from tandem.initiatives.actions import requests
from tandem.initiatives.models import Request
from tandem.people.actions import agreements, pupils
from tandem.people.actions.agreements import AgreementNotPossible, NoProcessingAgreement
from tandem.people.models import Pupil
from tandem.people.queries.agreements import has_agreement
from tandem.scheduling.actions.intake import start_import
from tandem.scheduling.models import Import
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import (
    OrganisationFactory,
    ProcessingAgreementFactory,
    PupilFactory,
    SchoolFactory,
    SiteFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)
TODAY = date(2026, 9, 10)


@pytest.fixture
def site():
    return SiteFactory(organisation=SchoolFactory(name="De Linde", agreement=False))


def refusals(site) -> list[str]:
    """Return what is said when a pupil, a request and a list come in."""
    by, initiative = UserFactory(), InitiativeFactory()
    pupil = PupilFactory(organisation=site.organisation)
    told = []
    for come_in in (
        lambda: pupils.add_pupil(organisation=site.organisation, number="1", given_name="Amina", year=5, by=by, at=AT),
        lambda: requests.add_request(
            initiative=initiative, site=site, subject="rekenen", level=5, asked_date=TODAY, pupil=pupil, by=by, at=AT
        ),
        lambda: start_import(
            organisation=site.organisation,
            initiative=initiative,
            site=site,
            file_names=["lijst.xlsx"],
            tables=[],
            learnt={},
            by=by,
            at=AT,
        ),
    ):
        try:
            come_in()
        except NoProcessingAgreement as refusal:
            told.append(str(refusal))
    return told


def test_without_the_boards_agreement_no_pupil_request_or_list_comes_in(site):
    told = refusals(site)

    assert (
        told
        == [
            "Van De Linde mogen er nog geen leerlingen in Tandem: de verwerkingsovereenkomst met het schoolbestuur is "
            "niet genoteerd. De schoolcoördinator noteert ze bij School, Overeenkomst."
        ]
        * 3
    )
    assert (Pupil.objects.count(), Request.objects.count(), Import.objects.count()) == (1, 0, 0)


def test_once_it_was_seen_they_do(site):
    agreements.record(
        organisation=site.organisation, board="Scholengroep", version="1", signed_date=TODAY, by=UserFactory(), at=AT
    )

    assert refusals(site) == []


@pytest.mark.parametrize(("last", "holds"), [(date(2026, 9, 9), False), (TODAY, True), (None, True)])
def test_it_holds_until_its_last_day(site, last: date | None, holds: bool):
    agreement = ProcessingAgreementFactory(organisation=site.organisation)
    if last:
        agreements.end(agreement=agreement, last_date=last, by=UserFactory(), at=AT)

    assert has_agreement(site.organisation, on=TODAY) is holds


def test_who_is_no_school_needs_none():
    assert has_agreement(OrganisationFactory(), on=TODAY) is True


def test_what_is_not_signed_yet_or_is_no_schools_is_not_recorded(site):
    for given in ({"signed_date": date(2026, 9, 11)}, {"organisation": OrganisationFactory(), "signed_date": TODAY}):
        with pytest.raises(AgreementNotPossible):
            agreements.record(
                **{"organisation": site.organisation, **given}, board="x", version="1", by=UserFactory(), at=AT
            )
