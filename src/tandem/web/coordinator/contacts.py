"""Who receives worries at each site of an initiative."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.initiatives.actions.contacts import ContactNotPossible, set_site_contact
from tandem.initiatives.models import Initiative, SiteContact
from tandem.people.models import Site, User
from tandem.people.queries import current
from tandem.people.queries.programmes import colleagues_of
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.fields import OneField, offer
from tandem.web.coordinator.shared import own_initiative, render_of


class ContactForm(forms.Form):
    contact = OneField(
        User,
        name_of=lambda user: user.person.full_name,
        label=gettext_lazy("Wie een signaal krijgt"),
        required=False,
        empty_label=gettext_lazy("zoals in het hele initiatief"),
    )
    deputy = OneField(
        User,
        name_of=lambda user: user.person.full_name,
        label=gettext_lazy("Wie vervangt"),
        required=False,
        empty_label=gettext_lazy("zoals in het hele initiatief"),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "contact", people)
        offer(self, "deputy", people)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def site_contact(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    site = get_object_or_404(initiative.sites.select_related("organisation"), pk=site_id)
    row = SiteContact.objects.filter(initiative=initiative, site=site).first()
    initial = {"contact": row.contact_id, "deputy": row.deputy_id} if row else {}
    form = ContactForm(request.POST or None, people=_people(request, site), initial=initial)
    if request.method == "POST" and form.is_valid() and _set(request, initiative, site, form):
        messages.success(request, _("Bewaard. Nieuwe signalen gaan vanaf nu zo."))
        return redirect("coordinator-sites", initiative.pk)
    return render_of(request, initiative, "coordinator/initiatives/site_contact.html", {"form": form, "site": site})


def _set(request: Request, initiative: Initiative, site: Site, form: ContactForm) -> bool:
    try:
        set_site_contact(initiative=initiative, site=site, by=request.user, at=timezone.now(), **form.cleaned_data)
    except ContactNotPossible:
        form.add_error("deputy", _("Kies iemand anders, en alleen als er hierboven iemand staat."))
        return False
    return True


def _people(request: Request, site: Site) -> QuerySet[User]:
    """Return who may be named: colleagues of the programme, and who has a role at the school."""
    today = timezone.localdate()
    at_school = User.objects.filter(
        person__memberships__in=site.organisation.memberships.filter(current(today)), is_active=True
    )
    mine = colleagues_of(request.user, on=today)
    return (
        User.objects.filter(pk__in=[*mine.values_list("pk", flat=True), *at_school.values_list("pk", flat=True)])
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )
