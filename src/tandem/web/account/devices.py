"""Devices: whether an account was here with this one before, and where it is signed in now."""

import secrets
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.core import limits
from tandem.people.models import User
from tandem.web.access import Request, signed_in
from tandem.web.account.limits import device_of, give_device, visitor_of

PROGRAMS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("OPR", "Opera"), ("Chrome", "Chrome"), ("Safari", "Safari"))
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def seen(sender: type, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Know the device from now on, and tell the owner when an account appears on one that is new to it."""
    if request.method is None:  # nobody's browser: a session made by hand
        return
    device = device_of(request) or secrets.token_urlsafe(16)
    give_device(request, device)
    account, at = f"user:{user.pk}", timezone.now()
    was_somewhere = limits.is_known_anywhere(account)
    is_new = limits.remember_device(
        account_key=limits.keyed("account", account), visitor=visitor_of(request, device), at=at
    )
    if is_new and was_somewhere and user.email:
        get_adapter(request).send_mail("account/email/new_device", user.email, {})


def name_of(user_agent: str) -> str:
    """Say in two words what a browser says in two hundred letters."""
    program = next((name for mark, name in PROGRAMS if mark in user_agent), _("een browser"))
    machine = next((name for mark, name in MACHINES if mark in user_agent), "")
    return _("%(program)s op %(machine)s") % {"program": program, "machine": machine} if machine else program


@signed_in
@require_safe
def session_list(request: Request) -> HttpResponse:
    """Show where this account is signed in."""
    rows = [(row, name_of(row.user_agent), row.is_current()) for row in _sessions(request.user)]
    return render(request, "account/sessions.html", {"rows": rows})


@signed_in
@require_POST
def end_session(request: Request, pk: int) -> HttpResponse:
    """Sign out on one device."""
    row = get_object_or_404(UserSession, pk=pk, user=request.user)
    row.end()
    messages.success(request, _("Dat toestel is afgemeld."))
    return redirect("account_sessions")


@signed_in
@require_POST
def end_all(request: Request) -> HttpResponse:
    """Sign out everywhere, here too, and forget every device."""
    for row in UserSession.objects.filter(user=request.user):
        row.end()
    limits.forget_devices([f"user:{request.user.pk}", request.user.email or ""])
    logout(request)
    messages.success(request, _("U bent overal afgemeld."))
    return redirect("account_login")


def _sessions(user: User) -> list[UserSession]:
    rows = UserSession.objects.purge_and_list(user)
    return sorted(rows, key=lambda row: (row.created_at, row.pk), reverse=True)
