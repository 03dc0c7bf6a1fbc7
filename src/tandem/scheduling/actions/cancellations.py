"""A session that does not take place after all, and one that does."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tandem.core import audit
from tandem.people.models import Person, User
from tandem.scheduling.enums import ResourceKind, SessionStatus
from tandem.scheduling.models import Occupancy, Session


class SessionNotPossible(Exception):
    """Somebody, or the room, is taken by now; the sentence says so."""


@transaction.atomic
def cancel_session(*, session: Session, by: User, at: datetime) -> None:
    """Cancel a session: its tutors, pupils and room are free again."""
    session.status = SessionStatus.CANCELLED
    session.changed_at = at
    session.save(update_fields=["status", "changed_at"])
    Occupancy.objects.filter(session=session).update(cancelled=True)
    _record("session.cancelled", session, by=by, at=at)


@transaction.atomic
def hold_session_after_all(*, session: Session, by: User, at: datetime) -> None:
    """Plan a cancelled session again, unless somebody or the room was taken meanwhile."""
    session.status = SessionStatus.PLANNED
    session.changed_at = at
    session.save(update_fields=["status", "changed_at"])
    _take(Occupancy.objects.filter(session=session))
    _record("session.held_after_all", session, by=by, at=at)


def free_person(*, session: Session, person: Person) -> None:
    """Let somebody be elsewhere during a session that goes on without them."""
    Occupancy.objects.filter(session=session, kind=ResourceKind.PERSON, resource_id=person.pk).update(cancelled=True)


def take_person(*, session: Session, person: Person) -> None:
    """Take somebody for a session again, unless they were taken meanwhile."""
    _take(Occupancy.objects.filter(session=session, kind=ResourceKind.PERSON, resource_id=person.pk))


def _take(rows: QuerySet[Occupancy]) -> None:
    try:
        with transaction.atomic():
            rows.update(cancelled=False)
    except IntegrityError as clash:
        raise SessionNotPossible(
            _("Intussen is het lokaal, een leerling of de tutor bezet. Vraag je coördinator om een ander moment.")
        ) from clash


def _record(action: str, session: Session, *, by: User, at: datetime) -> None:
    audit.record(action, target=session, by=by, at=at, organisation=session.team.initiative.organiser)
