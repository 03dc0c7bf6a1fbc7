"""What a tutor, or a group of students, offers an initiative."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.models import Enrolment, Initiative
from tandem.initiatives.validators import neutral
from tandem.people.models import Site, Tutor
from tandem.web.coordinator.forms.fields import DayField, LevelField, OneField, SomeField, check_order, offer

SPARE_LINES = 2


class TeachesForm(forms.Form):
    """One subject with the years a tutor feels at home in; an empty subject is no line."""

    subject = forms.CharField(label=_("Vak"), max_length=60, required=False)
    lowest = LevelField(label=_("van"), initial=3)
    highest = LevelField(label=_("tot en met"), initial=8)

    def clean(self) -> dict[str, Any]:
        check_order(self, "lowest", "highest")
        return self.cleaned_data


class BaseTeachesFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # a plain class at run time
    def clean(self) -> None:
        if any(self.errors):
            return
        if not teaches_of(self):
            raise forms.ValidationError(_("Vul ten minste een vak in: zonder vak kan niemand een plek krijgen."))


def teaches_of(formset: "forms.BaseFormSet[TeachesForm]") -> dict[str, list[int]]:
    """Return the subjects with their years, as an enrolment keeps them."""
    lines = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("subject")]
    return {line["subject"].strip(): [line["lowest"], line["highest"]] for line in lines}


TeachesFormSet = forms.formset_factory(TeachesForm, formset=BaseTeachesFormSet, extra=SPARE_LINES, max_num=20)


def initial_lines(enrolment: Enrolment) -> list[dict[str, Any]]:
    return [
        {"subject": subject, "lowest": lowest, "highest": highest}
        for subject, (lowest, highest) in sorted(enrolment.teaches.items())
    ]


class OfferForm(forms.Form):
    sites = SomeField(Site, label=_("Vestigingen"), help_text=_("Waar deze tutor kan zijn."))
    max_sessions = forms.IntegerField(label=_("Sessies per week, hoogstens"), min_value=1, max_value=40, initial=6)
    max_sessions_per_day = forms.IntegerField(
        label=_("Sessies per dag, hoogstens"), min_value=1, max_value=10, initial=4
    )
    max_group = forms.IntegerField(label=_("Leerlingen tegelijk, hoogstens"), min_value=1, max_value=30, initial=2)
    from_date = DayField(label=_("Vanaf"))
    to_date = DayField(
        label=_("Tot en met"),
        required=False,
        help_text=_("Leeg als deze tutor tot het einde van het initiatief meedoet."),
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sites", sites)

    def clean(self) -> dict[str, Any]:
        check_order(self, "from_date", "to_date")
        return self.cleaned_data


def initial_offer(enrolment: Enrolment) -> dict[str, Any]:
    names = ("max_sessions", "max_sessions_per_day", "max_group", "from_date", "to_date")
    kept = {name: getattr(enrolment, name) for name in names}
    return kept | {"sites": [site.pk for site in enrolment.sites.all()]}


def initial_for_new(initiative: Initiative) -> dict[str, Any]:
    return {"from_date": initiative.starts_date, "max_group": initiative.group_max}


class WhoForm(forms.Form):
    """A tutor we know who is not yet enrolled."""

    tutor = OneField(
        Tutor,
        name_of=lambda tutor: f"{tutor.person.full_name} · {tutor.organisation.name}",
        label=_("Tutor"),
        empty_label=_("kies een tutor"),
    )

    def __init__(self, *args: Any, tutors: QuerySet[Tutor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "tutor", tutors)


class GroupMembersForm(forms.Form):
    """Who is in a group of students."""

    tutors = SomeField(Tutor, name_of=lambda tutor: tutor.person.full_name, label=_("Studenten"), required=False)

    def __init__(self, *args: Any, tutors: QuerySet[Tutor], chosen: Iterable[Tutor] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "tutors", tutors, chosen)


class GroupForm(GroupMembersForm):
    """A group of students that visits a class together."""

    name = forms.CharField(label=_("Naam van de groep"), max_length=80, validators=[neutral])
    field_order = ("name", "tutors")

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initiative = initiative

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.initiative.student_groups.filter(name=name).exists():
            raise forms.ValidationError(_("Deze naam bestaat al. Kies een andere."))
        return name
