from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from tandem.core.models import AuditEvent
from tandem.initiatives.actions import justifications as actions
from tandem.initiatives.models import Initiative, Justification
from tandem.initiatives.queries.justification import justification_before, justification_of, sites_without_justification
from tandem.initiatives.together.justification import Means, Part, Theme
from tandem.people.models import Site, User
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import SchoolFactory, SiteFactory, school_coordinator
from tests.factories.together import JustificationFactory
from tests.never.guards import guarded_by, without

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 10, tzinfo=UTC)
SAID = {
    "pupil_actions": "Voorlezen in kleine kring.",
    "teacher_actions": "Nascholing over taal.",
    "school_actions": "Een taalbeleidsplan.",
}


def joining() -> tuple[Initiative, Site, User]:
    """Return an initiative, one of its sites, and the head who speaks for it."""
    site = SiteFactory(organisation=SchoolFactory(name="De Linde"))
    return InitiativeFactory(sites=[site]), site, school_coordinator(site.organisation)


def written(initiative: Initiative, site: Site, head: User, **other: object) -> Justification:
    said = {"themes": [Theme.LANGUAGE], "means": [Means.CARE], **SAID, **other}
    return actions.write_justification(initiative=initiative, site=site, by=head, at=NOON, **said)


@guarded_by(without("tandem.initiatives.models.justifications.missing_parts", lambda **said: ()))
def test_r_nev_10_tutoring_does_not_replace_what_a_school_does_itself():
    initiative, site, head = joining()
    row = written(initiative, site, head, means=[], school_actions="")

    with pytest.raises(actions.JustificationNotPossible) as refused:
        actions.confirm_justification(justification=row, by=head, at=NOON)

    assert refused.value.missing == (Part.SCHOOL_LEVEL, Part.MEANS)
    assert sites_without_justification(initiative) == [site]


def test_a_school_has_said_why_once_it_is_written_and_confirmed():
    initiative, site, head = joining()
    before = sites_without_justification(initiative)
    row = written(initiative, site, head)
    unconfirmed = sites_without_justification(initiative)
    actions.confirm_justification(justification=row, by=head, at=NOON)

    assert (before, unconfirmed, sites_without_justification(initiative)) == ([site], [site], [])
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "by_id")) == [
        ("justification.written", head.pk),
        ("justification.confirmed", head.pk),
    ]


def test_s_22_of_three_schools_the_one_that_did_not_say_why_is_named():
    sites = [SiteFactory(organisation=SchoolFactory(name=name)) for name in ("De Linde", "De Wilg", "De Esdoorn")]
    initiative = InitiativeFactory(sites=sites)
    for site in sites[:2]:
        JustificationFactory(initiative=initiative, site=site)

    assert sites_without_justification(initiative) == [sites[2]]


def test_a_document_answers_by_its_name_and_page():
    initiative, site, head = joining()
    said = {"means": [], **dict.fromkeys(SAID, ""), "document": "Gelijkekansenplan 2026"}

    without_page = written(initiative, site, head, **said).missing
    with_page = written(initiative, site, head, **said, document_page="4 en 7").missing

    assert (without_page, with_page) == ((Part.PAGE,), ())


def test_writing_it_again_asks_to_confirm_it_again():
    initiative, site, head = joining()
    actions.confirm_justification(justification=written(initiative, site, head), by=head, at=NOON)

    row = written(initiative, site, head, other_means="twee vrijwilligers")

    assert (row.confirmed_by, row.confirmed_at) == (None, None)
    assert Justification.objects.count() == 1


def test_what_was_said_last_year_is_taken_over_and_then_confirmed():
    initiative, site, head = joining()
    last_year = JustificationFactory(site=site, themes=["participation"], document="Beleidsplan", document_page="12")
    JustificationFactory(themes=["language"])  # another school's

    row = actions.take_over_justification(initiative=initiative, site=site, by=head, at=NOON)
    unconfirmed = sites_without_justification(initiative)
    actions.confirm_justification(justification=row, by=head, at=NOON)

    assert (row.themes, row.document, row.document_page, row.taken_from) == (
        ["participation"],
        "Beleidsplan",
        "12",
        last_year,
    )
    assert (unconfirmed, sites_without_justification(initiative)) == ([site], [])


def test_what_nobody_confirmed_is_not_offered_to_take_over():
    initiative, site, head = joining()
    JustificationFactory(site=site, confirmed_by=None, confirmed_at=None)

    with pytest.raises(actions.JustificationNotPossible, match="nothing_before"):
        actions.take_over_justification(initiative=initiative, site=site, by=head, at=NOON)

    assert justification_before(initiative, site) is None


def test_a_school_that_takes_no_part_says_nothing():
    initiative, _, head = joining()
    elsewhere = SiteFactory()

    with pytest.raises(actions.JustificationNotPossible, match="elsewhere"):
        written(initiative, elsewhere, head)

    assert justification_of(initiative, elsewhere) is None


def test_confirming_names_who_and_when():
    with pytest.raises(IntegrityError, match="justification_confirming_names_who_and_when"):
        JustificationFactory(confirmed_at=None)
