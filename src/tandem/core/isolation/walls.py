"""A wall: which rows of a table somebody reaches. Every table has one, or stands open for a reason written down.

Each context keeps its own in `walls.py`, as a list `WALLS`. Conditions are SQL over the columns of the table; any of
them opens a row. They go by keys found once per transaction (`config/reach`), so that an index still serves.
"""

from dataclasses import dataclass

from tandem.core.isolation.purposes import Purpose

Conditions = tuple[str, ...]
# What spans every table goes past every wall: it begins at one person, or at what was kept long enough.
# Only `privacy` and the copy of the keys enter these two (tests/core/test_walls.py names the places).
EVERYWHERE = (Purpose.PERSON, Purpose.KEEPING)


@dataclass(frozen=True, slots=True)
class Wall:
    """Who reads the rows of a table, and who adds, changes and removes them; where nothing is said, who reads it."""

    table: str
    reads: Conditions
    writes: Conditions | None = None
    adds: Conditions | None = None

    @property
    def policies(self) -> dict[str, str]:
        """Return the policies by name, each as PostgreSQL takes it after the table's name."""
        everywhere = for_purpose(*EVERYWHERE)
        reads = any_of((*self.reads, everywhere))
        writes = reads if self.writes is None else any_of((*self.writes, everywhere))
        adds = writes if self.adds is None else any_of(self.adds)
        return {
            "walls_read": f"FOR SELECT USING ({reads})",
            "walls_add": f"FOR INSERT WITH CHECK ({adds})",
            "walls_change": f"FOR UPDATE USING ({writes}) WITH CHECK ({writes})",
            "walls_remove": f"FOR DELETE USING ({writes})",
        }


@dataclass(frozen=True, slots=True)
class NoWall:
    """A table that stands open, and why it may: it holds nothing about a person, or nobody could use what it holds."""

    table: str
    why: str


def any_of(conditions: Conditions) -> str:
    """Join conditions, the quick ones first: PostgreSQL asks them in this order, and the rest only where those fail."""
    return " OR ".join(f"({condition})" for condition in sorted(conditions, key=slowness)) or "false"


def slowness(condition: str) -> int:
    """A short list kept for the transaction is quick, another table's row slower, then long lists, then functions."""
    if "walls.was_added" in condition:
        return 3
    return 2 if "reach('speaker')" in condition or "reach('actor')" in condition else int("EXISTS" in condition)


def all_of(*conditions: str) -> str:
    return " AND ".join(f"({condition})" for condition in conditions)


def among(column: str, kind: str) -> str:
    """The column holds one of the keys of this kind that whoever acts reaches."""
    return f"{column} = ANY ((SELECT walls.reach('{kind}'))::uuid[])"


def just_added(column: str) -> str:
    """The row was added in this transaction, by whoever acts: nobody's yet, but they go on with it."""
    # Asked of each row and so cheap first: what the setting names is believed only once its seal was looked at.
    named = f"strpos(current_setting('tandem.reach_added', true), {column}::text) > 0"
    return all_of("(SELECT walls.adding())", named, f"walls.was_added({column})")


def through(column: str, table: str, key: str = "id") -> str:
    """The row of another table that this one belongs to is reached, by that table's own wall."""
    return f"EXISTS (SELECT FROM {table} AS parent WHERE parent.{key} = {column})"


def reaches_any(kind: str) -> str:
    """Whoever acts reaches at least one key of this kind."""
    return f"cardinality((SELECT walls.reach('{kind}'))::uuid[]) > 0"


def mine(column: str) -> str:
    """The column holds the account of whoever acts."""
    return f"{column} = (SELECT walls.acting_user())"


def for_purpose(*purposes: Purpose) -> str:
    """Whoever acts does so for one of these purposes."""
    names = ", ".join(f"'{purpose}'" for purpose in purposes)
    return f"(SELECT walls.purpose()) IN ({names})"


def about(column: str, *purposes: Purpose) -> str:
    """The column holds what whoever acts for one of these purposes works on."""
    return all_of(for_purpose(*purposes), f"{column} = (SELECT walls.about())")


def somebody() -> str:
    """Anybody acts, with whatever role: for rows that may be added by all and read by few."""
    return "(SELECT walls.purpose()) <> ''"
