"""Requests: who asks for tutoring, how soon, and what a coordinator may change about it."""

import uuid
from collections.abc import Collection
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions import requests as actions
from tandem.initiatives.enums import Priority, RequestStatus
from tandem.initiatives.models import Request as TutoringRequest
from tandem.initiatives.queries.contracts import asks_contract
from tandem.initiatives.queries.home import visits_homes
from tandem.scheduling.queries.college_places import waiting_for_a_college
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words, words
from tandem.web.coordinator.forms import request as forms
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.downloads import table_as_excel
from tandem.web.tables import Column, Table

SEARCHED = ("pupil__person__given_name", "pupil__person__family_name", "school_class__name", "subject", "site__name")
BY_NAME = ("pupil__person__sort_name", "school_class__name")


def columns(on: date, full: Collection[uuid.UUID] = ()) -> list[Column]:
    """Return the columns; `full` are the requests that wait for a college to have a place."""

    def waited(row: TutoringRequest) -> str:
        return words.waiting(row.asked_date, on) if row.status == RequestStatus.WAITING else ""

    def stands(row: TutoringRequest) -> str:
        return plan_words.waits_for_a_college() if row.pk in full else row.get_status_display()

    return [
        Column(
            "name",
            gettext_lazy("Voor wie"),
            words.who,
            BY_NAME,
            kind="heading",
            link=lambda row: reverse("coordinator-request", args=[row.pk]),
        ),
        Column("site", gettext_lazy("Vestiging"), "site.name", ("site__name", *BY_NAME)),
        Column("subject", gettext_lazy("Vak"), order=("subject", *BY_NAME)),
        Column("priority", gettext_lazy("Hoe snel"), "get_priority_display", ("priority", *BY_NAME)),
        Column("waits", gettext_lazy("Wacht"), waited, ("asked_date", *BY_NAME)),
        Column("status", gettext_lazy("Stand"), stands, ("status", *BY_NAME)),
    ]


@requires(Permission.PROGRAMME_READ)
@require_safe
def request_list(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    today = timezone.localdate()
    rows = queries.requests_managed_by(request.user, on=today).filter(initiative=initiative)
    table = Table(
        request,
        rows,
        columns(today, waiting_for_a_college(initiative)),
        search=SEARCHED,
        sort="name",
        count_words=lambda count: ngettext("%(n)d aanvraag", "%(n)d aanvragen", count) % {"n": count},
    )
    if table.wants_export:
        return table_as_excel(table, name=_("Aanvragen %(initiative)s") % {"initiative": initiative}, at=timezone.now())
    return render_of(request, initiative, "coordinator/requests/list.html", {"table": table})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, request_id: uuid.UUID) -> HttpResponse:
    row = _own(request, request_id)
    form = forms.RequestForm(request.POST or None, initial=forms.initial_from(row))
    if form.is_valid():
        actions.change_request(request=row, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("coordinator-requests", row.initiative_id)
    context = {
        "row": row,
        "who": words.who(row),
        "level": words.level(row.level),
        "waits": words.waiting(row.asked_date, timezone.localdate()),
        "no_college": row.pk in waiting_for_a_college(row.initiative),
        "no_college_words": (plan_words.waits_for_a_college(), plan_words.helps_without_college()),
        "form": form,
        "priority_form": forms.PriorityForm(initial={"priority": row.priority}),
        "asks_contract": row.pupil is not None and asks_contract(row.initiative),
        "visits_home": row.pupil is not None and visits_homes(row.initiative),
    }
    return render_of(request, row.initiative, "coordinator/requests/edit.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def set_priority(request: Request, request_id: uuid.UUID) -> HttpResponse:
    row = _own(request, request_id)
    form = forms.PriorityForm(request.POST)
    if form.is_valid():
        priority = Priority(form.cleaned_data["priority"])
        actions.set_priority(request=row, priority=priority, by=request.user, at=timezone.now())
        messages.success(request, _("Bewaard: %(word)s.") % {"word": priority.label})
    else:
        messages.error(request, _("Kies een van de drie woorden."))
    return redirect("coordinator-request", row.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def private(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Say who does not go together; apart from the request's own page, so that it is never seen in passing."""
    row = _own(request, request_id)
    form = forms.PrivateForm(
        request.POST or None,
        request=row,
        tutors=queries.tutors_of(row.initiative),
        others=queries.requests_managed_by(request.user, on=timezone.localdate())
        .filter(initiative=row.initiative, site=row.site, pupil__isnull=False)
        .exclude(pk=row.pk),
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        actions.refuse_tutors(request=row, tutors=form.cleaned_data["tutors"], by=request.user, at=now)
        actions.keep_apart(request=row, others=form.cleaned_data["others"], by=request.user, at=now)
        messages.success(request, _("Bewaard. Niemand krijgt te zien waarom."))
        return redirect("coordinator-request", row.pk)
    context = {"row": row, "who": words.who(row), "form": form}
    return render_of(request, row.initiative, "coordinator/requests/private.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def withdraw(request: Request, request_id: uuid.UUID) -> HttpResponse:
    row = _own(request, request_id)
    try:
        actions.withdraw_request(request=row, by=request.user, at=timezone.now())
    except actions.RequestNotPossible:
        messages.error(
            request, _("Deze leerling heeft al een plek. Rond eerst het duo of groepje af, met een afscheid.")
        )
        return redirect("coordinator-request", row.pk)
    messages.success(request, _("De aanvraag is ingetrokken."))
    return redirect("coordinator-requests", row.initiative_id)


def _own(request: Request, request_id: uuid.UUID) -> TutoringRequest:
    return get_object_or_404(queries.requests_managed_by(request.user, on=timezone.localdate()), pk=request_id)
