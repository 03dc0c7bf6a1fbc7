"""Calls for tutors, and what becomes of who answers."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit, outbox
from tandem.initiatives.actions import enrolments
from tandem.initiatives.actions.engagements import engage
from tandem.initiatives.enums import ApplicationStatus
from tandem.initiatives.models import Application, Campaign, Enrolment, Initiative, Wanted
from tandem.initiatives.models.recruitment import WITHIN_COURSE
from tandem.initiatives.training_rules import ENGAGED_AS
from tandem.people.actions.tutors import add_tutor
from tandem.people.enums import TutorKind
from tandem.people.models import Organisation, Site, User

CONFIRM_WITHIN = timedelta(days=1)
SLUG_BYTES = 6

ASKED = "initiatives.application_asked"
KNOWN = "initiatives.application_known"
INVITED = "initiatives.application_invited"
WELCOMED = "initiatives.application_welcomed"
THANKED = "initiatives.application_thanked"

OF_CAMPAIGN = frozenset({"name", "kinds", "where", "channels", "words", "words_en", "from_date", "to_date", "contact"})


class CampaignNotPossible(Exception):
    """The call cannot be made like this; its first argument names why."""


class ApplicationNotPossible(Exception):
    """The application is not in a state in which this can be done; its first argument names why."""


def make_campaign(
    *, initiative: Initiative, wanted: Mapping[tuple[Site | None, str], int], by: User, at: datetime, **facts: Any
) -> Campaign:
    """Call for tutors: where, when, for whom, how many per site and subject, and in which words."""
    campaign = Campaign(initiative=initiative, slug=secrets.token_urlsafe(SLUG_BYTES).lower())
    return _keep(campaign, wanted, facts, "campaign.made", by, at)


def change_campaign(
    *, campaign: Campaign, wanted: Mapping[tuple[Site | None, str], int], by: User, at: datetime, **facts: Any
) -> Campaign:
    """Change a call; its address stays, since it hangs on walls."""
    return _keep(campaign, wanted, facts, "campaign.changed", by, at)


@transaction.atomic
def _keep(
    campaign: Campaign,
    wanted: Mapping[tuple[Site | None, str], int],
    facts: dict[str, Any],
    action: str,
    by: User,
    at: datetime,
) -> Campaign:
    if unknown := set(facts) - OF_CAMPAIGN:
        raise TypeError(f"A campaign has no {', '.join(sorted(unknown))}.")
    for field, value in facts.items():
        setattr(campaign, field, value)
    if WITHIN_COURSE in campaign.kinds:
        raise CampaignNotPossible("within_course")
    if not wanted:
        raise CampaignNotPossible("nobody_wanted")
    campaign.full_clean()
    campaign.save()
    campaign.wanted.all().delete()
    Wanted.objects.bulk_create(
        Wanted(campaign=campaign, site=site, subject=subject, number=number)
        for (site, subject), number in wanted.items()
    )
    audit.record(action, target=campaign, by=by, at=at, organisation=campaign.initiative.organiser)
    return campaign


@transaction.atomic
def apply(
    *,
    campaign: Campaign,
    kind: TutorKind,
    given_name: str,
    family_name: str,
    email: str,
    phone: str = "",
    language: str = "nl",
    subjects: Iterable[str] = (),
    words: str = "",
    at: datetime,
) -> Application:
    """Keep for a day that somebody would like to tutor, and mail that address to confirm it.

    Who applied before hears that by mail; on the page nobody can tell.
    """
    if kind == WITHIN_COURSE or kind not in campaign.kinds:
        raise ApplicationNotPossible("kind")
    if not campaign.from_date <= localdate(at) <= campaign.to_date:
        raise ApplicationNotPossible("closed")
    email = email.lower()
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # the same address twice at once is one application
    known = Application.objects.select_for_update().filter(campaign=campaign, email=email).first()
    if known is not None and known.status != ApplicationStatus.ASKED:
        _tell(KNOWN, known, at=at, again=at.isoformat())
        return known
    application = known or Application(campaign=campaign, email=email)
    application.kind, application.language, application.asked_at = kind, language, at
    application.given_name, application.family_name, application.phone = given_name, family_name, phone
    application.subjects, application.words = list(subjects), words
    application.full_clean()
    application.save()
    _tell(ASKED, application, at=at, again=at.isoformat())
    audit.record("application.asked", target=application, by=None, at=at, organisation=campaign.initiative.organiser)
    return application


@transaction.atomic
def confirm(*, application_id: UUID, at: datetime) -> Application:
    """Confirm the address of who applied; from now on the coordinator sees them."""
    application = (
        Application.objects.select_for_update(of=["self"])
        .select_related("campaign__initiative__organiser")
        .filter(pk=application_id)
        .first()
    )
    if application is None:
        raise ApplicationNotPossible("gone")
    if application.status != ApplicationStatus.ASKED:
        return application  # pressed twice
    if at >= application.asked_at + CONFIRM_WITHIN:
        raise ApplicationNotPossible("late")
    application.status, application.confirmed_at = ApplicationStatus.NEW, at
    application.save(update_fields=["status", "confirmed_at"])
    _record("application.confirmed", application, None, at)
    return application


@transaction.atomic
def invite(*, application: Application, talk_at: datetime, talk_place: str, by: User, at: datetime) -> Application:
    """Invite somebody for a talk, or for another moment."""
    application = _locked(application, ApplicationStatus.NEW, ApplicationStatus.INVITED)
    application.talk_at, application.talk_place = talk_at, talk_place
    _decide(application, ApplicationStatus.INVITED, by, at)
    _record("application.invited", application, by, at)
    _tell(INVITED, application, at=at, talk_at=talk_at.isoformat(), place=talk_place)
    return application


@transaction.atomic
def welcome(
    *,
    application: Application,
    organisation: Organisation,
    talked_date: date,
    reference_seen: bool = False,
    by: User,
    at: datetime,
    **offer: Any,
) -> Enrolment:
    """Let somebody in after a talk: they are a tutor who takes part from now on, and still see no child."""
    application = _locked(application, ApplicationStatus.NEW, ApplicationStatus.INVITED)
    if talked_date > localdate(at):
        raise ApplicationNotPossible("talk")
    tutor = add_tutor(
        organisation=organisation,
        given_name=application.given_name,
        family_name=application.family_name,
        email=application.email,
        phone=application.phone,
        kind=TutorKind(application.kind),
        by=by,
        at=at,
    )
    enrolment = enrolments.enrol_tutor(initiative=application.campaign.initiative, tutor=tutor, by=by, at=at, **offer)
    engage(enrolment=enrolment, form=ENGAGED_AS[TutorKind(tutor.kind)], by=by, at=at)
    application.talked_date, application.reference_seen, application.tutor = talked_date, reference_seen, tutor
    _decide(application, ApplicationStatus.WELCOMED, by, at)
    _record("application.welcomed", application, by, at, tutor=tutor.pk)
    _tell(WELCOMED, application, at=at)
    return enrolment


@transaction.atomic
def thank(*, application: Application, by: User, at: datetime) -> Application:
    """Thank somebody kindly; why it did not come to more is written nowhere."""
    application = _locked(application, ApplicationStatus.NEW, ApplicationStatus.INVITED)
    _decide(application, ApplicationStatus.THANKED, by, at)
    _record("application.thanked", application, by, at)
    _tell(THANKED, application, at=at)
    return application


@transaction.atomic
def remove(*, application: Application, by: User, at: datetime) -> None:
    """Forget who applied, at their own word."""
    _record("application.removed", application, by, at)
    application.delete()


@transaction.atomic
def forget_unconfirmed(*, at: datetime, margin: timedelta = timedelta(hours=1)) -> int:
    """Forget who did not confirm their address, before a day is over."""
    late = Application.objects.filter(status=ApplicationStatus.ASKED, asked_at__lte=at - CONFIRM_WITHIN + margin)
    return late.delete()[0]


def _locked(application: Application, *statuses: ApplicationStatus) -> Application:
    row = (
        Application.objects.select_for_update(of=["self"])
        .select_related("campaign__initiative__organiser")
        .get(pk=application.pk)
    )
    if row.status not in statuses:
        raise ApplicationNotPossible(row.status)
    return row


def _decide(application: Application, status: ApplicationStatus, by: User, at: datetime) -> None:
    application.status, application.decided_by, application.decided_at = status, by, at
    application.full_clean()
    application.save()


def _record(action: str, application: Application, by: User | None, at: datetime, **facts: object) -> None:
    organiser = application.campaign.initiative.organiser
    audit.record(action, target=application, by=by, at=at, organisation=organiser, **facts)


def _tell(kind: str, application: Application, *, at: datetime, again: str = "", **facts: str) -> None:
    key = f"{kind}:{application.pk}:{again or facts.get('talk_at', '')}"
    outbox.post_all(kind, {key: {"application": str(application.pk), **facts}}, at=at)
