"""A session that takes place after all, and somebody who is elsewhere while it goes on."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tandem.core import audit
from tandem.people.models import Person, User
from tandem.scheduling.enums import ResourceKind, SessionStatus
from tandem.scheduling.models import Occupancy, Session


class TakenMeanwhile(Exception):
    """Somebody, or the room, is taken by now; the sentence says so."""


@transaction.atomic
def hold_session_after_all(*, session: Session, by: User, at: datetime) -> None:
    """Plan a cancelled session again, unless somebody or the room was taken meanwhile."""
    session.status, session.changed_at = SessionStatus.PLANNED, at
    session.save(update_fields=["status", "changed_at"])
    _take(Occupancy.objects.filter(session=session))
    audit.record("session.held_after_all", target=session, by=by, at=at, organisation=session.team.initiative.organiser)


@transaction.atomic
def free_person(*, session: Session, person: Person, at: datetime) -> None:
    """Let somebody be elsewhere during a session that goes on without them."""
    _rows_of(session, person).update(cancelled=True)
    _touch(session, at)


@transaction.atomic
def take_person(*, session: Session, person: Person, at: datetime) -> None:
    """Take somebody for a session again, unless they were taken meanwhile."""
    _take(_rows_of(session, person))
    _touch(session, at)


def _rows_of(session: Session, person: Person) -> QuerySet[Occupancy]:
    return Occupancy.objects.filter(session=session, kind=ResourceKind.PERSON, resource_id=person.pk)


def _touch(session: Session, at: datetime) -> None:
    session.changed_at = at
    session.save(update_fields=["changed_at"])


def _take(rows: QuerySet[Occupancy]) -> None:
    try:
        with transaction.atomic():
            rows.update(cancelled=False)
    except IntegrityError as clash:
        raise TakenMeanwhile(
            _("Intussen is het lokaal, een leerling of de tutor bezet. Vraag je coördinator om een ander moment.")
        ) from clash
