"""The lessons a student gave in a summer school, and asking the college to recognise them (R-LBV-2i)."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.models import Enrolment
from tandem.logbook.actions.lessons import ClaimNotPossible, ask_recognition
from tandem.logbook.queries.lessons import claim_of, lessons_of, summer_enrolments_of
from tandem.people.enums import TutorKind
from tandem.web.access import Request, requires
from tandem.web.tutor.shared import tutor_of


@requires(Permission.TUTOR_READ)
@require_safe
def lessons(request: Request) -> HttpResponse:
    tutor = tutor_of(request)
    found = [(row, lessons_of(row), claim_of(row)) for row in summer_enrolments_of(tutor)]
    return render(request, "tutor/lessons.html", {"found": found, "is_student": TutorKind(tutor.kind).is_student})


@requires(Permission.TUTOR_READ)
@require_POST
def ask(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    mine = Enrolment.objects.filter(tutor=tutor_of(request)).select_related("tutor__organisation", "initiative")
    row = get_object_or_404(mine, pk=enrolment_id)
    why = {
        "no_lessons": _("Er zijn nog geen lessen. Ze komen hier zodra de leerkracht de dag heeft ingevuld."),
        "answered": _("Je opleiding heeft al geantwoord."),
    }
    try:
        claim = ask_recognition(enrolment=row, by=request.user, at=timezone.now())
    except ClaimNotPossible as error:
        messages.error(request, why.get(str(error), _("Dit kan alleen een student vragen.")))
    else:
        said = ngettext(
            "Gevraagd, voor %(count)d les. Je opleiding beslist.",
            "Gevraagd, voor %(count)d lessen. Je opleiding beslist.",
            claim.lessons,
        )
        messages.success(request, said % {"count": claim.lessons})
    return redirect("tutor-lessons")
