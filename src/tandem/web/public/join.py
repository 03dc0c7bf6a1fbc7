"""The public form by which somebody comes in as a tutor: nobody signs in, and the address is confirmed by mail."""

import uuid
from typing import Any

from django import forms
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tandem.initiatives.actions import recruitment as actions
from tandem.initiatives.actions.recruitment import ApplicationNotPossible
from tandem.initiatives.models import Campaign
from tandem.initiatives.queries import recruitment as queries
from tandem.people.enums import TutorKind
from tandem.web.access import public
from tandem.web.account.limits import posted, sends
from tandem.web.coordinator.campaigns import words_of
from tandem.web.public.application_mails import signer


class JoinForm(forms.Form):
    """What is asked of who would like to tutor, and no more."""

    given_name = forms.CharField(
        label=gettext_lazy("Voornaam"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=gettext_lazy("Achternaam"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Daar sturen we meteen een mail naartoe om te bevestigen."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Ik ben"), widget=forms.RadioSelect)
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("Ik wil helpen met"), widget=forms.CheckboxSelectMultiple, required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Iets over jezelf"),
        max_length=800,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Bijvoorbeeld waarom je dit graag doet, en wanneer je meestal kunt."),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [TutorKind(kind) for kind in campaign.kinds]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]  # a choice field
        subjects = [subject for subject, _ in queries.wanted_in_public(campaign)]
        self.fields["subjects"].choices = [(each, each) for each in subjects]  # type: ignore[attr-defined]  # idem
        if not subjects:  # a call that names no subject asks for none
            self.fields["subjects"].widget = forms.MultipleHiddenInput()


@public
@sends(posted("email"))
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, campaign_slug: str) -> HttpResponse:
    """Tell what is wanted, and take in who would like to; closed, it says so."""
    campaign = _campaign(campaign_slug)
    if not campaign.from_date <= timezone.localdate() <= campaign.to_date:
        return render(request, "public/join_closed.html", {"campaign": campaign})
    form = JoinForm(request.POST or None, campaign=campaign)
    if form.is_valid():
        try:
            actions.apply(campaign=campaign, language=get_language() or "nl", at=timezone.now(), **form.cleaned_data)
        except ApplicationNotPossible:
            return render(request, "public/join_closed.html", {"campaign": campaign})
        return redirect("join-sent", campaign.slug)
    context = {
        "campaign": campaign,
        "form": form,
        "words": [line for line in words_of(campaign).splitlines() if line.strip()],
        "wanted": queries.wanted_in_public(campaign),
    }
    return render(request, "public/join.html", context)


@public
@require_safe
def sent(request: HttpRequest, campaign_slug: str) -> HttpResponse:
    return render(request, "public/join_sent.html", {"campaign": _campaign(campaign_slug)})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, signed: str) -> HttpResponse:
    """Confirm an address, by pressing a button: a program that opens every link in a mail confirms nothing."""
    try:
        application_id = uuid.UUID(signer().unsign(signed))
    except (BadSignature, ValueError):
        return render(request, "public/join_late.html")
    if request.method != "POST":
        return render(request, "public/join_confirm.html")
    try:
        application = actions.confirm(application_id=application_id, at=timezone.now())
    except ApplicationNotPossible:
        return render(request, "public/join_late.html")
    return render(request, "public/join_confirmed.html", {"campaign": application.campaign})


def _campaign(slug: str) -> Campaign:
    campaign = queries.campaign_at(slug)
    if campaign is None:
        raise Http404
    return campaign
