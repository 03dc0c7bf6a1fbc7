"""The contract with a family: what both expect, written or said, before a child begins."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core import pdf
from tandem.core.pdf import Question
from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions.contracts import write_contract
from tandem.initiatives.models import FamilyContract
from tandem.initiatives.models import Request as TutoringRequest
from tandem.initiatives.queries.contracts import asks_contract, contract_of
from tandem.people.models import Person, Pupil
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.coordinator.forms.fields import DayField, OneField, offer
from tandem.web.coordinator.shared import render_of

LINES = forms.Textarea(attrs={"rows": 4})


class ContractForm(forms.Form):
    said_by = OneField(
        Person, name_of=lambda person: person.full_name, label=gettext_lazy("Wie spreekt voor het gezin?")
    )
    family_expects = forms.CharField(
        label=gettext_lazy("Wat het gezin van ons verwacht"), max_length=2000, widget=LINES
    )
    others_expect = forms.CharField(
        label=gettext_lazy("Wat wij van het gezin en het kind verwachten"), max_length=2000, widget=LINES
    )
    is_spoken = forms.BooleanField(
        label=gettext_lazy("In een gesprek gezegd"),
        required=False,
        help_text=gettext_lazy("U schrijft het op zoals het gezegd is; een handtekening is niet nodig."),
    )
    language = forms.CharField(label=gettext_lazy("In welke taal?"), max_length=60, initial="Nederlands")
    interpreter = forms.CharField(label=gettext_lazy("Wie vertaalde?"), max_length=200, required=False)
    said_date = DayField(label=gettext_lazy("Op"))


def _row(request: Request, request_id: uuid.UUID) -> tuple[TutoringRequest, Pupil]:
    row = get_object_or_404(queries.requests_managed_by(request.user, on=timezone.localdate()), pk=request_id)
    if row.pupil is None or not asks_contract(row.initiative):
        raise Http404
    return row, row.pupil


def _initial(contract: FamilyContract | None) -> dict[str, object]:
    if contract is None:
        return {"said_date": timezone.localdate()}
    names = ("family_expects", "others_expect", "is_spoken", "language", "interpreter", "said_date")
    return {name: getattr(contract, name) for name in names} | {"said_by": contract.said_by_id}


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def contract(request: Request, request_id: uuid.UUID) -> HttpResponse:
    row, pupil = _row(request, request_id)
    known = contract_of(row.initiative, pupil)
    form = ContractForm(request.POST or None, initial=_initial(known))
    at_home = pupil.guardians.filter(contact_ban=False).values("person")
    offer(form, "said_by", Person.objects.filter(pk__in=at_home).order_by("sort_name", "pk"))
    if form.is_valid():
        write_contract(initiative=row.initiative, pupil=pupil, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard. Het gezin leest het op de eigen bladzijde."))
        return redirect("coordinator-request", row.pk)
    context = {"row": row, "who": words.who(row), "form": form, "contract": known}
    return render_of(request, row.initiative, "coordinator/requests/contract.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_safe
def paper(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Hand over the contract on paper: with both columns as they stand, or with lines to fill in."""
    row, pupil = _row(request, request_id)
    return downloads.pdf(_paper(row, contract_of(row.initiative, pupil)), name=_("contract"))


def _paper(row: TutoringRequest, known: FamilyContract | None) -> bytes:
    questions = [
        Question(_("Wat het gezin van ons verwacht"), known.family_expects if known else "", 0 if known else 6),
        Question(
            _("Wat wij van het gezin en het kind verwachten"), known.others_expect if known else "", 0 if known else 6
        ),
        Question(_("Datum en naam van wie sprak"), _said(known), 0 if known else 1),
    ]
    return pdf.form_to_fill_in(
        questions,
        title=_("Wat we van elkaar verwachten"),
        at=timezone.now(),
        intro=[words.who(row), row.initiative.name],
        notes=[_("Dit is een afspraak tussen mensen. Niemand krijgt straf als iets anders loopt; dan praten we.")],
        footer=row.initiative.organiser.name,
    )


def _said(known: FamilyContract | None) -> str:
    if known is None:
        return ""
    said = _("%(name)s, op %(day)s, in het %(language)s") % {
        "name": known.said_by.full_name,
        "day": date_format(known.said_date, "j F Y"),
        "language": known.language,
    }
    return f"{said}, {_('vertaald door')} {known.interpreter}" if known.interpreter else said
