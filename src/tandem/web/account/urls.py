"""Signing in and out, and one's own password: allauth's views, on our pages."""

from allauth.account import views
from django.urls import path, re_path

from tandem.web.access import public, signed_in
from tandem.web.account.limits import guessed, posted, sends
from tandem.web.account.tried import account_signed_in, account_signing_in

urlpatterns = [
    path("login/", public(guessed(posted("login"))(views.login)), name="account_login"),
    path("login/code/", public(sends(posted("email"))(views.request_login_code)), name="account_request_login_code"),
    path(
        "login/code/confirm/",
        public(guessed(account_signing_in)(views.confirm_login_code)),
        name="account_confirm_login_code",
    ),
    path("logout/", public(views.logout), name="account_logout"),
    path("signup/", public(views.signup), name="account_signup"),
    path("inactive/", public(views.account_inactive), name="account_inactive"),
    path("reauthenticate/", signed_in(guessed(account_signed_in)(views.reauthenticate)), name="account_reauthenticate"),
    path("password/change/", signed_in(views.password_change), name="account_change_password"),
    path("password/set/", signed_in(views.password_set), name="account_set_password"),
    path("password/reset/", public(sends(posted("email"))(views.password_reset)), name="account_reset_password"),
    path("password/reset/done/", public(views.password_reset_done), name="account_reset_password_done"),
    # Not path(): the key holds dashes of its own, so the first part must stop at the first.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        public(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
