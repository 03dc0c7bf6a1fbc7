"""Behind the walls from the first statement of a request to its last.

Two parts. `AtTheDoor` stands before sessions and accounts, which are read to find out who is there. `BehindTheWalls`
stands after them, and lets the page work as whoever signed in. A page that nobody signed in for reaches nothing, unless
it is one of those through which people come in.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from django.db import connection, transaction
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from tandem.core.isolation import Acting, Purpose, acting_as, acting_for
from tandem.core.reading import reading
from tandem.people.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]
READING = frozenset({"GET", "HEAD", "OPTIONS"})
CALLS = "/meedoen/"  # where somebody without an account answers a call for tutors
# Where people come in, leave, and prove how they come in: who has no account here yet is looked up as well.
DOORS = ("/account/", "/family/code/", "/family/in/", "/family/out/", "/family/reach/")


class AtTheDoor:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_for(None, purpose=Purpose.ENTRY, on=timezone.localdate()):
            return self.get_response(request)


class BehindTheWalls:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            mine = request.method in READING and not connection.in_atomic_block
            if mine:
                # What a page shows is read in one transaction, which hears once who reads. What a page changes is a
                # transaction of the action's own, which may be done again after a deadlock.
                stack.enter_context(transaction.atomic())
            if request.method in READING:
                stack.enter_context(reading())
            acting = acting_in(request)
            stack.enter_context(acting_as(acting))
            response = self.get_response(request)
            if mine and getattr(request, "tandem_failed", False):
                transaction.set_rollback(True)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = continued(response.streaming_content, acting)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        request.tandem_failed = True  # type: ignore[attr-defined]  # Django keeps what we add


def acting_in(request: HttpRequest) -> Acting | None:
    """Return as whom a page works: whoever signed in, and at the door whoever comes."""
    user = request.user.pk if isinstance(request.user, User) else None
    if request.path.startswith(DOORS):
        return Acting(user, Purpose.ENTRY, timezone.localdate())
    if request.path.startswith(CALLS):
        return Acting(user, Purpose.ANSWERING, timezone.localdate())
    return Acting(user, Purpose.PAGE, timezone.localdate()) if user else None


def continued(content: Iterator[bytes], acting: Acting | None) -> Iterator[bytes]:
    """Make a long answer piece by piece as whoever asked for it, though its page has ended."""
    with acting_as(acting), transaction.atomic():
        yield from content
