"""Schools, colleges and partners, and who first coordinates there."""

import uuid

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.permissions import GIVES, Permission
from tandem.people.actions import organisations
from tandem.people.actions.organisations import OrganisationNotPossible
from tandem.people.models import Organisation
from tandem.people.queries import current
from tandem.web.access import Request, permissions_for, requires
from tandem.web.people.forms import OrganisationForm
from tandem.web.tables import Column, Table

COLUMNS = (
    Column(
        "name",
        gettext_lazy("Naam"),
        order=["name"],
        kind="heading",
        link=lambda row: reverse("people-organisation", args=[row.pk]),
    ),
    Column("kind", gettext_lazy("Soort"), lambda row: row.get_kind_display(), order=["kind", "name"]),
    Column("part_of", gettext_lazy("Hoort bij"), lambda row: row.part_of or "", order=["part_of__name", "name"]),
    Column("coordinators", gettext_lazy("Coördinatoren"), order=["coordinators", "name"], kind="number"),
)


def _organisations() -> QuerySet[Organisation]:
    today = timezone.localdate()
    coordinating = current(today, "memberships__") & Q(memberships__role__in=GIVES[Permission.PLATFORM_MANAGE])
    return (
        Organisation.objects.select_related("part_of")
        .annotate(coordinators=Count("memberships", filter=coordinating, distinct=True))
        .order_by("name", "pk")
    )


@requires(Permission.PLATFORM_MANAGE)
@require_safe
def organisation_list(request: Request) -> HttpResponse:
    table = Table(
        request,
        _organisations(),
        COLUMNS,
        search=["name", "part_of__name"],
        sort="name",
        count_words=lambda count: ngettext("%(n)d organisatie", "%(n)d organisaties", count) % {"n": count},
    )
    return render(request, "people/organisations.html", {"table": table})


@requires(Permission.PLATFORM_MANAGE, Permission.PROGRAMME_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: Request) -> HttpResponse:
    form = OrganisationForm(request.POST or None, above=Organisation.objects.order_by("name", "pk"))
    if form.is_valid():
        try:
            found = organisations.add(by=request.user, at=timezone.now(), **form.cleaned_data)
        except OrganisationNotPossible:
            form.add_error("name", _("Er is al een organisatie van deze soort met deze naam."))
        else:
            if Permission.PLATFORM_MANAGE in permissions_for(request):
                messages.success(request, _("Bewaard. Geef er nu iemand een rol."))
                return redirect(_give_role_in(found))
            messages.success(request, _("Bewaard. Bij „Wie doet wat” kunt u deze partner nu kiezen."))
            return redirect("coordinator-initiatives")
    return render(request, "people/organisation.html", {"form": form})


def _give_role_in(organisation: Organisation) -> str:
    return f"{reverse('people-give')}?organisation={organisation.pk}"


@requires(Permission.PLATFORM_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Request, organisation_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(_organisations(), pk=organisation_id)
    initial = {"name": found.name, "kind": found.kind, "region": found.region, "part_of": found.part_of}
    above = Organisation.objects.exclude(pk=found.pk).order_by("name", "pk")
    form = OrganisationForm(request.POST or None, above=above, initial=initial)
    if form.is_valid():
        try:
            organisations.change(organisation=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except OrganisationNotPossible:
            form.add_error("name", _("Dit kan niet: de naam bestaat al, of de organisatie hoort dan bij zichzelf."))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("people-organisations")
    coordinators = (
        found.memberships.filter(current(timezone.localdate()), role__in=GIVES[Permission.PLATFORM_MANAGE])
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )
    context = {"form": form, "organisation": found, "coordinators": coordinators, "give_url": _give_role_in(found)}
    return render(request, "people/organisation.html", context)
