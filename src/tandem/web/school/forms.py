"""What a school fills in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Guardian, Person, Pupil, SchoolClass, Site
from tandem.scheduling.actions.timetables import Hour, Stretch
from tandem.scheduling.enums import SuspensionKind
from tandem.scheduling.models import Period
from tandem.web.family.language import NAMES
from tandem.web.school.shared import DAYS

DATE = {"type": "date"}
TIME = {"type": "time"}


class DaysField(forms.TypedMultipleChoiceField):
    """School days to tick; 0 is Monday."""

    def __init__(self, *, choices: Iterable[tuple[str, Any]] = DAYS, **options: Any) -> None:
        super().__init__(choices=list(choices), coerce=int, widget=forms.CheckboxSelectMultiple, **options)


class TeacherForm(forms.Form):
    person = forms.ModelChoiceField(label=_("Leerkracht"), queryset=Person.objects.none(), empty_label=_("kies"))
    days = DaysField(label=_("Op welke dagen"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, staff: QuerySet[Person]) -> None:
        super().__init__(data)
        self.fields["person"].queryset = staff  # type: ignore[attr-defined]  # a choice field


class StandInForm(forms.Form):
    person = forms.ModelChoiceField(label=_("Wie invalt"), queryset=Person.objects.none(), empty_label=_("kies"))
    from_date = forms.DateField(label=_("Van"), widget=forms.DateInput(attrs=DATE))
    to_date = forms.DateField(label=_("Tot en met"), widget=forms.DateInput(attrs=DATE))

    def __init__(self, data: Mapping[str, Any] | None = None, *, staff: QuerySet[Person]) -> None:
        super().__init__(data)
        self.fields["person"].queryset = staff  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        from_date, to_date = cleaned.get("from_date"), cleaned.get("to_date")
        if from_date and to_date and to_date < from_date:
            self.add_error("to_date", _("De laatste dag ligt voor de eerste."))
        return cleaned


class NewTeacherForm(forms.Form):
    given_name = forms.CharField(label=_("Voornaam"), max_length=100)
    infix = forms.CharField(label=_("Tussenvoegsel"), max_length=30, required=False)
    family_name = forms.CharField(label=_("Achternaam"), max_length=100)
    email = forms.EmailField(
        label=_("E-mailadres van de school"),
        required=False,
        help_text=_("Hiermee meldt de leerkracht zich aan, met een code die Tandem mailt. Er gaat nu geen mail weg."),
    )
    days = DaysField(label=_("Op welke dagen"))


class RoomForm(forms.Form):
    site = forms.ModelChoiceField(label=_("Vestiging"), queryset=Site.objects.none(), empty_label=_("kies"))
    name = forms.CharField(label=_("Naam van het lokaal"), max_length=60)

    def __init__(self, data: Mapping[str, Any] | None = None, *, sites: QuerySet[Site]) -> None:
        super().__init__(data)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]  # a choice field
        if len(sites) == 1:
            self.fields["site"].initial = sites[0]


class BellNameForm(forms.Form):
    site = forms.ModelChoiceField(label=_("Vestiging"), queryset=Site.objects.none(), empty_label=_("kies"))
    name = forms.CharField(
        label=_("Naam"), max_length=60, help_text=_("Bijvoorbeeld “bovenbouw”, als niet iedereen dezelfde uren heeft.")
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, sites: QuerySet[Site], initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]  # a choice field
        if len(sites) == 1:
            self.fields["site"].initial = sites[0]


class HourForm(forms.Form):
    """One hour and the days on which it is; a row left empty is no hour."""

    starts = forms.TimeField(label=_("Begin"), required=False, widget=forms.TimeInput(attrs=TIME, format="%H:%M"))
    ends = forms.TimeField(label=_("Einde"), required=False, widget=forms.TimeInput(attrs=TIME, format="%H:%M"))
    days = DaysField(label=_("Dagen"), required=False, choices=[(key, WEEKDAYS_ABBR[int(key)]) for key, _name in DAYS])
    after_school = forms.BooleanField(label=_("na schooltijd"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        starts, ends, days = data.get("starts"), data.get("ends"), data.get("days")
        if self.errors or not (starts or ends or days):
            return data
        if not starts or not ends or not days:
            raise forms.ValidationError(_("Vul begin, einde en minstens één dag in, of maak de hele regel leeg."))
        if ends <= starts:
            raise forms.ValidationError(_("Het einde ligt na het begin."))
        return data

    @property
    def hours(self) -> list[Hour]:
        data = self.cleaned_data
        return [
            Hour(Stretch(day, data["starts"], data["ends"]), data["after_school"]) for day in data.get("days") or ()
        ]


HourFormSet = forms.formset_factory(HourForm, extra=3, max_num=40, absolute_max=60)


def hour_rows(periods: Iterable[Period]) -> list[dict[str, Any]]:
    """Return the hours of a bell schedule as rows of the form: the same times on several days are one row."""
    rows: dict[tuple[Any, ...], list[int]] = {}
    for period in periods:
        rows.setdefault((period.starts, period.ends, period.after_school), []).append(period.day)
    return [
        {"starts": starts, "ends": ends, "after_school": after, "days": [str(day) for day in sorted(days)]}
        for (starts, ends, after), days in sorted(rows.items())
    ]


class StretchOfDaysForm(forms.Form):
    from_date = forms.DateField(label=_("Van"), widget=forms.DateInput(attrs=DATE))
    to_date = forms.DateField(label=_("Tot en met"), widget=forms.DateInput(attrs=DATE))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and data["to_date"] < data["from_date"]:
            raise forms.ValidationError(_("De laatste dag ligt na de eerste."))
        return data


class ClosureForm(StretchOfDaysForm):
    name = forms.CharField(label=_("Wat is er"), max_length=100, initial=_("studiedag"))
    site = forms.ModelChoiceField(
        label=_("Waar"), queryset=Site.objects.none(), required=False, empty_label=_("de hele school")
    )
    field_order = ("name", "site", "from_date", "to_date")

    def __init__(self, data: Mapping[str, Any] | None = None, *, sites: QuerySet[Site]) -> None:
        super().__init__(data, prefix="closure")
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]  # a choice field


class SuspensionForm(StretchOfDaysForm):
    """A class, or one pupil, away for some days."""

    kind = forms.ChoiceField(label=_("Wat is er"), choices=SuspensionKind.choices)
    school_class = forms.ModelChoiceField(
        label=_("Klas"), queryset=SchoolClass.objects.none(), required=False, empty_label=_("niet de hele klas")
    )
    pupil = forms.ModelChoiceField(
        label=_("Of één leerling"), queryset=Pupil.objects.none(), required=False, empty_label=_("geen leerling apart")
    )
    field_order = ("kind", "school_class", "pupil", "from_date", "to_date")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, classes: QuerySet[SchoolClass], pupils: QuerySet[Pupil]
    ) -> None:
        super().__init__(data, prefix="suspension")
        self.fields["school_class"].queryset = classes  # type: ignore[attr-defined]  # a choice field
        self.fields["pupil"].queryset = pupils  # type: ignore[attr-defined]  # a choice field
        self.fields["pupil"].label_from_instance = lambda pupil: pupil.person.full_name  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if bool(data.get("school_class")) == bool(data.get("pupil")) and not self.errors:
            raise forms.ValidationError(_("Kies een klas of één leerling."))
        return data


class SpokenAnswerForm(forms.Form):
    """What somebody of the family, or the child, said aloud or handed in: whose word, and how it came.

    A child's yes stands beside what a parent said in the same conversation; a child's no stands by itself.
    """

    purpose = forms.ChoiceField(label=_("Waarover"), widget=forms.RadioSelect)
    who = forms.ChoiceField(label=_("Wie gaf het antwoord"), widget=forms.RadioSelect)
    answer = forms.ChoiceField(label=_("Antwoord"), choices=ConsentAnswer.choices, widget=forms.RadioSelect)
    own_answer = forms.ChoiceField(
        label=_("En de leerling zelf, in hetzelfde gesprek"),
        choices=[("", _("zei niets")), *ConsentAnswer.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Alleen wat de leerling zelf zei. Wie er niet bij was, kiest later zelf."),
    )
    way = forms.ChoiceField(
        label=_("Hoe"),
        choices=[(way.value, way.label) for way in (ConsentWay.PHONE, ConsentWay.SPOKEN, ConsentWay.PAPER)],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("Waar of wanneer"),
        max_length=200,
        help_text=_("Bijvoorbeeld: aan de telefoon, met tolk; of: strook in de map van 5A. Niets anders."),
    )
    language = forms.ChoiceField(label=_("In welke taal voorgelezen"), choices=NAMES.items())

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        pupil: Pupil,
        family: Iterable[Guardian],
        purposes: Iterable[ConsentPurpose],
        of_age: bool,
    ) -> None:
        super().__init__(data, initial={"language": get_language()})
        self.pupil, self.of_age = pupil, of_age
        self.family = {} if of_age else {str(guardian.pk): guardian for guardian in family}
        purposes = list(purposes)
        self.fields["purpose"].choices = [(p.value, p.label) for p in purposes]  # type: ignore[attr-defined]  # a choice field
        who = [(key, guardian.person.full_name) for key, guardian in self.family.items()]
        if ConsentPurpose.AFTER_SCHOOL in purposes or of_age:
            who.append((ConsentParty.PUPIL.value, pupil.person.full_name))
        if of_age or ConsentPurpose.AFTER_SCHOOL not in purposes:
            del self.fields["own_answer"]
        self.fields["who"].choices = who  # type: ignore[attr-defined]  # a choice field
        if len(purposes) == 1:
            self.fields["purpose"].initial = purposes[0].value

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        by_pupil = data.get("who") == ConsentParty.PUPIL and not self.of_age
        of_pupil = by_pupil or data.get("own_answer")
        if of_pupil and data.get("purpose") == ConsentPurpose.IN_SCHOOL_TIME:
            raise forms.ValidationError(_("Onder schooltijd vraagt de school het aan de ouders of verzorgers."))
        if by_pupil and data.get("answer") == ConsentAnswer.YES:
            raise forms.ValidationError(
                _(
                    "Een ja van de leerling schrijft u op bij het antwoord van de ouder, uit hetzelfde gesprek. "
                    "Of de leerling kiest zelf, op de eigen bladzijde. Een nee schrijft u altijd op."
                )
            )
        return data

    @property
    def by_pupil(self) -> bool:
        return bool(self.cleaned_data["who"] == ConsentParty.PUPIL)

    @property
    def guardian(self) -> Person:
        return self.family[self.cleaned_data["who"]].person


class GuardianForm(forms.Form):
    given_name = forms.CharField(label=_("Voornaam"), max_length=100)
    infix = forms.CharField(label=_("Tussenvoegsel"), max_length=30, required=False)
    family_name = forms.CharField(label=_("Achternaam"), max_length=100)
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    language = forms.ChoiceField(
        label=_("In welke taal praten we"), choices=NAMES.items(), help_text=_("Vraag het aan de ouder zelf.")
    )
