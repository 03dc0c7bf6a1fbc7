"""Calls for tutors and who answers: S-01, S-17's double opt-in, R-VLOR-9.1a."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tandem.core.models import OutboxMessage
from tandem.initiatives.actions import recruitment as actions
from tandem.initiatives.actions.recruitment import ApplicationNotPossible, CampaignNotPossible
from tandem.initiatives.enums import ApplicationStatus, EngagementForm
from tandem.initiatives.models import Application, Campaign, Initiative
from tandem.initiatives.queries.recruitment import applications_managed_by, wanted_in_public
from tandem.people.enums import TutorKind
from tandem.people.models import User
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import SiteFactory, coordinator
from tests.factories.tutors import ApplicationFactory, CampaignFactory, WantedFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def applied(campaign: Campaign, **changed: object) -> Application:
    given = {
        "kind": TutorKind.VOLUNTEER,
        "given_name": "Noor",
        "family_name": "Peeters",
        "email": "noor@voorbeeld.test",
        "at": AT,
    }
    return actions.apply(campaign=campaign, **(given | changed))


def facts(**changed: object) -> dict[str, object]:
    return {
        "name": "Word tutor",
        "kinds": [TutorKind.VOLUNTEER],
        "words": "Elke week een uur.",
        "from_date": date(2026, 9, 1),
        "to_date": date(2026, 12, 1),
    } | changed


def by_of(initiative: Initiative) -> User:
    return coordinator(initiative.organiser)


def test_campaign_keeps_how_many_are_wanted_by_site_and_subject():
    initiative, site = InitiativeFactory(), SiteFactory()
    by = by_of(initiative)

    campaign = actions.make_campaign(
        initiative=initiative,
        wanted={(site, "taal"): 2, (None, "taal"): 1, (None, "rekenen"): 4},
        by=by,
        at=AT,
        **facts(contact=by),
    )

    assert {(row.site, row.subject, row.number) for row in campaign.wanted.all()} == {
        (site, "taal", 2),
        (None, "taal", 1),
        (None, "rekenen", 4),
    }
    assert wanted_in_public(campaign) == [("rekenen", 4), ("taal", 3)]


def test_campaign_wants_somebody():
    initiative = InitiativeFactory()
    by = by_of(initiative)

    with pytest.raises(CampaignNotPossible, match="nobody_wanted"):
        actions.make_campaign(initiative=initiative, wanted={}, by=by, at=AT, **facts(contact=by))


def test_s_17_who_applies_is_kept_for_a_day_until_the_address_is_confirmed():
    application = applied(CampaignFactory())

    early = actions.forget_unconfirmed(at=AT + DAY - timedelta(hours=2))
    late = actions.forget_unconfirmed(at=AT + DAY - timedelta(minutes=30))

    assert (application.status, early, late, Application.objects.count()) == (ApplicationStatus.ASKED, 0, 1, 0)


def test_s_17_a_confirmed_address_stays_and_is_seen_by_the_coordinator_only_then():
    application = applied(CampaignFactory())
    user = by_of(application.campaign.initiative)
    before = list(applications_managed_by(user, on=AT.date()))

    actions.confirm(application_id=application.pk, at=AT + DAY - timedelta(seconds=1))
    actions.forget_unconfirmed(at=AT + 3 * DAY)

    after = applications_managed_by(user, on=AT.date())
    assert (before, [row.status for row in after]) == ([], [ApplicationStatus.NEW])


def test_s_17_after_a_day_an_address_is_confirmed_no_more():
    application = applied(CampaignFactory())

    with pytest.raises(ApplicationNotPossible, match="late"):
        actions.confirm(application_id=application.pk, at=AT + DAY)


def test_confirming_twice_changes_nothing():
    application = applied(CampaignFactory())
    actions.confirm(application_id=application.pk, at=AT)

    again = actions.confirm(application_id=application.pk, at=AT + DAY)

    assert (again.status, again.confirmed_at) == (ApplicationStatus.NEW, AT)


def test_applying_twice_before_confirming_keeps_the_last_and_mails_again():
    campaign = CampaignFactory()
    applied(campaign)

    applied(campaign, given_name="Nora", at=AT + timedelta(hours=1))

    assert [row.given_name for row in Application.objects.all()] == ["Nora"]
    assert OutboxMessage.objects.filter(kind=actions.ASKED).count() == 2


def test_applying_again_after_confirming_is_told_by_mail_alone():
    application = ApplicationFactory(email="noor@voorbeeld.test")

    applied(application.campaign, given_name="Iemand anders")

    application.refresh_from_db()
    assert application.given_name != "Iemand anders"
    assert list(OutboxMessage.objects.values_list("kind", flat=True)) == [actions.KNOWN]


@pytest.mark.parametrize("kind", [TutorKind.STUDENT, TutorKind.GRADUATE])
def test_only_who_the_call_is_for_applies(kind: TutorKind):
    with pytest.raises(ApplicationNotPossible, match="kind"):
        applied(CampaignFactory(), kind=kind)


def test_nobody_applies_to_a_call_that_is_over():
    campaign = CampaignFactory(to_date=date(2026, 9, 1))

    with pytest.raises(ApplicationNotPossible, match="closed"):
        applied(campaign)


def test_the_database_keeps_students_within_a_course_out_of_calls_and_applications():
    campaign = CampaignFactory()

    for model in (Campaign, Application):
        row = campaign if model is Campaign else ApplicationFactory(campaign=campaign)
        wrong = {"kinds": ["volunteer", "student"]} if model is Campaign else {"kind": "student"}
        with pytest.raises(IntegrityError, match="within_a_course"), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**wrong)


def test_welcoming_makes_a_tutor_who_takes_part_and_sees_no_child_yet():
    application = ApplicationFactory(given_name="Noor", family_name="Peeters", kind=TutorKind.RETIRED)
    initiative = application.campaign.initiative
    by = by_of(initiative)

    enrolment = actions.welcome(
        application=application,
        organisation=initiative.organiser,
        talked_date=date(2026, 9, 2),
        teaches={"taal": [3, 8]},
        by=by,
        at=AT,
    )

    application.refresh_from_db()
    tutor = enrolment.tutor
    assert (tutor.person.full_name, tutor.kind, tutor.person.user.email) == (
        "Noor Peeters",
        TutorKind.RETIRED,
        application.email,
    )
    assert (enrolment.engagements.get().form, enrolment.teaches) == (EngagementForm.VOLUNTEER, {"taal": [3, 8]})
    assert (application.status, application.tutor, tutor.clearances.count()) == (ApplicationStatus.WELCOMED, tutor, 0)


def test_nobody_is_welcomed_before_the_talk():
    application = ApplicationFactory()
    initiative = application.campaign.initiative

    with pytest.raises(ApplicationNotPossible, match="talk"):
        actions.welcome(
            application=application,
            organisation=initiative.organiser,
            talked_date=date(2026, 9, 3),
            by=by_of(initiative),
            at=AT,
        )


def test_invited_thanked_and_decided_once():
    application = ApplicationFactory()
    by = by_of(application.campaign.initiative)
    actions.invite(application=application, talk_at=AT + DAY, talk_place="bibliotheek", by=by, at=AT)

    thanked = actions.thank(application=application, by=by, at=AT)

    assert (thanked.status, thanked.decided_by) == (ApplicationStatus.THANKED, by)
    with pytest.raises(ApplicationNotPossible, match="thanked"):
        actions.thank(application=application, by=by, at=AT)


def test_a_coordinator_sees_the_applications_of_their_own_calls_only():
    mine, other = ApplicationFactory(), ApplicationFactory()

    found = applications_managed_by(by_of(mine.campaign.initiative), on=AT.date())

    assert (list(found), other in found) == ([mine], False)


def test_wanted_is_once_per_site_and_subject():
    row = WantedFactory()

    with pytest.raises(IntegrityError, match="wanted_once"), transaction.atomic():
        WantedFactory(campaign=row.campaign, subject=row.subject)
