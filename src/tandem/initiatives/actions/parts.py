"""Asking somebody else to fill in one part of the start: they get exactly that page."""

from datetime import datetime

from django.db import transaction

from tandem.core import audit, outbox
from tandem.initiatives.actions.start import StartNotPossible
from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Initiative, PartAsked
from tandem.people.actions.memberships import person_behind
from tandem.people.models import User

PART_ASKED = "initiatives.part_asked"


@transaction.atomic
def ask(
    *,
    initiative: Initiative,
    part: StartPoint | PartnerGroup,
    given_name: str,
    family_name: str,
    email: str,
    infix: str = "",
    by: User,
    at: datetime,
) -> PartAsked:
    """Ask whoever signs in with this address to fill in one part, and let them know."""
    person = person_behind(given_name=given_name, infix=infix, family_name=family_name, email=email, at=at)
    which = {"point": part} if isinstance(part, StartPoint) else {"group": part}
    asked, is_new = PartAsked.objects.get_or_create(
        initiative=initiative,
        person=person,
        done_at=None,
        **({"point": "", "group": ""} | which),
        defaults={"asked_by": by, "asked_at": at},
    )
    if is_new:
        _record("start.part_asked", asked, by, at)
        outbox.post(PART_ASKED, key=f"{PART_ASKED}:{asked.pk}", at=at, person=person.pk, asked=asked.pk)
    return asked


@transaction.atomic
def finish(*, asked: PartAsked, by: User, at: datetime) -> None:
    """Note that somebody filled in what they were asked; the page is no longer theirs to change."""
    if asked.person_id != by.person_id:
        raise StartNotPossible("Only who was asked says it is done.")
    asked.done_at = at
    asked.save(update_fields=["done_at"])
    _record("start.part_filled_in", asked, by, at)


@transaction.atomic
def take_back(*, asked: PartAsked, by: User, at: datetime) -> None:
    """Ask it no longer."""
    _record("start.part_taken_back", asked, by, at)
    asked.delete()


def _record(action: str, asked: PartAsked, by: User, at: datetime) -> None:
    audit.record(
        action,
        target=asked.initiative,
        by=by,
        at=at,
        organisation=asked.initiative.organiser,
        person=asked.person_id,
        part=asked.point or asked.group,
    )
