"""What a coordinator fills in about an initiative."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.initiatives.templates import TEMPLATES
from tandem.initiatives.validators import neutral
from tandem.people.models import Organisation, Site, User
from tandem.web.coordinator.forms.fields import DayField, OneField, SomeField, WordsField, check_order, offer

FROM_TEMPLATE = (
    "minutes",
    "fetch_minutes",
    "group_min",
    "group_max",
    "level_spread",
    "sessions_per_week",
    "in_school_time",
)
LABELS = ("tutor_label", "activity_label", "team_label")
KEPT = ("name", "starts_date", "ends_date", *LABELS, "after_school", "protected_subjects", *FROM_TEMPLATE)


class LabelField(forms.CharField):
    """A word families and pupils read: free to choose, as long as it marks nobody (R-NEV-06)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, required=False, validators=[neutral], **kwargs)


class InitiativeForm(forms.Form):
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
    sessions_per_week = forms.IntegerField(label=_("Keren per week"), min_value=1, max_value=5)
    minutes = forms.IntegerField(label=_("Minuten per keer"), min_value=10, max_value=240)
    fetch_minutes = forms.IntegerField(
        label=_("Minuten om leerlingen op te halen"),
        min_value=0,
        max_value=30,
        help_text=_("Deze tijd telt mee in het lesuur en gaat van de tutortijd af."),
    )
    group_min = forms.IntegerField(label=_("Leerlingen per tutor, ten minste"), min_value=1, max_value=30)
    group_max = forms.IntegerField(label=_("Leerlingen per tutor, hoogstens"), min_value=1, max_value=30)
    level_spread = forms.IntegerField(
        label=_("Jaren verschil in een groepje, hoogstens"),
        min_value=0,
        max_value=6,
        help_text=_("0 betekent: alleen leerlingen die aan hetzelfde jaar werken."),
    )
    in_school_time = forms.BooleanField(label=_("Onder schooltijd"), required=False)
    after_school = forms.BooleanField(
        label=_("Na schooltijd"),
        required=False,
        help_text=_("Na schooltijd doet een leerling alleen mee als de ouder en de leerling allebei ja zeggen."),
    )
    protected_subjects = WordsField(
        label=_("Lessen die niemand mag missen"),
        required=False,
        help_text=_("Met komma's ertussen, bijvoorbeeld Nederlands, wiskunde."),
    )
    concern_contact = OneField(
        User,
        name_of=lambda user: user.person.full_name,
        label=_("Wie een zorgmelding krijgt"),
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
            "Krijgt een zorgmelding ook als ze na vier uur niet gelezen is, op een vrije dag, en in de plaats als "
            "de melding over de eerste gaat."
        ),
    )

    def __init__(
        self,
        *args: Any,
        organisers: QuerySet[Organisation],
        contacts: QuerySet[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
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
        return self.cleaned_data


def initial_from_template(form: FormKind) -> dict[str, Any]:
    template = asdict(TEMPLATES[form])
    return {name: template[name] for name in FROM_TEMPLATE}


def initial_from(initiative: Initiative) -> dict[str, Any]:
    kept = {name: getattr(initiative, name) for name in KEPT}
    return kept | {
        "organiser": initiative.organiser_id,
        "concern_contact": initiative.concern_contact_id,
        "concern_deputy": initiative.concern_deputy_id,
    }


class SitesForm(forms.Form):
    """Which sites take part, school by school."""

    sites = SomeField(
        Site, name_of=lambda site: f"{site.organisation.name} · {site.name}", label=_("Vestigingen"), required=False
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], chosen: Iterable[Site] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sites", sites, chosen)
