"""How a pupil comes in on a device of the school: the code of their card, then four pictures only they know."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tandem.core import codes
from tandem.people.actions import cards
from tandem.people.actions.cards import LENGTH, CardNotPossible
from tandem.people.enums import Picture
from tandem.people.models import PupilCard
from tandem.web.access import public
from tandem.web.account.limits import guessed, succeeded
from tandem.web.account.pictures import DRAWINGS
from tandem.web.second_step import BY_CARD

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CARD = "pupil_card"
FIRST = "pupil_card_first"  # the pictures of a first time, until they are chosen once more
TYPED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class CardForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("De code op je kaart"), max_length=40, widget=forms.TextInput(attrs=TYPED)
    )


def typed_card(request: HttpRequest) -> str:
    """Name the card that is guessed at: each code is its own, so that guessing tires the guesser's address only."""
    code = codes.read(request.POST.get("code", ""))
    return f"card:{code}" if code else ""


def card_in_hand(request: HttpRequest) -> str:
    """Name the card whose pictures are complete with what is posted now; fewer are no guess yet."""
    key = request.session.get(CARD, "")
    return f"pictures:{key}" if key and len(posted_pictures(request)) >= LENGTH else ""


def posted_pictures(request: HttpRequest) -> list[str]:
    """Return the pictures tapped so far: those of the page, and the one that was tapped without a script."""
    so_far = [each for each in request.POST.get("pictures", "").split(",") if each]
    return [*so_far, *request.POST.getlist("picture")][:LENGTH]


@public
@guessed(typed_card)
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest) -> HttpResponse:
    """Where the code of a card is typed, or filled in by the QR code of the card, which does nothing else."""
    form = CardForm(request.POST or None)
    if form.is_valid():
        found = cards.card_of(form.cleaned_data["code"])
        if found is not None:
            succeeded(request)
            request.session.flush()  # whoever was here before is signed out
            request.session[CARD] = str(found.pk)
            request.session.set_expiry(0)
            return redirect("account_card_pictures")
        form.add_error("code", _("Deze code kennen wij niet. Kijk nog eens goed, of vraag het je juf of meester."))
    return render(request, "account/card.html", {"form": form})


@public
@guessed(card_in_hand)
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: HttpRequest) -> HttpResponse:
    """Where four pictures are tapped: those of last time, or the first time twice the same new ones."""
    found = cards.open_card(uuid.UUID(request.session[CARD])) if CARD in request.session else None
    if found is None:
        return redirect("account_card")
    tapped = posted_pictures(request)
    if len(tapped) < LENGTH:
        return _show(request, found, tapped)
    if found.pictures_hash:
        return _enter(request, found, tapped)
    return _choose(request, found, tapped)


def _enter(request: HttpRequest, found: PupilCard, tapped: list[str]) -> HttpResponse:
    try:
        user = cards.open_with_pictures(card_id=found.pk, pictures=tapped, at=timezone.now())
    except CardNotPossible:
        return _show(request, found, [], wrong=_("Dat zijn niet jouw plaatjes. Probeer het nog eens."))
    return _come_in(request, user)


def _choose(request: HttpRequest, found: PupilCard, tapped: list[str]) -> HttpResponse:
    succeeded(request)  # nothing is guessed at: these are new
    first = request.session.pop(FIRST, None)
    if first is None:
        request.session[FIRST] = tapped
        return _show(request, found, [])
    if first != tapped:
        return _show(request, found, [], wrong=_("Dat waren andere plaatjes dan daarnet. Kies opnieuw."))
    try:
        user = cards.choose_pictures(card_id=found.pk, pictures=tapped, at=timezone.now())
    except CardNotPossible:
        return _show(request, found, [], wrong=_("Dat lukte niet. Vraag het je juf of meester."))
    return _come_in(request, user)


def _come_in(request: HttpRequest, user: Any) -> HttpResponse:
    succeeded(request)
    request.session.flush()
    login(request, user, backend=BACKEND)
    request.session[BY_CARD] = True
    return redirect("pupil-home")


def _show(request: HttpRequest, found: PupilCard, tapped: list[str], *, wrong: str = "") -> HttpResponse:
    context = {
        "new": not found.pictures_hash,
        "again": FIRST in request.session,
        "wrong": wrong,
        "tapped": ",".join(tapped),
        "count": len(tapped),
        "spots": range(LENGTH),
        "pictures": [(picture.value, picture.label, DRAWINGS[picture]) for picture in Picture],
    }
    return render(request, "account/pictures.html", context)
