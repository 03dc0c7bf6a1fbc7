"""Calls for tutors, and what becomes of who answers."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.models import Campaign
from tandem.initiatives.models.recruitment import WITHIN_COURSE
from tandem.initiatives.validators import neutral
from tandem.people.enums import TutorKind
from tandem.people.models import Site, User
from tandem.web.coordinator import words
from tandem.web.coordinator.forms.fields import DayField, OneField, check_order, offer

SPARE_LINES = 3
KINDS = [(kind.value, kind.label) for kind in TutorKind if kind != WITHIN_COURSE]


class MomentField(forms.DateTimeField):
    """A day and an hour, chosen with the browser's own."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **kwargs)


class CampaignForm(forms.Form):
    name = forms.CharField(
        label=_("Oproep"),
        max_length=120,
        validators=[neutral],
        help_text=_("Staat groot op de affiche. Bijvoorbeeld: “Word tutor in je buurt”."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Voor wie?"),
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wie voor de opleiding tutort, staat er niet bij: hun docent plaatst hen, zonder selectie."),
    )
    words = forms.CharField(
        label=_("Waarom meedoen?"),
        max_length=1200,
        validators=[neutral],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Wat je doet, hoe vaak, en wat het je brengt. Begin elke alinea op een nieuwe regel."),
    )
    words_en = forms.CharField(
        label=_("Hetzelfde in het Engels"),
        max_length=1200,
        required=False,
        validators=[neutral],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    where = forms.CharField(
        label=_("Waar?"),
        max_length=200,
        required=False,
        help_text=_("De stad of de buurt. Iedereen leest dit: noem geen school."),
    )
    from_date = DayField(label=_("Open vanaf"))
    to_date = DayField(label=_("Open tot en met"))
    channels = forms.CharField(
        label=_("Waar hangt of staat de oproep?"),
        max_length=300,
        required=False,
        help_text=_("Alleen voor jullie: bijvoorbeeld de hogeschool, de bibliotheek, een lerarenbond."),
    )
    contact = OneField(User, name_of=lambda user: user.person.full_name, label=_("Bij wie met vragen?"))

    def __init__(self, *args: Any, contacts: QuerySet[User], sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "contact", contacts)
        self.sites = sites

    def clean_where(self) -> str:
        """Refuse to name a school where everybody reads it: tutoring is no selling point (R-NEV-05)."""
        where: str = self.cleaned_data["where"]
        return _refuse_school(where, self.sites)

    def clean_words(self) -> str:
        return _refuse_school(self.cleaned_data["words"], self.sites)

    def clean_name(self) -> str:
        return _refuse_school(self.cleaned_data["name"], self.sites)

    def clean_words_en(self) -> str:
        return _refuse_school(self.cleaned_data["words_en"], self.sites)

    def clean(self) -> dict[str, Any]:
        check_order(self, "from_date", "to_date")
        return self.cleaned_data


def _refuse_school(text: str, sites: QuerySet[Site]) -> str:
    names = {name for site in sites for name in (site.name, site.organisation.name)}
    if any(name.lower() in text.lower() for name in names):
        raise forms.ValidationError(
            _("Hier staat de naam van een school. Iedereen leest dit: schrijf de stad of de buurt.")
        )
    return text


class WantedForm(forms.Form):
    """How many tutors are wanted for a subject, at a site or anywhere; an empty subject is no line."""

    subject = forms.CharField(label=_("Vak"), max_length=60, required=False)
    number = forms.IntegerField(label=_("Hoeveel"), min_value=1, max_value=500, required=False)
    site = OneField(Site, name_of=words.place, label=_("Vestiging"), required=False, empty_label=_("maakt niet uit"))

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "site", sites)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("subject") and not self.cleaned_data.get("number"):
            self.add_error("number", _("Hoeveel tutors zoekt u hiervoor?"))
        return self.cleaned_data


class BaseWantedFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # a plain class at run time
    def clean(self) -> None:
        if any(self.errors):
            return
        lines = [form.cleaned_data for form in self.forms if form.cleaned_data.get("subject")]
        if not lines:
            raise forms.ValidationError(_("Vul ten minste één vak in, met hoeveel tutors u ervoor zoekt."))
        keys = [(line["subject"].strip().lower(), line.get("site")) for line in lines]
        if len(set(keys)) < len(keys):
            raise forms.ValidationError(_("Hetzelfde vak staat twee keer bij dezelfde vestiging: tel ze samen."))


WantedFormSet = forms.formset_factory(WantedForm, formset=BaseWantedFormSet, extra=SPARE_LINES, max_num=40)


def wanted_of(formset: "forms.BaseFormSet[WantedForm]") -> dict[tuple[Site | None, str], int]:
    """Return how many tutors are wanted by site and subject."""
    lines = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("subject")]
    return {(line.get("site"), line["subject"].strip()): line["number"] for line in lines}


def initial_lines(campaign: Campaign) -> list[dict[str, Any]]:
    return [
        {"subject": row.subject, "number": row.number, "site": row.site_id}
        for row in sorted(campaign.wanted.all(), key=lambda row: (row.subject, str(row.site_id)))
    ]


def initial_from(campaign: Campaign) -> dict[str, Any]:
    return {name: getattr(campaign, name) for name in CampaignForm.base_fields}


class InviteForm(forms.Form):
    talk_at = MomentField(label=_("Wanneer"))
    talk_place = forms.CharField(label=_("Waar, of hoe online"), max_length=200)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_talk_at(self) -> datetime:
        talk_at: datetime = self.cleaned_data["talk_at"]
        if talk_at <= self.now:
            raise forms.ValidationError(_("Dit moment is al voorbij. Kies een moment dat nog komt."))
        return talk_at


class WelcomeForm(forms.Form):
    talked_date = DayField(label=_("Wanneer sprak u elkaar?"))
    reference_seen = forms.BooleanField(label=_("Iemand gaf een referentie"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_talked_date(self) -> date:
        talked: date = self.cleaned_data["talked_date"]
        if talked > self.today:
            raise forms.ValidationError(_("Deze dag komt nog: verwelkom iemand na het gesprek."))
        return talked
