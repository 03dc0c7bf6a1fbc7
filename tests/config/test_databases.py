"""The address of a database, as an operator writes it, and what Django is told."""

from tandem.config.databases import parsed

ADDRESS = "postgresql://tandem_app@db.school.test:6432/tandem"


def test_plans_are_kept_unless_the_address_says_that_a_pooler_cannot():
    kept, not_kept = parsed(ADDRESS), parsed(f"{ADDRESS}?keep_plans=no&sslmode=require")

    assert kept["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": 2}
    assert not_kept["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": None, "sslmode": "require"}
