"""What a pupil or parent fills in about the file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.logbook.enums import PortraitTopic, ShownTo, Voice
from tandem.logbook.models.file import LONGEST

AREA = forms.Textarea(attrs={"rows": 2})


class LineForm(forms.Form):
    """One line, in the words of who writes it or of the child that tells it."""

    text = forms.CharField(label=_("In eigen woorden"), max_length=LONGEST, widget=AREA)
    said_as = forms.ChoiceField(
        label=_("Wiens woorden zijn dit?"), widget=forms.RadioSelect, choices=[], initial=Voice.GUARDIAN
    )

    def __init__(self, *args: Any, name: str, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["said_as"]
        else:
            choices = [(Voice.GUARDIAN.value, _("van mij")), (Voice.PUPIL.value, name)]
            self.fields["said_as"].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def voice(self) -> Voice:
        return Voice(self.cleaned_data.get("said_as", Voice.PUPIL))


class ViewForm(forms.Form):
    text = forms.CharField(label=_("Zo zie ik het"), max_length=LONGEST, widget=AREA)


class CorrectionForm(forms.Form):
    wish = forms.CharField(label=_("Zo moet het er staan"), max_length=LONGEST, widget=AREA)


class ShieldingForm(forms.Form):
    wish = forms.CharField(
        label=_("Waarom"), help_text=_("Dat hoeft er niet bij."), max_length=LONGEST, widget=AREA, required=False
    )


class PortraitForm(forms.Form):
    """One topic: what is told, and who may read it. Left empty it is told to nobody."""

    text = forms.CharField(max_length=LONGEST, required=False, widget=AREA)
    shown_to = forms.ChoiceField(
        label=_("Wie mag dit lezen?"), choices=ShownTo.choices, initial=ShownTo.FAMILY, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, topic: PortraitTopic, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=topic.value, initial=initial)
        self.topic = topic
        self.fields["text"].label = topic.label[0].upper() + topic.label[1:]
