"""What a coordinator says about small groups."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.actions.groups import SMALLEST
from tandem.initiatives.models import Enrolment, Initiative, PupilGroup, PupilGroupMember
from tandem.initiatives.models import Request as TutoringRequest
from tandem.initiatives.queries.groups import Asking
from tandem.web.coordinator import group_words
from tandem.web.coordinator.forms.fields import OneField


class ProposeForm(forms.Form):
    asking = forms.ChoiceField(label=_("Voor wie?"))
    most = forms.IntegerField(
        label=_("Hoogstens zoveel kinderen in een groepje"),
        help_text=_("Kleiner is beter. Een groepje is nooit meer dan één kind groter dan een ander."),
    )

    def __init__(self, *args: Any, asking: Sequence[Asking], largest: int, initiative: Initiative) -> None:
        super().__init__(*args)
        self.initial = {"most": min(max(initiative.group_max, SMALLEST), largest)}
        self.offered = {str(number): row for number, row in enumerate(asking)}
        field = self.fields["asking"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, group_words.asking(row)) for key, row in self.offered.items()]
        most = self.fields["most"]
        most.widget.attrs |= {"min": SMALLEST, "max": largest}

    def clean_asking(self) -> Asking:
        return self.offered[self.cleaned_data["asking"]]


class ChildForm(forms.Form):
    """Where a child goes, and what to mind about it."""

    NEW, NONE = "new", "none"
    where = forms.ChoiceField(label=_("In welk groepje?"))
    note = forms.CharField(
        label=_("Waarop te letten bij dit kind"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: werkt het best aan de rand van de tafel. Thuis kan men dit lezen."),
    )

    def __init__(
        self,
        *args: Any,
        request: TutoringRequest,
        groups: Sequence[PupilGroup],
        member: PupilGroupMember | None,
        **kwargs: Any,
    ) -> None:
        now = str(member.group_id) if member else self.NONE
        super().__init__(*args, **kwargs)
        self.initial = {"where": now, "note": member.note if member else ""}
        here = [group for group in groups if (group.site_id, group.subject) == (request.site_id, request.subject)]
        self.offered = {str(group.pk): group for group in here}
        choices = [(key, group_words.numbered(group)) for key, group in self.offered.items()]
        field = self.fields["where"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*choices, (self.NEW, _("in een nieuw groepje")), (self.NONE, _("nog in geen groepje"))]

    def clean_where(self) -> PupilGroup | str:
        chosen: str = self.cleaned_data["where"]
        return self.offered.get(chosen, chosen)


WORDS = {"yes": True, "no": False, "unknown": None}


class GroupForm(forms.Form):
    """Who leads a group, and whether the children get on."""

    together = forms.TypedChoiceField(
        label=_("Kunnen ze goed samen werken?"),
        choices=(("unknown", _("nog te vragen")), ("yes", _("ja")), ("no", _("nee"))),
        coerce=lambda value: WORDS[value],
        empty_value=None,
        help_text=_("Wie de kinderen kent weet dit: de leerkracht, of wie de zorg coördineert."),
    )
    enrolment = OneField(
        Enrolment,
        name_of=lambda row: row.tutor.person.full_name,
        label=_("Wie leidt het groepje?"),
        required=False,
        empty_label=_("wie de planning vindt"),
    )

    def __init__(self, *args: Any, group: PupilGroup, leaders: QuerySet[Enrolment], **kwargs: Any) -> None:
        said = next(word for word, value in WORDS.items() if value is group.works_together)
        super().__init__(*args, **kwargs)
        self.initial = {"together": said, "enrolment": group.enrolment_id}
        field = self.fields["enrolment"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = leaders
