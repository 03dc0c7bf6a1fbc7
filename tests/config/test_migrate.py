import psycopg
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, connections

from tandem.config import migrate
from tandem.config.programs import DatabaseNotPossible


def rights_of(role: str) -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, array_agg(a.privilege_type)
            FROM pg_class c, aclexplode(c.relacl) a
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.grantee = %s::regrole
            GROUP BY 1
            """,
            [role],
        )
        return {table: set(rights) for table, rights in cursor.fetchall()}


@pytest.mark.django_db
def test_app_role_owns_nothing_and_has_no_power():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
                   (SELECT count(*) FROM pg_class WHERE relowner = r.oid),
                   has_schema_privilege('public', 'CREATE')
            FROM pg_roles r WHERE rolname = current_user
            """
        )
        found = cursor.fetchone()

    assert found == ("tandem_app", False, False, False, False, 0, False)


@pytest.mark.django_db
def test_app_role_reads_and_writes_rows_and_rewrites_neither_trail_nor_ledger():
    rights = rights_of("tandem_app")

    tests_only = {"TRUNCATE"}
    rows = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert rights.pop("django_migrations") - tests_only == {"SELECT"}
    assert rights.pop("core_auditevent", {"SELECT", "INSERT"}) - tests_only == {"SELECT", "INSERT"}
    assert rights.pop("core_auditlink") - tests_only == {"SELECT"}
    assert rights.pop("people_consent") - tests_only == {"SELECT", "INSERT", "DELETE"}
    assert rights.pop("people_consenttext") - tests_only == {"SELECT", "INSERT"}
    assert {table: found - tests_only for table, found in rights.items()} == dict.fromkeys(rights, rows)
    signals = {name for name in connection.introspection.table_names() if name.startswith("safeguarding_")}
    assert set(connection.introspection.table_names()) - signals == rights.keys() | {
        "django_migrations",
        "core_auditevent",
        "core_auditlink",
        "people_consent",
        "people_consenttext",
    } & set(connection.introspection.table_names())


@pytest.mark.django_db
def test_app_role_cannot_change_the_schema():
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied for schema public"):
        cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db
def test_extensions_exist():
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1")

        assert cursor.fetchall() == [("btree_gist",), ("pg_trgm",), ("unaccent",)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_rows_and_jobs_of_a_test_with_real_transactions_are_gone_afterwards(time: str):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('left', '', now())")
        cursor.execute("INSERT INTO procrastinate_jobs (task_name, queue_name) VALUES ('left', 'q')")
        cursor.execute("SELECT (SELECT count(*) FROM django_session), (SELECT count(*) FROM procrastinate_jobs)")

        assert cursor.fetchone() == (1, 1)


def test_owner_works_on_the_same_database(as_owner: psycopg.Connection):
    names = {connections[alias].settings_dict["NAME"] for alias in ("default", "owner")}

    assert as_owner.info.dbname in names
    assert len(names) == 1
    assert as_owner.info.user == "tandem_owner"


@pytest.mark.django_db(databases=["default", "owner", "safeguarding"])
def test_migrations_are_complete(capsys: pytest.CaptureFixture[str]):
    call_command("makemigrations", check_changes=True, dry_run=True)

    assert capsys.readouterr().out.strip() == "No changes detected"


@pytest.mark.django_db
def test_app_role_may_serve():
    migrate.refuse_a_powerful_app_role()


@pytest.mark.django_db(transaction=True)
def test_a_role_that_owns_tables_may_not_serve(as_owner: psycopg.Connection):
    as_owner.execute("CREATE TABLE mine (id int)")
    as_owner.execute("GRANT CREATE ON SCHEMA public TO tandem_app")
    as_owner.execute("ALTER TABLE mine OWNER TO tandem_app")

    with pytest.raises(DatabaseNotPossible) as refusal:
        migrate.refuse_a_powerful_app_role()

    as_owner.execute("DROP TABLE mine")
    as_owner.execute("REVOKE CREATE ON SCHEMA public FROM tandem_app")
    assert str(refusal.value) == (
        "Tandem does not serve as the role tandem_app, which owns tables. Give DATABASE_URL a role without such "
        "powers, and DATABASE_OWNER_URL the role that owns the tables."
    )
