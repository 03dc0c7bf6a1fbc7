"""What a tutor writes and gives."""

import uuid
from datetime import date, time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tandem.core.fetching import MOST_BYTES
from tandem.logbook.actions import Extra, PupilNote
from tandem.logbook.actions.sessions import LONGEST
from tandem.logbook.enums import Attendance, Liked, Mood
from tandem.people.models import Tutor
from tandem.scheduling.actions.availability import MOST_TRAVEL
from tandem.scheduling.freebusy import Bounds

LENGTH = 300
ATTENDANCE = [
    (Attendance.PRESENT, _("was er")),
    (Attendance.ANNOUNCED, _("afgemeld")),
    (Attendance.UNANNOUNCED, _("niet afgemeld")),
]
MOODS = [(Mood.WELL, _("vlot")), (Mood.FINE, _("ging")), (Mood.HARD, _("moeizaam"))]
LIKED = [(Liked.YES, _("ja, leuk")), (Liked.SOSO, _("gaat wel")), (Liked.NO, _("niet zo"))]
SUCCESSES = [
    _("legde het zelf uit"),
    _("hield vol"),
    _("durfde iets te vragen"),
    _("vond een eigen manier"),
]


class TutorsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Tutor) -> str:
        return obj.person.full_name


class SessionForm(forms.Form):
    """What holds for the whole session; the keys let the same note be sent twice."""

    sent_id = forms.UUIDField(widget=forms.HiddenInput)
    follows = forms.UUIDField(widget=forms.HiddenInput, required=False)
    minutes = forms.IntegerField(label=_("Hoeveel minuten duurde het echt?"), min_value=1, max_value=LONGEST)
    activity = forms.CharField(label=_("Wat deden jullie?"), max_length=LENGTH, required=False)
    goal = forms.CharField(label=_("Met welk doel?"), max_length=LENGTH, required=False)
    programme_minutes = forms.IntegerField(
        label=_("Hoeveel minuten daarvan met het oefenprogramma?"),
        min_value=0,
        max_value=LONGEST,
        help_text=_("Dat wordt apart geteld: alleen de tijd samen telt als begeleiding."),
    )
    learned = forms.CharField(
        label=_("Wat leerde jij er zelf van?"),
        max_length=LENGTH,
        required=False,
        help_text=_("Wie helpt, groeit ook. Je juf of meester leest het; wie je helpt niet."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        tutors: list[Tutor],
        is_class: bool,
        initial: dict[str, Any],
        programme: bool = False,
        helps: bool = False,
    ) -> None:
        super().__init__(data, initial=initial)
        if not programme:
            del self.fields["programme_minutes"]
        if not helps:
            del self.fields["learned"]
        if not is_class:
            del self.fields["activity"], self.fields["goal"]
        if len(tutors) < 2:
            return
        those = Tutor.objects.filter(pk__in=[tutor.pk for tutor in tutors]).select_related("person")
        self.fields["tutors"] = TutorsField(those, label=_("Welke tutors waren er?"))

    def values(self) -> dict[str, Any]:
        """Return what was sent, with what only some forms ask apart."""
        values = dict(self.cleaned_data)
        asked = {name: values.pop(name) for name in ("programme_minutes", "learned") if name in values}
        return values | {"extra": Extra(**asked)}


class PupilForm(forms.Form):
    """One pupil apart."""

    attendance = forms.ChoiceField(label=_("Was de leerling er?"), choices=ATTENDANCE, widget=forms.RadioSelect)
    mood = forms.ChoiceField(label=_("Hoe ging het?"), choices=MOODS, widget=forms.RadioSelect, required=False)
    liked = forms.ChoiceField(
        label=_("Kwam je graag? (vraag het)"), choices=LIKED, widget=forms.RadioSelect, required=False
    )
    success = forms.CharField(label=_("Wat lukte er?"), max_length=LENGTH, required=False)
    activity = forms.CharField(label=_("Wat deden jullie?"), max_length=LENGTH, required=False)
    goal = forms.CharField(label=_("Met welk doel?"), max_length=LENGTH, required=False)

    def __init__(
        self, data: Any = None, *, pupil: uuid.UUID, name: str, is_class: bool, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, prefix=f"p-{pupil}", initial=initial)
        self.pupil, self.name = pupil, name
        if is_class:
            del self.fields["activity"], self.fields["goal"]

    def note(self, **shared: str) -> PupilNote:
        """Return what was written, with what holds for the whole class."""
        return PupilNote(pupil_id=self.pupil, **{**self.cleaned_data, **shared})


class PeriodForm(forms.Form):
    """From when until when something holds."""

    from_date = forms.DateField(label=_("Vanaf"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    to_date = forms.DateField(
        label=_("Tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Bijvoorbeeld het einde van je blok of semester. Leeg: tot je iets anders zegt."),
    )


class CalendarForm(PeriodForm):
    """A calendar, as an address or as a file, with what to leave around it."""

    address = forms.CharField(
        label=_("Adres van je agenda"),
        max_length=500,
        required=False,
        help_text=_("Uit Google, Outlook, Toledo, MyTimetable … Het begint met https:// of webcal://."),
    )
    file = forms.FileField(label=_("Of een bestand (.ics)"), required=False)
    travel_minutes = forms.IntegerField(
        label=_("Minuten om te reizen, voor en na wat in je agenda staat"), min_value=0, max_value=MOST_TRAVEL
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Op welke dagen wil je tutor zijn?"),
        choices=[(day, capfirst(name)) for day, name in WEEKDAYS.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    earliest = forms.TimeField(
        label=_("Niet vroeger dan"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    latest = forms.TimeField(label=_("Niet later dan"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    field_order = ("address", "file", "travel_minutes", "days", "earliest", "latest", "from_date", "to_date")

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        # It stands on one page with the form of a painted week, which has days as well.
        super().__init__(data, files, auto_id="id_calendar_%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        file, address = values.get("file"), values.get("address")
        if bool(file) == bool(address) and not self.errors:
            raise forms.ValidationError(_("Geef het adres van je agenda of een bestand: één van de twee."))
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("Dit bestand is te groot om te lezen. Kies een agenda met alleen je rooster."))
        return values

    @property
    def bounds(self) -> Bounds:
        values = self.cleaned_data
        return Bounds(tuple(values["days"]), _minutes(values["earliest"]), _minutes(values["latest"]))

    @property
    def period(self) -> tuple[date, date | None]:
        return self.cleaned_data["from_date"], self.cleaned_data["to_date"]


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
