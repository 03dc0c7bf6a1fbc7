"""Which account is tried while allauth signs somebody in, and when it says a secret was right."""

from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from tandem.web.account.limits import succeeded


def account_signing_in(request: HttpRequest) -> str:
    """Name whoever is halfway: a code was sent, or the second step is asked. Without such a sign-in nothing is read."""
    stashed = request.session.get(LOGIN_SESSION_KEY) or {}
    return str(stashed.get("user_pk") or stashed.get("email") or "")


def account_signed_in(request: HttpRequest) -> str:
    """Name whoever must show once more who they are; read from the session, before anybody is looked up."""
    return str(request.session.get(SESSION_KEY, ""))


def step_completed(sender: type, request: HttpRequest, **kwargs: Any) -> None:
    """A password, a code or a key was right."""
    succeeded(request)
