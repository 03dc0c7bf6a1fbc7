"""Small worlds to break rules in."""

from dataclasses import replace
from typing import Any

from tandem.planning import Group, Problem, Request, Rules, Site, Slot, Solution, Tutor, Window


def slot(slot_id: str, start: int = 540, end: int = 600, day: int = 0, week: int = 0) -> Slot:
    return Slot(slot_id, week, day, start, end)


def site(site_id: str = "A", rooms: int | dict[str, int] = 2, slots: tuple[Slot, ...] | None = None) -> Site:
    hours = (slot("a1"), slot("a2", 600, 660), slot("b1", day=1))
    return Site(site_id, hours if slots is None else slots, rooms)


def tutor(tutor_id: str = "ana", **facts: Any) -> Tutor:
    base = Tutor(
        id=tutor_id,
        sites=("A",),
        teaches={"taal": (1, 9)},
        available=(Window(0, 540, 660), Window(1, 540, 660)),
        max_sessions=9,
    )
    return replace(base, **facts)


def request(request_id: str = "bo", **facts: Any) -> Request:
    base = Request(
        id=request_id,
        site="A",
        subject="taal",
        level=1,
        sessions=1,
        minutes=60,
        need=1000,
        slots={"a1": 3, "a2": 0, "b1": 2},
    )
    return replace(base, **facts)


def problem(**facts: Any) -> Problem:
    """One site, Ana, Bo and Cas; groups of two are allowed."""
    base = Problem(
        sites=(site(),),
        tutors=(tutor(),),
        requests=(request(), request("cas")),
        rules=Rules(group_max=2),
    )
    return replace(base, **facts)


def group(requests: str = "bo", slots: str = "a1", tutor: str = "ana", group_id: str = "g") -> Group:
    return Group(group_id, tutor, tuple(requests.split()), tuple(slots.split()))


def solution(*groups: Group, **facts: Any) -> Solution:
    return Solution(groups, **facts)
