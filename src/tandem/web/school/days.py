"""Days on which the school is closed, and on which a class or a pupil is away."""

import uuid

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.people.queries import pupils_visible_to, schools_visible_to, sites_visible_to
from tandem.scheduling.actions import days as actions
from tandem.scheduling.actions.days import Touched
from tandem.scheduling.models import Closure, Suspension
from tandem.scheduling.queries.timetables import classes_with_teachers, closures_visible_to, suspensions_visible_to
from tandem.web.access import Request, requires
from tandem.web.school.forms import ClosureForm, SuspensionForm


def _say(request: Request, done: str, touched: Touched) -> None:
    said = [done]
    if touched.teams:
        said.append(
            ngettext(
                "De dagen van %(count)s groepje zijn aangepast; wie erbij hoort, krijgt bericht.",
                "De dagen van %(count)s groepjes zijn aangepast; wie erbij hoort, krijgt bericht.",
                touched.teams,
            )
            % {"count": touched.teams}
        )
    messages.success(request, " ".join(said))
    if touched.clashing:
        messages.warning(
            request,
            ngettext(
                "%(count)s groepje kan niet terug op zijn uur: daar is nu iemand bezet. Uw coördinator zoekt mee.",
                "%(count)s groepjes kunnen niet terug op hun uur: daar is nu iemand bezet. Uw coördinator zoekt mee.",
                touched.clashing,
            )
            % {"count": touched.clashing},
        )


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def day_list(request: Request) -> HttpResponse:
    today = timezone.localdate()
    sites = sites_visible_to(request.user, on=today, to=Permission.SCHOOL_MANAGE)
    closure = ClosureForm(request.POST if "close" in request.POST else None, sites=sites)
    suspension = SuspensionForm(
        request.POST if "suspend" in request.POST else None,
        classes=classes_with_teachers(request.user, on=today),
        pupils=pupils_visible_to(request.user, on=today),
    )
    if closure.is_valid() and (touched := _close(request, closure)):
        _say(request, _("Bewaard."), touched)
        return redirect("school-days")
    if suspension.is_valid():
        touched = actions.suspend(by=request.user, at=timezone.now(), **suspension.cleaned_data)
        _say(request, _("Bewaard."), touched)
        return redirect("school-days")
    context = {
        "closures": _coming(closures_visible_to(request.user, on=today)),
        "suspensions": _coming(suspensions_visible_to(request.user, on=today)),
        "closure_form": closure,
        "suspension_form": suspension,
    }
    return render(request, "school/days.html", context)


def _close(request: Request, form: ClosureForm) -> Touched | None:
    site = form.cleaned_data["site"]
    schools = list(schools_visible_to(request.user, on=timezone.localdate(), to=Permission.SCHOOL_MANAGE))
    if site is None and len(schools) != 1:
        form.add_error("site", _("U werkt voor meer scholen: kies een vestiging."))
        return None
    organisation = site.organisation if site else schools[0]
    return actions.close(organisation=organisation, by=request.user, at=timezone.now(), **form.cleaned_data)


def _coming(rows: QuerySet[Closure] | QuerySet[Suspension]) -> QuerySet[Closure] | QuerySet[Suspension]:
    return rows.filter(Q(to_date__gte=timezone.localdate()))


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def remove_closure(request: Request, closure_id: uuid.UUID) -> HttpResponse:
    closure = get_object_or_404(closures_visible_to(request.user, on=timezone.localdate()), pk=closure_id)
    touched = actions.open_again(closure=closure, by=request.user, at=timezone.now())
    _say(request, _("Weggehaald."), touched)
    return redirect("school-days")


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def remove_suspension(request: Request, suspension_id: uuid.UUID) -> HttpResponse:
    suspension = get_object_or_404(suspensions_visible_to(request.user, on=timezone.localdate()), pk=suspension_id)
    touched = actions.end_suspension(suspension=suspension, by=request.user, at=timezone.now())
    _say(request, _("Weggehaald."), touched)
    return redirect("school-days")
