"""Placing a student who tutors for their course: no selection, but a lecturer, credits and hours."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import Continuity
from tandem.initiatives.models import Initiative, Placement
from tandem.people.models import Organisation
from tandem.web.coordinator.forms.fields import DayField, OneField, check_order, offer


class CourseForm(forms.Form):
    """Where tutoring stands in the course."""

    course = forms.CharField(
        label=_("Opleiding of vak"), max_length=160, help_text=_("Elke opleiding kan, niet alleen de lerarenopleiding.")
    )
    ects = forms.DecimalField(
        label=_("Studiepunten"), min_value=Decimal("0.5"), max_value=60, max_digits=4, decimal_places=1
    )
    is_mandatory = forms.BooleanField(label=_("Verplicht deel van de opleiding"), required=False)
    required_hours = forms.IntegerField(
        label=_("Uren tutoring die de opleiding vraagt"), min_value=1, max_value=1000, required=False
    )

    def clean(self) -> dict[str, Any]:
        hours = self.cleaned_data.pop("required_hours", None)
        self.cleaned_data["required_minutes"] = hours * 60 if hours else None
        return self.cleaned_data


class PlacementForm(CourseForm):
    continuity = forms.ChoiceField(
        label=_("Hoe gaat het kind verder na deze stage?"),
        choices=Continuity.choices,
        widget=forms.RadioSelect,
        required=False,
    )


class PlaceForm(CourseForm):
    initiative = OneField(Initiative, label=_("Waar?"), empty_label=_("kies een initiatief"))
    college = OneField(Organisation, label=_("Hogeschool of universiteit"), empty_label=None)
    given_name = forms.CharField(label=_("Voornaam"), max_length=100)
    family_name = forms.CharField(label=_("Achternaam"), max_length=100)
    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Daarmee meldt de student zich aan."))
    number = forms.CharField(label=_("Studentnummer"), max_length=40, required=False)
    from_date = DayField(label=_("Vanaf"))
    to_date = DayField(label=_("Tot en met"))
    teaches = forms.CharField(label=_("Kan helpen met"), max_length=200, help_text=_("Vakken, met komma's ertussen."))

    field_order = (
        "initiative", "college", "given_name", "family_name", "email", "number", "course", "ects", "is_mandatory",
        "required_hours", "from_date", "to_date", "teaches",
    )  # fmt: skip

    def __init__(
        self, *args: Any, initiatives: QuerySet[Initiative], colleges: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "initiative", initiatives)
        offer(self, "college", colleges)

    def clean_teaches(self) -> list[str]:
        return [part.strip().lower() for part in self.cleaned_data["teaches"].split(",") if part.strip()]

    def clean(self) -> dict[str, Any]:
        check_order(self, "from_date", "to_date")
        return super().clean()


def initial_from(placement: Placement) -> dict[str, Any]:
    minutes = placement.required_minutes
    return {
        "course": placement.course,
        "ects": placement.ects,
        "is_mandatory": placement.is_mandatory,
        "required_hours": minutes // 60 if minutes else None,
        "continuity": placement.continuity,
    }
