"""Whether a school can begin: what is met, what is not yet, and what would help. Advice, and no figure at the end."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.initiatives.actions import readiness as actions
from tandem.initiatives.models import SchoolProject, StaffLimit
from tandem.initiatives.models.schools import MONTH
from tandem.initiatives.queries.partnerships import Partnership
from tandem.initiatives.queries.readiness import projects_of, ready_of, school_part_of
from tandem.initiatives.together.readiness import Ready, State, checked
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.fields import DayField, check_order
from tandem.web.school.shared import DAYS
from tandem.web.together import words
from tandem.web.together.shared import READ, of_the_programme, of_the_school, partnership, render_together

STATES = {
    State.MET: gettext_lazy("is er"),
    State.UNMET: gettext_lazy("nog niet"),
    State.UNKNOWN: gettext_lazy("weten we nog niet"),
}
TONES = {State.MET: ("success", "check"), State.UNMET: ("warning", "clock"), State.UNKNOWN: ("neutral", "question")}


class HoursField(forms.DecimalField):
    """Hours a month, to the half hour."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MONTH, decimal_places=1, max_digits=5, **kwargs)


class AnswersForm(forms.Form):
    pupils = forms.IntegerField(
        label=gettext_lazy("Hoeveel leerlingen heeft de vestiging?"), min_value=1, max_value=9999, required=False
    )
    classes = forms.IntegerField(label=gettext_lazy("Hoeveel klassen?"), min_value=1, max_value=300, required=False)
    largest_class = forms.IntegerField(
        label=gettext_lazy("Hoeveel leerlingen zitten in de grootste klas?"), min_value=1, max_value=99, required=False
    )
    head_agrees = forms.TypedChoiceField(
        label=gettext_lazy("Steunt de directie het, en zegt ze dat tegen het team?"),
        choices=(("yes", gettext_lazy("ja")), ("no", gettext_lazy("nee")), ("", gettext_lazy("nog te bespreken"))),
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    projects_complete = forms.BooleanField(
        label=gettext_lazy("Alles wat er nog meer loopt, staat hieronder bij „Wat er nog meer loopt”."), required=False
    )
    core_values = forms.CharField(
        label=gettext_lazy("Wat moet het programma weten over uw waarden, cultuur en werkwijze?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    adaptations = forms.CharField(
        label=gettext_lazy("Wat past u aan, zodat het bij uw school hoort?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    lead_weeks = forms.IntegerField(
        label=gettext_lazy("Hoeveel weken wilt u om voor te bereiden?"),
        min_value=0,
        max_value=52,
        help_text=gettext_lazy("Te weinig tijd was in Rotterdam een knelpunt. U kiest zelf hoeveel genoeg is."),
    )
    early_reason = forms.CharField(
        label=gettext_lazy("Begint u toch eerder? Zeg waarom."), max_length=300, required=False
    )


class ProjectForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Wat loopt er?"), max_length=120)
    partner = forms.CharField(label=gettext_lazy("Met wie?"), max_length=120, required=False)
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Op welke dagen?"),
        choices=DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    pupils = forms.IntegerField(label=gettext_lazy("Hoeveel leerlingen?"), min_value=0, max_value=9999, required=False)
    staff_hours = HoursField(label=gettext_lazy("Uren per maand die het van uw team vraagt"))
    from_date = DayField(label=gettext_lazy("Van"))
    to_date = DayField(label=gettext_lazy("Tot en met"), required=False)

    def clean(self) -> dict[str, Any]:
        check_order(self, "from_date", "to_date")
        return self.cleaned_data


class LimitForm(forms.Form):
    hours = HoursField(
        label=gettext_lazy("Hoeveel uur per maand kan uw team geven, voor alle partners samen?"),
        required=False,
        help_text=gettext_lazy("Leeg: u zegt het later. Het programma kan nooit meer vragen dan dit."),
    )


class TimeForm(forms.Form):
    hours = HoursField(
        label=gettext_lazy("Hoeveel uur per maand vraagt u van het schoolteam?"),
        help_text=gettext_lazy("Overleg, ophalen, lokalen klaarzetten, ouders spreken: alles samen."),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A condition in words."""

    what: str
    known: str
    state: str
    tone: str
    icon: str
    helps: str
    source: str


def lines_of(ready: Ready) -> list[Line]:
    return [
        Line(
            words.condition(row.kind),
            words.known(row.kind, ready),
            str(STATES[row.state]),
            *TONES[row.state],
            words.helps(row.kind, row.state),
            row.source,
        )
        for row in checked(ready)
    ]


@requires(*READ)
@require_safe
def readiness(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    return _page(request, partnership(request, initiative_id, site_id))


def _page(request: Request, found: Partnership, *, status: int = 200, **forms_given: forms.Form) -> HttpResponse:
    today = timezone.localdate()
    ready = ready_of(found.initiative, found.site, on=today)
    part = school_part_of(found.initiative, found.site)
    limit = StaffLimit.objects.filter(site=found.site).first()
    context: Mapping[str, Any] = {
        "lines": lines_of(ready),
        "projects": [(row, days_of(row)) for row in projects_of(found.site, on=today)],
        "others": ready.projects[len(projects_of(found.site, on=today)) :],
        "part": part,
        "hours": words.hours,
        "project_form": ProjectForm(initial={"from_date": today, "staff_hours": 0}),
        "limit_form": LimitForm(auto_id="limit_%s", initial={"hours": limit.hours if limit else None}),
        "time_form": TimeForm(auto_id="time_%s", initial={"hours": part.staff_hours}),
        **forms_given,
    }
    return render_together(request, found, "together/readiness.html", context, status)


def days_of(project: SchoolProject) -> str:
    return ", ".join(str(WEEKDAYS[day]) for day in project.days)


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = of_the_school(request, initiative_id, site_id)
    part = school_part_of(found.initiative, found.site)
    initial = {field: getattr(part, field) for field in AnswersForm.base_fields}
    initial["head_agrees"] = "" if part.head_agrees is None else "yes" if part.head_agrees else "no"
    form = AnswersForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.answer_readiness(
            initiative=found.initiative, site=found.site, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Bewaard."))
        return redirect("together-readiness", found.initiative.pk, found.site.pk)
    return render_together(request, found, "together/readiness_answer.html", {"form": form})


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def add_project(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = of_the_school(request, initiative_id, site_id)
    form = ProjectForm(request.POST)
    if not form.is_valid():
        return _page(request, found, project_form=form, status=422)
    actions.add_project(site=found.site, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Opgeschreven."))
    return redirect("together-readiness", found.initiative.pk, found.site.pk)


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def end_project(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID, project_id: uuid.UUID) -> HttpResponse:
    found = of_the_school(request, initiative_id, site_id)
    project = get_object_or_404(
        SchoolProject.objects.select_related("site__organisation"), pk=project_id, site=found.site
    )
    actions.end_project(project=project, by=request.user, at=timezone.now())
    messages.success(request, _("Van de lijst gehaald."))
    return redirect("together-readiness", found.initiative.pk, found.site.pk)


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def set_limit(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = of_the_school(request, initiative_id, site_id)
    form = LimitForm(request.POST, auto_id="limit_%s")
    if not form.is_valid():
        return _page(request, found, limit_form=form, status=422)
    actions.set_staff_limit(site=found.site, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Bewaard. Programma’s kunnen nooit meer vragen dan dit."))
    return redirect("together-readiness", found.initiative.pk, found.site.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def ask_time(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    """Ask time of a school's staff: above what it can carry, it is refused with what is left (R-NEV-30)."""
    found = of_the_programme(request, initiative_id, site_id)
    form = TimeForm(request.POST, auto_id="time_%s")
    if form.is_valid():
        try:
            actions.ask_staff_time(
                initiative=found.initiative, site=found.site, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.StaffTimeNotPossible as refusal:
            form.add_error("hours", _too_much(refusal.left))
        else:
            messages.success(request, _("Bewaard. De school ziet het."))
            return redirect("together-readiness", found.initiative.pk, found.site.pk)
    return _page(request, found, time_form=form, status=422)


def _too_much(left: Decimal) -> str:
    said = _("Dat is meer dan de school kan dragen: er is nog %(n)s uur per maand. Vraag minder, of bel de school.")
    return said % {"n": words.hours(left)}


@requires(*READ)
@require_safe
def paper(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = partnership(request, initiative_id, site_id)
    lines = lines_of(ready_of(found.initiative, found.site, on=timezone.localdate()))
    columns = [
        pdf.PaperColumn(label) for label in (_("Wat"), _("Stand"), _("Wat we weten, en wat zou helpen"), _("Bron"))
    ]
    rows = [
        (line.what, line.state, " ".join(part for part in (line.known, line.helps) if part), line.source)
        for line in lines
    ]
    content = pdf.report(
        [pdf.Section(columns=columns, rows=rows)],
        title=_("Is %(school)s klaar om te beginnen?") % {"school": found.site.name},
        intro=[found.initiative.name, _("Dit is raad, geen oordeel: de school beslist zelf.")],
        at=timezone.now(),
    )
    return downloads.pdf(content, name=_("Klaar om te beginnen %(school)s") % {"school": found.site.name})
