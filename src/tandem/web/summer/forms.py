"""What an organiser plans for the days of a summer school, and what a college answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.models import Enrolment
from tandem.scheduling.enums import BlockKind
from tandem.web.coordinator import words
from tandem.web.coordinator.forms.fields import OneField, check_order, offer

ALL_DAYS = "all"


def _name(row: Enrolment) -> str:
    return f"{row.tutor.person.full_name}, {row.tutor.get_kind_display()}" if row.tutor else ""


class BlockForm(forms.Form):
    kind = forms.ChoiceField(label=_("Leren of vrije tijd?"), choices=BlockKind.choices)
    starts = forms.TimeField(label=_("Van"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Tot"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    what = forms.CharField(
        label=_("Wat doen jullie dan?"), max_length=120, help_text=_("Bijvoorbeeld: lezen in duo's, of zwemmen.")
    )
    given_by = OneField(
        Enrolment,
        name_of=_name,
        label=_("Geeft een student deze les?"),
        required=False,
        empty_label=_("nee, de leerkracht van de groep"),
    )

    def __init__(self, *args: Any, students: QuerySet[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "given_by", students)

    def clean(self) -> dict[str, Any]:
        check_order(self, "starts", "ends")
        return self.cleaned_data


class StaffForm(forms.Form):
    """Who stands in a group, on one day or on all."""

    enrolment = OneField(Enrolment, name_of=_name, label=_("Wie staat er mee in de groep?"))
    day = forms.ChoiceField(label=_("Op welke dag?"))

    def __init__(self, *args: Any, days: Sequence[date], among: QuerySet[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._days = list(days)
        offer(self, "enrolment", among)
        named = [(f"{day:%Y-%m-%d}", words.day_of(day)) for day in self._days]
        self.fields["day"].choices = [(ALL_DAYS, _("alle dagen")), *named]  # type: ignore[attr-defined]  # a choice field

    @property
    def days(self) -> list[date]:
        chosen = self.cleaned_data["day"]
        return self._days if chosen == ALL_DAYS else [date.fromisoformat(chosen)]


class AnswerForm(forms.Form):
    """Whether a college recognises the lessons of a student as internship."""

    recognised = forms.ChoiceField(
        label=_("Erkent u deze lessen als stage?"),
        choices=(("yes", _("ja")), ("no", _("nee"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Waarom niet?"), max_length=300, required=False, help_text=_("Alleen bij nee. De student leest het.")
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("recognised") == "no" and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("Zeg de student waarom niet."))
        return self.cleaned_data
