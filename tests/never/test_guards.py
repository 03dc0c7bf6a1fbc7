"""The proof itself: a test that would hold without its guard is found out."""

import pytest

from tandem.core.permissions import ROLES, Permission, Role
from tests.never.guards import allowed, fields_called, guarded_by, names_in, without

SAID = {"truth": True}


def test_a_test_that_does_not_need_its_guard_is_found_out():
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        guarded_by(without("tests.never.test_guards.SAID", {}))(lambda: None)()


def test_a_test_that_needs_its_guard_passes():
    def test() -> None:
        assert SAID == {"truth": True}

    guarded_by(without("tests.never.test_guards.SAID", {}))(test)()


def test_a_guard_that_was_taken_away_is_put_back():
    with allowed(Role.TUTOR, Permission.PLATFORM_MANAGE)():
        during = Permission.PLATFORM_MANAGE in ROLES[Role.TUTOR]

    assert (during, Permission.PLATFORM_MANAGE in ROLES[Role.TUTOR]) == (True, False)


def test_fields_and_names_are_found_by_their_parts():
    assert "people.Guardian.contact_ban" in fields_called("ban")
    assert names_in("rows.filter(request__level=2).values_list('priority')") == {
        "rows",
        "filter",
        "request__level",
        "request",
        "level",
        "values_list",
        "priority",
    }
