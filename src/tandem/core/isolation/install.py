"""Putting the walls up, as the owner, after every migration: always as the code has them, never half."""

import hashlib
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from tandem.core.isolation.context import signing_key
from tandem.core.isolation.walls import NoWall, Wall

HERE = Path(__file__).parent
BLOCK = 64  # bytes that SHA-256 takes at a time, as HMAC defines it
# What a policy may ask; everything else in the schema is for the owner.
ASKED = (
    "context()",
    "reach(text)",
    "added()",
    "adding()",
    "was_added(uuid)",
    "acting_user()",
    "purpose()",
    "about()",
    "name_of_secret(text)",
    "appointed(text)",
    "name_account(text)",
)


def declared() -> list[Wall | NoWall]:
    """Return the wall of every table, as the contexts declare them."""
    found: list[Wall | NoWall] = []
    for app in apps.get_app_configs():
        if app.name.startswith("tandem.") and find_spec(f"{app.name}.walls"):
            found += import_module(f"{app.name}.walls").WALLS
    return found


def put_up(
    cursor: CursorWrapper, scripts: Sequence[Path], *, found_from: Iterable[str], of_people: Iterable[str]
) -> None:
    """Make the functions, the key and the policies what they should be.

    `found_from` are the tables from which it is found whom somebody reaches; `of_people` those to which people are
    added that nobody reaches yet.
    """
    for script in (HERE / "context.sql", *scripts):
        cursor.execute(script.read_text())
    cursor.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA walls FROM PUBLIC")
    for function in ASKED:
        cursor.execute(f"GRANT EXECUTE ON FUNCTION walls.{function} TO PUBLIC")
    give_key(cursor, signing_key())
    for wall in declared():
        put_up_wall(cursor, wall)
    for table in found_from:
        have_trigger(cursor, table, "walls_forget", "AFTER INSERT OR UPDATE OR DELETE ON {}", "forget")
    for table in of_people:
        have_trigger(cursor, table, "walls_added", "BEFORE INSERT ON {}", "note_added", each="ROW")


def give_key(cursor: CursorWrapper, key: bytes) -> None:
    """Let the database know the key with which the app signs, as HMAC uses it."""
    padded = key.ljust(BLOCK, b"\0")
    pads = [bytes(byte ^ mask for byte in padded) for mask in (0x36, 0x5C)]
    cursor.execute("DELETE FROM walls_key.key")
    cursor.execute("INSERT INTO walls_key.key (inner_pad, outer_pad) VALUES (%s, %s)", pads)


def put_up_wall(cursor: CursorWrapper, wall: Wall | NoWall) -> None:
    """Give a table exactly its policies; a table that has them is left alone, since changing them stops its readers."""
    cursor.execute("SELECT to_regclass(%s)::text", [f"public.{wall.table}"])
    if cursor.fetchone() == (None,):
        return
    wanted, standing = digests(wall), policies_of(cursor).get(wall.table, {})
    table = sql.Identifier("public", wall.table)
    for name in standing:
        if standing[name] != wanted.get(name):
            cursor.execute(sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(name), table))
    for name, policy in policies(wall).items():
        if standing.get(name) != wanted[name]:
            parts = {"name": sql.Identifier(name), "table": table, "digest": sql.Literal(wanted[name])}
            cursor.execute(sql.SQL("CREATE POLICY {name} ON {table} " + policy).format(**parts))
            cursor.execute(sql.SQL("COMMENT ON POLICY {name} ON {table} IS {digest}").format(**parts))
    enforce(cursor, wall)


def policies(wall: Wall | NoWall) -> dict[str, str]:
    return wall.policies if isinstance(wall, Wall) else {}


def digests(wall: Wall | NoWall) -> dict[str, str]:
    """Return by which digest each policy of a wall is recognised in the database."""
    return {name: hashlib.sha256(policy.encode()).hexdigest() for name, policy in policies(wall).items()}


def policies_of(cursor: CursorWrapper) -> dict[str, dict[str, str]]:
    """Return the digests of the policies that stand in the database, by table and name."""
    cursor.execute(
        "SELECT p.polrelid::regclass::text, p.polname, coalesce(obj_description(p.oid, 'pg_policy'), '') "
        "FROM pg_policy p WHERE p.polname LIKE 'walls%'"
    )
    found: dict[str, dict[str, str]] = {}
    for table, name, digest in cursor.fetchall():
        found.setdefault(table, {})[name] = digest
    return found


def enforce(cursor: CursorWrapper, wall: Wall | NoWall) -> None:
    """Have PostgreSQL heed the policies of a table, or not; its owner, who migrates, is not held by them."""
    cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [f"public.{wall.table}"])
    [(heeded,)] = cursor.fetchall()
    if heeded is not isinstance(wall, Wall):
        verb = sql.SQL("DISABLE" if heeded else "ENABLE")
        table = sql.Identifier("public", wall.table)
        cursor.execute(sql.SQL("ALTER TABLE {} {} ROW LEVEL SECURITY").format(table, verb))


def have_trigger(
    cursor: CursorWrapper, table: str, name: str, when: str, function: str, each: str = "STATEMENT"
) -> None:
    """Run a function of the walls for each statement, or row, that changes this table."""
    cursor.execute(
        "SELECT to_regclass(%s) IS NULL OR EXISTS (SELECT FROM pg_trigger WHERE tgname = %s "
        "AND tgrelid = to_regclass(%s))",
        [f"public.{table}", name, f"public.{table}"],
    )
    if cursor.fetchone() == (False,):
        statement = "CREATE TRIGGER {name} " + when.replace("{}", "{table}")
        cursor.execute(
            sql.SQL(statement + f" FOR EACH {each} EXECUTE FUNCTION walls.{{function}}()").format(
                name=sql.Identifier(name), table=sql.Identifier("public", table), function=sql.Identifier(function)
            )
        )


def without_wall(cursor: CursorWrapper) -> list[str]:
    """Return the tables that do not stand behind the wall their context gives them, or that were given none."""
    given, standing = {wall.table: wall for wall in declared()}, policies_of(cursor)
    cursor.execute(
        "SELECT c.relname, c.relrowsecurity FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
        "AND c.relkind IN ('r', 'p', 'm', 'v') "
        "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"
    )
    return [name for name, heeded in cursor.fetchall() if not stands(given.get(name), heeded, standing.get(name, {}))]


def stands(wall: Wall | NoWall | None, heeded: bool, policies: dict[str, str]) -> bool:
    """Return whether a table is as open as its context says; one with policies of another kind keeps those itself."""
    return isinstance(wall, NoWall) or (heeded and (wall is None or policies == digests(wall)))
