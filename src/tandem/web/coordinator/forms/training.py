"""Trainings, the rhythm of intervision, who came, and what is known of a tutor."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import Came, EngagementForm, GatheringKind, Layer, Per, SkillKind, Strand, Topic
from tandem.initiatives.models import Gathering
from tandem.initiatives.training_rules import CAN_BE
from tandem.people.enums import TutorKind
from tandem.people.models import Person, Tutor
from tandem.web.coordinator.forms.fields import DayField, OneField, offer
from tandem.web.coordinator.forms.recruitment import MomentField


class TrainingForm(forms.Form):
    title = forms.CharField(label=_("Titel"), max_length=120)
    strand = forms.ChoiceField(label=_("Lijn"), choices=Strand.choices, widget=forms.RadioSelect)
    layer = forms.ChoiceField(
        label=_("Waaraan wordt gewerkt?"),
        choices=Layer.choices,
        widget=forms.RadioSelect,
        help_text=_("Houding komt eerst: de eerste vorming gaat daarover."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Komt aan bod"), choices=Topic.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    starts_at = MomentField(label=_("Wanneer"))
    minutes = forms.IntegerField(label=_("Hoeveel minuten"), min_value=15, max_value=600, initial=120)
    coaching_minutes = forms.IntegerField(
        label=_("Waarvan op coachen en begeleiden"),
        min_value=0,
        max_value=600,
        initial=0,
        help_text=_("Minuten waarin tutors oefenen met vragen stellen, aanmoedigen, laten proberen."),
    )
    place = forms.CharField(label=_("Waar"), max_length=200, required=False)
    given_by = forms.CharField(label=_("Wie geeft ze?"), max_length=200, required=False)
    recipe = forms.CharField(
        label=_("Waarop steunt ze?"),
        max_length=300,
        required=False,
        help_text=_("Een beproefd programma, een bron of een ervaring: waarom weten jullie dat dit werkt?"),
    )

    def clean(self) -> dict[str, Any]:
        minutes, coaching = self.cleaned_data.get("minutes"), self.cleaned_data.get("coaching_minutes")
        if minutes is not None and coaching is not None and coaching > minutes:
            self.add_error("coaching_minutes", _("Dit is meer dan de hele vorming duurt."))
        return self.cleaned_data


def initial_from(gathering: Gathering) -> dict[str, Any]:
    return {name: getattr(gathering, name) for name in TrainingForm.base_fields}


class RhythmForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Wat"),
        choices=[(kind.value, kind.label) for kind in GatheringKind if kind != GatheringKind.TRAINING],
        widget=forms.RadioSelect,
        initial=GatheringKind.INTERVISION,
    )
    title = forms.CharField(label=_("Titel"), max_length=120)
    first_at = MomentField(label=_("De eerste keer"))
    weeks_between = forms.IntegerField(label=_("Om de hoeveel weken"), min_value=1, max_value=20)
    minutes = forms.IntegerField(label=_("Hoeveel minuten"), min_value=15, max_value=240, initial=60)
    to_date = DayField(label=_("Tot en met"))
    place = forms.CharField(
        label=_("Waar, of hoe online"),
        max_length=200,
        required=False,
        help_text=_("Los van de tijd met leerlingen: ervoor, erna of op een andere dag."),
    )

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first_at"), self.cleaned_data.get("to_date")
        if first is not None and last is not None and last < first.date():
            self.add_error("to_date", _("Dit ligt voor het begin. Kies hetzelfde of later."))
        return self.cleaned_data


class AttendanceForm(forms.Form):
    """For each tutor whether they came, and of an intervision what it was about."""

    def __init__(self, *args: Any, gathering: Gathering, tutors: Iterable[Tutor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tutors = list(tutors)
        is_training = gathering.kind == GatheringKind.TRAINING
        known = {row.tutor_id: row.came for row in gathering.attendances.all()}
        choices = [choice for choice in Came.choices if is_training or choice[0] != Came.EXEMPT]
        for tutor in self.tutors:
            self.fields[f"tutor_{tutor.pk}"] = forms.ChoiceField(
                label=tutor.person.full_name,
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
                initial=known.get(tutor.pk, ""),
            )
        if not is_training:
            self.fields["themes"] = forms.CharField(
                label=_("Waarover ging het?"),
                max_length=300,
                required=False,
                initial=gathering.themes,
                help_text=_("In een paar woorden, zonder namen: bijvoorbeeld “motiveren” of “afscheid nemen”."),
            )

    @property
    def came(self) -> dict[Tutor, Came]:
        """Return what was filled in; who was left open stays open."""
        answers = {tutor: self.cleaned_data[f"tutor_{tutor.pk}"] for tutor in self.tutors}
        return {tutor: Came(answer) for tutor, answer in answers.items() if answer}


class OwnerForm(forms.Form):
    owner = OneField(Person, label=_("Wie staat in voor de kwaliteit van vorming en begeleiding?"))

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", people)


class EngagementOfTutorForm(forms.Form):
    form = forms.ChoiceField(label=_("Doet mee als"), widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Vergoeding (€)"),
        min_value=0,
        max_digits=7,
        decimal_places=2,
        initial=0,
        help_text=_("0 als er geen vergoeding is. De uren volgen vanzelf uit het logboek."),
    )
    per = forms.ChoiceField(label=_("Per"), choices=Per.choices, widget=forms.RadioSelect, initial=Per.DAY)
    from_date = DayField(label=_("Geldt vanaf"), help_text=_("Wat ervoor gold, blijft zo voor de dagen ervoor."))

    def __init__(self, *args: Any, tutor: Tutor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        can_be = CAN_BE[TutorKind(tutor.kind)]
        self.fields["form"].choices = [  # type: ignore[attr-defined]  # a choice field
            (each.value, each.label) for each in EngagementForm if each in can_be
        ]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("amount") and self.cleaned_data.get("form") not in (
            EngagementForm.VOLUNTEER,
            EngagementForm.PAID,
        ):
            self.add_error("amount", _("Hierbij hoort geen vergoeding: alleen bij vrijwilligers en betaalde tutors."))
        return self.cleaned_data


class PaperForm(forms.Form):
    paper_date = DayField(label=_("Getekend op"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_paper_date(self) -> date:
        signed: date = self.cleaned_data["paper_date"]
        if signed > self.today:
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return signed


class SkillForm(forms.Form):
    kind = forms.ChoiceField(label=_("Wat weet u?"), choices=SkillKind.choices, widget=forms.RadioSelect)
    subject = forms.CharField(
        label=_("Vak"), max_length=60, required=False, help_text=_("Alleen bij leerstof. Hoe goed, wordt niet bewaard.")
    )

    def clean(self) -> dict[str, Any]:
        kind, subject = self.cleaned_data.get("kind"), self.cleaned_data.get("subject")
        if kind == SkillKind.MASTERY and not subject:
            self.add_error("subject", _("Van welk vak beheerst deze tutor de leerstof?"))
        if kind != SkillKind.MASTERY:
            self.cleaned_data["subject"] = ""
        return self.cleaned_data
