"""An initiative runs only when what must be agreed is agreed, and the refusal names exactly what is missing."""

from datetime import date

import pytest

from tandem.core.models import AuditEvent
from tandem.core.permissions import Role
from tandem.initiatives.actions import start
from tandem.initiatives.actions.activation import ActivationNotPossible, activate_initiative
from tandem.initiatives.enums import InitiativeStatus, PartnerGroup, StartPoint
from tandem.initiatives.models import Goal, Initiative, Involvement, Justification, PointAnswer
from tandem.initiatives.queries.activation import Lack, Lacking, missing_for_activation
from tandem.initiatives.start.points import NINE
from tandem.people.models import ProcessingAgreement, Site
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory
from tests.factories.start import AT, DAY, ready_to_start

pytestmark = pytest.mark.django_db


def test_an_initiative_that_lacks_nothing_runs_and_it_is_recorded_who_let_it():
    initiative, by = ready_to_start()

    activate_initiative(initiative=initiative, by=by, at=AT)

    initiative.refresh_from_db()
    event = AuditEvent.objects.get(action="initiative.activated")
    assert (initiative.status, event.by_id) == (InitiativeStatus.ACTIVE, by.pk)


def test_an_initiative_with_nothing_yet_hears_of_everything_that_is_missing_once():
    initiative = InitiativeFactory(status=InitiativeStatus.PREPARING)

    assert missing_for_activation(initiative, on=DAY) == [
        Lacking(Lack.SITE),
        Lacking(Lack.CONCERN_CONTACT),
        Lacking(Lack.CONCERN_DEPUTY),
        Lacking(Lack.TRUST_PERSON),
        *(Lacking(Lack.POINT, point=point) for point in NINE),
        Lacking(Lack.GOALS),
    ]


@pytest.mark.parametrize("point", NINE)
def test_each_of_the_nine_agreements_is_essential(point: StartPoint):
    initiative, by = ready_to_start()
    PointAnswer.objects.filter(initiative=initiative, point=point).delete()

    with pytest.raises(ActivationNotPossible) as refused:
        activate_initiative(initiative=initiative, by=by, at=AT)

    assert refused.value.missing == [Lacking(Lack.POINT, point=point)]
    assert Initiative.objects.get(pk=initiative.pk).status == InitiativeStatus.PREPARING


def test_an_agreement_that_is_still_discussed_is_missing():
    initiative, by = ready_to_start()
    start.answer_point(initiative=initiative, point=StartPoint.TRAINING, text="twee avonden?", by=by, at=AT)

    assert missing_for_activation(initiative, on=DAY) == [Lacking(Lack.POINT, point=StartPoint.TRAINING)]


def test_nev_10_a_school_that_did_not_say_why_it_joins_is_named():
    initiative, by = ready_to_start()
    Justification.objects.filter(site__name="De Wilg").update(confirmed_by=None, confirmed_at=None)

    with pytest.raises(ActivationNotPossible) as refused:
        activate_initiative(initiative=initiative, by=by, at=AT)

    assert refused.value.missing == [Lacking(Lack.JUSTIFICATION, site=Site.objects.get(name="De Wilg"))]


def test_a_school_whose_board_did_not_agree_is_named():
    initiative, _ = ready_to_start()
    wilg = Site.objects.get(name="De Wilg")
    ProcessingAgreement.objects.filter(organisation=wilg.organisation).delete()

    assert missing_for_activation(initiative, on=DAY) == [
        Lacking(Lack.PROCESSING_AGREEMENT, organisation=wilg.organisation)
    ]


def test_a_trust_person_whose_role_ended_is_missing():
    initiative, _ = ready_to_start()
    Involvement.objects.filter(membership__role=Role.TRUST_PERSON).update(to_date=date(2026, 8, 31))

    assert missing_for_activation(initiative, on=DAY) == [Lacking(Lack.TRUST_PERSON)]


def test_worries_need_somebody_and_a_deputy_at_every_site():
    initiative, _ = ready_to_start()
    linde, wilg = Site.objects.filter(initiatives=initiative).order_by("name")
    initiative.concern_contact = initiative.concern_deputy = None
    initiative.save()
    initiative.site_contacts.create(site=linde, contact=UserFactory(), deputy=UserFactory())

    assert missing_for_activation(initiative, on=DAY) == [
        Lacking(Lack.CONCERN_CONTACT, site=wilg),
        Lacking(Lack.CONCERN_DEPUTY, site=wilg),
    ]


def test_goals_need_that_whom_they_are_for_was_asked_first():
    initiative, _ = ready_to_start()
    initiative.expectations.filter(group=PartnerGroup.PARENTS).delete()

    assert missing_for_activation(initiative, on=DAY) == [Lacking(Lack.UNHEARD, group=PartnerGroup.PARENTS)]


def test_a_group_without_goals_and_expectations_stands_in_the_way_of_nothing():
    initiative, _ = ready_to_start()
    Goal.objects.filter(initiative=initiative, group=PartnerGroup.PARENTS).delete()
    initiative.expectations.filter(group=PartnerGroup.PARENTS).delete()

    assert missing_for_activation(initiative, on=DAY) == []


def test_a_group_that_does_not_know_where_to_go_is_named():
    initiative, by = ready_to_start()
    contacts = {group: ("Samira", "") for group in PartnerGroup if group != PartnerGroup.PUPILS}
    start.name_question_contacts(initiative=initiative, contacts=contacts, by=by, at=AT)

    assert missing_for_activation(initiative, on=DAY) == [Lacking(Lack.QUESTION_CONTACT, group=PartnerGroup.PUPILS)]


def test_an_initiative_that_ended_does_not_run_again():
    initiative, by = ready_to_start(status=InitiativeStatus.ENDED)

    with pytest.raises(ActivationNotPossible):
        activate_initiative(initiative=initiative, by=by, at=AT)

    assert Initiative.objects.get(pk=initiative.pk).status == InitiativeStatus.ENDED


def test_somebody_elses_trust_person_does_not_count():
    initiative, _ = ready_to_start()
    other = InitiativeFactory(organiser=initiative.organiser)
    initiative.involvements.update(initiative=other)

    assert missing_for_activation(initiative, on=DAY) == [Lacking(Lack.TRUST_PERSON)]
