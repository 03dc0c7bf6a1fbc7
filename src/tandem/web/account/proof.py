"""Showing once more who one is before something that is worth it: by passkey, app, password or a mailed code."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tandem.web.access import Request, signed_in
from tandem.web.account.limits import guessed, sends
from tandem.web.account.sessions import CLOCK
from tandem.web.account.tried import account_signed_in

AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])

CODE = "proof_code"
CODE_LASTS = 3 * 60
CODE_TRIES = 3
FOR_THE_ACCOUNT = timedelta(minutes=15)
FOR_EARLIER_NOTES = timedelta(hours=8)  # what a tutor's long session does not open by itself


def proven_recently(
    within: timedelta = FOR_THE_ACCOUNT, *, by_any_sign_in: bool = False
) -> Callable[[AnyView], AnyView]:
    """Open the page to whoever signed in, or showed again who they are, within this time; others do so first.

    With `by_any_sign_in` also a school's own sign-in counts, or whatever else began the session.
    """

    def decorate(view: AnyView) -> AnyView:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not was_proven(request, within, by_any_sign_in=by_any_sign_in):
                return ask_for_proof(request)
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]  # the same view, guarded

    return decorate


def was_proven(request: HttpRequest, within: timedelta, *, by_any_sign_in: bool = False) -> bool:
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    if by_any_sign_in and CLOCK in request.session:
        moments.append(request.session[CLOCK]["began"])
    return bool(moments) and time.time() - max(moments) < within.total_seconds()


def ask_for_proof(request: HttpRequest) -> HttpResponse:
    """Send somebody to show who they are, and back to where they were; what was posted is asked once more."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.headers.get("Referer", "/")
    return redirect(f"{reverse('account_prove')}?{urlencode({'next': back})}")


class CodeForm(forms.Form):
    code = forms.CharField(label=_("Code"), widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not self.expected or not compare_user_code(actual=code, expected=self.expected):
            raise forms.ValidationError(_("Dat is niet de code."))
        return code


@signed_in
@require_http_methods(["GET", "HEAD"])
def prove(request: Request) -> HttpResponse:
    """Offer the ways in which this person can show who they are."""
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    return render(request, "account/prove.html", {"ways": {way["id"] for way in ways}, "next": next_of(request)})


@signed_in
@sends(account_signed_in)
@require_http_methods(["POST"])
def send_code(request: Request) -> HttpResponse:
    """Mail a code to the address of the account."""
    code = get_adapter(request).generate_login_code()
    request.session[CODE] = {"code": code, "at": time.time(), "tries": 0}
    get_adapter(request).send_mail("account/email/login_code", request.user.email, {"code": code})
    return redirect(f"{reverse('account_prove_by_code')}?{urlencode({'next': next_of(request)})}")


@signed_in
@guessed(account_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: Request) -> HttpResponse:
    """Take the mailed code."""
    form = CodeForm(request.POST or None, expected=_valid_code(request))
    if form.is_valid():
        del request.session[CODE]
        record_authentication(request, request.user, method="code", email=request.user.email, reauthenticated=True)
        return redirect(next_of(request))
    return render(request, "account/prove_by_code.html", {"form": form, "next": next_of(request)})


def next_of(request: HttpRequest) -> str:
    back = request.POST.get("next") or request.GET.get("next") or "/"
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if allowed else "/"


def _valid_code(request: HttpRequest) -> str:
    """Return the code that was mailed, while it holds: three minutes and three tries."""
    kept = request.session.get(CODE) or {}
    if request.method != "POST" or not kept:
        return ""
    kept["tries"] += 1
    request.session[CODE] = kept
    fresh = time.time() - kept["at"] <= CODE_LASTS and kept["tries"] <= CODE_TRIES
    return str(kept["code"]) if fresh else ""
