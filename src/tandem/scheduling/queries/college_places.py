"""Which requests and teams a college has no places for (R-NEV-12): they wait, and are never planned or published."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from tandem.core.isolation import Purpose, working_on
from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.initiatives.queries.colleges import ceilings_of, colleges_behind
from tandem.initiatives.together.ceilings import Allotment, Asking, Ceiling, allot
from tandem.people.models import Organisation
from tandem.scheduling.enums import Standing, TeamStatus
from tandem.scheduling.models import Team
from tandem.scheduling.weeks import one_subject

DECIDED = (TeamStatus.PUBLISHED, TeamStatus.ACCEPTED)


def allotment(
    requests: Collection[Request], enrolments: Collection[Enrolment], teams: Iterable[Team], ceilings: Sequence[Ceiling]
) -> Allotment:
    """Give each college's places to requests: who holds one, then the school's own word, then who waits longest."""
    limited = {ceiling.college for ceiling in ceilings}
    holds = {
        member.request_id: next(iter(sorted(colleges_behind(team.enrolment) & limited, key=str)), None)
        for team in teams
        if team.status in DECIDED or team.locked
        for member in team.members.all()
        if member.standing != Standing.PAST
    }
    turns = sorted(requests, key=lambda row: (holds.get(row.pk) is None, -row.priority, row.asked_date, str(row.pk)))
    asking = []
    for request in turns:
        able = [colleges_behind(row) for row in enrolments if can_help(row, request)]
        asking.append(
            Asking(
                key=request.pk,
                site=request.site_id,
                able=frozenset().union(*able) & limited,
                holds=holds.get(request.pk),
                free=any(not colleges & limited for colleges in able),
            )
        )
    return allot(asking, ceilings)


def can_help(enrolment: Enrolment, request: Request) -> bool:
    """Tell whether what somebody offers fits a request, apart from when."""
    sites = {site.pk for site in enrolment.sites.all()}
    if sites and request.site_id not in sites:
        return False
    if enrolment.student_group_id and not enrolment.teaches:
        return True
    offered = {one_subject(subject): years for subject, years in enrolment.teaches.items()}
    low, high = offered.get(one_subject(request.subject), (1, 0))
    return bool(low <= request.level <= high)


def waiting_for_a_college(*initiatives: Initiative) -> set[UUID]:
    """Return the requests that wait because no college has a place left for them, and nobody else could help."""
    ceilings = ceilings_of(initiative.pk for initiative in initiatives)
    limited = [initiative for initiative in initiatives if ceilings[initiative.pk]]
    found: set[UUID] = set()
    for initiative in limited:
        # Who waits depends on all who ask and offer; only which requests wait comes out of it.
        with working_on(Purpose.COUNTING, about=initiative.pk):
            found |= _waiting(initiative, ceilings[initiative.pk])
    return found


def _waiting(initiative: Initiative, ceilings: Sequence[Ceiling]) -> set[UUID]:
    requests = initiative.requests.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED])
    enrolments = initiative.enrolments.select_related("tutor", "student_group").prefetch_related(
        "sites", "student_group__tutors"
    )
    found = allotment(list(requests), list(enrolments), _decided([initiative.pk]), ceilings)
    return {pk for pk in found.waiting if isinstance(pk, UUID)}


def passing_a_ceiling(teams: Sequence[Team]) -> set[UUID]:
    """Return which of these teams, not published yet, would take more places than their college has.

    Published teams hold their places, then accepted ones in the order of the decisions, then each proposal by itself.
    """
    open_teams = [team for team in teams if team.status in (TeamStatus.PROPOSED, TeamStatus.ACCEPTED)]
    ceilings = ceilings_of({team.initiative_id for team in open_teams})
    limited = [pk for pk, found in ceilings.items() if found]
    if not limited:
        return set()
    taken: dict[tuple[UUID, Ceiling], set[UUID]] = defaultdict(set)
    over: set[UUID] = set()
    for team in sorted(_decided(limited), key=_turn):
        if team.status == TeamStatus.ACCEPTED and _passes(team, taken, ceilings):
            over.add(team.pk)
            continue
        for key in _ceilings_over(team, ceilings):
            taken[key] |= _requests(team)
    over |= {team.pk for team in open_teams if team.status == TeamStatus.PROPOSED and _passes(team, taken, ceilings)}
    return over & {team.pk for team in open_teams}


def has_room(team: Team, enrolment: Enrolment) -> bool:
    """Tell whether the college of another tutor has places left for a team."""
    ceilings = ceilings_of([team.initiative_id])
    taken: dict[tuple[UUID, Ceiling], set[UUID]] = defaultdict(set)
    for other in _decided([team.initiative_id]):
        if other.pk != team.pk:
            for key in _ceilings_over(other, ceilings):
                taken[key] |= _requests(other)
    return not _passes(team, taken, ceilings, enrolment)


def places_taken(initiative: Initiative, college: Organisation) -> dict[UUID | None, int]:
    """Return how many places of a college are taken, by site; under None those of all sites together."""
    taken: dict[UUID | None, set[UUID]] = defaultdict(set)
    with working_on(Purpose.COUNTING, about=initiative.pk):  # a college counts places; it reads no team
        for team in _decided([initiative.pk]):
            if college.pk in colleges_behind(team.enrolment):
                taken[team.site_id] |= _requests(team)
                taken[None] |= _requests(team)
    return {site: len(found) for site, found in taken.items()}


def _decided(initiatives: Collection[UUID]) -> list[Team]:
    return list(
        Team.objects.filter(initiative__in=initiatives, status__in=DECIDED)
        .select_related("enrolment__tutor", "enrolment__student_group")
        .prefetch_related("members", "enrolment__student_group__tutors")
    )


def _turn(team: Team) -> tuple[bool, str, str]:
    at = team.decided_at.isoformat() if team.decided_at else ""
    return team.status != TeamStatus.PUBLISHED, at, str(team.pk)


def _requests(team: Team) -> set[UUID]:
    return {member.request_id for member in team.members.all() if member.standing != Standing.PAST}


def _ceilings_over(
    team: Team, ceilings: dict[UUID, list[Ceiling]], enrolment: Enrolment | None = None
) -> Iterator[tuple[UUID, Ceiling]]:
    for college in colleges_behind(enrolment or team.enrolment):
        for ceiling in ceilings.get(team.initiative_id, ()):
            if ceiling.holds_for(college, team.site_id):
                yield team.initiative_id, ceiling


def _passes(
    team: Team,
    taken: dict[tuple[UUID, Ceiling], set[UUID]],
    ceilings: dict[UUID, list[Ceiling]],
    enrolment: Enrolment | None = None,
) -> bool:
    mine = _requests(team)
    return any(len(taken[key] | mine) > key[1].places for key in _ceilings_over(team, ceilings, enrolment))
