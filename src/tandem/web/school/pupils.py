"""The pupils of a school, and what their families said: also what was said aloud or handed in on paper."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.queries import pupils_with_requests, purposes_asked
from tandem.initiatives.wording import wording_for
from tandem.people.actions import guardians
from tandem.people.actions.consents import ConsentNotPossible
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Consent, Guardian, Pupil
from tandem.people.queries import (
    ASKED,
    answers_of,
    guardians_with_a_say,
    is_adult,
    schools_visible_to,
    sites_visible_to,
    standing_answers_of,
)
from tandem.privacy.actions import Answered, take_answer, take_conversation
from tandem.web.access import Request, requires
from tandem.web.consent_text import SOMEBODY, text_read, words_of
from tandem.web.family.language import language_name, spoken
from tandem.web.school.forms import GuardianForm, SpokenAnswerForm
from tandem.web.tables import Column, Table

COLUMNS = (
    Column(
        "name",
        gettext_lazy("Leerling"),
        "person.full_name",
        order=["person__sort_name"],
        kind="heading",
        link=lambda row: reverse("school-pupil", args=[row.pk]),
    ),
    Column("class", gettext_lazy("Klas"), "class_name", order=["class_name", "person__sort_name"]),
    Column(
        "requests",
        gettext_lazy("Aanvragen"),
        lambda row: ", ".join(dict.fromkeys(request.subject for request in row.requests.all())),
        order=["request_count"],
    ),
    Column("home", gettext_lazy("Thuis zei"), "said", exported=False),
)


@requires(Permission.CLASS_READ)
@require_safe
def pupil_list(request: Request) -> HttpResponse:
    pupils = pupils_with_requests(request.user, on=timezone.localdate())
    table = Table(
        request,
        pupils,
        COLUMNS,
        search=["person__sort_name", "class_name"],
        sort="name",
        count_words=lambda count: ngettext("%(n)d leerling", "%(n)d leerlingen", count) % {"n": count},
    )
    _put_into_words(table.page)
    return render(request, "school/pupils.html", {"table": table})


def _put_into_words(page: Iterable[Model]) -> None:
    """Say per pupil what home said, for what is asked; a no stands there so that nobody asks again."""
    pupils = [row for row in page if isinstance(row, Pupil)]
    answers = {purpose: standing_answers_of([pupil.pk for pupil in pupils], purpose) for purpose in ConsentPurpose}
    for pupil in pupils:
        said = [
            answers[purpose][pupil.pk][party].get_answer_display()
            if party in answers[purpose][pupil.pk]
            else _("nog niets gezegd")
            for purpose in purposes_asked(pupil)
            for party in sorted(ASKED[purpose])
        ]
        pupil.said = ", ".join(dict.fromkeys(str(word) for word in said))  # type: ignore[attr-defined]  # Django keeps what we add


@dataclass(frozen=True)
class Question:
    """What is asked for a pupil, of whom, and the last word of each."""

    purpose: ConsentPurpose
    answers: list[tuple[str, Consent | None]]


def _questions(pupil: Pupil) -> list[Question]:
    found = []
    for purpose in purposes_asked(pupil):
        standing = standing_answers_of([pupil.pk], purpose)[pupil.pk]
        parties = [party for party in ConsentParty if party in ASKED[purpose]]
        found.append(Question(purpose, [(str(party.label), standing.get(party)) for party in parties]))
    return found


def _own_pupil(request: Request, pk: uuid.UUID) -> Pupil:
    return get_object_or_404(pupils_with_requests(request.user, on=timezone.localdate()), pk=pk)


@requires(Permission.CLASS_AGREE)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil(request: Request, pupil_id: uuid.UUID) -> HttpResponse:
    pupil = _own_pupil(request, pupil_id)
    family = list(pupil.guardians.select_related("person").order_by("person__sort_name", "pk"))
    purposes = purposes_asked(pupil)
    today = timezone.localdate()
    of_age = is_adult(pupil, on=today)
    form = SpokenAnswerForm(
        request.POST if "answered" in request.POST else None,
        pupil=pupil,
        family=guardians_with_a_say(pupil),
        purposes=purposes,
        of_age=of_age,
    )
    guardian_form = GuardianForm(request.POST if "guardian" in request.POST else None, prefix="guardian")
    if form.is_valid() and _write_down(request, pupil, form):
        return redirect("school-pupil", pupil_id=pupil.pk)
    if guardian_form.is_valid():
        guardians.add_new(pupil=pupil, by=request.user, at=timezone.now(), **guardian_form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("school-pupil", pupil_id=pupil.pk)
    context = {
        "pupil": pupil,
        "family": family,
        "may_reach_home": _may_reach_home(request, pupil),
        "questions": _questions(pupil),
        "answers": answers_of(pupil),
        "form": form if purposes else None,
        "guardian_form": guardian_form,
        "aloud": _words_to_read(pupil, purposes, family, [ConsentParty.PUPIL] if of_age else list(ConsentParty)),
    }
    return render(request, "school/pupil.html", context)


def _may_reach_home(request: Request, pupil: Pupil) -> bool:
    """Tell whether this person reads how a family is reached: who runs the school or the site, not who teaches."""
    today = timezone.localdate()
    runs_school = schools_visible_to(request.user, on=today).filter(pk=pupil.organisation_id).exists()
    return runs_school or sites_visible_to(request.user, on=today).filter(classes__places__pupil=pupil).exists()


def _write_down(request: Request, pupil: Pupil, form: SpokenAnswerForm) -> bool:
    try:
        _keep(request, pupil, form)
    except ConsentNotPossible:
        form.add_error(None, _("Dit antwoord kan alleen de persoon zelf geven, op de eigen bladzijde."))
        return False
    messages.success(request, _("Opgeschreven. Thuis staat het er ook zo, en het kan op elk moment anders."))
    return True


def _keep(request: Request, pupil: Pupil, form: SpokenAnswerForm) -> None:
    data, now = form.cleaned_data, timezone.now()
    purpose = ConsentPurpose(data["purpose"])

    def answered(party: ConsentParty, answer: str) -> Answered:
        text = text_read(purpose=purpose, party=party, wording=wording_for(pupil), at=now, language=data["language"])
        return Answered(ConsentAnswer(answer), text)

    heard: dict[str, Any] = {
        "pupil": pupil,
        "purpose": purpose,
        "way": ConsentWay(data["way"]),
        "evidence": data["evidence"],
        "by": request.user,
        "at": now,
    }
    if form.by_pupil:
        said = answered(ConsentParty.PUPIL, data["answer"])
        take_answer(party=ConsentParty.PUPIL, answered_by=pupil.person, answer=said.answer, text=said.text, **heard)
        return
    own = data.get("own_answer")
    take_conversation(
        guardian=form.guardian,
        said=answered(ConsentParty.GUARDIAN, data["answer"]),
        child_said=answered(ConsentParty.PUPIL, own) if own else None,
        **heard,
    )


@dataclass(frozen=True)
class Aloud:
    """The words of one question in one language, to be read to somebody."""

    language: str
    heading: str
    lines: list[str]


def _words_to_read(
    pupil: Pupil, purposes: Iterable[ConsentPurpose], family: Iterable[Guardian], parties: Iterable[ConsentParty]
) -> list[Aloud]:
    """Return the words in the language of the page, and in those of the family."""
    here = (get_language() or "nl").split("-")[0]
    languages = dict.fromkeys([here, *(spoken(guardian.person.language) for guardian in family)])
    return [
        Aloud(
            language,
            f"{language_name(language)}: {purpose.label}, {party.label}",
            words_of(purpose=purpose, party=party, wording=wording_for(pupil), language=language)
            .replace(SOMEBODY, pupil.person.given_name)
            .splitlines(),
        )
        for language in languages
        for purpose in purposes
        for party in parties
        if party in ASKED[purpose] or list(parties) == [ConsentParty.PUPIL]
    ]
