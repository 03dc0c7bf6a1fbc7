"""Bring the database up to date as its owner, then give the other roles what they need and nothing more."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from tandem.config import databases, reach
from tandem.config.programs import DatabaseNotPossible
from tandem.core.isolation import install
from tandem.safeguarding import context

BACKUP_ROLE = "tandem_backup"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
APP_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"
# The audit trail only grows, an answer of a family is never rewritten (erasing a person removes it), and how far the
# schema has come is for its owner to say.
NARROWER_APP_RIGHTS = {
    "core_auditevent": "SELECT, INSERT",
    "core_auditlink": "SELECT",
    "people_consent": "SELECT, INSERT, DELETE",
    "people_consenttext": "SELECT, INSERT",
    "django_migrations": "SELECT",
}
APP_FUNCTIONS = ("tandem_audit_erase",)
# Signals are read and written by a role of their own; what they say is written once and never changed.
SAFEGUARDING_RIGHTS = {
    "safeguarding_signal": "SELECT, INSERT, UPDATE (deputy_at, read_at, closed_at)",
    "safeguarding_step": "SELECT, INSERT",
    "safeguarding_words": "SELECT, INSERT",
    "safeguarding_notice": "SELECT, INSERT, UPDATE (due_at, attempts, sent_at)",
}
LOCK = 2_054_842_983  # a number nobody else takes


def migrate(*, verbosity: int = 1) -> None:
    """Make the extensions, run all migrations as the owner, put up the walls, and set the rights of the other roles."""
    owner = connections["owner"]
    # Two machines that start together must not migrate together.
    with owner.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        make_extensions()
        call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
        put_up_walls()
        without_compiling()
        grant_app(settings.DATABASES["default"]["USER"])
        if "safeguarding" in settings.DATABASES:
            grant_safeguarding(settings.DATABASES["safeguarding"]["USER"])
            context.teach_key("owner")
        grant_backup(BACKUP_ROLE)
    finally:
        with owner.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def put_up_walls() -> None:
    """Have each table show to each what they may reach, as the code says now."""
    run_as_owner(
        lambda cursor: install.put_up(cursor, reach.SCRIPTS, found_from=reach.FOUND_FROM, of_people=reach.OF_PEOPLE)
    )


def without_compiling() -> None:
    """Have plans run as they are: the walls make them look dear, and compiling one takes longer than running it."""
    name = sql.Identifier(connections["owner"].settings_dict["NAME"])
    run(sql.SQL("ALTER DATABASE {} SET jit = off").format(name))


def refuse_a_powerful_app_role() -> None:
    """Refuse to serve as a role that could change the tables, or see past row-level security."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            """
            SELECT rolname,
                   array_remove(ARRAY[
                       CASE WHEN rolsuper THEN 'is a superuser' END,
                       CASE WHEN rolbypassrls THEN 'sees past row-level security' END,
                       CASE WHEN EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tableowner = rolname)
                            THEN 'owns tables' END
                   ], NULL)
            FROM pg_roles WHERE rolname = current_user
            """
        )
        [(role, powers)] = cursor.fetchall()
    if powers:
        raise DatabaseNotPossible(
            f"Tandem does not serve as the role {role}, which {' and '.join(powers)}. Give DATABASE_URL a role without "
            "such powers, and DATABASE_OWNER_URL the role that owns the tables."
        )


def refuse_a_table_without_a_wall() -> None:
    """Refuse to serve while a table shows more than its context says, or while no context said anything of it."""
    with connections["default"].cursor() as cursor:
        found = install.without_wall(cursor)
    if found:
        raise DatabaseNotPossible(
            f"Tandem does not serve while anybody could read {', '.join(found)}. Run `tandem db migrate`, which puts "
            "each table behind the wall that `walls.py` of its context gives it."
        )


def make_extensions() -> None:
    """Make the extensions that migrations and queries build on."""
    run(*(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)) for name in EXTENSIONS))


def grant_app(role: str) -> None:
    """Give the serving role exactly its rights on every table: it can neither change the schema nor empty a table."""
    if not is_another_role(role):
        return
    name = sql.Identifier(role)
    run(
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name),
        sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA public TO {}").format(sql.SQL(APP_RIGHTS), name),
        sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(name),
        *(
            sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(sql.Identifier(function), name)
            for function in APP_FUNCTIONS
        ),
        *(
            part
            for table, rights in NARROWER_APP_RIGHTS.items()
            if table in connections["owner"].introspection.table_names()
            for part in (
                sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), name),
                sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), sql.Identifier(table), name),
            )
        ),
        *(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), name) for table in signal_tables()),
    )


def grant_safeguarding(role: str) -> None:
    """Give the role for signals its rights on their tables, and on nothing else."""
    if not is_another_role(role):
        return
    name = sql.Identifier(role)
    run(
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name),
        *(
            sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), sql.Identifier(table), name)
            for table, rights in SAFEGUARDING_RIGHTS.items()
        ),
        sql.SQL("GRANT SELECT ON django_migrations TO {}").format(name),
        sql.SQL("REVOKE ALL ON FUNCTION safeguarding_forget(timestamptz) FROM PUBLIC"),  # a restore forgets it
        sql.SQL("GRANT EXECUTE ON FUNCTION safeguarding_forget(timestamptz) TO {}").format(name),
    )


def signal_tables() -> list[str]:
    """Return the tables of signals, and of the key their policy checks signatures with."""
    return [name for name in connections["owner"].introspection.table_names() if name.startswith("safeguarding_")]


def refuse_signals_without_a_role_of_their_own() -> None:
    """Refuse to serve where signals would be read as the role that serves everything else, or not at all."""
    if "safeguarding" not in settings.DATABASES:
        raise DatabaseNotPossible(
            f"Signals about children are kept by a database role of their own. Make the role tandem_safeguarding (see "
            f"docs/operating/database.md) and set {databases.SAFEGUARDING} to its address."
        )
    with connections["safeguarding"].cursor() as cursor:
        cursor.execute(
            """
            SELECT current_user, rolsuper OR rolbypassrls, current_user = %s,
                   (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')) > 0
            FROM pg_roles WHERE rolname = current_user
            """,
            [settings.DATABASES["default"]["USER"]],
        )
        [(role, *powers)] = cursor.fetchall()
    if any(powers):
        raise DatabaseNotPossible(
            f"{databases.SAFEGUARDING} signs in as {role}, which also serves pages, owns tables or sees past row-level "
            "security. Give it a role of its own (see docs/operating/database.md)."
        )
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND starts_with(tablename, 'safeguarding_')"
            " AND has_table_privilege(format('public.%I', tablename), 'SELECT')"
        )
        readable = [name for (name,) in cursor.fetchall()]
    if readable:
        raise DatabaseNotPossible(
            f"The role of DATABASE_URL may read {', '.join(sorted(readable))}. Run `tandem db migrate`, which takes "
            "that right away."
        )


def grant_backup(role: str) -> None:
    """Let the role that makes backups read every table."""
    if not is_another_role(role):
        return
    name = sql.Identifier(role)
    run(
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(name),
        sql.SQL("GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name),
    )


def is_another_role(role: str) -> bool:
    """Tell whether the server has this role, and it is not the owner itself."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        return bool(cursor.fetchone()[0])


def run_as_owner(work: Callable[[CursorWrapper], None]) -> None:
    """Do something as the owner: all of it, or nothing."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        work(cursor)


def run(*statements: sql.Composable) -> None:
    """Execute statements as the owner: all of them, or none."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
