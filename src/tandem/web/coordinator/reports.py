"""Looking back: dosage planned, held and attended, and the hours of tutors."""

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.queries import initiatives_visible_to, sites_of
from tandem.logbook import exports
from tandem.logbook.exports import Per
from tandem.logbook.queries.dosage import Facts, facts_of
from tandem.logbook.queries.hours import TutorHours, hours_of, hours_per_tutor, tutors_with_hours
from tandem.logbook.queries.liked import liked_coming
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import teams_decided_by, teams_visible_to
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words, words
from tandem.web.coordinator.forms.report import PeriodForm
from tandem.web.coordinator.shared import TabLink
from tandem.web.downloads import excel, pdf

PER = {
    Per.SITE: gettext_lazy("Per vestiging"),
    Per.TEAM: gettext_lazy("Per duo of groepje"),
    Per.PUPIL: gettext_lazy("Per leerling"),
    Per.WEEK: gettext_lazy("Per week"),
}


def period_form(request: Request) -> PeriodForm:
    today = timezone.localdate()
    initiatives = initiatives_visible_to(request.user, on=today)
    return PeriodForm(request.GET, today=today, initiatives=initiatives, sites=sites_of(initiatives))


@requires(Permission.REPORT_READ)
@require_safe
def dosage(request: Request) -> HttpResponse:
    per = _per(request.GET.get("per", Per.SITE))
    form = period_form(request)
    context: dict[str, object] = {
        "form": form,
        "per": per,
        "views": [TabLink(_address(request, each), label, each == per) for each, label in PER.items()],
        "heading": exports.HEADINGS[per](),
    }
    if form.is_valid():
        facts = _facts(request, form)
        rows = exports.dosage_rows(facts, per)
        columns = exports.columns_of(per)
        context |= {
            "columns": columns,
            "rows": [(row.label, exports.values(row.dosage, columns)) for row in rows],
            "totals": exports.totals(facts, columns) if per in (Per.SITE, Per.WEEK) else None,
            "chart": exports.dosage_chart(rows, per),
            "liked": _liked(request, form) if per == Per.TEAM else [],
        }
    return render(request, "coordinator/reports/dosage.html", context)


@requires(Permission.REPORT_READ)
@require_safe
def dosage_file(request: Request, per: str, kind: str) -> HttpResponse:
    """Hand over the same report as Excel or PDF."""
    form = period_form(request)
    if kind not in ("xlsx", "pdf") or not form.is_valid():
        raise Http404
    chosen, facts, at = _per(per), _facts(request, form), timezone.now()
    title = _("Dosering %(per)s") % {"per": str(PER[chosen]).lower()}
    if kind == "xlsx":
        return excel(exports.dosage_workbook(facts, chosen, title=title, at=at), name=title)
    return pdf(exports.dosage_paper(facts, chosen, title=title, intro=_about(form), at=at), name=title)


@requires(Permission.PROGRAMME_READ)
@require_safe
def hours(request: Request) -> HttpResponse:
    form = period_form(request)
    rows = _hours(request, form) if form.is_valid() else []
    lines = [(row, words.duration(row.minutes)) for row in rows]
    totals = [(label, count, words.duration(minutes)) for label, count, minutes in exports.hour_totals(rows)]
    return render(request, "coordinator/reports/hours.html", {"form": form, "rows": lines, "totals": totals})


@requires(Permission.PROGRAMME_READ)
@require_safe
def hours_file(request: Request) -> HttpResponse:
    """Hand over the hours of all tutors as Excel."""
    form = period_form(request)
    if not form.is_valid():
        raise Http404
    first, last = form.cleaned_data["from_date"], form.cleaned_data["to_date"]
    rows = _hours(request, form)
    teams = _teams_managed(request, form)
    tutors = {tutor.pk: tutor for tutor in tutors_with_hours(teams)}
    lines = {row.name: hours_of(tutors[row.tutor_id], first=first, last=last, teams=teams) for row in rows}
    title = _("Uren van tutors")
    return excel(exports.hours_workbook(rows, lines, title=title, at=timezone.now()), name=title)


@requires(Permission.PROGRAMME_READ)
@require_safe
def hours_sheet(request: Request, tutor_id: uuid.UUID) -> HttpResponse:
    """Hand over one tutor's hours as a sheet to sign."""
    form = period_form(request)
    if not form.is_valid():
        raise Http404
    teams = _teams_managed(request, form)
    tutor = get_object_or_404(tutors_with_hours(teams), pk=tutor_id)
    first, last = form.cleaned_data["from_date"], form.cleaned_data["to_date"]
    lines = hours_of(tutor, first=first, last=last, teams=teams)
    content = exports.hours_paper(tutor, lines, first=first, last=last, at=timezone.now())
    return pdf(content, name=_("Urenblad %(name)s") % {"name": tutor.person.full_name})


def _address(request: Request, per: Per) -> str:
    chosen = request.GET.copy()
    chosen["per"] = per
    return f"?{chosen.urlencode()}"


def _per(text: str) -> Per:
    if text not in set(Per):
        raise Http404
    return Per(text)


def _facts(request: Request, form: PeriodForm) -> Facts:
    teams = _chosen(teams_visible_to(request.user, on=timezone.localdate()), form)
    first, last = form.cleaned_data["from_date"], form.cleaned_data["to_date"]
    return facts_of(teams, first=first, last=last, at=timezone.now())


def _liked(request: Request, form: PeriodForm) -> list[tuple[str, str]]:
    """Return what the children of each group answered; a group is called by its children, never by its tutor."""
    teams = _chosen(teams_visible_to(request.user, on=timezone.localdate()), form)
    found = liked_coming(teams, first=form.cleaned_data["from_date"], last=form.cleaned_data["to_date"])
    return [
        (
            f"{plan_words.pupils(line.team)}, {line.team.subject}",
            ", ".join(f"{count} × {answer.label}" for answer, count in line.answers if count),
        )
        for line in found
    ]


def _hours(request: Request, form: PeriodForm) -> list[TutorHours]:
    first, last = form.cleaned_data["from_date"], form.cleaned_data["to_date"]
    return hours_per_tutor(_teams_managed(request, form), first=first, last=last)


def _teams_managed(request: Request, form: PeriodForm) -> QuerySet[Team]:
    return _chosen(teams_decided_by(request.user, on=timezone.localdate()), form)


def _chosen(teams: QuerySet[Team], form: PeriodForm) -> QuerySet[Team]:
    if initiative := form.cleaned_data["initiative"]:
        teams = teams.filter(initiative=initiative)
    if site := form.cleaned_data["site"]:
        teams = teams.filter(site=site)
    return teams


def _about(form: PeriodForm) -> list[str]:
    """Return in words what the report is about."""
    chosen = form.cleaned_data
    about = [words.period(chosen["from_date"], chosen["to_date"])]
    return about + [str(chosen[name]) for name in ("initiative", "site") if chosen[name]]
