"""Counts tries to sign in around the pages that take them: who tried, from where, and how it ended.

A page that takes a secret is marked `@guessed(...)`, one that sends a code `@sends(...)`; both name the account that is
tried. A page tells that the secret was right with `succeeded(request)`; anything else counts as a wrong guess.
"""

import ipaddress
import math
import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone

from tandem.core import limits
from tandem.core.limits import TriedTooOften, Visitor
from tandem.core.models import SignInTry

AccountOf = Callable[[HttpRequest], str]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])

DEVICE_COOKIE = "tandem_device"
DEVICE_COOKIE_AGE = timedelta(days=400)
PATIENCE = 2.0  # seconds to wait for tries under way at the same address
PAUSE = 0.05


def guessed(account_of: AccountOf) -> Callable[[AnyView], AnyView]:
    """Count what is posted to this page as a guess at the account that `account_of` names; "" counts nothing."""

    def mark(view: AnyView) -> AnyView:
        view.guess_at = account_of  # type: ignore[attr-defined]  # Django keeps what we add
        return view

    return mark


def sends(account_of: AccountOf) -> Callable[[AnyView], AnyView]:
    """Count what is posted to this page as a code sent to the account that `account_of` names; "" counts nothing."""

    def mark(view: AnyView) -> AnyView:
        view.send_to = account_of  # type: ignore[attr-defined]  # Django keeps what we add
        return view

    return mark


def posted(name: str) -> AccountOf:
    """Name the account by a field of the form."""
    return lambda request: request.POST.get(name, "").strip().lower()


def succeeded(request: HttpRequest) -> None:
    """Tell that what was posted is right: this try counts against nobody, and the device is known from now on."""
    request.tandem_guessed_right = True  # type: ignore[attr-defined]  # read by the middleware below


def visitor_of(request: HttpRequest, device: str = "") -> Visitor:
    """Return where a request comes from; a household's IPv6 network counts as one address."""
    address = get_adapter().get_client_ip(request) or ""
    try:
        network = ipaddress.ip_network(f"{address}/64", strict=False) if ":" in address else address
    except ValueError:
        network = address
    return Visitor(str(network), device or device_of(request))


def device_of(request: HttpRequest) -> str:
    """Return what the device's cookie says it is, if it is a cookie of ours."""
    try:
        value = request.get_signed_cookie(DEVICE_COOKIE, salt=DEVICE_COOKIE, max_age=DEVICE_COOKIE_AGE)
    except (KeyError, signing.BadSignature):
        return ""
    return value or ""


class LimitMiddleware:
    """Stands outside the request's transaction: a wrong guess counts even when the page's work is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.count(request) if request.method == "POST" else self.get_response(request)
        if device := getattr(request, "tandem_device", ""):
            keep_device(response, device)
        return response

    def count(self, request: HttpRequest) -> HttpResponse:
        try:
            view = resolve(request.path_info).func
        except Resolver404:
            return self.get_response(request)
        try:
            if account := _account(view, "send_to", request):
                limits.begin_sending(account=account, visitor=visitor_of(request), at=timezone.now())
            if account := _account(view, "guess_at", request):
                return self.guess(request, account)
        except TriedTooOften as refusal:
            return too_often(request, refusal.wait)
        return self.get_response(request)

    def guess(self, request: HttpRequest, account: str) -> HttpResponse:
        visitor = visitor_of(request)
        row = begin_patiently(account, visitor)
        response = self.get_response(request)
        if not getattr(request, "tandem_guessed_right", False):
            limits.guessed_wrong(row)
            return response
        device = visitor.device or getattr(request, "tandem_device", "") or secrets.token_urlsafe(16)
        give_device(request, device)
        limits.guessed_right(row, visitor=Visitor(visitor.address, device), at=timezone.now())
        return response


def begin_patiently(account: str, visitor: Visitor) -> SignInTry:
    """Begin a guess; where only tries under way stand before it, wait a moment for them to end."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return limits.begin_guess(account=account, visitor=visitor, at=timezone.now())
        except TriedTooOften as refusal:
            if not refusal.soon or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)


def give_device(request: HttpRequest, device: str) -> None:
    """Let the answer to this request carry the name of the device."""
    request.tandem_device = device  # type: ignore[attr-defined]  # read by the middleware above


def keep_device(response: HttpResponse, device: str) -> None:
    response.set_signed_cookie(
        DEVICE_COOKIE,
        device,
        salt=DEVICE_COOKIE,
        max_age=DEVICE_COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def too_often(request: HttpRequest, wait: timedelta) -> HttpResponse:
    seconds = max(1, math.ceil(wait.total_seconds()))
    context = {"seconds": seconds, "minutes": math.ceil(seconds / 60)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def _account(view: Callable[..., Any], mark: str, request: HttpRequest) -> str:
    account_of: AccountOf | None = getattr(view, mark, None)
    return account_of(request) if account_of else ""
