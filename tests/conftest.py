"""What every test stands on: a data folder of its own, and a migrated PostgreSQL database per process."""

import atexit
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator

import django
import psycopg
import pytest

# Settings are read below: nothing a test does may reach the data folder of this machine's user.
if "PYTEST_XDIST_WORKER" not in os.environ:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The tests were ended."))  # an orderly end, which tidies up
    os.environ["TANDEM_DATA"] = tempfile.mkdtemp(prefix="tandem-test-")
    # Root's database server runs as another account, which must be able to walk through.
    os.chmod(os.environ["TANDEM_DATA"], 0o711)  # noqa: S103 - walk through, not look
if "DATABASE_URL" in os.environ:
    # Another server than ours: its role for signals signs in as the one that serves does.
    os.environ.setdefault(
        "DATABASE_SAFEGUARDING_URL", os.environ["DATABASE_URL"].replace("tandem_app", "tandem_safeguarding", 1)
    )
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
os.environ["TANDEM_KEEP_PLANS"] = "yes"  # as where pages are served
django.setup()

from django.apps import AppConfig  # noqa: E402 - after the data folder is chosen
from django.conf import settings  # noqa: E402 - idem
from django.contrib.auth.signals import user_logged_in  # noqa: E402 - idem
from django.db import OperationalError, connections  # noqa: E402 - idem
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402 - idem
from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: E402 - idem
from django.db.backends.signals import connection_created  # noqa: E402 - idem
from django.db.models.signals import post_migrate  # noqa: E402 - idem
from django.dispatch import receiver  # noqa: E402 - idem
from django.http import HttpRequest  # noqa: E402 - idem

from tandem.config import databases, postgres  # noqa: E402 - idem
from tandem.people.models import User  # noqa: E402 - idem
from tandem.web.second_step import By, keep_second_step  # noqa: E402 - idem
from tests import database  # noqa: E402 - idem
from tests.canary_watch import canary_watch, in_server_log, no_name_leaves  # noqa: E402, F401 - watch every test


def pytest_configure(config: pytest.Config) -> None:
    # Invented people have weak passwords; a slow hash would only cost time.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Nothing is collected for a test: styles and scripts are served from where they are written.
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


@receiver(user_logged_in)
def came_with_a_second_step(sender: type, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Whoever a test puts in place with `force_login` showed twice who they are; tests of signing in use the pages."""
    if request.method is None:  # no browser asked for anything
        keep_second_step(request, user, By.APP_OR_KEY)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let tests of pages use the connection for signals too, as the pages do, and leave out what is asked for apart."""
    if "whole" not in (config.option.markexpr or ""):
        asked_for = [item for item in items if item.get_closest_marker("whole")]
        config.hook.pytest_deselected(items=asked_for)
        items[:] = [item for item in items if item not in set(asked_for)]
    for item in items:
        if not {"web", "journeys"} & set(item.path.parts):
            continue
        marker = item.get_closest_marker("django_db")
        given = dict(marker.kwargs) if marker else {}
        if marker or {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            given.setdefault("databases", ["default", "safeguarding"])
            item.add_marker(pytest.mark.django_db(**given), append=False)


def _empty_in_the_end(self: DatabaseOperations, sql_list: list[str]) -> None:
    """Empty the tables after a test, also while the server still answers a page the browser has left."""
    for left in reversed(range(5)):
        try:
            _empty(self, sql_list)
        except OperationalError as error:
            if not isinstance(error.__cause__, psycopg.errors.DeadlockDetected) or not left:
                raise
        else:
            return


@receiver(connection_created)
def keep_plans(sender: type, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Let the tests plan a statement once: a test ends by rolling back, and psycopg forgets what it prepared then.

    It does so because a table might be gone; no test makes one.
    """
    raw = connection.connection
    raw.execute("SET plan_cache_mode = force_generic_plan")
    raw.prepared_max = 5000
    raw._prepared.clear = lambda: False


@pytest.fixture(autouse=True, scope="module")
def plan_anew() -> None:
    """Plan for the tables of this module: before it they were of another size."""
    for each in connections.all(initialized_only=True):
        if each.connection is not None and not each.connection.closed:
            each.connection.execute("DISCARD PLANS")


_empty = DatabaseOperations.execute_sql_flush
DatabaseOperations.execute_sql_flush = _empty_in_the_end  # type: ignore[method-assign]  # for the tests alone


@receiver(post_migrate)
def forget_jobs(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Empty procrastinate's tables, which Django does not manage, when the others are emptied after a test."""
    if using == "default" and sender.label == "procrastinate":
        with connections[using].cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run in which our database server wrote a name in its log."""
    if "PYTEST_XDIST_WORKER" in os.environ or not databases.is_embedded():
        return
    if named := in_server_log(postgres.Server(settings.TANDEM_DATA).cluster.path):
        sys.stderr.write(f"\nThe log of the database server names somebody in {len(named)} lines: {named[0]}\n")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@atexit.register
def remove_data() -> None:
    """Stop the server and remove the data folder, however the first process ends; the workers share them."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        if databases.is_embedded():
            postgres.Server(settings.TANDEM_DATA).stop()
        shutil.rmtree(settings.TANDEM_DATA)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Replace pytest-django's own: the owner makes the database, the tests run as the serving role."""
    if databases.is_embedded():
        postgres.Server(settings.TANDEM_DATA, database.FAST).start()
    with django_db_blocker.unblock(), database.fresh_database(database.worker_name()):
        yield


@pytest.fixture
def as_owner(transactional_db: None) -> Iterator[psycopg.Connection]:
    """A connection of the owner to the test database, to change what serving cannot; all it does is committed."""
    with psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True) as connection:
        yield connection
