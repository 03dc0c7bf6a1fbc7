"""Entering with the sign-in of one's school or university (OpenID Connect).

It opens accounts that exist, and makes none. The first time, account and sign-in are tied by a mail address for whose
domain that sign-in may speak; from then on by issuer and subject, whatever happens to the address.
"""

from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.people.models import User
from tandem.web.access import public

# What an issuer says when it asked for more than a password (RFC 8176).
STRONG = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face", "iris", "sc", "sms", "tel", "pop"})


@public
@require_safe
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to their school's own sign-in; tying another account to oneself is not offered."""
    if "process" in request.GET:
        raise Http404
    response: HttpResponse = views.login(request, provider_id)
    return response


@public
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the school's sign-in answered."""
    response: HttpResponse = views.callback(request, provider_id)
    return response


@public
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/login_cancelled.html")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up alone, with whatever sign-in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account this is, or say that there is none; note whether it counts as a second step."""
        sign_in = next(each for each in settings.SIGN_IN_WITH if each["id"] == sociallogin.account.provider)
        claims = claims_of(sociallogin)
        if claims.get("sub") != sociallogin.account.uid:
            raise PermissionDenied("The token is about somebody else than the user information.")
        if not sociallogin.is_existing:
            user = account_of(sign_in, claims)
            if user is None:
                page = render(request, "account/school_stranger.html", {"label": sign_in["label"]}, status=403)
                raise ImmediateHttpResponse(page)
            sociallogin.connect(request, user)
        request.tandem_school_vouches = counts_as_second(sign_in, claims)  # type: ignore[attr-defined]  # Django keeps it


def claims_of(sociallogin: SocialLogin) -> dict[str, Any]:
    """Return what the issuer says: the signed token above what it tells when asked."""
    data = sociallogin.account.extra_data
    return {**(data.get("userinfo") or {}), **(data.get("id_token") or {})}


def account_of(sign_in: Mapping[str, Any], claims: dict[str, Any]) -> User | None:
    """Return the account this address belongs to, if the sign-in may speak for it and nobody is tied to it yet."""
    email = str(claims.get("email") or "").strip().lower()
    if email.partition("@")[2] not in sign_in["domains"]:
        return None
    if claims.get("email_verified") is not True and not sign_in["vouches_for_email"]:
        return None
    user = User.objects.filter(email=email, is_active=True).first()
    # An address that was given to somebody else later must not open what was the first one's.
    if user is None or SocialAccount.objects.filter(user=user, provider=sign_in["id"]).exists():
        return None
    return user


def counts_as_second(sign_in: Mapping[str, Any], claims: dict[str, Any]) -> bool:
    """Tell whether this sign-in is a second step: always, when it says so itself, or never, as the place decided."""
    if sign_in["second_step"] == "amr":
        return not STRONG.isdisjoint(claims.get("amr") or [])
    return bool(sign_in["second_step"] == "always")
