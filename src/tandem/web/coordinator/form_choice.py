"""The form-choice aid: what a school can offer beside what each form asks. No form gets a score."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tandem.core.glossary import Text
from tandem.core.permissions import Permission
from tandem.initiatives.catalogue import (
    FORMS,
    REFUSED,
    Answer,
    Claim,
    Condition,
    Form,
    Offer,
    Perspective,
    Point,
    RefusedForm,
    Side,
    Voice,
)
from tandem.web.access import Request, permissions_for, requires
from tandem.web.coordinator import form_words
from tandem.web.coordinator.forms.choice import OfferForm

VOICES: dict[Voice, Text] = {
    Voice.PARTICIPANTS: _("wie eerder meedeed"),
    Voice.STUDENTS: _("studenten"),
    Voice.LITERATURE: _("literatuur"),
    Voice.EXPERTS: _("experts"),
}
SIDES: dict[Side, Text] = {
    Side.ADVANTAGE: _("Voordelen"),
    Side.DISADVANTAGE: _("Nadelen"),
    Side.CONDITION: _("Wat het nog vraagt"),
}
PERSPECTIVES: dict[Perspective, Text] = {
    Perspective.PARENTS: _("Ouders, ook in armoede"),
    Perspective.TEACHER: _("Leerkracht"),
    Perspective.PUPIL: _("Leerling"),
    Perspective.TUTOR: _("Tutor"),
}


@dataclass(frozen=True, slots=True)
class FormShown:
    """A form with its conditions sorted by what the school answered."""

    form: Form | RefusedForm
    family: Text
    facts: list[tuple[str, str]]
    unmet: tuple[Condition, ...]
    open: tuple[Condition, ...]
    met: tuple[Condition, ...]
    said: tuple[tuple[Text, tuple[tuple[Text, tuple[Point, ...]], ...]], ...]
    views: tuple[tuple[Text, Text, str], ...]
    claims: tuple[Claim, ...]


@requires(Permission.PROGRAMME_READ, Permission.SCHOOL_READ)
@require_safe
def choose(request: Request) -> HttpResponse:
    form = OfferForm(request.GET or None)
    offer = form.offer if form.is_valid() else Offer()
    every: list[Form | RefusedForm] = [*FORMS.values(), *REFUSED.values()]
    shown = [_shown(each, offer) for each in every]
    may_make = Permission.PROGRAMME_MANAGE in permissions_for(request)
    context = {"form": form, "forms": shown, "answered": offer != Offer(), "may_make": may_make}
    return render(request, "coordinator/initiatives/form_choice.html", context)


def _shown(form: Form | RefusedForm, offer: Offer) -> FormShown:
    by_answer: dict[Answer, list[Condition]] = {answer: [] for answer in Answer}
    for condition in form.conditions:
        by_answer[condition.answer(offer)].append(condition)
    return FormShown(
        form=form,
        family=form_words.FAMILIES[form.family] if isinstance(form, Form) else "",
        facts=form_words.in_short(form.template) if isinstance(form, Form) else [],
        unmet=tuple(by_answer[Answer.NO]),
        open=tuple(by_answer[Answer.UNKNOWN]),
        met=tuple(by_answer[Answer.YES]),
        said=tuple((SIDES[side], _by_voice(rows)) for side, rows in groupby(form.points, lambda row: row.side)),
        views=tuple((PERSPECTIVES[view.perspective], view.text, view.source) for view in form.views),
        claims=form.claims,
    )


def _by_voice(points: Iterable[Point]) -> tuple[tuple[Text, tuple[Point, ...]], ...]:
    return tuple((VOICES[voice], tuple(rows)) for voice, rows in groupby(points, lambda row: row.voice))
