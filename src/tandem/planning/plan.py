"""A solution read against its problem: what the rules and the score look at."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tandem.planning.problem import Person, Problem, Request, Site, Slot, Tutor, person_of
from tandem.planning.solution import Group, Solution

Day = tuple[int, int]  # week, day


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule and the facts that break it."""

    rule: str
    facts: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """A group whose tutor and requests exist; slots unknown at the site are left out."""

    group: Group
    tutor: Tutor
    members: tuple[Request, ...]
    site: Site
    slots: tuple[Slot, ...]

    @property
    def id(self) -> str:
        return self.group.id

    def everybody(self) -> tuple[Person, ...]:
        """Return the members and the tutor."""
        return (*self.members, self.tutor)

    def people_with_lessons(self) -> tuple[Person, ...]:
        """Return who misses lessons here: the members, and a tutor who is a pupil."""
        return (*self.members, self.tutor) if self.tutor.has_lessons else self.members


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One session of a cycle, as far as its moment and place go."""

    week: int
    day: int
    start: int
    end: int
    site: str
    slot: str
    group: str

    @property
    def on(self) -> Day:
        return self.week, self.day


@dataclass(frozen=True)
class Plan:
    """The teams of a solution and what follows from them."""

    problem: Problem
    solution: Solution

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        return tuple(self._read(group) for group in self.solution.groups if is_known(self.problem, group))

    def _read(self, group: Group) -> Team:
        members = tuple(self.problem.request[r] for r in group.requests)
        site = self.problem.site[members[0].site]
        known = self.problem.slots_at[site.id]
        slots = tuple(known[s] for s in group.slots if s in known)
        return Team(group, self.problem.tutor[group.tutor], members, site, slots)

    @cached_property
    def placed(self) -> Mapping[str, Team]:
        """The team of each placed request."""
        return {member.id: team for team in self.teams for member in team.members}

    def sessions(self) -> Iterator[tuple[Team, Session]]:
        """Yield every session of every team."""
        for team in self.teams:
            for slot in team.slots:
                yield team, Session(slot.week, slot.day, slot.start, slot.end, team.site.id, slot.id, team.id)

    @cached_property
    def sessions_by_tutor(self) -> Mapping[str, set[Session]]:
        found: dict[str, set[Session]] = defaultdict(set)
        for team, session in self.sessions():
            found[team.tutor.id].add(session)
        return found

    @cached_property
    def sessions_by_person(self) -> Mapping[str, set[Session]]:
        found: dict[str, set[Session]] = defaultdict(set)
        for team, session in self.sessions():
            for row in team.everybody():
                found[person_of(row)].add(session)
        return found

    @cached_property
    def sessions_by_site_and_day(self) -> Mapping[tuple[str, int, int], set[Session]]:
        found: dict[tuple[str, int, int], set[Session]] = defaultdict(set)
        for _, session in self.sessions():
            found[session.site, *session.on].add(session)
        return found

    @cached_property
    def away_by_class_and_day(self) -> Mapping[tuple[str, int, int], set[tuple[int, int, str]]]:
        """Who of a class with a cap is away on a day: start, end, person."""
        found: dict[tuple[str, int, int], set[tuple[int, int, str]]] = defaultdict(set)
        for team, session in self.sessions():
            for row in team.everybody():
                if row.class_id is not None and row.class_id in self.problem.max_away:
                    found[row.class_id, *session.on].add((session.start, session.end, person_of(row)))
        return found

    @cached_property
    def missed(self) -> Mapping[str, Counter[str]]:
        """How often each person misses each label."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for team in self.teams:
            for row in team.people_with_lessons():
                misses = self.problem.lessons_of(row).misses
                for slot in team.slots:
                    found[person_of(row)].update(misses.get(slot.id, ()))
        return found

    @cached_property
    def miss_limits(self) -> Mapping[str, Mapping[str, int]]:
        """The strictest limit on each label, over all a person's rows that are in a team."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for team in self.teams:
            for row in team.people_with_lessons() if team.slots else ():
                mine = found[person_of(row)]
                for label, limit in row.miss_limits.items():
                    mine[label] = min(limit, mine.get(label, limit))
        return found


def is_known(problem: Problem, group: Group) -> bool:
    """Tell whether the group has an existing tutor and existing, different requests."""
    requests_known = all(r in problem.request for r in group.requests)
    different = len(set(group.requests)) == len(group.requests) > 0
    return requests_known and different and group.tutor in problem.tutor
