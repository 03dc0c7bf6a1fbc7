"""Walls between people: what PostgreSQL needs to show each who works in Tandem the rows they may reach.

`acting_for` says who works and for what, signed, to each transaction; a context's `walls.py` says which rows that
opens, and `tandem db migrate` puts it up. No context has walls yet: see `docs/decisions/0004-walls.md`.
"""

from tandem.core.isolation.context import (
    Acting,
    acting_as,
    acting_for,
    acting_for_nobody,
    following,
    go_on,
    name_of_secret,
    on_commit,
    who_acts,
    working_on,
)
from tandem.core.isolation.purposes import Purpose
from tandem.core.isolation.walls import (
    NoWall,
    Wall,
    about,
    all_of,
    among,
    for_purpose,
    just_added,
    mine,
    reaches_any,
    somebody,
    through,
)

__all__ = [
    "Acting",
    "NoWall",
    "Purpose",
    "Wall",
    "about",
    "acting_as",
    "acting_for",
    "acting_for_nobody",
    "all_of",
    "among",
    "following",
    "for_purpose",
    "go_on",
    "just_added",
    "mine",
    "name_of_secret",
    "on_commit",
    "reaches_any",
    "somebody",
    "through",
    "who_acts",
    "working_on",
]
