"""Asking the pupils of a class who would like to help, and letting some of them begin (S-09)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.core.isolation import following
from tandem.initiatives.actions.engagements import agree, engage
from tandem.initiatives.actions.enrolments import enrol_tutor
from tandem.initiatives.actions.training import confirm_skill
from tandem.initiatives.agreement_texts import text_of
from tandem.initiatives.enums import AgreementWay, EngagementForm, SkillKind
from tandem.initiatives.models import Enrolment, Initiative, PeerCall, PeerGuide, PeerOffer
from tandem.initiatives.peers import pupils_help, teachers_learn
from tandem.people.actions import clearances
from tandem.people.enums import ClearanceKind, Stage, TutorKind
from tandem.people.models import Pupil, SchoolClass, Tutor, User
from tandem.people.queries import current


class HelpNotPossible(Exception):
    """Its first argument names why: no_peers, asked, closed, not_offered, other_class."""


@dataclass(frozen=True, slots=True)
class Begins:
    """A pupil who begins to help, and what their teacher knows of them: never how well."""

    pupil: Pupil
    masters: bool = False
    prepared: bool = False  # practised how one helps, and promised what pupils who help promise


@transaction.atomic
def ask_class(*, initiative: Initiative, school_class: SchoolClass, subject: str, by: User, at: datetime) -> PeerCall:
    """Ask the pupils of a class who would like to help somebody."""
    if not pupils_help(initiative) or not initiative.sites.filter(pk=school_class.site_id).exists():
        raise HelpNotPossible("no_peers")
    subject = subject.strip().lower()
    if PeerCall.objects.filter(
        initiative=initiative, school_class=school_class, subject=subject, closed_at__isnull=True
    ).exists():
        raise HelpNotPossible("asked")
    call = PeerCall(initiative=initiative, school_class=school_class, subject=subject, asked_by=by, asked_at=at)
    call.full_clean()
    call.save()
    _record("peer_call.opened", call, by, at)
    return call


@transaction.atomic
def close_call(*, call: PeerCall, by: User, at: datetime) -> PeerCall:
    """End a round: who did not begin has no place this time, and no more than that is known."""
    if call.closed_at is None:
        call.closed_at = at
        call.save(update_fields=["closed_at"])
        _record("peer_call.closed", call, by, at)
    return call


@transaction.atomic
def offer_help(*, call: PeerCall, pupil: Pupil, by: User, at: datetime) -> PeerOffer:
    """Write down that a pupil would like to help; saying it twice changes nothing."""
    if call.closed_at is not None:
        raise HelpNotPossible("closed")
    if not pupil.places.filter(current(localdate(at)), school_class=call.school_class_id).exists():
        raise HelpNotPossible("other_class")
    offer, is_new = PeerOffer.objects.get_or_create(
        call=call, pupil=pupil, defaults={"offered_at": at, "written_by": by}
    )
    if is_new:
        _record("peer_offer.made", call, by, at)
    return offer


@transaction.atomic
def take_back(*, call: PeerCall, pupil: Pupil, by: User, at: datetime) -> None:
    """A pupil would rather not after all: nothing of it stays."""
    if PeerOffer.objects.filter(call=call, pupil=pupil).delete()[0]:
        _record("peer_offer.taken_back", call, by, at)


@following("call", "initiative_id")
@transaction.atomic
def begin_helping(*, call: PeerCall, begins: Collection[Begins], by: User, at: datetime) -> list[Enrolment]:
    """Let pupils who would like to help begin, as their teacher decided; of the others nothing is written."""
    offered = set(PeerOffer.objects.filter(call=call).values_list("pupil", flat=True))
    if not {each.pupil.pk for each in begins} <= offered:
        raise HelpNotPossible("not_offered")
    return [_begin(call, each, by, at) for each in begins]


@transaction.atomic
def tick_training(*, initiative: Initiative, by: User, at: datetime) -> PeerGuide:
    """Write down that a teacher says to have learned how to guide pupils who help."""
    if not teachers_learn(initiative.template):
        raise HelpNotPossible("no_peers")
    row, is_new = PeerGuide.objects.get_or_create(
        initiative=initiative, person_id=by.person_id, defaults={"ticked_at": at}
    )
    if is_new:
        audit.record("peer_guide.ticked", target=row, by=by, at=at, organisation=initiative.organiser)
    return row


def _begin(call: PeerCall, begins: Begins, by: User, at: datetime) -> Enrolment:
    pupil, initiative = begins.pupil, call.initiative
    tutor = Tutor.objects.filter(person=pupil.person_id).first()
    if tutor is None:
        tutor = Tutor(person_id=pupil.person_id, organisation_id=pupil.organisation_id, kind=TutorKind.OLDER_PUPIL)
        tutor.save()
        audit.record("tutor.added", target=tutor, by=by, at=at, organisation=pupil.organisation)
    enrolment = Enrolment.objects.filter(initiative=initiative, tutor=tutor).first()
    teaches = dict(enrolment.teaches) if enrolment else {}
    teaches[call.subject] = [1, Stage(call.school_class.site.stage).level(pupil.year)]
    enrolment = enrol_tutor(
        initiative=initiative,
        tutor=tutor,
        teaches=teaches,
        max_sessions=initiative.sessions_per_week,
        max_sessions_per_day=1,
        sites=[call.school_class.site],
        by=by,
        at=at,
    )
    if not enrolment.engagements.exists():
        engage(enrolment=enrolment, form=EngagementForm.PUPIL, by=by, at=at)
    if begins.masters:
        confirm_mastery(tutor=tutor, subject=call.subject, by=by, at=at)
    if begins.prepared:
        _prepared(tutor, by, at)
    return enrolment


def confirm_mastery(*, tutor: Tutor, subject: str, by: User, at: datetime) -> None:
    """Confirm that a pupil who helps masters the subject: for reading, that their own reading is far enough (S-14)."""
    confirm_skill(tutor=tutor, kind=SkillKind.MASTERY, subject=subject, confirmed_date=localdate(at), by=by, at=at)


def _prepared(tutor: Tutor, by: User, at: datetime) -> None:
    """Keep that a pupil practised how one helps, and promised on paper what pupils who help promise."""
    today = localdate(at)
    if not tutor.clearances.filter(kind=ClearanceKind.AGREEMENT).exists():
        version = text_of(EngagementForm.PUPIL, on=today).version
        agree(
            tutor=tutor,
            form=EngagementForm.PUPIL,
            version=version,
            way=AgreementWay.PAPER,
            paper_date=today,
            by=by,
            at=at,
        )
    if not tutor.clearances.filter(kind=ClearanceKind.TRAINING).exists():
        clearances.record(tutor=tutor, kind=ClearanceKind.TRAINING, seen_date=today, by=by, at=at)


def _record(action: str, call: PeerCall, by: User, at: datetime) -> None:
    audit.record(action, target=call, by=by, at=at, organisation=call.initiative.organiser)
