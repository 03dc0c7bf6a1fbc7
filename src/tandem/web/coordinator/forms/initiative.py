"""What a coordinator fills in about an initiative."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.core.glossary import Text
from tandem.initiatives.catalogue import TEMPLATES, Template
from tandem.initiatives.catalogue.template import FROM_TEMPLATE, start_of
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.initiatives.validators import neutral
from tandem.people.models import Organisation, Site, User
from tandem.web.coordinator import words
from tandem.web.coordinator.forms.fields import DayField, OneField, SomeField, check_order, offer
from tandem.web.coordinator.forms.initiative_rules import RulesForm

LABELS = ("tutor_label", "activity_label", "team_label")
OF_FORM = ("second_form", "culturally_adaptive", "deviation_reason")
KEPT = ("name", "starts_date", "ends_date", *LABELS, *OF_FORM, *FROM_TEMPLATE)
SECTIONS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("Het initiatief"), ("name", "organiser", "starts_date", "ends_date")),
    (
        _("Ritme"),
        (
            *("sessions_per_week", "minutes", "attend_minutes", "fetch_minutes", "cycle_weeks"),
            *("in_school_time", "after_school", "in_holidays", "protected_subjects"),
        ),
    ),
    (_("Groepjes"), ("group_min", "group_max", "level_spread", "classmates", "max_away")),
    (_("Wie en waar"), ("place", "tutor_kinds", "training_days", "parent_contact", "emphasis")),
    (_("Meer dan één vorm"), ("second_form", "culturally_adaptive")),
    (_("Wat gezinnen lezen"), LABELS),
    (_("Signalen"), ("concern_contact", "concern_deputy")),
    (_("Afwijken van de vorm"), ("deviation_reason",)),
)


class LabelField(forms.CharField):
    """A word families and pupils read: free to choose, as long as it marks nobody (R-NEV-06)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, required=False, validators=[neutral], **kwargs)


class InitiativeForm(RulesForm):
    name = forms.CharField(label=_("Naam van het initiatief"), max_length=200, validators=[neutral])
    organiser = OneField(Organisation, label=_("Organisator"), empty_label=None)
    starts_date = DayField(label=_("Eerste dag"))
    ends_date = DayField(label=_("Laatste dag"))
    tutor_label = LabelField(
        label=_("Hoe gezinnen en leerlingen de tutor noemen"),
        help_text=_("Bijvoorbeeld studiemaatje, buddy of student. Leeg: tutor, in de taal van wie het leest."),
    )
    activity_label = LabelField(
        label=_("Hoe ze noemen wat jullie samen doen"),
        help_text=_("Bijvoorbeeld leesclub of leertijd. Leeg: samen leren."),
    )
    team_label = LabelField(
        label=_("Hoe ze een groepje noemen"),
        help_text=_("Bijvoorbeeld ploeg of club. Leeg: groepje."),
    )
    concern_contact = OneField(
        User,
        name_of=lambda user: user.person.full_name,
        label=_("Wie een signaal krijgt"),
        required=False,
        empty_label=_("nog niemand"),
        help_text=_("Kies iemand met een naam: tutors moeten weten bij wie ze terechtkunnen."),
    )
    concern_deputy = OneField(
        User,
        name_of=lambda user: user.person.full_name,
        label=_("Wie vervangt"),
        required=False,
        empty_label=_("nog niemand"),
        help_text=_(
            "Krijgt een signaal ook als het na vier uur niet gelezen is, op een vrije dag, en in de plaats als "
            "het over de eerste gaat."
        ),
    )

    def __init__(
        self,
        *args: Any,
        organisers: QuerySet[Organisation],
        contacts: QuerySet[User],
        template_of: Callable[[str, bool], Template],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._template_of = template_of
        offer(self, "organiser", organisers)
        offer(self, "concern_contact", contacts)
        offer(self, "concern_deputy", contacts)

    def clean(self) -> dict[str, Any]:
        check_order(self, "starts_date", "ends_date")
        check_order(self, "group_min", "group_max")
        deputy = self.cleaned_data.get("concern_deputy")
        if deputy is not None and deputy == self.cleaned_data.get("concern_contact"):
            self.add_error("concern_deputy", _("Kies iemand anders: niemand vervangt zichzelf."))
        if not self.cleaned_data.get("in_school_time") and not self.cleaned_data.get("after_school"):
            self.add_error("in_school_time", _("Kies onder schooltijd, na schooltijd of allebei."))
        second = self.cleaned_data.get("second_form", "")
        self.clean_rules(self._template_of(second, bool(self.cleaned_data.get("culturally_adaptive"))))
        return self.cleaned_data

    @property
    def sections(self) -> Iterator[tuple[Text, list[forms.BoundField]]]:
        """Yield the fields by what they are about; those taken away are left out."""
        for title, names in SECTIONS:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield title, fields


def initial_from_template(form: FormKind) -> dict[str, Any]:
    return start_of(TEMPLATES[form])


def initial_from(initiative: Initiative) -> dict[str, Any]:
    kept = {name: getattr(initiative, name) for name in KEPT}
    return kept | {
        "organiser": initiative.organiser_id,
        "concern_contact": initiative.concern_contact_id,
        "concern_deputy": initiative.concern_deputy_id,
    }


class SitesForm(forms.Form):
    """Which sites take part, school by school."""

    sites = SomeField(Site, name_of=words.place, label=_("Vestigingen"), required=False)

    def __init__(self, *args: Any, sites: QuerySet[Site], chosen: Iterable[Site] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sites", sites, chosen)
