"""Answering somebody who asks what is kept, or to be erased: shown first, done after, and recorded."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core import audit
from tandem.core.isolation import Purpose, acting_for
from tandem.core.permissions import Permission
from tandem.people.models import Person
from tandem.privacy.actions.erasing import ErasureNotPossible, erase_person
from tandem.privacy.exports import everything_paper
from tandem.privacy.queries.answering import people_answered_for
from tandem.privacy.queries.erasing import plan_for
from tandem.privacy.queries.everything import Everything, everything_about
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.tables import Column, Table

ASKED = "verzoek om inzage"
COLUMNS = (
    Column(
        "name",
        gettext_lazy("Naam"),
        "full_name",
        order=["sort_name"],
        kind="heading",
        link=lambda row: reverse("privacy-person", args=[row.pk]),
    ),
)


class ConfirmForm(forms.Form):
    """The second step: somebody says again that it is meant."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ik heb gezien wat er weggaat, en weet dat dit niet ongedaan te maken is.")
    )


@requires(Permission.PRIVACY_ANSWER)
@require_safe
def people(request: Request) -> HttpResponse:
    rows = people_answered_for(request.user, on=timezone.localdate())
    table = Table(
        request,
        rows,
        COLUMNS,
        search=["sort_name"],
        sort="name",
        count_words=lambda count: ngettext("%(n)d persoon", "%(n)d mensen", count) % {"n": count},
    )
    return render(request, "privacy/people.html", {"table": table})


@requires(Permission.PRIVACY_ANSWER)
@require_safe
def person(request: Request, person_id: uuid.UUID) -> HttpResponse:
    somebody = _person_or_404(request, person_id)
    return render(request, "privacy/person.html", {"person": somebody, "parts": _everything(request, somebody).parts})


@requires(Permission.PRIVACY_ANSWER)
@require_safe
def everything(request: Request, person_id: uuid.UUID, kind: str) -> HttpResponse:
    somebody = _person_or_404(request, person_id)
    found = _everything(request, somebody)
    audit.record_read(whose=somebody, what="everything", purpose=ASKED, by=request.user, at=timezone.now())
    return handed_over(found, kind)


def handed_over(found: Everything, kind: str) -> HttpResponse:
    """Return all that is kept about somebody as a file: for machines, or on paper."""
    name = _("Wat Tandem over %(name)s bewaart") % {"name": found.name}
    if kind == "json":
        return downloads.download(
            found.as_json().encode(), name=name, extension="json", media_type="application/json; charset=utf-8"
        )
    if kind == "pdf":
        return downloads.pdf(everything_paper(found, at=found.made_at), name=name)
    raise Http404


@requires(Permission.PRIVACY_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: Request, person_id: uuid.UUID) -> HttpResponse:
    somebody, now = _person_or_404(request, person_id), timezone.now()
    form = ConfirmForm(request.POST or None)
    with acting_for(request.user, on=timezone.localdate(now), purpose=Purpose.PERSON, about=somebody.pk):
        plan = plan_for(somebody, on=timezone.localdate(now))
        if form.is_valid():
            try:
                erase_person(person=somebody, by=request.user, at=now)
            except ErasureNotPossible as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Gewist. Ook in reservekopieën zijn de notities niet meer te lezen."))
                return redirect("privacy-people")
    return render(request, "privacy/erase.html", {"person": somebody, "plan": plan, "form": form})


def _person_or_404(request: Request, person_id: uuid.UUID) -> Person:
    return get_object_or_404(people_answered_for(request.user, on=timezone.localdate()), pk=person_id)


def _everything(request: Request, somebody: Person) -> Everything:
    now = timezone.now()
    with acting_for(request.user, on=timezone.localdate(now), purpose=Purpose.PERSON, about=somebody.pk):
        return everything_about(somebody, at=now, at_home=False)
