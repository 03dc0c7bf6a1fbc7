"""Small groups that people made (S-05): the planner finds who leads them and when, and mixes them with nobody."""

from collections.abc import Collection, Mapping
from uuid import UUID

from tandem import planning
from tandem.initiatives.models import Initiative, PupilGroup
from tandem.scheduling.problems.draft import ProblemDraft
from tandem.scheduling.problems.facts import Facts

Members = Mapping[UUID, Collection[UUID]]  # group -> requests


def keep_groups(draft: ProblemDraft, facts: Facts) -> None:
    """Keep the children of a group apart from all others, and with who leads them where somebody said so."""
    members = members_of(facts)
    for pk_of_group, group in facts.groups.items():
        mine = {draft.requests[pk]["id"] for pk in members[pk_of_group]}
        others = _asking_the_same(draft, members[pk_of_group]) - mine
        for pk in members[pk_of_group]:
            draft.requests[pk]["apart_from"] |= others
            draft.requests[pk]["group_max"] = max(draft.requests[pk]["group_max"], len(mine))
            _lead(draft, pk, group)


def members_of(facts: Facts) -> Members:
    """Return which requests each group holds, of those that still ask."""
    asking = {request.pk for request in facts.requests}
    return {
        pk: [each.request_id for each in group.members.all() if each.request_id in asking]
        for pk, group in facts.groups.items()
    }


def rules_of(facts: Facts) -> planning.Rules:
    """Return what the initiative asks of its groups. Where every child is in one, those sizes are what is planned."""
    initiative = facts.initiative
    if initiative.visits_class:
        return planning.Rules()  # a class is one request, a group of students one tutor
    members = {pk: found for pk, found in members_of(facts).items() if found}
    if not members:
        return _own_rules(initiative, initiative.group_min, initiative.group_max, initiative.level_spread)
    sizes = [len(found) for found in members.values()]
    largest = max(initiative.group_max, *sizes)
    everybody = sum(sizes) == len(facts.requests)
    if not everybody:
        return _own_rules(initiative, min(initiative.group_min, *sizes), largest, initiative.level_spread)
    levels = {request.pk: request.level for request in facts.requests}
    spreads = [max(levels[pk] for pk in found) - min(levels[pk] for pk in found) for found in members.values()]
    return _own_rules(initiative, min(sizes), largest, max(initiative.level_spread, *spreads))


def _own_rules(initiative: Initiative, least: int, most: int, spread: int) -> planning.Rules:
    return planning.Rules(group_min=least, group_max=most, level_spread=spread, same_class=initiative.classmates)


def _asking_the_same(draft: ProblemDraft, requests: Collection[UUID]) -> set[str]:
    """Return all who could come into one group with these: at the same site, for the same subject."""
    asked = {(draft.requests[pk]["site"], draft.requests[pk]["subject"]) for pk in requests}
    return {row["id"] for row in draft.requests.values() if (row["site"], row["subject"]) in asked}


def _lead(draft: ProblemDraft, request: UUID, group: PupilGroup) -> None:
    leader = draft.tutors.get(group.enrolment_id) if group.enrolment_id else None
    if leader is not None:
        others = {row["id"] for row in draft.tutors.values()} - {leader["id"]}
        draft.requests[request]["not_tutors"] |= others
