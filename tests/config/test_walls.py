"""What each role reads of every table as the app's database role, whatever a page would ask for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from tandem.config import migrate
from tandem.config.programs import DatabaseNotPossible
from tandem.core.isolation import NoWall, Purpose, Wall, acting_for, acting_for_nobody, install
from tandem.core.need_to_know import MATRIX
from tandem.core.permissions import Role
from tandem.privacy.register import TABLES
from tests.access.everything import fill
from tests.access.world import World, make_world
from tests.database import closed_to_nobody

Rows = Mapping[str, frozenset[str]]  # of each table, the keys of its rows

WALLED = sorted(wall.table for wall in install.declared() if isinstance(wall, Wall))
# Nobody reads these on a page; Tandem itself does, at the door, or when it hands over what waits.
READ_BY_NOBODY = {
    "account_emailconfirmation",
    "core_auditlink",
    "core_outboxmessage",
    "django_session",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
}
# Whoever acts reads these: a locked key, a random number of somebody erased, and what names a row only by its key.
# A link of the chain is written by a trigger when the transaction ends, which that of a test never does.
NEVER_THERE = {"core_auditlink"}
READ_BY_ALL = {"core_datakey", "core_work", "privacy_erased", "privacy_shorterperiod"}
# Whoever manages the platform appoints who coordinates, wherever that is.
APPOINTS = {"people_membership", "people_person", "people_user"}
# What is kept about a child at school and at home: a role that need not know a child reads none of it.
ABOUT_CHILDREN = (
    "people_pupil",
    "people_classplace",
    "people_guardian",
    "people_consent",
    "initiatives_request",
    "scheduling_teammember",
    "scheduling_pupilbusy",
    "logbook_logentry",
    "logbook_pupilentry",
    "logbook_fileitem",
    "logbook_filerequest",
)


@contextmanager
def in_the_open(owner: psycopg.Connection, table: str) -> Iterator[None]:
    """Take the wall of a table away."""
    owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    try:
        yield
    finally:
        owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def rows_of(table: str) -> frozenset[str]:
    """Return the keys of the rows that `select *` gives whoever acts now."""
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table)
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own tables
        place = [column.name for column in cursor.description].index(key)
        return frozenset(str(row[place]) for row in cursor.fetchall())


def all_rows() -> Rows:
    return {table: rows_of(table) for table in WALLED}


def full_world(mark: str) -> World:
    world = make_world(mark)
    fill(world)
    return world


def read_as(world: World, actor: str) -> Rows:
    with acting_for(world.actors[actor], on=timezone.localdate()):
        return all_rows()


def keys(*rows: object) -> frozenset[str]:
    return frozenset(str(row.pk) for row in rows)


def less(rows: Rows, others: Rows) -> Rows:
    return {table: rows[table] - others[table] for table in rows}


@pytest.mark.django_db(databases=["default", "safeguarding"])
def test_select_of_every_table_as_everybody_gives_no_row_of_another_organisation():
    shared = all_rows()
    alfa = full_world("Alfa")
    of_alfa = less(all_rows(), shared)
    beta = full_world("Beta")
    of_beta = less(less(all_rows(), shared), of_alfa)

    read = {(world.mark, actor): read_as(world, actor) for world in (alfa, beta) for actor in world.actors}

    strange = {"Alfa": of_beta, "Beta": of_alfa}
    assert [
        f"{actor} of {mark} reads {table}"
        for (mark, actor), rows in read.items()
        for table in WALLED
        if table not in READ_BY_ALL
        and not (actor == Role.PLATFORM_ADMIN and table in APPOINTS)
        and rows[table] & strange[mark][table]
    ] == []
    # What is empty, or nobody reads at all, would prove nothing: each has rows, and is read by somebody whose they are.
    assert {table for table in WALLED if not of_alfa[table]} == NEVER_THERE, (
        "Give tests/access/everything.py a row of these."
    )
    of_somebody = {
        table for (mark, _), rows in read.items() for table in WALLED if mark == "Alfa" and rows[table] & of_alfa[table]
    }
    assert set(WALLED) - of_somebody == READ_BY_NOBODY


@pytest.mark.django_db(databases=["default", "safeguarding"])
def test_select_of_the_children_s_tables_gives_each_role_its_own_children():
    world = make_world("Alfa")
    make_world("Beta")
    pupil, classmate = world.named["pupil_id"], world.named["classmate"]
    waiting = world.named["team_id"].members.get().request.pupil
    school = keys(pupil, classmate, waiting)
    may = {
        Role.PUPIL: keys(pupil),
        Role.GUARDIAN: keys(pupil),
        Role.TUTOR: keys(pupil),
        Role.TEACHER: keys(pupil, classmate),
        Role.SCHOOL_COORDINATOR: school,
        Role.HEAD: school,
        Role.CARE_COORDINATOR: school,
        Role.LOCATION_COORDINATOR: keys(pupil, classmate),
        Role.PROGRAMME_COORDINATOR: school,
    }

    found = {actor: read_as(world, actor)["people_pupil"] for actor in world.actors}

    assert found == {actor: may.get(actor, frozenset()) for actor in world.actors}


@pytest.mark.django_db(databases=["default", "safeguarding"])
def test_select_gives_who_need_not_know_children_no_row_about_one():
    world = make_world("Alfa")
    strangers = [role for role in Role if not any(may.reads_of_a_person for may in MATRIX[role].values())]
    outside = [*strangers, "banned guardian", "nobody's role", "deputy of before"]

    found = {actor: read_as(world, actor) for actor in outside}

    assert [f"{actor} reads {table}" for actor in outside for table in ABOUT_CHILDREN if found[actor][table]] == []
    assert {Role.FUNDER, Role.RESEARCHER} <= set(strangers)


@pytest.mark.django_db(databases=["default", "safeguarding"], transaction=True)
def test_select_without_somebody_acting_gives_nothing(as_owner: psycopg.Connection):
    make_world("Alfa")
    with closed_to_nobody(as_owner), acting_for_nobody():
        found = all_rows()

    assert found == dict.fromkeys(WALLED, frozenset())
    assert rows_of("people_pupil")


@pytest.mark.django_db(databases=["default", "safeguarding"], transaction=True)
@pytest.mark.parametrize("table", ["people_pupil", "logbook_fileitem", "scheduling_session"])
def test_without_its_wall_a_table_shows_another_organisation(as_owner: psycopg.Connection, table: str):
    world = make_world("Alfa")
    own = rows_of(table)
    make_world("Beta")

    behind = read_as(world, Role.PROGRAMME_COORDINATOR)[table]
    with in_the_open(as_owner, table):
        open_ = read_as(world, Role.PROGRAMME_COORDINATOR)[table]

    assert behind <= own
    assert not open_ <= own


@pytest.mark.django_db
def test_every_table_stands_behind_its_wall():
    with connection.cursor() as cursor:
        found = install.without_wall(cursor)

    assert found == [], (
        f"Nobody said who reads {', '.join(found)}. Give each table a Wall, or a NoWall with the reason, in walls.py "
        "of its context (CONTRIBUTING.md, 'A new table')."
    )


def test_every_table_that_tells_of_a_person_has_a_wall_and_no_reason_to_stand_open():
    open_ = {wall.table for wall in install.declared() if isinstance(wall, NoWall)}
    of_people = {table.model_class._meta.db_table for table in TABLES if table.about}

    assert of_people & open_ == set(), "The privacy register says that these tell of a person: give each a Wall."


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
@pytest.mark.parametrize(
    "fault",
    [
        "ALTER TABLE people_pupil DISABLE ROW LEVEL SECURITY",
        "DROP POLICY walls_read ON people_pupil",
        "COMMENT ON POLICY walls_read ON people_pupil IS 'of before'",
    ],
    ids=["not heeded", "policy gone", "another policy than the code's"],
)
def test_server_does_not_start_while_a_table_lacks_its_wall(as_owner: psycopg.Connection, fault: str):
    migrate.refuse_a_table_without_a_wall()
    as_owner.execute(fault)

    try:
        with pytest.raises(DatabaseNotPossible) as refusal:
            migrate.refuse_a_table_without_a_wall()
    finally:
        migrate.put_up_walls()

    migrate.refuse_a_table_without_a_wall()
    assert str(refusal.value).startswith("Tandem does not serve while anybody could read people_pupil. ")


@pytest.mark.django_db(transaction=True)
def test_server_does_not_start_while_nobody_thought_of_a_table(as_owner: psycopg.Connection):
    as_owner.execute("CREATE TABLE people_forgotten (id int)")

    try:
        with pytest.raises(DatabaseNotPossible, match="people_forgotten"):
            migrate.refuse_a_table_without_a_wall()
    finally:
        as_owner.execute("DROP TABLE people_forgotten")


@pytest.mark.django_db(databases=["default", "safeguarding"])
def test_only_one_s_own_purposes_open_the_door():
    make_world("Alfa")
    opened = {}
    for purpose in (Purpose.ENTRY, Purpose.OUTBOX, Purpose.WORK, Purpose.CALENDAR, Purpose.FORGETTING, Purpose.FEED):
        with acting_for(None, on=timezone.localdate(), purpose=purpose):
            opened[purpose] = {table for table in ABOUT_CHILDREN if rows_of(table)}

    assert opened == {key: set() for key in opened}
