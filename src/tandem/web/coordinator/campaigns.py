"""Calls for tutors: which there are, making one, the poster, and who answered."""

import uuid
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.initiatives.actions import recruitment as actions
from tandem.initiatives.models import Campaign, Initiative
from tandem.initiatives.queries import recruitment as queries
from tandem.people.enums import TutorKind
from tandem.people.queries.programmes import colleagues_of
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.coordinator.forms import recruitment as forms
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.tables import Column, Table

APPLICANTS = (
    Column(
        "name",
        gettext_lazy("Naam"),
        "full_name",
        order=("family_name", "given_name"),
        kind="heading",
        link=lambda row: reverse("coordinator-campaign-application", args=[row.pk]),
    ),
    Column("kind", gettext_lazy("Is"), lambda row: row.get_kind_display()),
    Column("subjects", gettext_lazy("Wil helpen met"), lambda row: words.listing(row.subjects)),
    Column("asked", gettext_lazy("Aangemeld"), lambda row: date_format(timezone.localtime(row.asked_at), "j b Y")),
    Column("status", gettext_lazy("Stand"), lambda row: row.get_status_display(), ("status", "asked_at")),
)


@requires(Permission.PROGRAMME_READ)
@require_safe
def campaign_list(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    rows = queries.campaigns_managed_by(request.user, on=timezone.localdate()).filter(initiative=initiative)
    return render_of(
        request, initiative, "coordinator/campaigns/list.html", {"campaigns": rows, "today": timezone.localdate()}
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form, wanted = _forms(request, initiative)
    if all([form.is_valid(), wanted.is_valid()]):
        campaign = actions.make_campaign(
            initiative=initiative,
            wanted=forms.wanted_of(wanted),
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("De oproep staat klaar. Hang de affiche op, of geef het adres door."))
        return redirect("coordinator-campaign", campaign.pk)
    return render_of(request, initiative, "coordinator/campaigns/edit.html", {"form": form, "wanted": wanted})


@requires(Permission.PROGRAMME_READ)
@require_safe
def campaign(request: Request, campaign_id: uuid.UUID) -> HttpResponse:
    row = own_campaign(request, campaign_id)
    applicants = queries.applications_managed_by(request.user, on=timezone.localdate()).filter(campaign=row)
    table = Table(
        request,
        applicants,
        APPLICANTS,
        search=("given_name", "family_name"),
        sort="status",
        count_words=lambda count: ngettext("%(n)d aanmelding", "%(n)d aanmeldingen", count) % {"n": count},
    )
    context = {
        "campaign": row,
        "table": table,
        "address": request.build_absolute_uri(reverse("join", args=[row.slug])),
        "kinds": words.listing([str(TutorKind(kind).label) for kind in row.kinds]),
        "is_open": row.from_date <= timezone.localdate() <= row.to_date,
    }
    return render_of(request, row.initiative, "coordinator/campaigns/campaign.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, campaign_id: uuid.UUID) -> HttpResponse:
    row = own_campaign(request, campaign_id)
    form, wanted = _forms(request, row.initiative, row)
    if all([form.is_valid(), wanted.is_valid()]):
        actions.change_campaign(
            campaign=row, wanted=forms.wanted_of(wanted), by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Bewaard."))
        return redirect("coordinator-campaign", row.pk)
    context = {"form": form, "wanted": wanted, "campaign": row}
    return render_of(request, row.initiative, "coordinator/campaigns/edit.html", context)


@requires(Permission.PROGRAMME_READ)
@require_safe
def poster(request: Request, campaign_id: uuid.UUID) -> HttpResponse:
    """Hand over the poster, with the square that opens the form."""
    row = own_campaign(request, campaign_id)
    address = request.build_absolute_uri(reverse("join", args=[row.slug]))
    contact = row.contact
    paper = pdf.Poster(
        call=row.name,
        words=[line for line in words_of(row).splitlines() if line.strip()],
        wanted_title=_("We zoeken"),
        wanted=[wanted_in_words(subject, number) for subject, number in queries.wanted_in_public(row)],
        join=_("Doe mee"),
        qr=segno.make(address, error="m", micro=False).svg_inline(border=2, light="white"),
        description=_("QR-code naar het formulier om mee te doen"),
        address=address.removeprefix("https://").removeprefix("http://"),
        until=_("Tot en met %(day)s") % {"day": date_format(row.to_date, "j F Y")},
        contact=_("Vragen: %(email)s") % {"email": contact.person.email or contact.email},
    )
    content = pdf.poster(paper, title=row.where or row.initiative.organiser.name, at=timezone.now())
    return downloads.pdf(content, name=_("Affiche %(name)s") % {"name": row.name})


def words_of(campaign: Campaign) -> str:
    """Return the words of a call in the reader's language, where they were written."""
    is_english = (get_language() or "").startswith("en")
    return campaign.words_en if is_english and campaign.words_en else campaign.words


def wanted_in_words(subject: str, number: int) -> str:
    return _("%(number)d voor %(subject)s") % {"number": number, "subject": subject}


def own_campaign(request: Request, pk: uuid.UUID) -> Campaign:
    return get_object_or_404(queries.campaigns_managed_by(request.user, on=timezone.localdate()), pk=pk)


def _forms(request: Request, initiative: Initiative, row: Campaign | None = None) -> tuple[forms.CampaignForm, Any]:
    today = timezone.localdate()
    sites = initiative.sites.select_related("organisation").order_by("name", "pk")
    contacts = colleagues_of(request.user, on=today)
    initial = forms.initial_from(row) if row else {"from_date": today, "contact": request.user.pk}
    form = forms.CampaignForm(request.POST or None, contacts=contacts, sites=sites, initial=initial)
    wanted = forms.WantedFormSet(
        request.POST or None,
        prefix="wanted",
        initial=forms.initial_lines(row) if row else [],
        form_kwargs={"sites": sites},
    )
    return form, wanted
