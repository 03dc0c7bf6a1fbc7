"""That a check, training or agreement was seen: the date, never the document."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.people.enums import ClearanceKind
from tandem.web.coordinator.forms.fields import DayField, check_order


class ClearanceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Wat hebt u gezien?"), choices=ClearanceKind.choices)
    seen_date = DayField(label=_("Gezien op"))
    valid_until = DayField(label=_("Geldig tot en met"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["seen_date"].initial = today

    def clean_seen_date(self) -> date:
        seen: date = self.cleaned_data["seen_date"]
        if seen > self.today:
            raise forms.ValidationError(_("Schrijf pas op wat u echt gezien hebt: deze dag is nog niet geweest."))
        return seen

    def clean(self) -> dict[str, Any]:
        check_order(self, "seen_date", "valid_until")
        return self.cleaned_data
