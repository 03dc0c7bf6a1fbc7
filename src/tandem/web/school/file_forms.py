"""What a school fills in about a pupil's file, and about speaking with the family."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.logbook.enums import ContactWay, FileKind, ReadPurpose, Voice
from tandem.logbook.models import FileRequest
from tandem.logbook.models.file import LONGEST
from tandem.people.models import Guardian, Person, Pupil

AREA = forms.Textarea(attrs={"rows": 2})
OWN_WORDS = "own"


class PurposeForm(forms.Form):
    """What for somebody opens a file of a pupil they do not work with."""

    purpose = forms.ChoiceField(
        label=_("Waarvoor opent u deze map?"),
        choices=[(purpose.value, purpose.label) for purpose in ReadPurpose if purpose != ReadPurpose.OWN_PART],
        widget=forms.RadioSelect,
    )


class SchoolLineForm(forms.Form):
    """A line in one's own words, or in those of the pupil or a parent who said it."""

    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[(kind.value, kind.label) for kind in FileKind if kind != FileKind.MESSAGE],
        widget=forms.RadioSelect,
        initial=FileKind.STRENGTH,
    )
    text = forms.CharField(label=_("In eigen woorden"), max_length=LONGEST, widget=AREA)
    who = forms.ChoiceField(label=_("Wiens woorden zijn dit?"), choices=[], widget=forms.RadioSelect, initial=OWN_WORDS)

    def __init__(self, *args: Any, pupil: Pupil, family: list[Guardian], writer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {OWN_WORDS: (Voice.SCHOOL, writer), "pupil": (Voice.PUPIL, pupil.person)}
        self.people |= {str(guardian.pk): (Voice.GUARDIAN, guardian.person) for guardian in family}
        names = [(OWN_WORDS, _("van mij")), ("pupil", pupil.person.given_name)]
        names += [(str(guardian.pk), guardian.person.full_name) for guardian in family]
        self.fields["who"].choices = names  # type: ignore[attr-defined]  # a choice field

    @property
    def line(self) -> dict[str, Any]:
        voice, person = self.people[self.cleaned_data["who"]]
        return {
            "kind": FileKind(self.cleaned_data["kind"]),
            "text": self.cleaned_data["text"],
            "said_as": voice,
            "said_by": person,
        }


class OwnFileForm(forms.Form):
    """Whether a pupil reads the own file, and why it was decided so."""

    is_open = forms.TypedChoiceField(
        label=_("Leest de leerling zelf de eigen map?"),
        choices=[("yes", _("ja")), ("no", _("nog niet"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Waarom"), max_length=LONGEST, help_text=_("De leerling en de ouders mogen dit weten.")
    )


class AnswerForm(forms.Form):
    """The answer to what a family asked, always with why."""

    granted = forms.TypedChoiceField(
        label=_("Antwoord"),
        choices=[("yes", _("ja")), ("no", _("nee"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    corrected = forms.CharField(label=_("Zo komt het er te staan"), max_length=LONGEST, widget=AREA, required=False)
    reason = forms.CharField(label=_("Waarom"), max_length=LONGEST, widget=AREA, help_text=_("Het gezin leest dit."))

    def __init__(self, data: Any, *, asked: FileRequest) -> None:
        super().__init__(data, initial={"corrected": asked.wish})
        if asked.kind != "correction":
            del self.fields["corrected"]


class ContactForm(forms.Form):
    """A contact with a parent or carer. What goes well comes first, and cannot stay empty (R-NEV-07)."""

    went_well = forms.CharField(
        label=_("Wat gaat er goed?"),
        max_length=LONGEST,
        widget=AREA,
        help_text=_("Begin het gesprek hiermee. Zonder goed nieuws is er nog geen gesprek om op te schrijven."),
    )
    spoken_with = forms.ChoiceField(label=_("Met wie"), choices=[], widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("Hoe"), choices=ContactWay.choices, widget=forms.RadioSelect)
    on_date = forms.DateField(label=_("Wanneer"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    talked_about = forms.CharField(label=_("Waarover ging het nog?"), max_length=LONGEST, widget=AREA, required=False)
    agreed = forms.CharField(label=_("Wat is er afgesproken?"), max_length=LONGEST, widget=AREA, required=False)

    def __init__(self, data: Any, *, family: list[Guardian], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.family = {str(guardian.pk): guardian.person for guardian in family}
        names = [(str(guardian.pk), guardian.person.full_name) for guardian in family]
        self.fields["spoken_with"].choices = names  # type: ignore[attr-defined]  # a choice field

    @property
    def contact(self) -> dict[str, Any]:
        return self.cleaned_data | {"spoken_with": self.family[self.cleaned_data["spoken_with"]]}
