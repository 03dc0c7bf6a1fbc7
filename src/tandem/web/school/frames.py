"""What the class works on, week by week: a topic and a goal, or "as last week" in one tap."""

import datetime
import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.logbook.actions import frames as actions
from tandem.logbook.actions.frames import FrameNotPossible
from tandem.logbook.queries.frames import frame_of, last_frame
from tandem.web.access import Request, requires
from tandem.web.chosen_week import ChosenWeek, chosen_week
from tandem.web.school.shared import own_class, render_class


class FrameForm(forms.Form):
    topic = forms.CharField(
        label=gettext_lazy("Waar werkt de klas aan?"),
        max_length=300,
        help_text=gettext_lazy("De tutors lezen dit vlak voor de sessie. Bijvoorbeeld: breuken vergelijken, blok 4."),
    )
    goal = forms.CharField(
        label=gettext_lazy("Wat wilt u dat ze kunnen?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: breuken met dezelfde noemer ordenen, zoals in het schrift."),
    )


def _week(request: Request) -> ChosenWeek:
    """Return the week asked for, or this one; on Saturday and Sunday a teacher prepares the next."""
    return chosen_week(request, today=timezone.localdate() + datetime.timedelta(days=2))


def _address(class_id: uuid.UUID, monday: datetime.date, page: str = "school-class-frame") -> str:
    year, week, _day = monday.isocalendar()
    return f"{reverse(page, args=[class_id])}?week={year}-W{week:02d}"


@requires(Permission.CLASS_PAINT)
@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: Request, class_id: uuid.UUID) -> HttpResponse:
    school_class = own_class(request, class_id)
    chosen = _week(request)
    week = chosen.monday
    given = frame_of(school_class, week=week)
    initial = {"topic": given.topic, "goal": given.goal} if given else None
    form = FrameForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.set_frame(
                school_class=school_class, week=week, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except FrameNotPossible as error:
            form.add_error("topic", str(error))
        else:
            messages.success(request, _("Bewaard. De tutors van de klas zien het bij hun sessie."))
            return redirect(_address(class_id, week))
    context = {
        "form": form,
        "given": given,
        "last": last_frame(school_class, before=week),
        "week": chosen,
        "repeat": _address(class_id, week, "school-class-frame-repeat"),
    }
    return render_class(request, school_class, "school/class_frame.html", context)


@requires(Permission.CLASS_PAINT)
@require_POST
def repeat(request: Request, class_id: uuid.UUID) -> HttpResponse:
    school_class = own_class(request, class_id)
    week = _week(request).monday
    try:
        actions.repeat_frame(school_class=school_class, week=week, by=request.user, at=timezone.now())
    except FrameNotPossible as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Bewaard: zoals vorige week."))
    return redirect(_address(class_id, week))
