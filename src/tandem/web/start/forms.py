"""What is filled in before an initiative starts: by its coordinator, or by somebody who was asked for one part."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Goal, Initiative, PointAnswer, QuestionContact
from tandem.initiatives.start.goals import LIBRARY, a_to_z
from tandem.initiatives.start.points import ABOUT, ASKERS
from tandem.web.coordinator.forms.fields import DayField, OneField, SomeField, offer
from tandem.web.start import words

LINES = forms.Textarea(attrs={"rows": 3})


class DocumentForm(forms.Form):
    """An answer may be a sentence, or the place in a document where it stands: nobody writes twice."""

    document = forms.CharField(
        label=_("Staat het al in een document?"),
        max_length=300,
        required=False,
        help_text=_("De naam van het bestand of het adres. Dan hoeft u het hier niet over te schrijven."),
    )
    page = forms.CharField(label=_("Bladzijde"), max_length=40, required=False)

    def refuse_empty(self, *names: str) -> None:
        """Say so when there is neither a sentence nor a document."""
        if not any(self.cleaned_data.get(name) for name in (*names, "document")):
            self.add_error(names[0], _("Schrijf een zin, of noem het document waarin het staat."))


class PointForm(DocumentForm):
    """One point that partners agree on."""

    text = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    field_order = ("text", "document", "page")

    def __init__(self, data: Mapping[str, Any] | None = None, *, point: StartPoint, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        about = ABOUT[point]
        self.fields["text"].label = str(about.question)
        if about.example:
            self.fields["text"].help_text = words.example(about.example)

    def clean(self) -> dict[str, Any]:
        self.refuse_empty("text")
        return self.cleaned_data


class GoalsForm(forms.Form):
    """Goals for seven groups: a set for each, from A to Z, and room for own words."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, chosen: Iterable[Goal] = ()) -> None:
        super().__init__(data)
        chosen = list(chosen)
        for group in PartnerGroup:
            mine = [goal for goal in chosen if goal.group == group]
            self.fields[f"{group}-library"] = forms.MultipleChoiceField(
                label=words.group_heading(group),
                choices=[(goal.key, goal.words) for goal in a_to_z(each for each in LIBRARY if each.group == group)],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[goal.library_key for goal in mine if goal.library_key],
            )
            self.fields[f"{group}-own"] = forms.CharField(
                label=words.own_goals(group),
                help_text=_("Eén doel per regel."),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=2000,
                required=False,
                initial="\n".join(goal.own_words for goal in mine if goal.own_words),
            )

    def clean(self) -> dict[str, Any]:
        if not self.library and not any(self.own.values()):
            self.add_error(None, _("Kies ten minste één doel, of schrijf er zelf een."))
        return self.cleaned_data

    @property
    def library(self) -> list[str]:
        return [key for group in PartnerGroup for key in self.cleaned_data.get(f"{group}-library", ())]

    @property
    def own(self) -> dict[PartnerGroup, list[str]]:
        return {
            group: [line.strip()[:300] for line in self.cleaned_data.get(f"{group}-own", "").splitlines()]
            for group in PartnerGroup
        }


class ContactsForm(forms.Form):
    """For each group: who they can go to, and how."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        known: Mapping[PartnerGroup, QuestionContact],
        suggested: Mapping[PartnerGroup, tuple[str, str]],
    ) -> None:
        super().__init__(data)
        for group in ASKERS:
            row = known.get(group)
            who, reach = (row.who, row.reach) if row else suggested.get(group, ("", ""))
            self.fields[f"{group}-who"] = forms.CharField(
                label=words.may_go_to(group), max_length=200, required=False, initial=who
            )
            self.fields[f"{group}-reach"] = forms.CharField(
                label=_("Hoe bereikbaar"), max_length=200, required=False, initial=reach
            )

    @property
    def contacts(self) -> dict[PartnerGroup, tuple[str, str]]:
        data = self.cleaned_data
        return {group: (data[f"{group}-who"], data[f"{group}-reach"]) for group in ASKERS if data[f"{group}-who"]}

    def clean(self) -> dict[str, Any]:
        for group in ASKERS:
            if self.cleaned_data.get(f"{group}-reach") and not self.cleaned_data.get(f"{group}-who"):
                self.add_error(f"{group}-who", _("Schrijf ook wie dat is."))
        return self.cleaned_data


class ExpectationForm(DocumentForm):
    """What somebody of a partner group expects and offers, as they said it."""

    said_by = forms.CharField(
        label=_("Wie sprak?"),
        max_length=200,
        help_text=_("Zonder namen van ouders of leerlingen: bijvoorbeeld twee ouders van het vijfde leerjaar."),
    )
    expects = forms.CharField(label=_("Wat verwacht u van de anderen?"), max_length=2000, required=False, widget=LINES)
    offers = forms.CharField(label=_("Wat kunt u zelf doen?"), max_length=2000, required=False, widget=LINES)
    stated_date = DayField(label=_("Gezegd op"))
    language = forms.CharField(label=_("In welke taal is het gezegd?"), max_length=60, initial="Nederlands")
    interpreter = forms.CharField(
        label=_("Wie vertaalde?"), max_length=200, required=False, help_text=_("Bijvoorbeeld een tolk van de stad.")
    )
    to_discuss = forms.BooleanField(label=_("Hierover moeten we nog praten met de anderen"), required=False)
    field_order = ("said_by", "expects", "offers", "language", "interpreter", "stated_date", "document", "page")

    def clean(self) -> dict[str, Any]:
        self.refuse_empty("expects", "offers")
        return self.cleaned_data


class InstrumentForm(forms.Form):
    """With what one looks, at which level, and for which goals."""

    name = forms.CharField(label=_("Instrument"), max_length=200, help_text=_("Bijvoorbeeld: notities van de tutors."))
    level = forms.MultipleChoiceField(
        label=_("Wat laat het zien?"),
        choices=[("process", _("hoe het loopt")), ("product", _("wat het oplevert"))],
        widget=forms.CheckboxSelectMultiple,
    )
    of_the_tutor = forms.BooleanField(label=_("De tutor vult het zelf in"), required=False)
    goals = SomeField(Goal, name_of=words.goal, label=_("Voor welke doelen?"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, initiative: Initiative) -> None:
        super().__init__(data)
        offer(self, "goals", initiative.goals.order_by("group", "library_key", "own_words", "pk"))

    @property
    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "name": data["name"],
            "process": "process" in data["level"],
            "product": "product" in data["level"],
            "of_the_tutor": data["of_the_tutor"],
            "goals": list(data["goals"]),
        }


class MeetingForm(forms.Form):
    held_date = DayField(label=_("Wanneer"))
    groups = forms.MultipleChoiceField(
        label=_("Van wie was er iemand?"), choices=PartnerGroup.choices, widget=forms.CheckboxSelectMultiple
    )
    present = forms.CharField(
        label=_("Wie was er?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Voor het verslag. Ouders en leerlingen hoeven niet met hun naam."),
    )
    remarks = forms.CharField(
        label=_("Wat werd nog gezegd?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Verwachtingen, doelen, afspraken en beslissingen komen vanzelf in het verslag."),
    )


class DecisionForm(forms.Form):
    subject = forms.CharField(label=_("Waarover gaat het?"), max_length=200)
    plain = forms.CharField(
        label=_("In gewone woorden"),
        max_length=2000,
        widget=LINES,
        help_text=_("Zo lezen ouders het. Korte zinnen, zonder vaktaal en zonder namen van kinderen."),
    )
    asked_groups = forms.MultipleChoiceField(
        label=_("Wie praatte mee?"), choices=PartnerGroup.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    decided_date = DayField(
        label=_("Beslist op"), required=False, help_text=_("Laat leeg als het nog een voorstel is.")
    )


class VoiceForm(forms.Form):
    group = forms.ChoiceField(label=_("Namens wie?"), choices=PartnerGroup.choices)
    words = forms.CharField(label=_("Wat vinden zij ervan?"), max_length=1000, widget=LINES)


class EarlierForm(forms.Form):
    earlier = OneField(Initiative, label=_("Van welk initiatief?"), empty_label=None)


def initial_of(answer: PointAnswer | None, draft: str) -> dict[str, Any]:
    """Return what a point begins with: its answer, or a first draft from what Tandem knows already."""
    if answer is None:
        return {"text": draft}
    return {"text": answer.text, "document": answer.document, "page": answer.page}
