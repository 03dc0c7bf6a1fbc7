"""The processing agreement with the school's board: that it was seen, in which version. Before it, no pupils."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.people.actions import agreements
from tandem.people.models import Organisation
from tandem.people.queries import schools_visible_to
from tandem.people.queries.agreements import schools_without_agreement, standing_agreements
from tandem.web.access import Request, requires

DATE = {"type": "date"}


class AgreementForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("School"), queryset=Organisation.objects.none(), empty_label=gettext_lazy("kies")
    )
    board = forms.CharField(label=gettext_lazy("Schoolbestuur dat tekende"), max_length=200)
    version = forms.CharField(
        label=gettext_lazy("Versie van de tekst"),
        max_length=40,
        help_text=gettext_lazy("Zoals ze op de overeenkomst staat, bijvoorbeeld 2026-1."),
    )
    signed_date = forms.DateField(label=gettext_lazy("Getekend op"), widget=forms.DateInput(attrs=DATE))
    ends_date = forms.DateField(
        label=gettext_lazy("Loopt tot en met"), required=False, widget=forms.DateInput(attrs=DATE)
    )

    def __init__(self, data: Any = None, *, schools: QuerySet[Organisation]) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = schools  # type: ignore[attr-defined]  # a choice field
        if len(schools) == 1:
            self.fields["organisation"].initial = schools[0]
            self.fields["organisation"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        signed, ends = self.cleaned_data.get("signed_date"), self.cleaned_data.get("ends_date")
        if signed and signed > timezone.localdate():
            self.add_error("signed_date", _("Schrijf pas op wat getekend is: deze dag is nog niet geweest."))
        if signed and ends and ends < signed:
            self.add_error("ends_date", _("Dit ligt voor het begin."))
        return self.cleaned_data


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: Request) -> HttpResponse:
    today = timezone.localdate()
    schools = schools_visible_to(request.user, on=today)
    form = AgreementForm(request.POST or None, schools=schools)
    if form.is_valid():
        agreements.record(by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Genoteerd. Vanaf nu mogen er leerlingen van deze school in Tandem."))
        return redirect("school-agreement")
    own = list(schools)
    without = schools_without_agreement([school.pk for school in own], on=today)
    context = {
        "form": form if own else None,
        "agreements": standing_agreements(on=today)
        .filter(organisation__in=own)
        .select_related("organisation", "seen_by__person"),
        "without": [school for school in own if school.pk in without],
    }
    return render(request, "school/agreement.html", context)
