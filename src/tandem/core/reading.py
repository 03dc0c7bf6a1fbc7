"""What is asked again and again while one page is read is found once: nothing changes meanwhile."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from tandem.core.isolation import who_acts

R = TypeVar("R")

_found: ContextVar[dict[Any, Any] | None] = ContextVar("tandem_found_while_reading", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Let what happens inside be the reading of one page, in one transaction, which changes nothing."""
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def once_per_page(find: Callable[..., R]) -> Callable[..., R]:
    """Find something once while a page is read; anywhere else it is found each time."""

    @functools.wraps(find)
    def finding(*args: Any, **kwargs: Any) -> R:
        found = _found.get()
        if found is None:
            return find(*args, **kwargs)
        key = (find, who_acts(), args, tuple(sorted(kwargs.items())))  # another actor reaches other rows
        if key not in found:
            found[key] = find(*args, **kwargs)
        answer: R = found[key]
        return answer

    return finding
