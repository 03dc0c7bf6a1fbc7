"""As what a tutor takes part, what they agreed to, and where students stand in their course."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.core.isolation import Purpose, working_on
from tandem.initiatives.actions import enrolments
from tandem.initiatives.agreement_texts import text_of
from tandem.initiatives.enums import AgreementWay, Continuity, EngagementForm, Per
from tandem.initiatives.models import Engagement, Enrolment, Initiative, Placement, TutorAgreement
from tandem.initiatives.training_rules import CAN_BE
from tandem.people.actions import clearances
from tandem.people.actions.tutors import add_tutor
from tandem.people.enums import ClearanceKind, TutorKind
from tandem.people.models import Organisation, Person, Tutor, User


class EngagementNotPossible(Exception):
    """Nobody of this kind can take part like that; its first argument names why."""


class AgreementNotPossible(Exception):
    """The dates cannot be, or the text is not the one that holds."""


class PlacementNotPossible(Exception):
    """Only students who tutor for their course are placed."""


@transaction.atomic
def engage(
    *,
    enrolment: Enrolment,
    form: EngagementForm,
    amount: Decimal = Decimal(0),
    per: Per = Per.DAY,
    from_date: date | None = None,
    by: User,
    at: datetime,
) -> Engagement:
    """Say as what a tutor takes part and what they receive, from a day on: what was before stays as it was.

    When no day is named, the first holds from the start and a later one from today.
    """
    if enrolment.tutor is None or form not in CAN_BE[TutorKind(enrolment.tutor.kind)]:
        raise EngagementNotPossible("kind")
    if amount and form not in (EngagementForm.VOLUNTEER, EngagementForm.PAID):
        raise EngagementNotPossible("amount")
    known = Engagement.objects.select_for_update().filter(enrolment=enrolment)
    from_date = from_date or (localdate(at) if known else enrolment.from_date)
    row = known.filter(from_date=from_date).first() or Engagement(enrolment=enrolment, from_date=from_date)
    row.form, row.amount, row.per = form, amount, per
    row.full_clean()
    row.save()
    audit.record(
        "engagement.set",
        target=row,
        by=by,
        at=at,
        organisation=enrolment.initiative.organiser,
        form=form,
        per=per,
        from_date=from_date,
    )
    return row


@transaction.atomic
def agree(
    *,
    tutor: Tutor,
    form: EngagementForm,
    version: str,
    way: AgreementWay = AgreementWay.PAGE,
    paper_date: date | None = None,
    by: User,
    at: datetime,
) -> TutorAgreement:
    """Keep that a tutor agreed to the text that holds, in which version; the agreement of the gate follows from it."""
    today = localdate(at)
    text = text_of(form, on=today)
    _refuse_agreement(tutor, form, way, paper_date, by, today)
    if text.version != version:
        raise AgreementNotPossible("version")  # the words changed while the page was open
    row, is_new = TutorAgreement.objects.get_or_create(
        tutor=tutor,
        form=form,
        version=version,
        defaults={
            "digest": text.digest,
            "way": way,
            "agreed_at": at,
            "paper_date": paper_date if way == AgreementWay.PAPER else None,
            "recorded_by": by,
        },
    )
    if is_new:
        facts = {"form": form, "version": version, "way": way}
        audit.record("tutor_agreement.given", target=row, by=by, at=at, organisation=tutor.organisation, **facts)
    # The gate is the programme's to keep; the tutor's own yes is what it keeps here.
    with working_on(Purpose.FOLLOWING, about=tutor.pk):
        clearances.record(tutor=tutor, kind=ClearanceKind.AGREEMENT, seen_date=paper_date or today, by=by, at=at)
    return row


def _refuse_agreement(
    tutor: Tutor, form: EngagementForm, way: AgreementWay, paper_date: date | None, by: User, today: date
) -> None:
    if form not in CAN_BE[TutorKind(tutor.kind)]:
        raise AgreementNotPossible("kind")
    if way == AgreementWay.PAPER and (paper_date is None or paper_date > today):
        raise AgreementNotPossible("paper")
    if way == AgreementWay.PAGE and by.person_id != tutor.person_id:
        raise AgreementNotPossible("not_self")


@transaction.atomic
def place_student(
    *,
    initiative: Initiative,
    college: Organisation,
    lecturer: Person | None,
    person: Collection[tuple[str, str]],
    course: str,
    ects: Decimal,
    is_mandatory: bool = False,
    required_minutes: int | None = None,
    by: User,
    at: datetime,
    **offer: Any,
) -> Placement:
    """Place a student who tutors for their course: no selection, but a lecturer, credits and a place (R-VLOR-9.1a)."""
    tutor = add_tutor(organisation=college, kind=TutorKind.STUDENT, by=by, at=at, **dict(person))
    enrolment = enrolments.enrol_tutor(initiative=initiative, tutor=tutor, by=by, at=at, **offer)
    if lecturer is not None:
        enrolment.lecturer = lecturer
        enrolment.save(update_fields=["lecturer"])
    return set_placement(
        enrolment=enrolment,
        course=course,
        ects=ects,
        is_mandatory=is_mandatory,
        required_minutes=required_minutes,
        by=by,
        at=at,
    )


@transaction.atomic
def set_placement(
    *,
    enrolment: Enrolment,
    course: str,
    ects: Decimal,
    is_mandatory: bool,
    required_minutes: int | None,
    continuity: Continuity | str = "",
    by: User,
    at: datetime,
) -> Placement:
    """Say where tutoring stands in a student's course, and how the child goes on after a short placement."""
    if enrolment.tutor is None or enrolment.tutor.kind != TutorKind.STUDENT:
        raise PlacementNotPossible("kind")
    row = Placement.objects.filter(enrolment=enrolment).first()
    row = row or Placement(enrolment=enrolment, placed_by=by, placed_at=at)
    row.course, row.ects, row.is_mandatory = course, ects, is_mandatory
    row.required_minutes, row.continuity = required_minutes, continuity
    row.full_clean()
    row.save()
    if not enrolment.engagements.exists():
        engage(enrolment=enrolment, form=EngagementForm.INTERNSHIP, by=by, at=at)
    audit.record("placement.set", target=row, by=by, at=at, organisation=enrolment.initiative.organiser)
    return row
