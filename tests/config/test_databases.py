"""The address of a database, as an operator writes it, and what Django is told."""

import pytest

from tandem.config.databases import parsed

ADDRESS = "postgresql://tandem_app@db.school.test:6432/tandem?sslmode=require"


@pytest.mark.parametrize(("said", "threshold"), [("yes", 2), ("no", None), ("", None)])
def test_plans_are_kept_where_pages_are_served_and_the_pooler_can(
    monkeypatch: pytest.MonkeyPatch, said: str, threshold: int | None
):
    monkeypatch.setenv("TANDEM_KEEP_PLANS", said)

    options = parsed(ADDRESS)["OPTIONS"]

    assert options == {"server_side_binding": True, "prepare_threshold": threshold, "sslmode": "require"}
