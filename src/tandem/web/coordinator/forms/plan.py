"""What a coordinator chooses before a plan is made, and says when deciding about it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.models import Enrolment
from tandem.scheduling.clash import Moment
from tandem.scheduling.enums import ClosingStep, VetoKind
from tandem.scheduling.models import Team
from tandem.web.coordinator.forms.fields import DayField

EARLIEST, LATEST = time(7), time(20)
SECONDS = (
    (30, _("een halve minuut: om even te kijken")),
    (120, _("2 minuten: genoeg voor één school")),
    (600, _("10 minuten: goed voor een stad")),
    (3600, _("een uur: voor het beste plan")),
)


class RunForm(forms.Form):
    from_date = DayField(
        label=_("Eerste dag van de planning"), help_text=_("Wat ervoor al loopt, loopt door tot die dag.")
    )
    seconds = forms.TypedChoiceField(
        label=_("Hoe lang mag Tandem nadenken?"), choices=SECONDS, coerce=int, initial=120, widget=forms.RadioSelect
    )

    replans_running = forms.BooleanField(
        label=_("Ook wat al loopt mag veranderen"),
        required=False,
        help_text=_("Voor een nieuw blok. Bestaande banden blijven waar het kan; wat vaststaat, blijft altijd."),
    )

    def __init__(self, *args: Any, earliest: date, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.latest = latest

    def clean_from_date(self) -> date:
        chosen: date = self.cleaned_data["from_date"]
        if not self.earliest <= chosen <= self.latest:
            raise forms.ValidationError(_("Kies een dag binnen het initiatief."))
        return chosen


class EachForm(forms.Form):
    """How many sessions a week one tutor gives, to see how many tutors are needed."""

    each = forms.IntegerField(label=_("Sessies per week van één tutor"), min_value=1, max_value=60, required=False)


class VetoForm(forms.Form):
    """A proposal is refused with a reason (R-NEV-14)."""

    kind = forms.ChoiceField(
        label=_("Wat past er niet?"),
        choices=VetoKind.choices,
        widget=forms.RadioSelect,
        initial=VetoKind.PAIR,
        help_text=_("De volgende planning vermijdt precies dit."),
    )
    reason = forms.CharField(
        label=_("Waarom niet?"),
        max_length=300,
        help_text=_("Alleen wie over de planning beslist, leest dit. Schrijf niets over een gezin of een zorg."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MomentForm(forms.Form):
    """One weekly moment of a team; it lasts as long as its sessions do."""

    week = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    day = forms.TypedChoiceField(label=_("Dag"), choices=[(day, WEEKDAYS[day]) for day in range(5)], coerce=int)
    starts = forms.TimeField(label=_("Begint om"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def clean_starts(self) -> time:
        starts: time = self.cleaned_data["starts"]
        if not EARLIEST <= starts <= LATEST:
            raise forms.ValidationError(_("Kies een uur tussen 7:00 en 20:00."))
        return starts


class TutorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    def label_from_instance(self, obj: Enrolment) -> str:
        return str(obj.tutor.person) if obj.tutor else str(obj.student_group)


class TutorForm(forms.Form):
    """Who tutors a team: whoever does now, or somebody else who takes part."""

    enrolment = TutorField(Enrolment.objects.none(), label=_("Tutor"), empty_label=None)

    def __init__(self, data: Any = None, *, team: Team, among: QuerySet[Enrolment]) -> None:
        super().__init__(data, initial={"enrolment": team.enrolment_id})
        alike = Q(tutor__isnull=team.enrolment.tutor_id is None)
        self.fields["enrolment"].queryset = among.filter(alike)  # type: ignore[attr-defined]  # a choice of rows


def moments_of(formset: "forms.BaseFormSet[MomentForm]", *, minutes: int) -> list[Moment]:
    """Return the chosen moments in order of the week."""
    chosen = [_moment(form.cleaned_data, minutes) for form in formset.forms]
    return sorted(chosen, key=lambda moment: (moment.week, moment.day, moment.starts))


def _moment(chosen: dict[str, Any], minutes: int) -> Moment:
    starts: time = chosen["starts"]
    ends = (datetime.combine(date(2000, 1, 1), starts) + timedelta(minutes=minutes)).time()
    return Moment(day=chosen["day"], starts=starts, ends=ends, week=chosen["week"])


MomentFormSet = forms.formset_factory(MomentForm, extra=0)


def initial_moments(team: Team) -> list[dict[str, Any]]:
    return [{"week": slot.week, "day": slot.day, "starts": slot.starts} for slot in team.slots.all()]


class EndForm(forms.Form):
    """No bond is broken without a goodbye (R-NEV-15)."""

    last_date = DayField(label=_("Laatste dag"))
    step = forms.ChoiceField(label=_("Hoe nemen ze afscheid?"), choices=ClosingStep.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Wat er afgesproken is"), max_length=300, required=False)
    wait_again = forms.BooleanField(label=_("De leerlingen wachten op een nieuwe plek"), required=False, initial=True)
