"""Which account is tried while allauth signs somebody in, and when it says a secret was right."""

from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from tandem.web.account.limits import succeeded
from tandem.web.second_step import By, keep_second_step


def account_signing_in(request: HttpRequest) -> str:
    """Name whoever is halfway: a code was sent, or the second step is asked. Without such a sign-in nothing is read."""
    stashed = request.session.get(LOGIN_SESSION_KEY) or {}
    if stashed.get("user_pk"):
        return f"user:{url_str_to_user_pk(stashed['user_pk'])}"
    return str(stashed.get("email") or "")


def account_signed_in(request: HttpRequest) -> str:
    """Name whoever must show once more who they are; read from the session, before anybody is looked up."""
    key = request.session.get(SESSION_KEY, "")
    return f"user:{key}" if key else ""


def step_completed(sender: type, request: HttpRequest, **kwargs: Any) -> None:
    """A password, a code or a key was right, or a school said who somebody is."""
    succeeded(request)
    if kwargs.get("method") == "socialaccount" and getattr(request, "tandem_school_vouches", False):
        keep_second_step(request, kwargs["user"], By.SCHOOL)
