"""Making small groups: Tandem proposes, a person moves children, says whether they get on, and names who leads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from tandem.core import audit
from tandem.initiatives.enums import RequestStatus, SkillKind
from tandem.initiatives.grouping import composition_of, propose
from tandem.initiatives.models import Enrolment, Initiative, PupilGroup, PupilGroupMember, Request
from tandem.initiatives.queries.groups import child_of, largest_group, to_group
from tandem.initiatives.queries.training import lacking_skills, skills_of
from tandem.people.models import Site, User

SMALLEST = 2  # of what can be asked for; a child who can only be alone is


class GroupNotPossible(Exception):
    """The group would be too large, hold children who are kept apart, or be led by somebody who has not learned to."""


@transaction.atomic
def propose_groups(
    *, initiative: Initiative, site: Site, subject: str, most: int, by: User, at: datetime
) -> list[PupilGroup]:
    """Put the children of a site who wait for a subject in even groups; what was proposed before goes."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    if not SMALLEST <= most <= largest_group(initiative):
        raise GroupNotPossible("too_large")
    requests = to_group(initiative, site=site, subject=subject)
    if not requests:
        raise GroupNotPossible("nobody")
    PupilGroupMember.objects.filter(request__in=requests).delete()
    initiative.pupil_groups.filter(site=site, subject=subject, members__isnull=True).delete()
    rows = {str(request.pk): request for request in requests}
    found = propose([child_of(request) for request in requests], most=most, spread=initiative.level_spread)
    made = [_new_group(initiative, site, subject, [rows[child.key] for child in group]) for group in found]
    audit.record(
        "pupil_groups.proposed",
        target=initiative,
        by=by,
        at=at,
        organisation=initiative.organiser,
        site=site.pk,
        sizes=[len(group) for group in found],
        most=most,
    )
    return made


@transaction.atomic
def place_child(*, request: Request, group: PupilGroup, by: User, at: datetime) -> PupilGroupMember:
    """Put a child in a group, out of the one it was in; a group that is too large is refused."""
    group = _locked(group)
    _refuse_elsewhere(request, group)
    others = [member.request for member in _members(group) if member.request_id != request.pk]
    if len(others) >= largest_group(group.initiative):
        raise GroupNotPossible("full")
    if _own_wish_passed([*others, request], group.initiative):
        raise GroupNotPossible("smaller")
    if composition_of([child_of(each) for each in (*others, request)]).kept_apart:
        raise GroupNotPossible("apart")
    _refuse_untrained(group, group.enrolment, len(others) + 1)
    member = _moved(request, group)
    _record("pupil_group.child_placed", group, by, at, request=request.pk)
    return member


@transaction.atomic
def start_group(*, request: Request, by: User, at: datetime) -> PupilGroup:
    """Begin a new group with one child."""
    initiative = Initiative.objects.select_for_update(of=["self"]).get(pk=request.initiative_id)
    _refuse_placed(request)
    group = _new_group(initiative, request.site, request.subject, [])
    _moved(request, group)
    _record("pupil_group.child_placed", group, by, at, request=request.pk)
    return group


@transaction.atomic
def take_out(*, request: Request, by: User, at: datetime) -> None:
    """Let a child wait without a group."""
    member = PupilGroupMember.objects.select_related("group__initiative__organiser").get(request=request)
    group = member.group
    member.delete()
    _record("pupil_group.child_taken_out", group, by, at, request=request.pk)
    _forget_empty(group)


@transaction.atomic
def name_leader(*, group: PupilGroup, enrolment: Enrolment | None, by: User, at: datetime) -> PupilGroup:
    """Say who leads a group; with more than two children only who has learned to lead one (R-EDL-GRP)."""
    group = _locked(group)
    if enrolment is not None and enrolment.initiative_id != group.initiative_id:
        raise GroupNotPossible("elsewhere")
    _refuse_untrained(group, enrolment, group.members.count())
    group.enrolment = enrolment
    group.save(update_fields=["enrolment"])
    _record("pupil_group.leader_named", group, by, at, enrolment=enrolment.pk if enrolment else None)
    return group


@transaction.atomic
def say_together(*, group: PupilGroup, works: bool | None, by: User, at: datetime) -> PupilGroup:
    """Answer the fifth question: whether these children get on, as somebody who knows them says."""
    group = _locked(group)
    group.works_together = works
    group.said_by, group.said_at = (None, None) if works is None else (by, at)
    group.save(update_fields=["works_together", "said_by", "said_at"])
    _record("pupil_group.word_given", group, by, at, works=works)
    return group


@transaction.atomic
def note_child(*, member: PupilGroupMember, note: str, by: User, at: datetime) -> PupilGroupMember:
    """Keep what to mind about one child in its group; the family can read it."""
    member.note = note.strip()
    member.full_clean()
    member.save(update_fields=["note"])
    _record("pupil_group.child_noted", member.group, by, at, request=member.request_id)
    return member


def _new_group(initiative: Initiative, site: Site, subject: str, requests: Sequence[Request]) -> PupilGroup:
    last = initiative.pupil_groups.aggregate(last=Max("number"))["last"] or 0
    group = PupilGroup(initiative=initiative, site=site, subject=subject, number=last + 1)
    group.full_clean()
    group.save()
    PupilGroupMember.objects.bulk_create(PupilGroupMember(group=group, request=request) for request in requests)
    return group


def _moved(request: Request, group: PupilGroup) -> PupilGroupMember:
    """Put the row in its place. A word about who gets on was about other children: it is asked again."""
    member = PupilGroupMember.objects.select_related("group").filter(request=request).first()
    left = member.group if member is not None and member.group_id != group.pk else None
    member = member or PupilGroupMember(request=request)
    member.group = group
    member.save()
    for changed in filter(None, (left, group)):
        PupilGroup.objects.filter(pk=changed.pk).update(works_together=None, said_by=None, said_at=None)
    if left is not None:
        _forget_empty(left)
    return member


def _forget_empty(group: PupilGroup) -> None:
    if not group.members.exists():
        group.delete()


def _locked(group: PupilGroup) -> PupilGroup:
    return (
        PupilGroup.objects.select_for_update(of=["self"])
        .select_related("initiative__organiser", "enrolment")
        .get(pk=group.pk)
    )


def _members(group: PupilGroup) -> list[PupilGroupMember]:
    rows = group.members.select_related("request__pupil__person").prefetch_related("request__apart_from")
    return list(rows.order_by("pk"))


def _refuse_placed(request: Request) -> None:
    if request.status != RequestStatus.WAITING or request.pupil_id is None:
        raise GroupNotPossible("placed")


def _refuse_elsewhere(request: Request, group: PupilGroup) -> None:
    _refuse_placed(request)
    here = (group.initiative_id, group.site_id, group.subject)
    if here != (request.initiative_id, request.site_id, request.subject):
        raise GroupNotPossible("elsewhere")


def _own_wish_passed(requests: Sequence[Request], initiative: Initiative) -> bool:
    """Whether there is somebody for whom a smaller group was asked than the initiative's own."""
    return any(each.group_max < min(len(requests), initiative.group_max) for each in requests)


def _refuse_untrained(group: PupilGroup, enrolment: Enrolment | None, size: int) -> None:
    if enrolment is None or enrolment.tutor_id is None:
        return
    skills = skills_of([enrolment.tutor_id])[enrolment.tutor_id]
    lacks = lacking_skills(group.initiative, skills=skills, subject=group.subject, size=size)
    if lacks:
        raise GroupNotPossible("untrained" if SkillKind.GROUPS in lacks else "mastery")
    if size > enrolment.max_group:
        raise GroupNotPossible("more_than_offered")


def _record(action: str, group: PupilGroup, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=group, by=by, at=at, organisation=group.initiative.organiser, **facts)
