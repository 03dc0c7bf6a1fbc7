"""For whoever was asked to fill in one part of a start: exactly that page, and nothing else of the initiative."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.initiatives.actions import parts
from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import PartAsked
from tandem.initiatives.queries.start import parts_asked_of
from tandem.people.models import User
from tandem.web.access import signed_in
from tandem.web.start import words
from tandem.web.start.filling import Written, form_for, keep
from tandem.web.start.words import Part


def _which(asked: PartAsked) -> Part:
    return StartPoint(asked.point) if asked.point else PartnerGroup(asked.group)


@signed_in
@require_safe
def asked_list(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    rows = [(row, words.part(_which(row))) for row in parts_asked_of(request.user)]
    return render(request, "asked/list.html", {"asked": rows})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def asked_part(request: HttpRequest, part_asked_id: uuid.UUID) -> HttpResponse:
    assert isinstance(request.user, User)
    asked = get_object_or_404(parts_asked_of(request.user).filter(done_at=None), pk=part_asked_id)
    which = _which(asked)
    form = form_for(asked.initiative, which, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        agreed = None if "discussed" in request.POST else timezone.localdate(now)
        keep(asked.initiative, which, form, Written(request.user, now, agreed))
        parts.finish(asked=asked, by=request.user, at=now)
        messages.success(request, _("Dank u wel. Wie het u vroeg, ziet uw antwoord."))
        return redirect("asked")
    context = {
        "asked": asked,
        "form": form,
        "part": which,
        "title": words.part(which),
        "is_point": isinstance(which, StartPoint),
    }
    return render(request, "asked/part.html", context)
