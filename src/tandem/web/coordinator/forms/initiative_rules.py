"""What an initiative takes over from its form and may choose otherwise: the fields of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.template import Template
from tandem.initiatives.enums import Emphasis, FormKind, ParentContact, Place
from tandem.people.enums import TutorKind
from tandem.web.coordinator.forms.fields import WordsField


class RulesForm(forms.Form):
    """How sessions are held: it starts from the form, and differs where somebody says so."""

    second_form = forms.ChoiceField(
        label=_("Samen met een tweede vorm"),
        required=False,
        help_text=_("Van elke regel geldt dan de strengste; Tandem laat zien van welke vorm die komt."),
    )
    culturally_adaptive = forms.BooleanField(
        label=_("Cultureel adaptief"),
        required=False,
        help_text=_("Tutors leren aansluiten bij de leefwereld. Over niemands achtergrond wordt iets bewaard."),
    )
    sessions_per_week = forms.IntegerField(label=_("Keren per week"), min_value=1, max_value=5)
    minutes = forms.IntegerField(label=_("Minuten per keer"), min_value=10, max_value=400)
    attend_minutes = forms.IntegerField(
        label=_("Minuten uitleg die tutors eerst volgen"), min_value=0, max_value=120, required=False
    )
    fetch_minutes = forms.IntegerField(
        label=_("Minuten om leerlingen op te halen"),
        min_value=0,
        max_value=30,
        help_text=_("Deze tijd telt mee in het lesuur en gaat van de tutortijd af."),
    )
    cycle_weeks = forms.IntegerField(
        label=_("Na hoeveel weken komt hetzelfde uur terug?"),
        min_value=1,
        max_value=10,
        required=False,
        help_text=_("1 betekent elke week hetzelfde. Bij meer weken mist een leerling nooit twee keer hetzelfde uur."),
    )
    group_min = forms.IntegerField(label=_("Leerlingen per tutor, ten minste"), min_value=1, max_value=30)
    group_max = forms.IntegerField(label=_("Leerlingen per tutor, hoogstens"), min_value=1, max_value=30)
    level_spread = forms.IntegerField(
        label=_("Jaren verschil in een groepje, hoogstens"),
        min_value=0,
        max_value=6,
        help_text=_("0 betekent: alleen leerlingen die aan hetzelfde jaar werken."),
    )
    max_away = forms.IntegerField(
        label=_("Leerlingen van één klas die tegelijk weg mogen zijn"),
        min_value=1,
        max_value=30,
        required=False,
        help_text=_("Leeg betekent: geen grens. Leerlingen die zelf tutor zijn, tellen mee."),
    )
    classmates = forms.BooleanField(label=_("Klasgenoten mogen samen"), required=False)
    in_school_time = forms.BooleanField(label=_("Onder schooltijd"), required=False)
    after_school = forms.BooleanField(
        label=_("Na schooltijd"),
        required=False,
        help_text=_("Na schooltijd doet een leerling alleen mee als de ouder en de leerling allebei ja zeggen."),
    )
    in_holidays = forms.BooleanField(
        label=_("In de schoolvakantie, en alleen dan"),
        required=False,
        help_text=_("Ook dan doet een leerling alleen mee als de ouder en de leerling allebei ja zeggen."),
    )
    protected_subjects = WordsField(
        label=_("Lessen die niemand mag missen"),
        required=False,
        help_text=_("Met komma's ertussen, bijvoorbeeld Nederlands, wiskunde."),
    )
    place = forms.ChoiceField(label=_("Plek"), choices=Place.choices, required=False)
    tutor_kinds = forms.MultipleChoiceField(
        label=_("Wie tutor kan zijn"),
        choices=TutorKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Niets aangevinkt betekent: zoals de vorm zegt."),
    )
    training_days = forms.IntegerField(label=_("Dagen vorming vooraf"), min_value=0, max_value=30, required=False)
    parent_contact = forms.ChoiceField(label=_("Gesprek met thuis"), choices=ParentContact.choices, required=False)
    emphasis = forms.ChoiceField(
        label=_("Wat weegt het zwaarst in de planning"), choices=Emphasis.choices, required=False
    )
    deviation_reason = forms.CharField(
        label=_("Als u van de vorm afwijkt: waarom?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Afwijken mag. Wie later kijkt, leest hier waarom."),
    )

    def offer_second(self, kind: FormKind) -> None:
        """Offer every other form as a second one."""
        others = [(value, label) for value, label in FormKind.choices if value != kind]
        self.fields["second_form"].choices = [("", _("geen")), *others]  # type: ignore[attr-defined]  # a choice field

    LEFT_OUT = ("attend_minutes", "cycle_weeks", "training_days", "max_away", "place", "parent_contact", "emphasis")

    def clean_rules(self, template: Template) -> None:
        """Leave as it was what was not asked, and say beside its field what cannot be."""
        for name in self.LEFT_OUT:
            if self.add_prefix(name) not in self.data or (not self.cleaned_data.get(name) and name != "max_away"):
                self.cleaned_data[name] = self.get_initial_for_field(self.fields[name], name)
        limit, most = template.group_limit, self.cleaned_data.get("group_max")
        if limit is not None and most is not None and most > limit:
            self.add_error(
                "group_max",
                _(
                    "Deze vorm werkt met hoogstens %(limit)d leerlingen per tutor: bij meer is het geen intensieve "
                    "tutoring meer. Maak een groepje erbij."
                )
                % {"limit": limit},
            )
