"""The students a lecturer supervises: their hours, their sessions, and what they wrote without a pupil's name."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.logbook.actions.lessons import decide_recognition
from tandem.logbook.queries.lecturers import sessions_of_student, students_supervised_by
from tandem.logbook.queries.lessons import claim_of, lessons_of, summer_enrolments_supervised
from tandem.people.models import Tutor
from tandem.web.access import Request, requires
from tandem.web.summer.forms import AnswerForm
from tandem.web.tables import Column, Table


def _hours(student: Tutor) -> str:
    minutes = getattr(student, "minutes", None) or 0
    return _("%(hours)d u %(minutes)02d") % {"hours": minutes // 60, "minutes": minutes % 60}


COLUMNS = (
    Column(
        "name",
        gettext_lazy("Student"),
        "person.full_name",
        order=["person__sort_name"],
        kind="heading",
        link=lambda row: reverse("lecturer-student", args=[row.pk]),
    ),
    Column("number", gettext_lazy("Nummer"), order=["number"]),
    Column("hours", gettext_lazy("Getutord"), _hours, order=["minutes", "person__sort_name"], kind="number"),
)


@requires(Permission.COURSE_READ)
@require_safe
def student_list(request: Request) -> HttpResponse:
    table = Table(
        request,
        students_supervised_by(request.user, on=timezone.localdate()),
        COLUMNS,
        search=["person__sort_name", "number"],
        sort="name",
        count_words=lambda count: ngettext("%(n)d student", "%(n)d studenten", count) % {"n": count},
    )
    return render(request, "lecturer/students.html", {"table": table})


@requires(Permission.COURSE_READ)
@require_safe
def student(request: Request, tutor_id: uuid.UUID) -> HttpResponse:
    today = timezone.localdate()
    found = get_object_or_404(students_supervised_by(request.user, on=today), pk=tutor_id)
    sessions = sessions_of_student(found, request.user, on=today)
    asked = [
        (row, lessons_of(row), claim_of(row), AnswerForm(auto_id=f"id_{row.pk}_%s"))
        for row in summer_enrolments_supervised(request.user, found, on=today)
    ]
    context = {"student": found, "sessions": sessions, "hours": _hours(found), "asked": asked}
    return render(request, "lecturer/student.html", context)


@requires(Permission.COURSE_PLACE)
@require_POST
def recognise(request: Request, tutor_id: uuid.UUID, enrolment_id: uuid.UUID) -> HttpResponse:
    """Decide whether the lessons of a student in a summer school count as internship."""
    today = timezone.localdate()
    found = get_object_or_404(students_supervised_by(request.user, on=today), pk=tutor_id)
    row = get_object_or_404(summer_enrolments_supervised(request.user, found, on=today), pk=enrolment_id)
    claim, form = claim_of(row), AnswerForm(request.POST)
    if claim is None:
        raise Http404
    if form.is_valid():
        answer = form.cleaned_data
        decide_recognition(
            claim=claim,
            recognised=answer["recognised"] == "yes",
            reason=answer["reason"] if answer["recognised"] == "no" else "",
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Bewaard. De student leest het."))
    else:
        messages.error(request, _("Zeg ja, of zeg waarom niet."))
    return redirect("lecturer-student", found.pk)
