"""A family's own door: the code of its letter the first time, later a code sent to its e-mail address or phone.

No link signs in by itself and nothing is spent by looking: a code is typed, and spent by sending the form.
"""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core import codes, sms
from tandem.people.actions import entrance
from tandem.people.actions.entrance import EntranceNotPossible, OtherWayIn
from tandem.people.enums import AddressKind
from tandem.people.models import User
from tandem.people.queries import user_of_address
from tandem.people.validators import as_phone
from tandem.web.access import public
from tandem.web.account.limits import guessed, sends, succeeded
from tandem.web.family.language import keep_language, spoken

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PENDING = "tandem_family_code"  # in the session: which sent code this browser waits for

# Codes and addresses read from left to right in every language.
TYPED = {"dir": "ltr", "autocapitalize": "off", "autocomplete": "off", "spellcheck": "false"}


class LetterCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("De code uit uw brief"),
        help_text=gettext_lazy("Twaalf letters en cijfers. Streepjes en spaties hoeven niet."),
        max_length=40,
        widget=forms.TextInput(attrs=TYPED | {"autocapitalize": "characters", "class": "code-input"}),
    )


class AddressForm(forms.Form):
    """An e-mail address, or a phone number where messages can be sent."""

    address = forms.CharField(max_length=254, widget=forms.TextInput(attrs=TYPED | {"autocomplete": "email"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        with_phone = sms.is_available()
        self.fields["address"].label = _("E-mailadres of gsm-nummer") if with_phone else _("E-mailadres")

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"].strip()
        if "@" in typed or not sms.is_available():
            try:
                validate_email(typed)
            except ValidationError:
                raise ValidationError(_("Dit is geen e-mailadres. Kijk het nog even na.")) from None
            return typed.lower()
        phone = as_phone(typed)
        if phone is None:
            raise ValidationError(_("Dit nummer herkennen we niet. Begin met + en het land, bijvoorbeeld +32 of +31."))
        return phone

    @property
    def kind(self) -> AddressKind:
        return AddressKind.EMAIL if "@" in self.cleaned_data["address"] else AddressKind.PHONE


class SentCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("De zes cijfers"),
        max_length=20,
        widget=forms.TextInput(
            attrs=TYPED | {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-input"}
        ),
    )


def typed_letter(request: HttpRequest) -> str:
    """Name the letter that is guessed at: each code is its own, so that guessing tires the guesser's address only."""
    code = codes.read(request.POST.get("code", ""))
    return f"letter:{code}" if code else ""


def typed_address(request: HttpRequest) -> str:
    form = AddressForm(request.POST)
    return str(form.cleaned_data["address"]) if form.is_valid() else ""


def awaited_code(request: HttpRequest) -> str:
    return f"family:{request.session[PENDING]}" if PENDING in request.session else ""


@public
@guessed(typed_letter)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_code(request: HttpRequest) -> HttpResponse:
    """Where the code of a letter is typed; its QR code opens this page and does nothing else."""
    form = LetterCodeForm(request.POST or None)
    if form.is_valid():
        try:
            user = entrance.open_with_letter(typed=form.cleaned_data["code"], at=timezone.now())
        except OtherWayIn:
            form.add_error(None, _("U hebt bij Tandem al een account van uw werk. Meld u daarmee aan."))
        except EntranceNotPossible:
            form.add_error("code", _("Deze code klopt niet, of ze is al gebruikt of verlopen."))
        else:
            come_in(request, user)
            return redirect("family-reach")
    return render(request, "family/letter_code.html", {"form": form})


def come_in(request: HttpRequest, user: User) -> None:
    succeeded(request)
    login(request, user, backend=BACKEND)


@public
@sends(typed_address)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for a code at an address; whether anybody has that address, the answer never tells."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        address = form.cleaned_data["address"]
        user = user_of_address(address)
        sent_id = uuid.uuid4()
        if user is not None and comes_in_here(user):
            language = spoken(get_language() or "")
            sent_id = entrance.ask_code(
                user=user, kind=form.kind, address=address, language=language, at=timezone.now()
            ).pk
        request.session[PENDING] = str(sent_id)
        return redirect("family-enter-code")
    return render(request, "family/enter.html", {"form": form})


def comes_in_here(user: User) -> bool:
    try:
        entrance.refuse_who_comes_in_elsewhere(user, at=timezone.now())
    except EntranceNotPossible:
        return False
    return True


@public
@guessed(awaited_code)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Where the code that was sent is typed, in the browser that asked for it."""
    if PENDING not in request.session:
        return redirect("family-enter")
    form = SentCodeForm(request.POST or None)
    if form.is_valid():
        sent = entrance.type_code(
            sent_id=uuid.UUID(request.session[PENDING]), typed=form.cleaned_data["code"], at=timezone.now()
        )
        if sent is not None and comes_in_here(sent.user):
            del request.session[PENDING]
            come_in(request, sent.user)
            response = redirect("family-home")
            keep_language(response, spoken(sent.language))
            return response
        form.add_error("code", _("Deze code klopt niet, of ze is al gebruikt of verlopen."))
    return render(request, "family/enter_code.html", {"form": form})


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("U bent afgemeld."))
    return redirect("family-enter")
