"""A family's own answers: the parent's, and in a step of its own the child's."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.initiatives.queries import children_with_requests, purposes_asked
from tandem.initiatives.wording import wording_for
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Person, Pupil
from tandem.people.queries import guardians_with_a_say, is_adult
from tandem.privacy.actions import take_answer
from tandem.web.access import Request, requires
from tandem.web.consent_text import text_read
from tandem.web.family.questions import questions_of


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=ConsentAnswer.choices)


def _own_child(request: Request, pk: uuid.UUID, purpose: str) -> Pupil:
    """Return the child when this person decides for it and this is asked for it."""
    today = timezone.localdate()
    child = get_object_or_404(children_with_requests(request.user, on=today), pk=pk)
    decides = guardians_with_a_say(child).filter(person=request.user.person_id).exists()
    if purpose not in purposes_asked(child) or not decides or is_adult(child, on=today):
        raise Http404
    return child


def _answer(
    request: Request,
    child: Pupil,
    form: AnswerForm,
    *,
    purpose: ConsentPurpose,
    party: ConsentParty,
    answered_by: Person,
) -> None:
    now = timezone.now()
    take_answer(
        pupil=child,
        purpose=purpose,
        party=party,
        answer=ConsentAnswer(form.cleaned_data["answer"]),
        answered_by=answered_by,
        way=ConsentWay.PAGE,
        text=text_read(purpose=purpose, party=party, wording=wording_for(child), at=now),
        by=request.user,
        at=now,
    )


@requires(Permission.CONSENT_ANSWER)
@require_POST
def guardian_answer(request: Request, pupil_id: uuid.UUID, purpose: str) -> HttpResponse:
    child = _own_child(request, pupil_id, purpose)
    form = AnswerForm(request.POST)
    if form.is_valid():
        _answer(
            request,
            child,
            form,
            purpose=ConsentPurpose(purpose),
            party=ConsentParty.GUARDIAN,
            answered_by=request.user.person,
        )
        messages.success(request, _("Dank u. We hebben uw antwoord bewaard; u kunt het altijd veranderen."))
    return redirect("family-home")


@requires(Permission.CONSENT_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def own_answer(request: Request, pupil_id: uuid.UUID) -> HttpResponse:
    """The child's own step: the parent hands over the phone, the child chooses."""
    purpose = ConsentPurpose.AFTER_SCHOOL
    child = _own_child(request, pupil_id, purpose)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        _answer(request, child, form, purpose=purpose, party=ConsentParty.PUPIL, answered_by=child.person)
        messages.success(request, _("Dank je wel! We hebben je antwoord bewaard. Je mag het altijd veranderen."))
        return redirect("family-home")
    question = next(
        found for found in questions_of([child], on=timezone.localdate())[child.pk] if found.purpose == purpose
    )
    return render(
        request, "family/own_answer.html", {"child": child, "question": question, "words": wording_for(child)}
    )
