"""Which part of the logbook a report is about."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.models import Initiative
from tandem.people.models import Site
from tandem.web.coordinator.forms.fields import DayField, OneField, check_order, offer


class PeriodForm(forms.Form):
    """Filters live in the address, so that a report can be found again."""

    from_date = DayField(label=_("Van"))
    to_date = DayField(label=_("Tot en met"))
    initiative = OneField(Initiative, label=_("Initiatief"), required=False, empty_label=_("alle initiatieven"))
    site = OneField(Site, label=_("Vestiging"), required=False, empty_label=_("alle vestigingen"))

    def __init__(
        self, data: QueryDict, *, today: date, initiatives: QuerySet[Initiative], sites: QuerySet[Site], **kwargs: Any
    ) -> None:
        # A report without a chosen period is about the last four weeks.
        chosen = data.copy()
        chosen.setdefault("from_date", str(today - timedelta(weeks=4)))
        chosen.setdefault("to_date", str(today))
        super().__init__(chosen, **kwargs)
        offer(self, "initiative", initiatives)
        offer(self, "site", sites)

    def clean(self) -> dict[str, Any]:
        check_order(self, "from_date", "to_date")
        return self.cleaned_data
