"""A plan under construction, made from the facts: who and what is taken when, and who still fits where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tandem.planning.problem import Problem, Request, Slot, Tutor, person_of
from tandem.planning.solution import Group, Solution

ENOUGH = 4  # tutors with a place who are compared for one request
Day = tuple[int, int]


class BoardGroup:
    """A group that may still grow, unless it is pinned."""

    def __init__(self, tutor: str, requests: list[str], slots: tuple[str, ...], fixed: bool) -> None:
        self.tutor = tutor
        self.requests = requests
        self.slots = slots
        self.fixed = fixed


class Board:
    """A plan under construction, and who and what is taken when."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.groups: list[BoardGroup] = []
        self.group_of: dict[str, BoardGroup] = {}
        self.load: Counter[tuple[str, int]] = Counter()
        self.booked: dict[tuple[str, Day], list[tuple[int, int, str]]] = defaultdict(list)
        self.used: dict[tuple[str, Day], list[tuple[int, int, int]]] = defaultdict(list)
        self.busy: dict[tuple[str, Day], list[tuple[int, int]]] = defaultdict(list)
        self.away: dict[tuple[str, Day], list[tuple[int, int, str]]] = defaultdict(list)
        self.missed: dict[str, Counter[str]] = defaultdict(Counter)
        self.limits: dict[str, dict[str, int]] = defaultdict(dict)
        self.groups_at: dict[str, list[BoardGroup]] = defaultdict(list)
        self.pinned = [(g.tutor, set(g.requests)) for g in problem.previous if g.pinned]
        self.tutors_for: dict[tuple[str, str], list[Tutor]] = defaultdict(list)
        for tutor in problem.tutors:
            for site in dict.fromkeys(tutor.sites):
                for subject in tutor.teaches:
                    self.tutors_for[site, subject].append(tutor)
        self._open: dict[tuple[str, str], list[Slot]] = {}

    def solution(self) -> Solution:
        """Return the plan on the board."""
        rows = enumerate(self.groups, 1)
        return Solution(tuple(Group(f"g{n}", g.tutor, tuple(g.requests), g.slots) for n, g in rows))

    def slot(self, request_id: str, slot_id: str) -> Slot:
        return self.problem.slots_at[self.problem.request[request_id].site][slot_id]

    def place_alone(self, request: Request) -> bool:
        """Place a request with the best of the first tutors who have a place."""
        problem = self.problem
        found: list[tuple[int, Tutor, list[Slot]]] = []
        able = [tutor for tutor in self.tutors_for[request.site, request.subject] if self._able(tutor, request)]
        able.sort(key=lambda tutor: -problem.fit(tutor, request))
        for tutor in able:
            slots = self._cheapest(tutor, request)
            if slots is not None:
                price = sum(self._price(tutor, request, slot) for slot in slots)
                found.append((problem.weeks * problem.fit(tutor, request) - price, tutor, slots))
                if len(found) == ENOUGH:
                    break
        if not found:
            return False
        _, tutor, slots = max(found, key=lambda row: row[0])
        self.place(tutor, (request.id,), slots)
        return True

    def _able(self, tutor: Tutor, request: Request) -> bool:
        classmates = request.class_id is not None and request.class_id == tutor.class_id
        weeks = range(self.problem.weeks)
        return (
            tutor.teaches_at(request.subject, request.level)
            and all(self.load[tutor.id, week] + request.sessions <= tutor.max_sessions for week in weeks)
            and tutor.id not in request.not_tutors
            and person_of(tutor) != person_of(request)
            and (self.problem.rules.same_class or not classmates)
        )

    def _price(self, tutor: Tutor, request: Request, slot: Slot) -> int:
        price = self.problem.lessons_of(request).slots[slot.id]
        price += self.problem.lessons_of(tutor).slots[slot.id] if tutor.has_lessons else 0
        there = any(site == request.site for _, _, site in self.booked[tutor.id, (slot.week, slot.day)])
        return price + (0 if there else self.problem.weights.visit)

    def _open_slots(self, tutor: Tutor, site: str) -> list[Slot]:
        key = tutor.id, site
        if key not in self._open:
            own = self.problem.lessons_of(tutor).slots if tutor.has_lessons else None
            self._open[key] = [
                slot
                for slot in self.problem.site[site].slots
                if self.problem.is_available(tutor, slot) and (own is None or slot.id in own)
            ]
        return self._open[key]

    def _cheapest(self, tutor: Tutor, request: Request) -> list[Slot] | None:
        """Return the cheapest free slots, enough for every week, or None."""
        lessons = self.problem.lessons_of(request).slots
        usable = [
            (self._price(tutor, request, slot), slot.id, slot)
            for slot in self._open_slots(tutor, request.site)
            if slot.id in lessons and slot.minutes >= request.minutes
        ]
        if len(usable) < request.sessions * self.problem.weeks:
            return None
        chosen: list[Slot] = []
        a_week: Counter[int] = Counter()
        days: set[Day] = set()
        for _, _, slot in sorted(usable, key=lambda row: row[:2]):
            day = slot.week, slot.day
            if day in days or a_week[slot.week] == request.sessions:
                continue
            if self._free(tutor, request, slot) and self._may_miss((request, tutor), [*chosen, slot]):
                chosen.append(slot)
                days.add(day)
                a_week[slot.week] += 1
                if len(chosen) == request.sessions * self.problem.weeks:
                    return chosen
        return None

    def _free(self, tutor: Tutor, request: Request, slot: Slot) -> bool:
        problem, day = self.problem, (slot.week, slot.day)
        mine = self.booked[tutor.id, day]
        most = tutor.max_sessions_per_day
        if most is not None and len(mine) >= most:
            return False
        for start, end, site in mine:
            if not (
                end + problem.travel(site, request.site) <= slot.start
                or slot.end + problem.travel(request.site, site) <= start
            ):
                return False
        rooms = problem.site[request.site].rooms_in(slot.id)
        running = [n for start, end, n in self.used[request.site, day] if start < slot.end and slot.start < end]
        if len(running) >= min([rooms, *running]):
            return False
        return self._present((request, tutor), slot)

    def _present(self, people: Iterable[Request | Tutor], slot: Slot) -> bool:
        """Tell whether these are free then, and whether their classes can spare them."""
        day = slot.week, slot.day
        more: Counter[str] = Counter()
        for row in people:
            if any(a < slot.end and slot.start < b for a, b in self.busy[person_of(row), day]):
                return False
            if row.class_id is not None and row.class_id in self.problem.max_away:
                more[row.class_id] += 1
        for class_id, extra in more.items():
            around = {p for a, b, p in self.away[class_id, day] if a < slot.end and slot.start < b}
            if len(around) + extra > self.problem.max_away[class_id]:
                return False
        return True

    def _may_miss(self, people: Iterable[Request | Tutor], slots: Sequence[Slot]) -> bool:
        return all(self._within(row, slots) for row in people if not isinstance(row, Tutor) or row.has_lessons)

    def _within(self, row: Request | Tutor, slots: Sequence[Slot]) -> bool:
        person = person_of(row)
        misses = self.problem.lessons_of(row).misses
        times = Counter(label for slot in slots for label in misses.get(slot.id, ()))
        limits: Mapping[str, int] = row.miss_limits
        before, strict = self.missed.get(person, Counter()), self.limits.get(person, {})
        for label in {*times, *before} if before else times:
            limit = min(limits.get(label, 10**9), strict.get(label, 10**9))
            if times[label] + before[label] > limit:
                return False
        return True

    def join(self, request: Request) -> bool:
        """Place a request in a group that stands and has the same hours."""
        for group in self.groups_at[request.site]:
            if self.may_join(group, request):
                self.enter(group, request)
                return True
        return False

    def enter(self, group: BoardGroup, request: Request) -> None:
        """Add a request to a group."""
        group.requests.append(request.id)
        self.group_of[request.id] = group
        self._note(request, [self.slot(request.id, s) for s in group.slots])

    def leave(self, group: BoardGroup, request: Request) -> None:
        """Take a request out of a group; limits that it brought on its person stay."""
        group.requests.remove(request.id)
        del self.group_of[request.id]
        person, misses = person_of(request), self.problem.lessons_of(request).misses
        for slot in (self.slot(request.id, s) for s in group.slots):
            day = slot.week, slot.day
            self.busy[person, day].remove((slot.start, slot.end))
            if request.class_id is not None and request.class_id in self.problem.max_away:
                self.away[request.class_id, day].remove((slot.start, slot.end, person))
            self.missed[person].subtract(misses.get(slot.id, ()))

    def worth_in(self, group: BoardGroup, request: Request) -> int:
        """Return what one more member adds to a group: how well they fit, what it misses, how large it becomes."""
        problem, size = self.problem, len(group.requests)
        costs = self.problem.lessons_of(request).slots
        extra = problem.weights.group_extra * (size**2 - (size - 1) ** 2)
        worth = problem.weeks * (problem.fit(problem.tutor[group.tutor], request) - extra)
        return worth - sum(costs[slot] for slot in group.slots)

    def may_join(self, group: BoardGroup, request: Request) -> bool:
        """Tell whether the rules let one more request into a group."""
        return not group.fixed and self._fits_in(group, request)

    def _fits_in(self, group: BoardGroup, request: Request) -> bool:
        problem, rules = self.problem, self.problem.rules
        tutor = problem.tutor[group.tutor]
        members = [problem.request[r] for r in group.requests]
        everyone = [*members, request]
        largest = min([rules.group_max, tutor.max_group or 99, *(m.group_max or rules.group_max for m in everyone)])
        levels = [m.level for m in everyone]
        same = all(
            (m.subject, m.sessions, m.minutes) == (request.subject, request.sessions, request.minutes)
            and request.id not in m.apart_from
            and m.id not in request.apart_from
            and person_of(m) != person_of(request)
            for m in members
        )
        if not same or len(everyone) > largest or max(levels) - min(levels) > rules.level_spread:
            return False
        classmates = request.class_id is not None and request.class_id == tutor.class_id
        if not tutor.teaches_at(request.subject, request.level) or tutor.id in request.not_tutors:
            return False
        if person_of(tutor) == person_of(request) or (classmates and not rules.same_class):
            return False
        slots = [self.slot(request.id, s) for s in group.slots]
        lessons = problem.lessons_of(request).slots
        return all(slot.id in lessons and self._present((request,), slot) for slot in slots) and self._within(
            request, slots
        )

    def place(self, tutor: Tutor, members: tuple[str, ...], slots: Sequence[Slot]) -> None:
        """Put a group on the board."""
        site = self.problem.request[members[0]].site
        fixed = any(who == tutor.id and whom.issuperset(members) for who, whom in self.pinned)
        group = BoardGroup(tutor.id, list(members), tuple(slot.id for slot in slots), fixed)
        self.groups.append(group)
        self.groups_at[site].append(group)
        self.group_of.update(dict.fromkeys(members, group))
        for slot in slots:
            day = slot.week, slot.day
            self.load[tutor.id, slot.week] += 1
            self.booked[tutor.id, day].append((slot.start, slot.end, site))
            self.used[site, day].append((slot.start, slot.end, self.problem.site[site].rooms_in(slot.id)))
        for member in members:
            self._note(self.problem.request[member], slots)
        self._note(tutor, slots)

    def _note(self, row: Request | Tutor, slots: Sequence[Slot]) -> None:
        person = person_of(row)
        for slot in slots:
            day = slot.week, slot.day
            if not isinstance(row, Tutor) or row.person is not None:
                self.busy[person, day].append((slot.start, slot.end))
            if row.class_id is not None and row.class_id in self.problem.max_away:
                self.away[row.class_id, day].append((slot.start, slot.end, person))
        if not isinstance(row, Tutor) or row.has_lessons:
            misses = self.problem.lessons_of(row).misses
            self.missed[person].update(label for slot in slots for label in misses.get(slot.id, ()))
            mine = self.limits[person]
            for label, limit in row.miss_limits.items():
                mine[label] = min(limit, mine.get(label, limit))
