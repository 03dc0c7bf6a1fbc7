"""Signing in and out, the second step, and one's own password: allauth's views, on our pages."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path, reverse_lazy

from tandem.web.access import public, signed_in
from tandem.web.account import card, devices, pages, proof, roles, school_sign_in
from tandem.web.account.limits import guessed, posted, sends
from tandem.web.account.proof import proven_recently
from tandem.web.account.tried import account_signed_in, account_signing_in

remove_passkey = webauthn.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))

urlpatterns = [
    path("roles/", roles.own_roles, name="account_roles"),
    path("login/", public(guessed(posted("login"))(views.login)), name="account_login"),
    path("login/code/", public(sends(posted("email"))(views.request_login_code)), name="account_request_login_code"),
    path(
        "login/code/confirm/",
        public(guessed(account_signing_in)(views.confirm_login_code)),
        name="account_confirm_login_code",
    ),
    path("login/passkey/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("oidc/<str:provider_id>/login/", school_sign_in.begin, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", school_sign_in.callback, name="openid_connect_callback"),
    path("oidc/cancelled/", school_sign_in.cancelled, name="socialaccount_login_cancelled"),
    path("login/second/", public(guessed(account_signing_in)(mfa.authenticate)), name="mfa_authenticate"),
    path("logout/", public(views.logout), name="account_logout"),
    path("signup/", public(views.signup), name="account_signup"),
    path("inactive/", public(views.account_inactive), name="account_inactive"),
    # A pupil's card
    path("card/", card.card, name="account_card"),
    path("card/pictures/", card.pictures, name="account_card_pictures"),
    # Once more who one is
    path("prove/", proof.prove, name="account_prove"),
    path("prove/code/send/", proof.send_code, name="account_prove_send_code"),
    path("prove/code/", proof.by_code, name="account_prove_by_code"),
    path("reauthenticate/", signed_in(guessed(account_signed_in)(views.reauthenticate)), name="account_reauthenticate"),
    path("prove/app/", signed_in(guessed(account_signed_in)(mfa.reauthenticate)), name="mfa_reauthenticate"),
    path("prove/passkey/", signed_in(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    # The second step
    path("second-step/", pages.second_step, name="account_second_step"),
    path("safety/", signed_in(mfa.index), name="mfa_index"),
    path(
        "safety/app/",
        signed_in(guessed(account_signed_in)(proven_recently()(totp.activate_totp))),
        name="mfa_activate_totp",
    ),
    path("safety/app/remove/", signed_in(proven_recently()(totp.deactivate_totp)), name="mfa_deactivate_totp"),
    path("safety/passkey/", signed_in(proven_recently()(webauthn.add_webauthn)), name="mfa_add_webauthn"),
    path("safety/passkey/<int:pk>/remove/", signed_in(proven_recently()(remove_passkey)), name="mfa_remove_webauthn"),
    path("safety/codes/", signed_in(proven_recently()(recovery.view_recovery_codes)), name="mfa_view_recovery_codes"),
    path(
        "safety/codes/new/",
        signed_in(proven_recently()(recovery.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    # Where one is signed in
    path("sessions/", devices.session_list, name="account_sessions"),
    path("sessions/<int:pk>/end/", devices.end_session, name="account_end_session"),
    path("sessions/end/", devices.end_all, name="account_end_sessions"),
    # The password
    path(
        "password/change/",
        signed_in(guessed(account_signed_in)(views.password_change)),
        name="account_change_password",
    ),
    path("password/set/", signed_in(proven_recently()(views.password_set)), name="account_set_password"),
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
