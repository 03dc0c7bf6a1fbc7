"""How long a session lasts, by what somebody may do: while they are away, and at most."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tandem.core.isolation import acting_for
from tandem.core.permissions import Role
from tandem.people.models import User
from tandem.people.queries import roles_of

OWN_DEVICE = "own_device"
CLOCK = "session_clock"
NOTE_EVERY = 60  # seconds between two notes of when somebody was last here: no page needs a write of its own

MINUTE, HOUR = 60, 60 * 60
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Seconds until somebody who is away is signed out, and seconds after which everybody signs in again."""

    away: int
    most: int


SHORTEST = Lifetime(
    away=30 * MINUTE, most=12 * HOUR
)  # for every role that is not named: who coordinates, whom to trust
LIFETIMES: dict[Role, Lifetime] = {
    Role.TEACHER: Lifetime(away=HOUR, most=12 * HOUR),
    # On a phone of their own; what was written about a child asks again who they are (`proof.FOR_EARLIER_NOTES`).
    Role.TUTOR: Lifetime(away=30 * DAY, most=30 * DAY),
    Role.PUPIL: Lifetime(away=HOUR, most=8 * HOUR),
}
ON_A_SHARED_DEVICE = Lifetime(away=8 * HOUR, most=12 * HOUR)


def lifetime_of(roles: Iterable[Role], *, own_device: bool) -> Lifetime:
    """Return the shortest of what each role allows; a long one only on a device of one's own."""
    allowed = [LIFETIMES.get(role, SHORTEST) for role in roles] or [SHORTEST]
    if not own_device:
        allowed.append(ON_A_SHARED_DEVICE)
    return Lifetime(min(each.away for each in allowed), min(each.most for each in allowed))


def begin(sender: type, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Start the clock of a session that somebody just opened, whichever way they came in."""
    own_device = bool(request.session.pop(OWN_DEVICE, False))
    today = timezone.localdate()
    with acting_for(user, on=today):  # at the door nobody reaches anything; who came in reaches what is theirs
        life = lifetime_of(roles_of(user, on=today), own_device=own_device)
    now = int(time.time())
    request.session[CLOCK] = {"began": now, "seen": now, "away": life.away, "most": life.most}
    keep_expiry(request)


def keep_expiry(request: HttpRequest) -> None:
    """Let the browser forget the session when it closes, unless it may outlast the day on a device of one's own."""
    clock = request.session.get(CLOCK)
    if clock:
        request.session.set_expiry(clock["most"] if clock["most"] > DAY else 0)


class LifetimeMiddleware:
    """Ends a session that lasted long enough, before anybody is recognised by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        clock = request.session.get(CLOCK)
        if clock:
            now = int(time.time())
            if now - clock["seen"] > clock["away"] or now - clock["began"] > clock["most"]:
                request.session.flush()
            elif now - clock["seen"] >= NOTE_EVERY:
                request.session[CLOCK] = clock | {"seen": now}
        return self.get_response(request)
