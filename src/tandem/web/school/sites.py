"""The sites of a school: where they are, and where tutors pick pupils up."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.permissions import Permission
from tandem.people.actions import schools
from tandem.people.actions.schools import SchoolChangeNotPossible
from tandem.people.queries import sites_visible_to
from tandem.web.access import Request, permissions_for, requires


class SiteForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=200)
    address = forms.CharField(label=gettext_lazy("Adres"), max_length=300, required=False)
    pick_up = forms.CharField(
        label=gettext_lazy("Waar melden tutors zich, en waar halen ze leerlingen op?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Tutors lezen dit op hun telefoon. Bijvoorbeeld: aanmelden bij het secretariaat."),
    )


@requires(Permission.SCHOOL_READ)
@require_safe
def site_list(request: Request) -> HttpResponse:
    sites = sites_visible_to(request.user, on=timezone.localdate())
    manages = Permission.SCHOOL_MANAGE in permissions_for(request)
    return render(request, "school/sites.html", {"sites": sites, "manages": manages})


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_site(request: Request, site_id: uuid.UUID) -> HttpResponse:
    site = get_object_or_404(
        sites_visible_to(request.user, on=timezone.localdate(), to=Permission.SCHOOL_MANAGE), pk=site_id
    )
    initial = {"name": site.name, "address": site.address, "pick_up": site.pick_up}
    form = SiteForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            schools.change_site(site=site, by=request.user, at=timezone.now(), **form.cleaned_data)
        except SchoolChangeNotPossible:
            form.add_error("name", _("De school heeft al een vestiging met deze naam."))
        else:
            messages.success(request, _("Bewaard. Tutors zien het bij hun volgende sessie."))
            return redirect("school-sites")
    return render(request, "school/site_edit.html", {"site": site, "form": form})
