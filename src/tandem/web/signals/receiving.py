"""What somebody received to read, and what they did with it. Nobody else finds these pages."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.people.actions import presence as presence_actions
from tandem.people.enums import Country, Region
from tandem.people.models import DayOff, Site, WorkingWeek
from tandem.people.queries.presence import USUAL
from tandem.safeguarding import actions
from tandem.safeguarding.actions import SignalNotPossible
from tandem.safeguarding.enums import StepKind
from tandem.safeguarding.queries import Received, opened, received_by, received_or_none
from tandem.web.access import Request, requires

NOTE = 2000
DAYS = sorted(WEEKDAYS.items())
OF_COUNTRY = {StepKind.CLB: Country.BE, StepKind.VEILIG_THUIS: Country.NL}


class StepForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Wat hebt u gedaan?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Notitie"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Verzegeld; alleen u en wie u vervangt, lezen dit. Het dossier zelf hoort bij het CLB of Veilig Thuis."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, country: Country | None) -> None:
        super().__init__(data)
        kinds = [kind for kind in actions.FOLLOW_UP if OF_COUNTRY.get(kind, country) == country or country is None]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]  # a choice


class DaysForm(forms.Form):
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Op welke dagen werkt u?"),
        choices=DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class DayOffForm(forms.Form):
    from_date = forms.DateField(label=gettext_lazy("Van"), widget=forms.DateInput(attrs={"type": "date"}))
    to_date = forms.DateField(label=gettext_lazy("Tot en met"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from_date"), self.cleaned_data.get("to_date")
        if first and last and last < first:
            self.add_error("to_date", _("Dit ligt voor het begin."))
        return self.cleaned_data


@requires(Permission.SIGNAL_RECEIVE)
@never_cache
@require_safe
def received_list(request: Request) -> HttpResponse:
    return render(request, "signals/list.html", {"rows": received_by(request.user)})


@requires(Permission.SIGNAL_RECEIVE)
@never_cache
@require_safe
def signal(request: Request, signal_id: uuid.UUID) -> HttpResponse:
    return _draw(request, _own(request, signal_id))


@requires(Permission.SIGNAL_RECEIVE)
@require_POST
def read(request: Request, signal_id: uuid.UUID) -> HttpResponse:
    """Open a signal: from now on its sender knows that it is read, and by whom."""
    actions.read(signal=_own(request, signal_id).signal, by=request.user, at=timezone.now())
    return redirect("signal", signal_id)


@requires(Permission.SIGNAL_RECEIVE)
@never_cache
@sensitive_post_parameters("note")
@require_POST
def follow_up(request: Request, signal_id: uuid.UUID) -> HttpResponse:
    received = _own(request, signal_id)
    form = StepForm(request.POST, country=_country(received))
    if not form.is_valid():
        return _draw(request, received, form=form)
    kind = StepKind(form.cleaned_data["kind"])
    try:
        actions.follow_up(
            signal=received.signal, kind=kind, note=form.cleaned_data["note"], by=request.user, at=timezone.now()
        )
    except SignalNotPossible:
        messages.error(request, _("Dat kan nu niet: open de melding eerst, of ze is al afgerond."))
    else:
        messages.success(request, _("Opgeschreven. Wie het meldde, ziet wat u deed, niet uw notitie."))
    return redirect("signal", signal_id)


@requires(Permission.SIGNAL_RECEIVE)
@require_POST
def close(request: Request, signal_id: uuid.UUID) -> HttpResponse:
    try:
        actions.close(signal=_own(request, signal_id).signal, by=request.user, at=timezone.now())
    except SignalNotPossible:
        messages.error(request, _("Dat kan nu niet: open de melding eerst, of ze is al afgerond."))
    else:
        messages.success(request, _("Afgerond. Over een jaar verdwijnt ze vanzelf."))
    return redirect("signal", signal_id)


@requires(Permission.SIGNAL_RECEIVE)
@require_safe
def days(request: Request) -> HttpResponse:
    return _draw_days(request)


@requires(Permission.SIGNAL_RECEIVE)
@require_POST
def set_days(request: Request) -> HttpResponse:
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _draw_days(request, days_form=form)
    presence_actions.set_working_days(days=form.cleaned_data["days"], by=request.user, at=timezone.now())
    messages.success(request, _("Bewaard. Op andere dagen krijgt uw vervanger nieuwe signalen meteen ook."))
    return redirect("signal-days")


@requires(Permission.SIGNAL_RECEIVE)
@require_POST
def add_days_off(request: Request) -> HttpResponse:
    form = DayOffForm(request.POST)
    if not form.is_valid():
        return _draw_days(request, off_form=form)
    presence_actions.add_days_off(by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Bewaard. Uw vervanger krijgt nieuwe signalen die dagen meteen ook."))
    return redirect("signal-days")


@requires(Permission.SIGNAL_RECEIVE)
@require_POST
def remove_days_off(request: Request, day_off_id: uuid.UUID) -> HttpResponse:
    day_off = DayOff.objects.filter(pk=day_off_id, person=request.user.person_id).first()
    if day_off is None:
        raise Http404
    presence_actions.remove_days_off(day_off=day_off, by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald."))
    return redirect("signal-days")


def _own(request: Request, signal_id: uuid.UUID) -> Received:
    received = received_or_none(request.user, signal_id)
    if received is None:
        raise Http404
    return received


def _country(received: Received) -> Country | None:
    if received.signal.site_id is None:
        return None
    site = Site.objects.select_related("organisation").filter(pk=received.signal.site_id).first()
    return Region(site.organisation.region).country if site else None


def _draw(request: Request, received: Received, *, form: StepForm | None = None) -> HttpResponse:
    country = _country(received)
    context = {
        "received": received,
        "opened": opened(received, request.user) if received.is_read else None,
        "form": form or StepForm(country=country),
        "in_flanders": country != Country.NL,
        "in_netherlands": country != Country.BE,
    }
    return render(request, "signals/signal.html", context)


def _draw_days(
    request: Request, *, days_form: DaysForm | None = None, off_form: DayOffForm | None = None
) -> HttpResponse:
    week = WorkingWeek.objects.filter(person=request.user.person_id).first()
    context = {
        "days_form": days_form or DaysForm(initial={"days": week.days if week else USUAL}),
        "off_form": off_form or DayOffForm(),
        "days_off": DayOff.objects.filter(person=request.user.person_id, to_date__gte=timezone.localdate()).order_by(
            "from_date", "pk"
        ),
    }
    return render(request, "signals/days.html", context)
