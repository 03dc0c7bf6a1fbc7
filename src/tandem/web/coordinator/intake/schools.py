"""A school that Tandem does not know yet."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.initiatives.actions import initiatives as initiative_actions
from tandem.initiatives.queries import initiatives_managed_by
from tandem.people.actions import schools as actions
from tandem.people.actions.schools import SchoolChangeNotPossible
from tandem.people.enums import Region, Stage
from tandem.people.models import Site
from tandem.web.access import Request, requires
from tandem.web.coordinator.intake.forms import SchoolForm


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_school(request: Request) -> HttpResponse:
    initiatives = initiatives_managed_by(request.user, on=timezone.localdate())
    form = SchoolForm(request.POST or None, initiatives=initiatives)
    if form.is_valid():
        try:
            site = _add(request, form)
        except SchoolChangeNotPossible:
            form.add_error("name", _("Er is al een school met deze naam."))
        else:
            messages.success(request, _("De school staat erbij. Lees nu haar lijsten in."))
            chosen = f"?initiative={form.cleaned_data['initiative'].pk}&site={site.pk}"
            return redirect(reverse("coordinator-intake") + chosen)
    return render(request, "coordinator/intake/school.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _add(request: Request, form: SchoolForm) -> Site:
    data, now = form.cleaned_data, timezone.now()
    school = actions.add_school(name=data["name"], region=Region(data["region"]), by=request.user, at=now)
    site = actions.add_site(
        organisation=school, name=data["site"] or data["name"], stage=Stage(data["stage"]), by=request.user, at=now
    )
    initiative = data["initiative"]
    initiative_actions.change_initiative(
        initiative=initiative, sites=[*initiative.sites.all(), site], by=request.user, at=now
    )
    return site
