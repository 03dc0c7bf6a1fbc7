"""Travel times and days on which an organisation is closed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.people.models import Organisation, Site
from tandem.web.coordinator.forms.fields import DayField, OneField, check_order, offer


class TravelForm(forms.Form):
    """Minutes between two sites; no answer means that they cannot be combined on one day."""

    a = OneField(Site, label=_("Van"), empty_label=_("kies een vestiging"))
    b = OneField(Site, label=_("Naar"), empty_label=_("kies een vestiging"))
    minutes = forms.IntegerField(label=_("Minuten onderweg"), min_value=0, max_value=180)

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "a", sites)
        offer(self, "b", sites)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("a") and self.cleaned_data.get("a") == self.cleaned_data.get("b"):
            self.add_error("b", _("Kies twee verschillende vestigingen."))
        return self.cleaned_data


class ClosureForm(forms.Form):
    organisation = OneField(Organisation, label=_("Voor wie"), empty_label=None)
    name = forms.CharField(label=_("Wat"), max_length=100, help_text=_("Bijvoorbeeld studiedag of lokale verlofdag."))
    from_date = DayField(label=_("Eerste dag"))
    to_date = DayField(label=_("Laatste dag"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)

    def clean(self) -> dict[str, Any]:
        check_order(self, "from_date", "to_date")
        return self.cleaned_data
