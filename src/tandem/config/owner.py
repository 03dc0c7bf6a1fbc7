"""Work of whoever runs the server, on rows of nobody yet: an invented city, a database that is dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

OF_A_ROLE = ("USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def working_as_owner() -> Iterator[None]:
    """Let `default` connect as the role that owns the tables, which the walls do not hold."""
    served, owner = connections["default"], connections["owner"]
    before = {name: served.settings_dict[name] for name in OF_A_ROLE}
    served.close()
    served.settings_dict.update({name: owner.settings_dict[name] for name in OF_A_ROLE})
    try:
        yield
    finally:
        served.close()
        served.settings_dict.update(before)
