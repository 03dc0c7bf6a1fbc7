"""That a check, training or agreement was seen: which paper, its date and when it is renewed; never the paper."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.people.checks import rule_of
from tandem.people.enums import CheckModel, ClearanceKind, Country
from tandem.web.coordinator.forms.fields import DayField, check_order

REFUSALS = {
    "old": _("Dit papier is te oud: vraag een nieuw. Hoe oud het mag zijn, staat hierboven."),
    "document": _("Zet erbij welke datum op het papier staat."),
    "birthday": _("Tot en met welke dag is de tutor minderjarig? Vul de dag voor de achttiende verjaardag in."),
    "over": _("Dit geldt nu al niet meer."),
}


class ClearanceForm(forms.Form):
    paper = forms.ChoiceField(label=_("Wat hebt u gezien?"))
    document_date = DayField(
        label=_("Datum op het papier"), required=False, help_text=_("Alleen bij een uittreksel of een VOG.")
    )
    seen_date = DayField(label=_("Gezien op"))
    valid_until = DayField(
        label=_("Geldig tot en met"),
        required=False,
        help_text=_("Mag leeg: voor een uittreksel of een VOG rekent Tandem uit wanneer een nieuw nodig is."),
    )

    def __init__(self, *args: Any, today: date, countries: Collection[Country], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["seen_date"].initial = today
        models = [model for country in sorted(countries) for model in rule_of(country, on=today).models]
        self.fields["paper"].choices = [  # type: ignore[attr-defined]  # a choice field
            *((model.value, model.label) for model in models),
            *((kind.value, kind.label) for kind in ClearanceKind if kind != ClearanceKind.CHECK),
        ]

    def clean_seen_date(self) -> date:
        seen: date = self.cleaned_data["seen_date"]
        if seen > self.today:
            raise forms.ValidationError(_("Schrijf pas op wat u echt gezien hebt: deze dag is nog niet geweest."))
        return seen

    def clean(self) -> dict[str, Any]:
        check_order(self, "seen_date", "valid_until")
        if "paper" in self.cleaned_data:
            paper = self.cleaned_data.pop("paper")
            is_check = paper in CheckModel.values
            self.cleaned_data["kind"] = ClearanceKind.CHECK if is_check else ClearanceKind(paper)
            self.cleaned_data["model"] = CheckModel(paper) if is_check else None
        return self.cleaned_data

    def refuse(self, reason: str) -> None:
        """Say at the field what is wrong with a paper that does not count."""
        field = {"old": "document_date", "document": "document_date", "birthday": "valid_until"}.get(reason)
        self.add_error(field, REFUSALS[reason])
