"""What a coordinator fills in to see what a form costs; nothing is kept, the answers stand in the address."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.glossary import Text
from tandem.initiatives.catalogue import TEMPLATES, Unit
from tandem.initiatives.catalogue.costs import CARD, Hidden, Plan, Prices
from tandem.initiatives.enums import FormKind

SECTIONS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("Hoeveel en hoe vaak"), ("form", "pupils", "group", "times_per_week", "minutes", "weeks")),
    (_("Wat betaald wordt"), ("tutors", "tutor_hour", "material", "training")),
    (
        _("Wat mensen doen die al betaald worden"),
        ("hour", "coordination_hours", "consultation_hours", "replacement_hours", "room_hour"),
    ),
)
REACH = (FormKind.REACH, FormKind.REACH_COMPREHENSION)
PUPILS, CLASS = 20, 24


class EuroField(forms.DecimalField):
    """An amount in euro; empty is nothing."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=1_000_000, decimal_places=2, required=False, **kwargs)


class HoursField(forms.DecimalField):
    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=500, decimal_places=1, required=False, **kwargs)


class CostForm(forms.Form):
    form = forms.ChoiceField(label=_("Vorm"), choices=FormKind.choices)
    pupils = forms.IntegerField(label=_("Leerlingen"), min_value=1, max_value=100_000)
    group = forms.IntegerField(label=_("Leerlingen per tutor"), min_value=1, max_value=30)
    times_per_week = forms.IntegerField(label=_("Keren per week"), min_value=1, max_value=5)
    minutes = forms.IntegerField(label=_("Minuten per keer"), min_value=10, max_value=400)
    weeks = forms.IntegerField(label=_("Weken"), min_value=1, max_value=52)
    tutors = forms.IntegerField(label=_("Tutors"), min_value=1, max_value=10_000)
    tutor_hour = EuroField(_("Een uur van een tutor, in euro"), help_text=_("Leeg bij vrijwilligers en stage."))
    material = EuroField(_("Lesmateriaal per tutor, in euro"))
    training = EuroField(_("Opleiding, in euro"))
    hour = EuroField(_("Een uur van personeel, in euro"))
    coordination_hours = HoursField(_("Uren coördinatie per week"))
    consultation_hours = HoursField(_("Uren overleg van leerkrachten per week"))
    replacement_hours = HoursField(
        _("Uren vervanging per week"), help_text=_("Wie het werk overneemt dat tutors anders doen.")
    )
    room_hour = EuroField(_("Een uur lokaal, in euro"))

    @property
    def sections(self) -> list[tuple[Text, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    @property
    def kind(self) -> FormKind:
        return FormKind(self.cleaned_data["form"])

    @property
    def plan(self) -> Plan:
        names = ("pupils", "group", "times_per_week", "minutes", "weeks")
        return Plan(**{name: self.cleaned_data[name] for name in names})

    def prices(self, *, training_per_tutor: bool) -> Prices:
        chosen = self.cleaned_data
        money = {name: chosen[name] or Decimal(0) for name in ("tutor_hour", "material", "training")}
        as_read = {name: start_of(self.kind).get(name) for name in ("material", "training")}
        source = CARD if as_read == {name: money[name] for name in as_read} else ""
        return Prices(**money, tutors=chosen["tutors"], training_per_tutor=training_per_tutor, source=source)

    @property
    def hidden_costs(self) -> Hidden:
        names = ("hour", "coordination_hours", "consultation_hours", "replacement_hours", "room_hour")
        return Hidden(**{name: self.cleaned_data[name] or Decimal(0) for name in names})


def start_of(kind: FormKind) -> dict[str, Any]:
    """Return what the calculation of a form begins with; amounts only where a source names them."""
    template = TEMPLATES[kind]
    visit = template.unit == Unit.VISIT
    found: dict[str, Any] = {
        "form": kind,
        "pupils": CLASS if visit else PUPILS,
        "group": template.group_max,
        "times_per_week": template.sessions_per_week,
        "minutes": template.minutes,
        "weeks": template.weeks,
        "tutors": CLASS if visit else 4,
    }
    return found | ({"material": 600, "training": 3000} if kind in REACH else {})
