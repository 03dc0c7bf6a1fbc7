"""Letters to families: printed per class or initiative; one more for a family takes a colleague who knows of it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import initiatives_visible_to
from tandem.logbook.queries.letters import Family, Standing, facts_of, families_of, people_to_call
from tandem.people.actions import letters
from tandem.people.actions.letters import LetterNotPossible, Printed
from tandem.people.models import LetterAgain, Organisation, SchoolClass
from tandem.people.queries import (
    classes_visible_to,
    confirmed_for,
    letters_visible_to,
    waiting_for_a_colleague,
    waiting_for_others,
)
from tandem.web import downloads
from tandem.web.access import Request, permissions_for, requires
from tandem.web.family.letter import letter_for

AT_ONCE = 400  # letters in one file: three seconds of work


class WhichForm(forms.Form):
    """The families of one class or one initiative, or all."""

    school_class = forms.ModelChoiceField(
        label=gettext_lazy("Klas"),
        queryset=SchoolClass.objects.none(),
        required=False,
        empty_label=gettext_lazy("alle klassen"),
    )
    initiative = forms.ModelChoiceField(
        label=gettext_lazy("Initiatief"),
        queryset=Initiative.objects.none(),
        required=False,
        empty_label=gettext_lazy("alle initiatieven"),
    )

    def __init__(self, data: Any, *, request: Request) -> None:
        super().__init__(data)
        today = timezone.localdate()
        self.fields["school_class"].queryset = classes_visible_to(request.user, on=today)  # type: ignore[attr-defined]  # a choice field
        self.fields["initiative"].queryset = initiatives_visible_to(request.user, on=today)  # type: ignore[attr-defined]  # a choice field


def _families(request: Request, form: WhichForm, at: datetime) -> list[Family]:
    chosen = form.cleaned_data if form.is_valid() else {}
    return families_of(
        request.user,
        on=timezone.localdate(at),
        at=at,
        of_class=chosen.get("school_class"),
        of_initiative=chosen.get("initiative"),
    )


@requires(Permission.LETTER_PRINT, Permission.LETTER_CONFIRM)
@require_safe
def letter_list(request: Request) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    prints = Permission.LETTER_PRINT in permissions_for(request)
    form = WhichForm(request.GET, request=request)
    families = _families(request, form, now) if prints else []
    new = [family for family in families if family.standing == Standing.NEW]
    context = {
        "prints": prints,
        "form": form,
        "families": families,
        "new": new,
        "at_once": min(len(new), AT_ONCE),
        "counted": [(label, sum(family.standing == standing for family in families)) for standing, label in TALLY],
        "to_confirm": waiting_for_a_colleague(request.user, on=today),
        "asked": waiting_for_others(request.user, on=today) if prints else (),
        "confirmed": confirmed_for(request.user, on=today) if prints else (),
    }
    return render(request, "school/letters.html", context)


TALLY = (
    (Standing.NEW, gettext_lazy("nog geen brief")),
    (Standing.UNDER_WAY, gettext_lazy("brief onderweg")),
    (Standing.EXPIRED, gettext_lazy("code verlopen")),
    (Standing.CAME_IN, gettext_lazy("al binnen geweest")),
    (Standing.SAID_NO, gettext_lazy("zei nee: we vragen het niet opnieuw")),
)


@requires(Permission.LETTER_PRINT)
@require_POST
def print_letters(request: Request) -> HttpResponse:
    """Make the first letters of the families chosen, at most so many at once; press again for the rest."""
    now = timezone.now()
    form = WhichForm(request.POST, request=request)
    new = [family for family in _families(request, form, now) if family.standing == Standing.NEW][:AT_ONCE]
    of_school: dict[Organisation, list[Family]] = defaultdict(list)
    for family in new:
        of_school[family.pupils[0].organisation].append(family)
    try:
        with transaction.atomic():  # a letter that could not be put on paper was not made
            papers = [
                paper
                for school, families in of_school.items()
                for paper in _papers(
                    families,
                    letters.make(
                        people=[family.person for family in families], organisation=school, by=request.user, at=now
                    ),
                    now,
                )
            ]
            return _hand_over(request, papers, now)
    except (LetterNotPossible, NobodyToCall) as refusal:
        return _refused(request, refusal)


class NobodyToCall(Exception):
    """A letter names somebody to call, and nobody here has a telephone number."""


def _papers(families: Sequence[Family], printed: Sequence[Printed], at: datetime) -> list[pdf.Letter]:
    facts = facts_of({pupil.pk: pupil for family in families for pupil in family.pupils}.values(), at=at)
    call = people_to_call([pupil for family in families for pupil in family.pupils], on=timezone.localdate(at))
    found = []
    for family, made in zip(families, printed, strict=True):
        contacts = list(dict.fromkeys(person for pupil in family.pupils for person in call[pupil.pk] if person.phone))
        if not contacts:
            raise NobodyToCall
        children = [facts[pupil.pk] for pupil in family.pupils]
        found.append(letter_for(made, children, contacts[:2], address=family.address, at=at))
    return found


def _hand_over(request: Request, papers: Sequence[pdf.Letter], at: datetime) -> HttpResponse:
    if not papers:
        messages.info(request, _("Er zijn geen brieven te maken: elk gezin kreeg er een, of was al binnen."))
        return redirect("school-letters")
    title = _("Brieven aan gezinnen")
    return downloads.pdf(pdf.letters(papers, title=title, at=at), name=title)


def _refused(request: Request, refusal: Exception) -> HttpResponse:
    if isinstance(refusal, NobodyToCall):
        why = _(
            "Een brief noemt iemand om te bellen. Geef eerst de vertrouwensfiguur of een schoolcoördinator een "
            "telefoonnummer, bij de mensen van de school."
        )
    else:
        why = _("Dat kan niet: intussen is er iets veranderd. Kijk het lijstje na en probeer het nog eens.")
    messages.error(request, why)
    return redirect("school-letters")


@requires(Permission.LETTER_PRINT)
@require_POST
def ask_again(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    letter = get_object_or_404(letters_visible_to(request.user, on=timezone.localdate()), pk=letter_id)
    try:
        letters.ask_again(letter=letter, by=request.user, at=timezone.now())
    except LetterNotPossible as refusal:
        return _refused(request, refusal)
    messages.success(request, _("Gevraagd. Zodra een collega zegt dat het klopt, drukt u de nieuwe brief hier af."))
    return redirect("school-letters")


@requires(Permission.LETTER_PRINT, Permission.LETTER_CONFIRM)
@require_POST
def confirm_again(request: Request, again_id: uuid.UUID) -> HttpResponse:
    again = get_object_or_404(waiting_for_a_colleague(request.user, on=timezone.localdate()), pk=again_id)
    try:
        letters.confirm_again(again=again, by=request.user, at=timezone.now())
    except LetterNotPossible as refusal:
        return _refused(request, refusal)
    messages.success(request, _("Bevestigd. De nieuwe brief kan afgedrukt worden."))
    return redirect("school-letters")


@requires(Permission.LETTER_PRINT)
@require_POST
def print_again(request: Request, again_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    again: LetterAgain = get_object_or_404(confirmed_for(request.user, on=timezone.localdate()), pk=again_id)
    family = _family_of(request, again, now)
    try:
        with transaction.atomic():
            printed = letters.make_again(again=again, by=request.user, at=now)
            return _hand_over(request, _papers([family], [printed], now), now)
    except (LetterNotPossible, NobodyToCall) as refusal:
        return _refused(request, refusal)


def _family_of(request: Request, again: LetterAgain, at: datetime) -> Family:
    found = families_of(request.user, on=timezone.localdate(at), at=at)
    mine = (
        family
        for family in found
        if (family.person.pk, family.pupils[0].organisation_id)
        == (again.letter.person_id, again.letter.organisation_id)
    )
    family = next(mine, None)
    if family is None:  # nothing is asked for a child of theirs any more
        raise Http404
    return family
