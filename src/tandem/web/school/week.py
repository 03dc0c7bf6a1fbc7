"""A teacher paints the week of a class: when pupils may leave, rather not, or never."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.scheduling.actions import timetables
from tandem.scheduling.actions.timetables import Stretch
from tandem.scheduling.enums import Wish
from tandem.scheduling.queries.timetables import ClassHour, class_hours, timetable_date
from tandem.web.access import Request, requires
from tandem.web.painting import Brush, PaintForm, PaintRow
from tandem.web.school.shared import DAYS, minutes_of, own_class, render_class

WISHES = (
    Brush(Wish.MAY, Wish.MAY.label, "good", "check"),
    Brush(Wish.RATHER_NOT, Wish.RATHER_NOT.label, "rather-not", "rather-not"),
    Brush(Wish.NEVER, Wish.NEVER.label, "never", "cross"),
)


@dataclass(frozen=True)
class PaintedWeek:
    """The hours of a class laid out as rows of time, whatever the day."""

    hours: list[ClassHour]

    @property
    def by_place(self) -> dict[tuple[int, str], ClassHour]:
        return {(hour.day, key_of(hour)): hour for hour in self.hours}

    @property
    def days(self) -> list[int]:
        return sorted({0, 1, 2, 3, 4, *(hour.day for hour in self.hours)})

    def form(self, data: Mapping[str, str] | None = None) -> PaintForm:
        places = self.by_place
        rows = {
            key_of(hour): PaintRow(key_of(hour), minutes_of(hour.starts), minutes_of(hour.ends)) for hour in self.hours
        }
        return PaintForm(
            data,
            rows=sorted(rows.values(), key=lambda row: (row.starts, row.ends)),
            brushes=WISHES,
            days=self.days,
            closed=frozenset((day, key) for day in self.days for key in rows if (day, key) not in places),
            painted={place: hour.wish for place, hour in places.items() if hour.wish},
            notes={place: ", ".join(hour.subjects) for place, hour in places.items()},
        )

    def wishes(self, painted: Mapping[tuple[int, str], str]) -> dict[Stretch, Wish]:
        places = self.by_place
        return {
            Stretch(place[0], places[place].starts, places[place].ends): Wish(value) for place, value in painted.items()
        }

    def copied(self, data: QueryDict, source: int, targets: list[int]) -> QueryDict:
        """Return what was sent, with the choices of one day repeated on others wherever the times meet."""
        copied = data.copy()
        for hour in self.hours:
            if hour.day in targets and (found := self._same_time(source, hour)):
                value = data.get(_field(source, found), "")
                if value:
                    copied[_field(hour.day, hour)] = value
        return copied

    def _same_time(self, day: int, wanted: ClassHour) -> ClassHour | None:
        of_day = [hour for hour in self.hours if hour.day == day]
        return next((hour for hour in of_day if key_of(hour) == key_of(wanted)), None) or next(
            (hour for hour in of_day if hour.starts < wanted.ends and wanted.starts < hour.ends), None
        )


def key_of(hour: ClassHour) -> str:
    return f"{hour.starts:%H%M}-{hour.ends:%H%M}"


def _field(day: int, hour: ClassHour) -> str:
    return f"cell-{day}-{key_of(hour)}"


class CopyForm(forms.Form):
    """Which day to repeat, and where."""

    copy_from = forms.TypedChoiceField(label=gettext_lazy("Neem over van"), choices=DAYS, coerce=int)
    copy_to = forms.TypedChoiceField(
        label=gettext_lazy("naar"), choices=[("all", gettext_lazy("alle andere dagen")), *DAYS], initial="all"
    )

    @property
    def targets(self) -> list[int]:
        to = self.cleaned_data["copy_to"]
        wanted = range(7) if to == "all" else [int(to)]
        return [day for day in wanted if day != self.cleaned_data["copy_from"]]


@requires(Permission.CLASS_PAINT)
@require_http_methods(["GET", "HEAD", "POST"])
def paint(request: Request, class_id: uuid.UUID) -> HttpResponse:
    school_class = own_class(request, class_id)
    on = timetable_date(school_class, on=timezone.localdate())
    week = PaintedWeek(class_hours(school_class, on=on))
    form, copy_form = week.form(request.POST or None), CopyForm(request.POST if "copy" in request.POST else None)
    copied = False
    if "copy" in request.POST:
        if copy_form.is_valid():
            form = week.form(week.copied(request.POST, copy_form.cleaned_data["copy_from"], copy_form.targets))
            copied = True
    elif form.is_valid():
        timetables.paint_class(
            school_class=school_class, wishes=week.wishes(form.painted), by=request.user, at=timezone.now()
        )
        messages.success(request, _("Bewaard. De planning houdt hier vanaf nu rekening mee."))
        return redirect("school-class-week", class_id=school_class.pk)
    context = {
        "form": form,
        "copy_form": copy_form,
        "copied": copied,
        "hours": week.hours,
        "never_painted": not any(hour.wish for hour in week.hours),
        "from_date": on if on > timezone.localdate() else None,
    }
    return render_class(request, school_class, "school/class_week.html", context)
