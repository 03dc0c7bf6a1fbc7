"""Students who tutor for their course: placed and supported by their lecturer, never selected (R-VLOR-9.1a)."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions import engagements as actions
from tandem.initiatives.enums import Continuity
from tandem.initiatives.models import Enrolment, Placement
from tandem.initiatives.queries import recruitment as queries
from tandem.initiatives.queries.training import attended_by
from tandem.logbook import recognition
from tandem.logbook.queries.hours import hours_of
from tandem.logbook.queries.recognition import done_by
from tandem.people.actions.tutors import TutorChangeNotPossible
from tandem.people.credits import credit_rule
from tandem.people.enums import Region
from tandem.people.models import Tutor
from tandem.scheduling.models import Team
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.lecturer import forms

LEVELS = [3, 8]


@dataclass(frozen=True, slots=True)
class Line:
    """One placed student: where, for how long, and whether somebody must say how the child goes on."""

    enrolment: Enrolment
    placement: Placement | None
    period: str
    is_short: bool


@requires(Permission.COURSE_PLACE)
@require_safe
def placement_list(request: Request) -> HttpResponse:
    today = timezone.localdate()
    lines = [_line(row) for row in queries.placed_enrolments(request.user, on=today)]
    open_ends = sum(line.is_short and not (line.placement and line.placement.continuity) for line in lines)
    context = {
        "lines": lines,
        "open_ends": open_ends,
        "may_place": queries.initiatives_placing(request.user, on=today).exists(),
    }
    return render(request, "lecturer/placements.html", context)


@requires(Permission.COURSE_PLACE)
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request) -> HttpResponse:
    today = timezone.localdate()
    form = forms.PlaceForm(
        request.POST or None,
        initiatives=queries.initiatives_placing(request.user, on=today),
        colleges=queries.colleges_of(request.user, on=today),
        initial={"from_date": today},
    )
    if form.is_valid() and (placed := _place(request, form)):
        messages.success(request, _("De student is geplaatst, zonder selectie, en ziet nu wat eerst nog moet."))
        return redirect("lecturer-placement", placed.enrolment_id)
    return render(request, "lecturer/place.html", {"form": form})


@requires(Permission.COURSE_PLACE)
@require_http_methods(["GET", "HEAD", "POST"])
def placement(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    row, tutor = _own(request, enrolment_id)
    line = _line(row)
    initial = forms.initial_from(line.placement) if line.placement else {}
    form = forms.PlacementForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.set_placement(enrolment=row, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("lecturer-placement", row.pk)
    done = done_by(tutor, row.initiative)
    context = {
        "line": line,
        "tutor": tutor,
        "form": form,
        "done": done,
        "hours": words.duration(done.minutes),
        "options": Continuity.labels,
        "gatherings": [
            (gathering, words.moment(gathering.starts_at))
            for gathering in row.initiative.gatherings.filter(
                starts_at__gte=timezone.now(), cancelled_at__isnull=True
            ).order_by("starts_at", "pk")[:6]
        ],
    }
    return render(request, "lecturer/placement.html", context)


@requires(Permission.COURSE_PLACE)
@require_safe
def evidence(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    """Hand over what the course needs to award credits."""
    row, tutor = _own(request, enrolment_id)
    placed = Placement.objects.filter(enrolment=row).select_related("enrolment__initiative", "enrolment__lecturer")
    found = get_object_or_404(placed)
    country = Region(tutor.organisation.region).country
    at, today = timezone.now(), timezone.localdate()
    teams = Team.objects.filter(initiative=row.initiative)
    lines = hours_of(tutor, first=row.initiative.starts_date, last=row.initiative.ends_date, teams=teams)
    paper = recognition.credit_evidence(
        tutor,
        found,
        lines,
        recognition.training_attended(list(attended_by(tutor)), row.initiative),
        rule=credit_rule(country, on=today),
        at=at,
    )
    return downloads.pdf(paper, name=_("Studiepunten %(name)s") % {"name": tutor.person.full_name})


def _own(request: Request, pk: uuid.UUID) -> tuple[Enrolment, Tutor]:
    row = get_object_or_404(queries.placed_enrolments(request.user, on=timezone.localdate()), pk=pk)
    if row.tutor is None:
        raise Http404
    return row, row.tutor


def _line(row: Enrolment) -> Line:
    placed: Placement | None = getattr(row, "placement", None)
    return Line(row, placed, words.period(row.from_date, row.to_date), queries.is_short(row))


def _place(request: Request, form: forms.PlaceForm) -> Placement | None:
    data = dict(form.cleaned_data)
    person = [(name, data.pop(name)) for name in ("given_name", "family_name", "email", "number")]
    subjects = data.pop("teaches")
    try:
        return actions.place_student(
            person=person,
            lecturer=request.user.person,
            teaches=dict.fromkeys(subjects, LEVELS),
            by=request.user,
            at=timezone.now(),
            **data,
        )
    except TutorChangeNotPossible:
        form.add_error("email", _("Met dit adres tutort al iemand. Vraag de programmacoördinator die toe te voegen."))
        return None
