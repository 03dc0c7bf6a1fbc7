"""What a form of tutoring costs, by size and dosage, the hidden costs included: on a page, on paper and in Excel."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.core import pdf, workbooks
from tandem.core.glossary import Text
from tandem.core.permissions import Permission
from tandem.initiatives.catalogue.costs import Cost, CostLine, cost_of, hdt_cost
from tandem.initiatives.enums import FormKind
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.costs import REACH, CostForm, start_of

SIZES = (1, 2, 3, 4, 5, 6)
HOURS = (Decimal("2.5"), Decimal(5))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to read the sources, and what it then costs."""

    title: Text
    cost: Cost


@dataclass(frozen=True, slots=True)
class BySize:
    """What one pupil costs in a group of some size, once and twice as often in a week."""

    size: int
    each: tuple[Decimal, ...]
    times: tuple[int, ...]

    @property
    def cells(self) -> list[tuple[int, Decimal]]:
        return list(zip(self.times, self.each, strict=True))


@requires(Permission.PROGRAMME_READ, Permission.SCHOOL_READ)
@require_safe
def costs(request: Request) -> HttpResponse:
    form = _form(request)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        sizes = by_size(form)
        context |= {
            "outcomes": outcomes(form),
            "times": _times(form),
            "sizes": sizes,
            "by_size_differs": len({amount for row in sizes for amount in row.each}) > 1,
            "query": form_query(form),
        }
    return render(request, "coordinator/initiatives/costs.html", context)


@requires(Permission.PROGRAMME_READ, Permission.SCHOOL_READ)
@require_safe
def costs_file(request: Request, kind: str) -> HttpResponse:
    """Hand over the same calculation as Excel or PDF."""
    form = _form(request)
    if kind not in ("xlsx", "pdf") or not form.is_valid():
        raise Http404
    title, at = _("Kosten: %(form)s") % {"form": form.kind.label}, timezone.now()
    found = outcomes(form)
    if kind == "xlsx":
        sheets = [_sheet(number, outcome) for number, outcome in enumerate(found, start=1)]
        return downloads.excel(workbooks.workbook(sheets, title=title, at=at), name=_("Kosten"))
    sections = [_section(outcome) for outcome in found]
    intro = [_about(form)]
    return downloads.pdf(pdf.report(sections, title=title, intro=intro, notes=[_notes()], at=at), name=_("Kosten"))


def outcomes(form: CostForm) -> list[Outcome]:
    """Return what a form costs; where its source can be read in two ways, both."""
    plan, hidden = form.plan, form.hidden_costs
    if form.kind in REACH:
        both = ((True, _("als de opleiding per tutor telt")), (False, _("als de opleiding voor de groep telt")))
        read = [(title, form.prices(training_per_tutor=per_tutor)) for per_tutor, title in both]
        return [Outcome(title, cost_of(plan, prices, hidden)) for title, prices in read]
    found = [Outcome(_("met uw eigen bedragen"), cost_of(plan, form.prices(training_per_tutor=True), hidden))]
    if form.kind == FormKind.HDT:
        lines = hidden.lines(weeks=plan.weeks, room_hours=plan.hours)
        card = [hdt_cost(pupils=plan.pupils, hours_per_week=hours, hidden=lines) for hours in HOURS]
        titles = (_("volgens de praktijkkaart, 2,5 uur per week"), _("volgens de praktijkkaart, 5 uur per week"))
        found = [*(Outcome(title, cost) for title, cost in zip(titles, card, strict=True)), *found]
    return [outcome for outcome in found if outcome.cost.lines] or found[:1]


def by_size(form: CostForm) -> list[BySize]:
    """Return what one pupil costs by the size of the group and how often a week, at the same prices."""
    rows = []
    for size in SIZES:
        each = []
        for times in _times(form):
            plan = replace(form.plan, group=size, times_per_week=times)
            each.append(cost_of(plan, form.prices(training_per_tutor=True), form.hidden_costs).per_pupil)
        rows.append(BySize(size, tuple(each), tuple(_times(form))))
    return rows


def _times(form: CostForm) -> list[int]:
    own: int = form.cleaned_data["times_per_week"]
    return sorted({1, 2, 3, 5, own})


def form_query(form: CostForm) -> str:
    """Return the answers as they stand in the address."""
    values = {name: form[name].value() for name in form.fields}
    return "&".join(f"{name}={value}" for name, value in values.items() if value not in (None, ""))


def _form(request: Request) -> CostForm:
    """Return the form as asked; what is only named by its form begins with what its sources say."""
    given = request.GET
    kind = given.get("form", FormKind.ST010.value)
    if kind in FormKind.values and "pupils" not in given:
        return CostForm(start_of(FormKind(kind)))
    return CostForm(given)


def _about(form: CostForm) -> str:
    chosen = form.cleaned_data
    said = _("%(pupils)d leerlingen, %(group)d per tutor, %(times)d × %(minutes)d minuten per week, %(weeks)d weken")
    return said % {
        "pupils": chosen["pupils"],
        "group": chosen["group"],
        "times": chosen["times_per_week"],
        "minutes": chosen["minutes"],
        "weeks": chosen["weeks"],
    }


def _notes() -> str:
    return _("Bedragen zonder bron vulde u zelf in. Verborgen: werk van wie al betaald wordt, en een lokaal dat er is.")


def euro(amount: Decimal) -> str:
    return f"€ {number_format(amount, decimal_pos=0 if amount == amount.to_integral() else 2, force_grouping=True)}"


def _section(outcome: Outcome) -> pdf.Section:
    cost = outcome.cost
    return pdf.Section(
        title=str(outcome.title).capitalize(),
        columns=[
            pdf.PaperColumn(_("Wat")),
            pdf.PaperColumn(_("Aantal"), "number"),
            pdf.PaperColumn(_("Bedrag"), "number"),
            pdf.PaperColumn(_("Samen"), "number"),
            pdf.PaperColumn(_("Bron")),
        ],
        rows=[_line(line) for line in cost.lines],
        total=[_("Samen"), "", _("per leerling %(each)s") % {"each": euro(cost.per_pupil)}, euro(cost.total), ""],
    )


def _line(line: CostLine) -> list[str]:
    count = number_format(line.count, decimal_pos=1)
    return [str(line.text), count, euro(line.each), euro(line.total), _source(line.hidden, line.source)]


def _source(hidden: bool, source: str) -> str:
    return source or (_("verborgen") if hidden else _("eigen bedrag"))


def _sheet(number: int, outcome: Outcome) -> workbooks.Sheet:
    columns = [
        workbooks.SheetColumn(_("Wat")),
        workbooks.SheetColumn(_("Aantal"), "decimal"),
        workbooks.SheetColumn(_("Bedrag"), "decimal"),
        workbooks.SheetColumn(_("Samen"), "decimal"),
        workbooks.SheetColumn(_("Bron")),
    ]
    cost = outcome.cost
    rows: list[list[workbooks.Value]] = [
        [str(line.text), float(line.count), float(line.each), float(line.total), _source(line.hidden, line.source)]
        for line in cost.lines
    ]
    rows += [
        [_("Samen"), None, None, float(cost.total), ""],
        [_("Per leerling"), None, None, float(cost.per_pupil), ""],
    ]
    return workbooks.Sheet(_("Lezing %(number)d") % {"number": number}, columns, rows, title=str(outcome.title))
