"""Small problems with every feature of the format, and plans for them: mostly sensible, so that one rule breaks."""

from typing import Any

from hypothesis import strategies as st

Raw = dict[str, Any]
SUBJECTS = ("taal", "rekenen")
LABELS = ("gym", "muziek", "wero")
STARTS = (540, 570, 600, 630)


def some_of(values: Any, most: int | None = None) -> st.SearchStrategy[list[Any]]:
    """Some of these values, each once."""
    values = list(values)
    if not values:
        return st.just([])
    return st.lists(st.sampled_from(values), unique=True, max_size=len(values) if most is None else most)


@st.composite
def sites(draw: st.DrawFn, weeks: int) -> list[Raw]:
    found = []
    for name in ("A", "B")[: draw(st.integers(1, 2))]:
        moments = draw(
            st.lists(
                st.tuples(st.integers(0, weeks - 1), st.integers(0, 1), st.sampled_from(STARTS)),
                min_size=1,
                max_size=6,
                unique=True,
            )
        )
        slots = [
            {"id": f"{name}{n}", "week": w, "day": d, "start": s, "end": s + draw(st.sampled_from((45, 60)))}
            for n, (w, d, s) in enumerate(moments)
        ]
        by_slot = st.fixed_dictionaries({}, optional={slot["id"]: st.integers(0, 2) for slot in slots})
        found.append({"id": name, "slots": slots, "rooms": draw(st.one_of(st.integers(0, 2), by_slot))})
    return found


@st.composite
def lessons(draw: st.DrawFn, slot_ids: list[str]) -> Raw:
    """Where a session may be, what it costs and what is missed there."""
    open_slots = draw(some_of(slot_ids))
    misses = {slot: draw(some_of(LABELS, 2)) for slot in draw(some_of(open_slots))}
    return {"slots": {slot: draw(st.integers(0, 9)) for slot in open_slots}, "misses": misses}


limits = st.dictionaries(st.sampled_from(LABELS), st.integers(0, 2), max_size=2)
classes = st.sampled_from((None, "1a", "1b"))


def with_class(draw: st.DrawFn, row: Raw) -> Raw:
    name = draw(classes)
    return row if name is None else row | {"class": name}


@st.composite
def requests(draw: st.DrawFn, number: int, site: Raw, patterns: list[str]) -> Raw:
    ids = [slot["id"] for slot in site["slots"]]
    row = draw(lessons(ids)) if draw(st.booleans()) else {"slots": dict.fromkeys(ids, draw(st.integers(0, 3)))}
    if patterns and draw(st.booleans()):
        row["pattern"] = draw(st.sampled_from(patterns))
    row |= {
        "id": f"r{number}",
        "site": site["id"],
        "not_slots": draw(some_of(ids, 1)),
        "miss_limits": draw(limits),
        "subject": draw(st.sampled_from(SUBJECTS)),
        "level": draw(st.integers(1, 2)),
        "sessions": draw(st.sampled_from((1, 1, 1, 2))),
        "minutes": draw(st.sampled_from((45, 45, 60))),
        "need": draw(st.sampled_from((0, 100, 1000))),
        "group_max": draw(st.integers(1, 3)),
        "languages": draw(some_of(("tr", "ar"))),
        "tags": draw(some_of(("sport", "muziek"))),
        "apart_from": draw(some_of(("r0", "r1"), 1)),
        "not_tutors": draw(st.sampled_from(([], [], [], ["t0"]))),
    }
    if draw(st.integers(0, 4)) == 0:
        row["person"] = draw(st.sampled_from(("r0", "child")))
    return with_class(draw, row)


@st.composite
def tutors(draw: st.DrawFn, number: int, site_ids: list[str], slot_ids: list[str], weeks: int) -> Raw:
    windows = [
        {"day": day, "start": draw(st.sampled_from((530, 540, 570))), "end": draw(st.sampled_from((600, 660, 700)))}
        for day in draw(st.sampled_from(((0,), (1,), (0, 1), (0, 1), (0, 0, 1))))
    ]
    for window in windows:
        if weeks > 1 and draw(st.integers(0, 3)) == 0:
            window["week"] = draw(st.integers(0, weeks - 1))
    row: Raw = {
        "id": f"t{number}",
        "sites": draw(some_of(site_ids)) or site_ids[:1],
        "teaches": {subject: [draw(st.integers(1, 2)), 2] for subject in draw(some_of(SUBJECTS)) or SUBJECTS},
        "available": windows,
        "max_sessions": draw(st.integers(0, 4)),
        "max_group": draw(st.integers(1, 3)),
        "languages": draw(some_of(("tr", "ar"))),
        "tags": draw(some_of(("sport",))),
    }
    if draw(st.booleans()):
        row["max_sessions_per_day"] = draw(st.integers(0, 2))
    if draw(st.integers(0, 3)) == 0:  # an older pupil
        row |= draw(lessons(slot_ids)) | {"miss_limits": draw(limits), "person": draw(st.sampled_from(("r0", "older")))}
        row = with_class(draw, row)
    return row


@st.composite
def problems(draw: st.DrawFn) -> Raw:
    """A problem with every feature of the format."""
    weeks = draw(st.sampled_from((1, 1, 2)))
    places = draw(sites(weeks))
    first_ids = [slot["id"] for slot in places[0]["slots"]]
    slot_ids = [slot["id"] for site in places for slot in site["slots"]]
    patterns = [{"id": "P", **draw(lessons(first_ids))}] if draw(st.booleans()) else []
    asked = []
    for n in range(draw(st.integers(0, 4))):
        site = draw(st.sampled_from(places))
        asked.append(draw(requests(n, site, [p["id"] for p in patterns] if site is places[0] else [])))
    site_ids = [site["id"] for site in places]
    teaching = [draw(tutors(n, site_ids, slot_ids, weeks)) for n in range(draw(st.integers(0, 3)))]
    least = draw(st.sampled_from((1, 1, 1, 2)))
    weights = {"visit": st.integers(0, 50), "shortfall_share": st.sampled_from((0, 0.15, 0.5, 1))}
    weights |= {name: st.integers(0, 500) for name in ("shortfall", "pair_broken", "group_extra", "slot_moved")}
    raw: Raw = {
        "format": "tandem.planning/1",
        "weeks": weeks,
        "sites": places,
        "patterns": patterns,
        "tutors": teaching,
        "requests": asked,
        "travel_minutes": draw(st.sampled_from(({}, {"A|B": 0}, {"B|A": 30}))),
        "classes": [{"id": c, "max_away": draw(st.integers(0, 2))} for c in draw(some_of(("1a", "1b")))],
        "rules": {
            "group_min": least,
            "group_max": draw(st.integers(least, 3)),
            "level_spread": draw(st.integers(0, 1)),
            "same_class": draw(st.booleans()),
        },
        "weights": draw(st.fixed_dictionaries({}, optional=weights)),
    }
    if draw(st.booleans()):
        raw["previous"] = [
            {key: group[key] for key in ("tutor", "requests", "slots")} for group in draw(plans(raw))["groups"]
        ]
    return raw


@st.composite
def plans(draw: st.DrawFn, raw: Raw) -> Raw:
    """A plan: mostly people who exist, in slots of their site."""
    groups = []
    tutor_ids = [tutor["id"] for tutor in raw["tutors"]] or ["nobody"]
    request_ids = [request["id"] for request in raw["requests"]] or ["nobody"]
    slots_of = {site["id"]: [slot["id"] for slot in site["slots"]] for site in raw["sites"]}
    site_of = {request["id"]: request["site"] for request in raw["requests"]}
    for n in range(draw(st.integers(0, 3))):
        first = draw(st.sampled_from(request_ids))
        others = [r for r in request_ids if site_of.get(r) == site_of.get(first) and r != first]
        slots = slots_of.get(site_of.get(first, ""), ["nowhere"])
        groups.append(
            {
                "id": draw(st.sampled_from((f"g{n}", f"g{n}", f"g{n}", "g0"))),
                "tutor": draw(st.sampled_from(tutor_ids)),
                "requests": [first, *draw(some_of(others, 2))],
                "slots": draw(st.lists(st.sampled_from([*slots, "nowhere"]), min_size=1, max_size=3)),
            }
        )
    return {"groups": groups}
