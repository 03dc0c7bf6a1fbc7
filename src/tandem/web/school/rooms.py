"""The rooms a school lends, and when each is taken weekly for something else."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.people.queries import sites_visible_to
from tandem.scheduling.actions import rooms as actions
from tandem.scheduling.actions.rooms import RoomNotPossible
from tandem.scheduling.actions.timetables import Stretch
from tandem.scheduling.models import Room
from tandem.scheduling.queries.timetables import SiteHour, rooms_visible_to, site_hours
from tandem.web.access import Request, requires
from tandem.web.painting import Brush, PaintForm, PaintRow
from tandem.web.school.forms import RoomForm
from tandem.web.school.shared import minutes_of

FREE, BUSY = "free", "busy"
BRUSHES = (
    Brush(FREE, gettext_lazy("vrij"), "good", "check"),
    Brush(BUSY, gettext_lazy("bezet"), "never", "cross"),
)


def _own_room(request: Request, pk: uuid.UUID) -> Room:
    return get_object_or_404(rooms_visible_to(request.user, on=timezone.localdate()), pk=pk)


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def room_list(request: Request) -> HttpResponse:
    today = timezone.localdate()
    form = RoomForm(request.POST or None, sites=sites_visible_to(request.user, on=today, to=Permission.SCHOOL_MANAGE))
    if form.is_valid():
        try:
            actions.add_room(by=request.user, at=timezone.now(), **form.cleaned_data)
        except RoomNotPossible:
            form.add_error("name", _("Er is op deze vestiging al een lokaal met deze naam."))
        else:
            messages.success(request, _("Bewaard. De planning mag dit lokaal gebruiken."))
            return redirect("school-rooms")
    context = {"rooms": rooms_visible_to(request.user, on=today), "form": form}
    return render(request, "school/rooms.html", context)


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def set_usable(request: Request, room_id: uuid.UUID) -> HttpResponse:
    room = _own_room(request, room_id)
    usable = request.POST.get("usable") == "yes"
    actions.set_usable(room=room, usable=usable, by=request.user, at=timezone.now())
    said = _("%(room)s mag weer gebruikt worden.") if usable else _("%(room)s wordt niet meer gepland.")
    messages.success(request, said % {"room": room.name})
    return redirect("school-rooms")


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def room_week(request: Request, room_id: uuid.UUID) -> HttpResponse:
    room = _own_room(request, room_id)
    hours = {_key(hour): hour for hour in site_hours(room.site)}
    form = _week_form(room, list(hours.values()), request)
    if form.is_valid():
        busy = [
            Stretch(day, hours[day, key].starts, hours[day, key].ends)
            for (day, key), value in form.painted.items()
            if value == BUSY
        ]
        actions.set_busy(room=room, busy=busy, by=request.user, at=timezone.now())
        messages.success(request, _("Bewaard. De planning laat het lokaal vrij wanneer het bezet is."))
        return redirect("school-rooms")
    return render(request, "school/room_week.html", {"room": room, "form": form, "hours": hours})


def _key(hour: SiteHour) -> tuple[int, str]:
    return hour.day, f"{hour.starts:%H%M}-{hour.ends:%H%M}"


def _week_form(room: Room, hours: list[SiteHour], request: Request) -> PaintForm:
    busy = list(room.busy.all())
    rows = {_key(hour)[1]: PaintRow(_key(hour)[1], minutes_of(hour.starts), minutes_of(hour.ends)) for hour in hours}
    days = sorted({0, 1, 2, 3, 4, *(hour.day for hour in hours)})
    places = {_key(hour) for hour in hours}
    taken = {
        _key(hour): BUSY
        for hour in hours
        if any(b.day == hour.day and b.starts < hour.ends and hour.starts < b.ends for b in busy)
    }
    return PaintForm(
        request.POST or None,
        rows=sorted(rows.values(), key=lambda row: (row.starts, row.ends)),
        brushes=BRUSHES,
        days=days,
        closed=frozenset((day, key) for day in days for key in rows if (day, key) not in places),
        painted=taken,
    )
