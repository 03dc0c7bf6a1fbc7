"""allauth's forms, in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from tandem.web.account.limits import succeeded
from tandem.web.account.sessions import OWN_DEVICE, keep_expiry
from tandem.web.second_step import By, keep_second_step

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class OwnDevice(forms.Form):
    """Lets a tutor stay signed in on their own phone; for everybody else the session ends as it always does."""

    own_device = forms.BooleanField(
        label=_("Dit is mijn eigen telefoon of computer."),
        help_text=_("Niet aanvinken op een toestel dat u met anderen deelt."),
        required=False,
    )

    def clean_own_device(self) -> bool:
        own: bool = self.cleaned_data["own_device"]
        context.request.session[OWN_DEVICE] = own
        return own


class LoginForm(OwnDevice, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        keep_expiry(request)  # allauth sets its own last
        return response


class RequestLoginCodeForm(OwnDevice, account.RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    field_order = ["email", "own_device"]


class AuthenticateForm(mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    code = forms.CharField(
        label=_("Code"),
        help_text=_("De zes cijfers uit uw app, of een van uw reservecodes."),
        widget=forms.TextInput(attrs=CODE),
    )


class ReauthenticateForm(mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    code = AuthenticateForm.base_fields["code"]


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    code = forms.CharField(label=_("De zes cijfers uit uw app"), widget=forms.TextInput(attrs=CODE))

    def clean_code(self) -> str:
        code: str = super().clean_code()
        succeeded(context.request)
        keep_second_step(context.request, self.user, By.APP_OR_KEY)  # the app works: it was just shown
        return code


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Every key is a passkey: it signs in by itself, and asks for a finger, a face or a PIN."""

    name = forms.CharField(
        label=_("Hoe noemt u dit toestel?"), help_text=_("Bijvoorbeeld: mijn telefoon."), max_length=60, required=False
    )
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("credential") and not self.errors:
            keep_second_step(context.request, self.user, By.APP_OR_KEY)  # the key works: it was just made
        return cleaned
