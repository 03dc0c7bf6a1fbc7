"""What families ask about files: who is named answers, with why and before a day."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.permissions import Permission
from tandem.logbook.actions import file_requests as actions
from tandem.logbook.actions.file_reads import record_reading
from tandem.logbook.enums import ReadPurpose
from tandem.logbook.queries.file_pages import ITEM, NOTE, line_of
from tandem.logbook.queries.file_readers import requests_to_answer
from tandem.web.access import Request, requires
from tandem.web.school.file_forms import AnswerForm


@requires(Permission.CLASS_READ)
@require_safe
def request_list(request: Request) -> HttpResponse:
    asked = requests_to_answer(request.user, on=timezone.localdate())
    return render(request, "school/file_requests.html", {"asked": asked})


@requires(Permission.CLASS_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, request_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    asked = get_object_or_404(requests_to_answer(request.user, on=today), pk=request_id)
    form = AnswerForm(request.POST or None, asked=asked)
    if form.is_valid():
        actions.answer(request=asked, by=request.user, at=now, **form.cleaned_data)
        messages.success(request, _("Beantwoord. Het gezin leest het antwoord bij de map."))
        return redirect("school-file-requests")
    record_reading(pupil=asked.pupil, purpose=ReadPurpose.REQUEST, by=request.user, at=now)
    line = line_of(asked.pupil, ITEM if asked.item_id else NOTE, asked.target_id, on=today)
    context = {"asked": asked, "line": line, "form": form, "name": asked.pupil.person.given_name}
    return render(request, "school/file_request.html", context)
