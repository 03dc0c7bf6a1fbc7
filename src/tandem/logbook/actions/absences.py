"""A tutor who cannot come: school and teacher hear it at once, and room and pupils are free again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.core import audit, outbox
from tandem.core.isolation import following
from tandem.logbook.models import CannotCome, LogEntry
from tandem.logbook.queries.rosters import tutors_of
from tandem.people.models import Tutor, User
from tandem.scheduling.actions.cancellations import (
    TakenMeanwhile,
    free_person,
    hold_session_after_all,
    take_person,
)
from tandem.scheduling.actions.sessions import cancel_session
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Session


class CannotComeNotPossible(Exception):
    """It cannot be said, or taken back, any more; the sentence says why."""


@following("session")
@transaction.atomic
def cannot_come(*, session: Session, tutor: Tutor, by: User, at: datetime) -> CannotCome:
    """Say that a tutor cannot come; when nobody else of the team comes, the session is cancelled. Never why."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    said = CannotCome.objects.filter(session=session, tutor=tutor).first()
    if said is not None:
        return said
    _check_open(session, tutor, at)
    if session.status != SessionStatus.PLANNED:
        raise CannotComeNotPossible(_("Deze sessie was al afgelast."))
    said = CannotCome.objects.create(session=session, tutor=tutor, said_at=at)
    free_person(session=session, person=tutor.person, at=at)
    away = set(CannotCome.objects.filter(session=session).values_list("tutor_id", flat=True))
    nobody_left = {other.pk for other in tutors_of(session)} <= away
    if nobody_left:
        cancel_session(session=session, by=by, at=at)
    _tell("cannot_come", said, by=by, at=at, cancelled=nobody_left)
    return said


@following("session")
@transaction.atomic
def come_after_all(*, session: Session, tutor: Tutor, by: User, at: datetime) -> None:
    """Take back that a tutor cannot come, as long as nobody took the room or the pupils meanwhile."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    said = CannotCome.objects.filter(session=session, tutor=tutor).first()
    if said is None:
        return
    _check_open(session, tutor, at)
    was_cancelled = session.status == SessionStatus.CANCELLED
    try:
        with transaction.atomic():
            if was_cancelled:
                hold_session_after_all(session=session, by=by, at=at)
                _keep_away(session, tutor, at)
            else:
                take_person(session=session, person=tutor.person, at=at)
    except TakenMeanwhile as clash:
        raise CannotComeNotPossible(str(clash)) from clash
    _tell("comes_after_all", said, by=by, at=at, cancelled=was_cancelled)
    said.delete()


def _keep_away(session: Session, tutor: Tutor, at: datetime) -> None:
    """Leave the others of the team who cannot come free."""
    for other in CannotCome.objects.filter(session=session).exclude(tutor=tutor).select_related("tutor__person"):
        free_person(session=session, person=other.tutor.person, at=at)


def _check_open(session: Session, tutor: Tutor, at: datetime) -> None:
    if tutor not in tutors_of(session):
        raise CannotComeNotPossible(_("Deze sessie is niet van jou."))
    if session.ends_at <= at:
        raise CannotComeNotPossible(_("Deze sessie is al voorbij. Vul in wat ervan kwam."))
    if LogEntry.objects.filter(session=session).exists():
        raise CannotComeNotPossible(_("Deze sessie staat al in het logboek."))


def _tell(word: str, said: CannotCome, *, by: User, at: datetime, cancelled: bool = False) -> None:
    """Put it in the outbox for school, teacher and coordinator, without a child's name, and in the trail."""
    session = said.session
    audit.record(
        f"session.{word}",
        target=session,
        by=by,
        at=at,
        organisation=session.team.initiative.organiser,
        tutor=said.tutor_id,
    )
    outbox.post(
        f"logbook.{word}", key=f"{word}:{said.pk}", at=at, session=session.pk, tutor=said.tutor_id, cancelled=cancelled
    )
