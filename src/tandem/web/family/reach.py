"""How a family comes back in: the e-mail addresses and phone numbers it proved to be its own."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.people.actions import entrance
from tandem.people.actions.entrance import AddressTaken
from tandem.people.queries import own_addresses
from tandem.web.access import Request, requires
from tandem.web.account.limits import guessed, sends, succeeded
from tandem.web.family.door import PENDING, AddressForm, SentCodeForm, awaited_code, typed_address
from tandem.web.family.language import spoken


@requires(Permission.FAMILY_READ)
@sends(typed_address)
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: Request) -> HttpResponse:
    """Choose where codes are sent from now on; it can wait."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        sent = entrance.ask_code(
            user=request.user,
            kind=form.kind,
            address=form.cleaned_data["address"],
            language=spoken(get_language() or ""),
            at=timezone.now(),
        )
        request.session[PENDING] = str(sent.pk)
        return redirect("family-reach-code")
    return render(request, "family/reach.html", {"form": form, "addresses": own_addresses(request.user)})


@requires(Permission.FAMILY_READ)
@guessed(awaited_code)
@require_http_methods(["GET", "HEAD", "POST"])
def reach_code(request: Request) -> HttpResponse:
    """Type the code that was sent, and the address is kept."""
    if PENDING not in request.session:
        return redirect("family-reach")
    form = SentCodeForm(request.POST or None)
    if form.is_valid():
        now = timezone.now()
        sent = entrance.type_code(sent_id=uuid.UUID(request.session[PENDING]), typed=form.cleaned_data["code"], at=now)
        if sent is not None and sent.user_id == request.user.pk:
            succeeded(request)
            del request.session[PENDING]
            try:
                entrance.keep_address(sent=sent, by=request.user, at=now)
            except AddressTaken:
                messages.error(request, _("Met dit adres komt al iemand anders binnen. Kies een ander, alleen van u."))
                return redirect("family-reach")
            messages.success(request, _("Gelukt. De volgende keer sturen we u daar een code."))
            return redirect("family-home")
        form.add_error("code", _("Deze code klopt niet, of ze is al gebruikt of verlopen."))
    return render(request, "family/reach_code.html", {"form": form})


@requires(Permission.FAMILY_READ)
@require_POST
def forget(request: Request, address_id: uuid.UUID) -> HttpResponse:
    own = get_object_or_404(own_addresses(request.user), pk=address_id)
    entrance.forget_address(own=own, by=request.user, at=timezone.now())
    messages.success(request, _("Bewaard. Daar sturen we geen codes meer heen."))
    return redirect("family-reach")
