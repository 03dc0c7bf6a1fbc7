"""The sheet of summer schools: days of pupils, what can be asked for them, and that parents pay nothing (S-23)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.core.workbooks import Sheet, SheetColumn, Value, workbook
from tandem.initiatives.together.summer import PupilDays, SummerGrant, grant_of
from tandem.logbook.queries.lessons import pupil_days_attended
from tandem.scheduling.models import Team
from tandem.scheduling.queries.summer import HALF_DAYS, days_of, summer_groups, summer_schools_of
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words
from tandem.web.summer.words import money


class YearForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Welke zomer?"), min_value=2020, max_value=2100)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of a summer school on the sheet."""

    team: Team
    teacher: str
    days: int
    counted: PupilDays


@dataclass(frozen=True, slots=True)
class SummerSheet:
    year: int
    lines: Sequence[GroupLine]
    grant: SummerGrant

    @property
    def pupil_days(self) -> int:
        return sum(line.counted.planned for line in self.lines)

    @property
    def attended(self) -> int:
        return sum(line.counted.attended for line in self.lines)


def sheet_of(request: Request, year: int) -> SummerSheet:
    """Return what all summer schools of a year that somebody coordinates come to together."""
    teams = list(summer_groups(summer_schools_of(request.user, year=year, on=timezone.localdate())))
    days, attended = days_of(teams), pupil_days_attended(teams)
    lines = [_line(team, len(days.get(team.pk, [])), attended.get(team.pk, 0)) for team in teams]
    return SummerSheet(year, lines, grant_of([line.counted for line in lines], year=year))


def _line(team: Team, days: int, attended: int) -> GroupLine:
    pupils = len(team.members.all())
    counted = PupilDays(pupils, pupils * days, attended, half=team.initiative.form in HALF_DAYS)
    return GroupLine(team, plan_words.tutor(team), days, counted)


@requires(Permission.PROGRAMME_READ)
@require_safe
def summer(request: Request) -> HttpResponse:
    form, year = _year(request)
    found = sheet_of(request, year)
    context = {
        "form": form,
        "sheet": found,
        "full_days": number_format(found.grant.full_days),
        "organiser": money(found.grant.organiser),
        "authority": money(found.grant.authority),
        "parents": money(found.grant.parents_pay),
        "a_full_day": money(found.grant.rates.a_full_day),
        "a_pupil": money(found.grant.rates.a_pupil),
        "not_of_this_year": not found.grant.rates.known_for(year),
    }
    return render(request, "summer/sheet.html", context)


@requires(Permission.PROGRAMME_READ)
@require_safe
def summer_file(request: Request) -> HttpResponse:
    """Hand over the sheet as Excel, group by group, with what can be asked below."""
    _form, year = _year(request)
    found = sheet_of(request, year)
    title = _("Zomerschool %(year)d") % {"year": year}
    book = workbook([_groups(found), _amounts(found)], title=title, at=timezone.now())
    return downloads.excel(book, name=title)


def _groups(found: SummerSheet) -> Sheet:
    columns = [
        SheetColumn(_("Zomerschool")),
        SheetColumn(_("Vestiging")),
        SheetColumn(_("Leerkracht")),
        SheetColumn(_("Leerlingen"), "whole"),
        SheetColumn(_("Dagen"), "whole"),
        SheetColumn(_("Leerlingdagen gepland"), "whole"),
        SheetColumn(_("Leerlingdagen aanwezig"), "whole"),
    ]
    rows = [
        (
            line.team.initiative.name,
            line.team.site.name,
            line.teacher,
            line.counted.pupils,
            line.days,
            line.counted.planned,
            line.counted.attended,
        )
        for line in found.lines
    ]
    return Sheet(_("Groepen"), columns, rows)


def _amounts(found: SummerSheet) -> Sheet:
    rows: list[tuple[str, Value]] = [
        (_("Leerlingdagen"), found.pupil_days),
        (_("Hele dagen van leerlingen"), found.grant.full_days),
        (_("Voor de organisator, in euro"), found.grant.organiser),
        (_("Voor het lokaal bestuur dat coördineert, in euro"), found.grant.authority),
        (_("Ouders betalen, in euro"), found.grant.parents_pay),
        (_("Bron van de bedragen"), found.grant.rates.source),
    ]
    return Sheet(_("Subsidie"), [SheetColumn(_("Wat")), SheetColumn(_("Hoeveel"), "decimal")], rows)


def _year(request: Request) -> tuple[YearForm, int]:
    this_year = timezone.localdate().year
    form = YearForm(request.GET or None, initial={"year": this_year})
    year = form.cleaned_data["year"] if form.is_valid() else this_year
    return form, year
