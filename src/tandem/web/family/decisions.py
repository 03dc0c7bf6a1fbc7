"""What was decided in the initiatives of one's children, and a word about what is only proposed."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions.decisions import say
from tandem.initiatives.enums import PartnerGroup
from tandem.initiatives.models import Decision
from tandem.initiatives.queries import children_with_requests
from tandem.initiatives.queries.contracts import contracts_for_family
from tandem.initiatives.queries.start import contacts_for_family, decisions_for_family
from tandem.people.models import Pupil
from tandem.web.access import Request, requires


class SayForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Wat vindt u ervan?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _children(request: Request) -> list[Pupil]:
    return list(children_with_requests(request.user, on=timezone.localdate()))


@requires(Permission.FAMILY_READ)
@require_safe
def decisions(request: Request) -> HttpResponse:
    children = _children(request)
    rows = [(row, None if row.decided_date else _form(row)) for row in decisions_for_family(children)]
    context = {
        "decisions": rows,
        "contacts": contacts_for_family(children),
        "contracts": contracts_for_family(children),
    }
    return render(request, "family/decisions.html", context)


def _form(decision: Decision) -> SayForm:
    return SayForm(auto_id=f"id_{decision.pk}_%s")


@requires(Permission.FAMILY_READ)
@require_POST
def say_something(request: Request, decision_id: uuid.UUID) -> HttpResponse:
    """Keep what a parent says of a proposal; nobody has to, and it changes nothing for the child."""
    open_ones = decisions_for_family(_children(request)).filter(decided_date=None)
    decision = get_object_or_404(open_ones, pk=decision_id)
    form = SayForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["words"]
        say(decision=decision, group=PartnerGroup.PARENTS, words=words, by=request.user, at=timezone.now())
        messages.success(request, _("Dank u wel. Wie beslist, leest het, zonder uw naam."))
    else:
        messages.error(request, _("Schrijf eerst wat u ervan vindt."))
    return redirect("family-decisions")
