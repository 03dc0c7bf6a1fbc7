"""Every part a page is made of, in every state: to build with, and to look at after each change."""

import datetime

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core import charts
from tandem.core.permissions import Permission
from tandem.core.weeks import Block, Slot, Week
from tandem.web.access import Request, requires
from tandem.web.chosen_week import chosen_week
from tandem.web.downloads import table_as_excel
from tandem.web.painting import AVAILABILITY, PaintForm, PaintRow
from tandem.web.tables import Column, Table

STEPS = 4
MONDAY = datetime.date(2026, 9, 14)
HOURS = (
    PaintRow("1", 8 * 60 + 30, 9 * 60 + 20, _("1e uur")),
    PaintRow("2", 9 * 60 + 20, 10 * 60 + 10, _("2e uur")),
    PaintRow("3", 10 * 60 + 25, 11 * 60 + 15, _("3e uur")),
    PaintRow("4", 11 * 60 + 15, 12 * 60 + 5, _("4e uur")),
    PaintRow("5", 13 * 60, 13 * 60 + 50, _("5e uur")),
    PaintRow("6", 13 * 60 + 50, 14 * 60 + 40, _("6e uur")),
)


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Roepnaam"), help_text=_("Zoals iedereen de leerling noemt."))
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    site = forms.ChoiceField(label=_("Vestiging"), choices=[("n", _("Noord")), ("z", _("Zuid"))])
    day = forms.DateField(label=_("Vanaf"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(label=_("Hoe laat"), widget=forms.TimeInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(label=_("Minuten"), min_value=5, max_value=120)
    language = forms.ChoiceField(
        label=_("Waarvoor"),
        widget=forms.RadioSelect,
        choices=[("read", _("Lezen")), ("count", _("Rekenen")), ("plan", _("Leren plannen"))],
        help_text=_("Kies wat nu het meeste helpt."),
    )
    days = forms.MultipleChoiceField(
        label=_("Op welke dagen"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("ma", _("maandag")), ("di", _("dinsdag")), ("do", _("donderdag"))],
        required=False,
    )
    note = forms.CharField(label=_("Wat ging goed"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label=_("Bestand"), required=False)
    agree = forms.BooleanField(label=_("De ouders zijn op de hoogte."), help_text=_("Per brief of in een gesprek."))


def sample_week(today: datetime.date) -> Week:
    slots = [Slot(row.starts, row.ends, row.label) for row in HOURS]
    blocks = [
        Block(0, 510, 560, "Noor en Sami", _("lezen, lokaal 12"), "session", url="#week"),
        Block(1, 560, 610, "Yusuf", _("rekenen, lokaal 3"), "proposed", _("voorstel"), "question"),
        Block(1, 625, 725, _("Klas 5B"), _("groep van 24, aula"), "session"),
        Block(2, 510, 560, _("Wiskunde"), "", "lesson"),
        Block(2, 560, 610, "Lotte", _("lezen"), "waiting", _("wacht op thuis"), "clock"),
        Block(3, 780, 830, "Amira", _("rekenen"), "clash", _("lokaal 12 is bezet"), "worry"),
        Block(3, 625, 675, "Bram", _("lezen"), "cancelled", _("gaat niet door"), "cross"),
        Block(4, 930, 975, "Ilias", _("na schooltijd, bibliotheek"), "session"),
    ]
    return Week(blocks, slots, monday=MONDAY, today=today, closed=frozenset({(2, 780), (2, 830)}))


def sample_table(request: Request, name: str, *, empty: bool = False) -> Table:
    rows = ContentType.objects.none() if empty else ContentType.objects.all()
    columns = [
        Column("model", _("Onderdeel"), order=["model"], kind="heading", link=lambda row: f"#{row.pk}"),
        Column("part", _("Deel"), "app_label", order=["app_label", "model"]),
        Column("number", _("Nummer"), "pk", order=["pk"], kind="number"),
        Column("note", _("Opmerking"), lambda row: _("hoort bij de leerling") if row.model == "pupil" else ""),
    ]
    return Table(request, rows, columns, search=["model", "app_label"], sort="model", name=name, page_size=6)


def sample_charts() -> list[charts.Chart]:
    given = [
        charts.Bar("Noor", 20, 24, _("20 van 24")),
        charts.Bar("Sami", 12, 24, _("12 van 24")),
        charts.Bar("Yusuf", 24, 24, _("24 van 24")),
    ]
    growth = [charts.Line("Noor", [42, 48, None, 61]), charts.Line("Sami", [38, 41, 45, 57])]
    answers = [_("helemaal niet"), _("niet"), _("gaat wel"), _("graag"), _("heel graag")]
    opinions = [charts.Opinions(_("Noord"), [1, 2, 5, 10, 12]), charts.Opinions(_("Zuid"), [0, 1, 2, 8, 20])]
    return [
        charts.bars(_("Gegeven van gepland"), given, unit=_("sessies")),
        charts.lines(_("Leestempo"), [_("sep"), _("nov"), _("jan"), _("mrt")], growth, unit=_("woorden per minuut")),
        charts.diverging(_("Ik kom graag"), answers, opinions),
    ]


@requires(Permission.PLATFORM_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def style_guide(request: Request) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, _("Bewaard."))
        messages.warning(request, _("Twee leerlingen wachten nog op een antwoord van thuis."))
        return redirect("style-guide")
    table = sample_table(request, "parts")
    if table.wants_export:
        return table_as_excel(table, name=_("Onderdelen van Tandem"), at=timezone.now())
    painted = {(0, "1"): "rather_not", (0, "2"): "never", (3, "4"): "never"}
    context = {
        "form": SampleForm(initial={"name": "Noor"}),
        "wrong_form": SampleForm({"email": "noor@"}, prefix="wrong"),
        "table": table,
        "empty_table": sample_table(request, "none", empty=True),
        "week": sample_week(MONDAY),
        "wishes": PaintForm(rows=HOURS, painted=painted, closed=frozenset({(2, "5"), (2, "6")})),
        "availability": PaintForm(rows=HOURS[:2], brushes=AVAILABILITY, prefix="free"),
        "chosen_week": chosen_week(request, today=MONDAY + datetime.timedelta(days=7)),
        "charts": sample_charts(),
        "step_names": [_("Bestand kiezen"), _("Kolommen"), _("Vragen"), _("Controleren"), _("Klaar")],
    }
    return render(request, "public/style_guide.html", context)


@requires(Permission.PLATFORM_MANAGE)
@require_safe
def progress(request: Request, step: int) -> HttpResponse:
    """Render the component alone, one step further each time it asks, as long work does."""
    return render(request, "public/style_guide_progress.html", {"step": min(step, STEPS), "steps": STEPS})
