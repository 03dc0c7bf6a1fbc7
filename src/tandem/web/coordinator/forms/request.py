"""What a coordinator may change about a request."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import Priority
from tandem.initiatives.models import Request
from tandem.people.models import Tutor
from tandem.web.coordinator import words
from tandem.web.coordinator.forms.fields import SomeField, WordsField, offer


class RequestForm(forms.Form):
    goal = forms.CharField(
        label=_("Waar de leerling aan wil werken"),
        max_length=300,
        required=False,
        help_text=_("In gewone woorden; de leerling, het gezin en de tutor lezen dit mee."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sessions_per_week = forms.IntegerField(label=_("Keren per week"), min_value=1, max_value=5)
    group_max = forms.IntegerField(
        label=_("Samen met hoogstens"),
        min_value=1,
        max_value=30,
        help_text=_("Hoeveel leerlingen in één groepje, deze leerling meegeteld."),
    )
    interests = WordsField(label=_("Wat de leerling graag doet"), required=False)
    languages = WordsField(
        label=_("Talen"),
        required=False,
        help_text=_("Alleen wat het gezin zelf heeft gezegd. Een taal is een opstap, nooit een voorwaarde."),
    )


class PriorityForm(forms.Form):
    """How soon, in one of three words of the school; never a test (R-NEV-11)."""

    priority = forms.TypedChoiceField(
        label=_("Hoe snel?"), choices=Priority.choices, coerce=int, widget=forms.RadioSelect
    )


class PrivateForm(forms.Form):
    """Who does not go together. Nobody is ever shown who said so, or why."""

    tutors = SomeField(
        Tutor, name_of=lambda tutor: tutor.person.full_name, label=_("Niet met deze tutors"), required=False
    )
    others = SomeField(Request, name_of=words.who, label=_("Niet in één groepje met"), required=False)

    def __init__(
        self, *args: Any, request: Request, tutors: QuerySet[Tutor], others: QuerySet[Request], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "tutors", tutors, request.not_tutors.all())
        offer(self, "others", others, request.apart_from.all())


def initial_from(request: Request) -> dict[str, Any]:
    return {name: getattr(request, name) for name in RequestForm.base_fields}
