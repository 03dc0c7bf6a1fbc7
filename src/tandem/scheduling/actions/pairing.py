"""A teacher proposes that one pupil helps another; the coordinator still decides, and home is still asked (S-10)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.core.isolation import following
from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Enrolment, Request
from tandem.initiatives.peers import pupils_help
from tandem.people.enums import TutorKind
from tandem.people.models import User
from tandem.scheduling.actions.proposals import move
from tandem.scheduling.clash import ClashKind, Moment
from tandem.scheduling.enums import Standing
from tandem.scheduling.models import Team, TeamMember
from tandem.scheduling.queries.offer_clashes import clashes_of_offer

ASKED_FIRST = (ClashKind.NOT_MASTERED, ClashKind.CLASSMATES, ClashKind.REFUSED)


class PairingNotPossible(Exception):
    """Its first argument names why: no_peers, placed, oneself, not_mastered, classmates, refused."""


@following("request", "initiative_id")
@transaction.atomic
def pair(
    *, request: Request, enrolment: Enrolment, moments: Sequence[Moment], reason: str = "", by: User, at: datetime
) -> Team:
    """Propose that a pupil helps another at these moments; within one class only with a reason.

    What clashes with something nobody can overrule raises `MoveNotPossible`, and nothing is kept.
    """
    _refuse(request, enrolment)
    initiative = request.initiative
    team = Team(
        initiative=initiative,
        site=request.site,
        enrolment=enrolment,
        subject=request.subject,
        from_date=max(initiative.starts_date, localdate(at)),
        to_date=initiative.ends_date,
    )
    team.full_clean()
    team.save()
    TeamMember.objects.create(team=team, request=request)
    found = {clash.kind for clash in clashes_of_offer(team)}
    if ClashKind.CLASSMATES in found and reason.strip():
        found.discard(ClashKind.CLASSMATES)
        team.classmates_reason = reason.strip()
        team.full_clean()
        team.save(update_fields=["classmates_reason"])
    for kind in ASKED_FIRST:
        if kind in found:
            raise PairingNotPossible(str(kind))
    within_class = bool(team.classmates_reason)
    audit.record("team.paired", target=team, by=by, at=at, organisation=initiative.organiser, within_class=within_class)
    return move(team=team, moments=moments, by=by, at=at)


def _refuse(request: Request, enrolment: Enrolment) -> None:
    tutor = enrolment.tutor
    if (
        not pupils_help(request.initiative)
        or tutor is None
        or tutor.kind != TutorKind.OLDER_PUPIL
        or enrolment.initiative_id != request.initiative_id
    ):
        raise PairingNotPossible("no_peers")
    if request.pupil is None or request.pupil.person_id == tutor.person_id:
        raise PairingNotPossible("oneself")
    placed = TeamMember.objects.filter(request=request, standing__in=[Standing.PROPOSED, Standing.RUNNING])
    if request.status not in (RequestStatus.WAITING, RequestStatus.PLACED) or placed.exists():
        raise PairingNotPossible("placed")
