"""Asking a college to recognise lessons of a summer school, and its answer (R-LBV-2i)."""

from datetime import datetime

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import Enrolment
from tandem.logbook.models import LessonClaim
from tandem.logbook.queries.lessons import lessons_of
from tandem.people.enums import TutorKind
from tandem.people.models import User


class ClaimNotPossible(Exception):
    """There are no lessons to recognise, nobody who tutors as a student, or the college has answered."""


@transaction.atomic
def ask_recognition(*, enrolment: Enrolment, by: User, at: datetime) -> LessonClaim:
    """Ask the college of a student to recognise the lessons so far; asked again, it is about what was given since."""
    tutor = enrolment.tutor
    if tutor is None or not TutorKind(tutor.kind).is_student or tutor.person_id != by.person_id:
        raise ClaimNotPossible("no_student")
    given = len(lessons_of(enrolment))
    if not given:
        raise ClaimNotPossible("no_lessons")
    claim = LessonClaim.objects.select_for_update().filter(enrolment=enrolment).first()
    if claim is not None and claim.is_recognised is not None:
        raise ClaimNotPossible("answered")
    claim = claim or LessonClaim(enrolment=enrolment)
    claim.lessons, claim.asked_at = given, at
    claim.full_clean()
    claim.save()
    audit.record(
        "lessons.recognition_asked", target=claim, by=by, at=at, organisation=tutor.organisation, lessons=given
    )
    return claim


@transaction.atomic
def decide_recognition(
    *, claim: LessonClaim, recognised: bool, reason: str = "", by: User, at: datetime
) -> LessonClaim:
    """Let the college decide; a no comes with its reason."""
    claim = (
        LessonClaim.objects.select_for_update(of=["self"])
        .select_related("enrolment__tutor__organisation")
        .get(pk=claim.pk)
    )
    if not recognised and not reason.strip():
        raise ClaimNotPossible("reason")
    claim.is_recognised, claim.reason = recognised, reason.strip()
    claim.decided_by, claim.decided_at = by, at
    claim.full_clean()
    claim.save()
    organisation = claim.enrolment.tutor.organisation if claim.enrolment.tutor else None
    audit.record(
        "lessons.recognition_decided", target=claim, by=by, at=at, organisation=organisation, recognised=recognised
    )
    return claim
