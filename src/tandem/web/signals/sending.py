"""The page on which somebody says they worry: first whom to call now, then a form, then what became of earlier ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.people.enums import Country, Region
from tandem.people.models import Person, Pupil, User
from tandem.safeguarding import actions
from tandem.safeguarding.actions import SignalNotPossible
from tandem.safeguarding.queries import receipts_of
from tandem.safeguarding.routing import Place, named_at
from tandem.web.access import Request

LONGEST = 4000
PUPIL, OTHER = "pupil", "other"


@dataclass(frozen=True, slots=True)
class Known:
    """What the page knows of who writes: where they work, with which children, and in which countries."""

    places: Sequence[Place]
    pupils: Mapping[UUID, tuple[Pupil, str]]  # with the name this person knows the child by
    regions: frozenset[str]

    @property
    def countries(self) -> set[Country]:
        return {Region(region).country for region in self.regions}


class WorryForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Waar?"))
    about = forms.ChoiceField(
        label=gettext_lazy("Over wie maak je je zorgen?"),
        widget=forms.RadioSelect,
        initial=PUPIL,
        help_text=gettext_lazy("Wie je hier aanduidt, krijgt dit nooit te lezen. Een ouder van de leerling ook niet."),
    )
    pupil = forms.ChoiceField(label=gettext_lazy("Welke leerling?"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Wat zag of hoorde je?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        help_text=gettext_lazy("Schrijf op wat je zelf zag, en de woorden van het kind. Je hoeft niet zeker te zijn."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, known: Known, named: Sequence[Person]) -> None:
        super().__init__(data)
        self.places = {place.key: place for place in known.places}
        self.named = {str(person.pk): person for person in named}
        self.pupils = {str(pk): pupil for pk, (pupil, _name) in known.pupils.items()}
        self._offer("place", [(key, f"{p.site.name}, {p.initiative.name}") for key, p in self.places.items()])
        if len(self.places) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.fields["place"].initial = next(iter(self.places))
        people = [(pk, person.full_name) for pk, person in self.named.items()]
        self._offer("about", [(PUPIL, _("een leerling")), *people, (OTHER, _("iemand anders"))])
        names = sorted((name, str(pk)) for pk, (_pupil, name) in known.pupils.items())
        self._offer("pupil", [("", _("geen, of zeg ik liever niet")), *((pk, name) for name, pk in names)])
        if not names:
            del self.fields["pupil"]

    def sent(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        found = self.cleaned_data
        return {
            "place": self.places[found["place"]],
            "about": self.named.get(found["about"]),
            "pupil": self.pupils.get(found.get("pupil", "")),
            "text": found["text"],
        }

    def _offer(self, field: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]  # a choice field


def page(request: Request, known: Known, *, template: str, again: Callable[[], str]) -> HttpResponse:
    """Draw the page, or send what was filled in; only a form that is not right keeps what was typed."""
    today = timezone.localdate()
    named: list[User] = []
    for place in known.places:
        contacts, deputies = named_at(place, on=today)
        named += [user for user in (*contacts, *deputies) if user not in named]
    others = [user.person for user in named if user.person_id != request.user.person_id]
    form = WorryForm(request.POST if request.method == "POST" else None, known=known, named=others)
    if request.method == "POST" and others and form.is_valid() and _send(request, form):
        return redirect(again())
    context = {
        "form": form if others else None,
        "contacts": [user for user in named if user.person_id != request.user.person_id],
        "in_flanders": Country.BE in known.countries,
        "in_netherlands": Country.NL in known.countries,
        "receipts": receipts_of(request.user),
    }
    return render(request, template, context)


def _send(request: Request, form: WorryForm) -> bool:
    try:
        actions.send(by=request.user, at=timezone.now(), on=timezone.localdate(), **form.sent())
    except SignalNotPossible:
        form.add_error(
            None,
            _("Er is hier niemand anders aangeduid om dit te lezen. Bel een van de nummers hierboven, vandaag nog."),
        )
        return False
    messages.success(
        request,
        _("Verstuurd. Hieronder zie je wanneer het gelezen is. Is het dringend, bel dan ook."),
    )
    return True
