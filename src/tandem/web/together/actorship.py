"""Who decides, who does, and what a tutor may do alone: the usual matrix, with what an initiative agreed otherwise."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.initiatives.actions import together as actions
from tandem.initiatives.models import ActorshipChange
from tandem.initiatives.queries.together import tasks_of
from tandem.initiatives.together.actorship import TASK_BY_KEY, Actor, Alone
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.together.shared import PLANS, of_the_programme, partnership, render_together


class ChangeForm(forms.Form):
    decides = forms.ChoiceField(label=gettext_lazy("Wie beslist"), choices=Actor.choices)
    does = forms.ChoiceField(label=gettext_lazy("Wie doet het"), choices=Actor.choices)
    alone = forms.ChoiceField(
        label=gettext_lazy("Mag een tutor dit alleen?"), choices=Alone.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom spreekt u het anders af?"),
        max_length=300,
        help_text=gettext_lazy("School, tutors en programma lezen dit."),
    )


@requires(*PLANS)
@require_safe
def actorship(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = partnership(request, initiative_id, site_id, tutoring=True)
    return render_together(request, found, "together/actorship.html", {"tasks": tasks_of(found.initiative)})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID, task: str) -> HttpResponse:
    found = of_the_programme(request, initiative_id, site_id)
    if task not in TASK_BY_KEY:
        raise Http404
    usual = TASK_BY_KEY[task]
    as_agreed, row = next(pair for pair in tasks_of(found.initiative) if pair[0].key == task)
    initial: dict[str, Any] = {
        "decides": as_agreed.decides,
        "does": as_agreed.does,
        "alone": as_agreed.alone,
        "reason": row.reason if row else "",
    }
    form = ChangeForm(request.POST or None, initial=initial)
    if usual.fixed:
        messages.info(request, str(usual.fixed))
        return redirect("together-actorship", found.initiative.pk, found.site.pk)
    if request.method == "POST" and form.is_valid():
        actions.agree_otherwise(
            initiative=found.initiative, task=task, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Afgesproken. Het geldt voor alle scholen van dit initiatief."))
        return redirect("together-actorship", found.initiative.pk, found.site.pk)
    return render_together(request, found, "together/actorship_change.html", {"form": form, "task": usual, "row": row})


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def as_usual(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID, task: str) -> HttpResponse:
    found = of_the_programme(request, initiative_id, site_id)
    row = get_object_or_404(
        ActorshipChange.objects.select_related("initiative__organiser"), initiative=found.initiative, task=task
    )
    actions.agree_as_usual(change=row, by=request.user, at=timezone.now())
    messages.success(request, _("Dit gaat weer zoals gewoonlijk."))
    return redirect("together-actorship", found.initiative.pk, found.site.pk)


@requires(*PLANS)
@require_safe
def paper(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = partnership(request, initiative_id, site_id, tutoring=True)
    columns = [
        pdf.PaperColumn(label)
        for label in (_("Taak"), _("Wie beslist"), _("Wie doet het"), _("Mag een tutor dit alleen?"))
    ]
    tasks = tasks_of(found.initiative)
    rows = [
        (str(task.what), str(task.decides.label), str(task.does.label), str(task.alone.label))
        for task, _change in tasks
    ]
    notes = [f"{task.what}: {change.reason}" for task, change in tasks if change]
    content = pdf.report(
        [pdf.Section(columns=columns, rows=rows)],
        title=_("Wie mag wat"),
        intro=[f"{found.initiative.name}, {found.site.name}"],
        notes=[_("Anders afgesproken, want:"), *notes] if notes else [],
        at=timezone.now(),
    )
    return downloads.pdf(content, name=_("Wie mag wat %(school)s") % {"school": found.site.name})
