"""The proposal as a board: what stands per school, what it still waits for, and its weeks."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.core.weeks import Block, Kind, Week, weekdays_of
from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Initiative
from tandem.people.models import Site
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team, TeamSlot
from tandem.scheduling.queries.teams import cycle_of_team, proposal
from tandem.scheduling.queries.waits import Waiting, WaitKind, waiting_by_team
from tandem.web.coordinator import plan_words, wait_words, words

ASKING = (RequestStatus.WAITING, RequestStatus.PLACED)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team on the board, with what it waits for in words."""

    team: Team
    waits: tuple[Waiting, ...]

    @property
    def url(self) -> str:
        return reverse("coordinator-team", args=[self.team.pk])

    @property
    def name(self) -> str:
        return plan_words.team(self.team)

    @property
    def tutor(self) -> str:
        return plan_words.tutor(self.team)

    @property
    def pupils(self) -> str:
        return plan_words.pupils(self.team)

    @property
    def moments(self) -> str:
        return plan_words.slots(self.team)

    @property
    def waiting(self) -> list[str]:
        return list(dict.fromkeys(wait_words.wait(wait) for wait in self.waits))

    @property
    def undecided(self) -> bool:
        return self.team.status == TeamStatus.PROPOSED

    @property
    def ready(self) -> bool:
        return self.team.status == TeamStatus.ACCEPTED and not self.waits

    @property
    def tone(self) -> str:
        if self.team.status == TeamStatus.PUBLISHED:
            return "success"
        return "info" if self.ready else "warning"

    @property
    def stand(self) -> str:
        if self.team.status == TeamStatus.PUBLISHED:
            return _("loopt")
        if self.undecided:
            return _("uw beslissing")
        return _("klaar om te publiceren") if self.ready else _("wacht nog")


@dataclass(frozen=True, slots=True)
class Needs:
    """How much of a school still needs somebody's word."""

    decisions: int
    families: int
    checks: int
    lessons: int
    ready: int

    @property
    def none(self) -> bool:
        return not (self.decisions or self.families or self.checks or self.lessons)


AT_HOME = (WaitKind.FAMILY, WaitKind.PUPIL, WaitKind.CONTRACT, WaitKind.HOME)


@dataclass(frozen=True, slots=True)
class SiteBoard:
    """What stands for one school."""

    site: Site
    asked: int
    placed: int
    lines: tuple[TeamLine, ...]

    @property
    def headline(self) -> str:
        return plan_words.has_a_place(self.placed, self.asked)

    @property
    def unplaced(self) -> int:
        return self.asked - self.placed

    @property
    def needs(self) -> Needs:
        waits = [wait for line in self.lines if line.team.status != TeamStatus.PUBLISHED for wait in line.waits]
        return Needs(
            decisions=sum(line.undecided for line in self.lines),
            families=len({wait.pupil for wait in waits if wait.kind in AT_HOME}),
            checks=len({wait.tutor for wait in waits if wait.kind in (WaitKind.CLEARANCE, WaitKind.SKILL)}),
            lessons=sum(wait.kind in (WaitKind.TEACHER, WaitKind.GUIDE) for wait in waits),
            ready=sum(line.ready for line in self.lines),
        )


def site_boards(initiative: Initiative, *, on: date, site_id: uuid.UUID | None = None) -> list[SiteBoard]:
    """Return every school of an initiative (or one), by name: never by how many have a place (R-NEV-05)."""
    sites = initiative.sites.select_related("organisation").order_by("organisation__name", "name", "pk")
    found, requests = proposal(initiative), initiative.requests.filter(status__in=ASKING)
    if site_id is not None:
        sites, found, requests = sites.filter(pk=site_id), found.filter(site=site_id), requests.filter(site=site_id)
    teams = list(found)
    waits = waiting_by_team(teams, on=on)
    asked = dict(requests.values_list("site").annotate(count=Count("pk")).order_by("site"))
    return [_board(site, asked.get(site.pk, 0), teams, waits) for site in sites]


def _board(site: Site, asked: int, teams: Sequence[Team], waits: Mapping[uuid.UUID, tuple[Waiting, ...]]) -> SiteBoard:
    here = [team for team in teams if team.site_id == site.pk]
    placed = {member.request_id for team in here for member in team.members.all()}
    lines = tuple(TeamLine(team, waits[team.pk]) for team in here)
    return SiteBoard(site, max(asked, len(placed)), len(placed), lines)


@dataclass(frozen=True, slots=True)
class NamedWeek:
    """The week of a site, a tutor or a pupil."""

    name: str
    week: Week
    waits: tuple[str, ...] = ()


def site_week(board: SiteBoard) -> NamedWeek:
    return _named(board.site.name, board.lines)


def tutor_weeks(board: SiteBoard) -> list[NamedWeek]:
    """Return each tutor's week, by name; of two tutors with one name the second is numbered."""
    by_tutor: dict[uuid.UUID, list[TeamLine]] = {}
    for line in board.lines:
        by_tutor.setdefault(line.team.enrolment_id, []).append(line)
    seen: Counter[str] = Counter()
    weeks = []
    for lines in by_tutor.values():
        name = lines[0].tutor
        seen[name] += 1
        weeks.append(_named(name if seen[name] == 1 else f"{name} ({seen[name]})", lines))
    return sorted(weeks, key=lambda week: week.name)


def tutor_week(team: Team) -> NamedWeek:
    """Return all that a team's tutor does in this initiative."""
    teams = proposal(team.initiative).filter(enrolment=team.enrolment_id)
    return _named(plan_words.tutor(team), [TeamLine(row, ()) for row in teams])


def pupil_weeks(board: SiteBoard) -> list[NamedWeek]:
    """Return each pupil's week, by name, with what still waits for this pupil."""
    members = {member.request: line for line in board.lines for member in line.team.members.all()}
    by_pupil: dict[object, list[TeamLine]] = {}
    names: dict[object, tuple[str, str]] = {}
    namesakes = Counter(
        words.who(request) for request in {r.pupil_id or r.school_class_id: r for r in members}.values()
    )
    for request, line in members.items():
        key: object = request.pupil_id or request.school_class_id
        by_pupil.setdefault(key, []).append(line)
        sort_name = request.pupil.person.sort_name if request.pupil else str(request.school_class)
        name = words.who(request)
        if namesakes[name] > 1 and request.pupil:
            name = f"{name} ({request.pupil.number})"
        names[key] = (sort_name, name)
    weeks = []
    for key in sorted(by_pupil, key=lambda key: names[key]):
        waits = [wait_words.wait(w) for line in by_pupil[key] for w in line.waits if _concerns(w, key)]
        weeks.append(_named(names[key][1], by_pupil[key], tuple(dict.fromkeys(waits))))
    return weeks


def _concerns(wait: Waiting, key: object) -> bool:
    """Tell whether something awaited is about this pupil or class, or about the whole team."""
    about = wait.pupil or wait.school_class
    return about is None or about.pk == key


def _named(name: str, lines: Iterable[TeamLine], waits: tuple[str, ...] = ()) -> NamedWeek:
    blocks = [block_of(line, slot) for line in lines for slot in line.team.slots.all()]
    return NamedWeek(name, Week(blocks, days=weekdays_of(blocks)), waits)


def block_of(line: TeamLine, slot: TeamSlot) -> Block:
    kind: Kind = "proposed" if line.ready else "waiting"
    if line.team.status == TeamStatus.PUBLISHED:
        kind = "session"
    turn = _("week %(number)d") % {"number": slot.week + 1} if cycle_of_team(line.team) > 1 else ""
    details = [turn, line.tutor, line.team.subject, line.team.room.name if line.team.room else ""]
    return Block(
        day=slot.day,
        starts=minutes_of(slot.starts),
        ends=minutes_of(slot.ends),
        title=line.pupils,
        detail=", ".join(detail for detail in details if detail),
        kind=kind,
        label=line.stand,
        icon={"session": "check", "proposed": "check-round", "waiting": "clock"}[kind],
        url=line.url,
    )


def minutes_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def total(boards: Sequence[SiteBoard]) -> Counter[str]:
    """Return how many ask, have a place, and are ready, over all schools."""
    counts: Counter[str] = Counter()
    for board in boards:
        needs = board.needs
        counts += Counter(
            asked=board.asked,
            placed=board.placed,
            ready=needs.ready,
            undecided=needs.decisions,
            waiting=sum(bool(line.waits) and not line.undecided for line in board.lines if not line.ready),
        )
    return counts
