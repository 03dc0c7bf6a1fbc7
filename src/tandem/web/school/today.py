"""What a teacher sees after one step of signing in: who leaves the class today, and a yes or no about it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.logbook.queries.leaving import leaving_classes_on
from tandem.people.models import SchoolClass
from tandem.people.queries import classes_taught_on
from tandem.web.access import Request, requires
from tandem.web.school.answers import Line, lines_of, save, say
from tandem.web.second_step import has_second_step


@requires(Permission.CLASS_AGREE, first_step_enough=True)
@require_http_methods(["GET", "HEAD", "POST"])
def class_today(request: Request) -> HttpResponse:
    """Today's class, and nothing else: no other day, no other class, no pupil's page."""
    today = timezone.localdate()
    classes = list(classes_taught_on(today, request.user))
    lines = {school_class: _of_today(request, school_class) for school_class in classes}
    sent = [line for of_class in lines.values() for line in of_class if line.form.is_bound]
    wrong = [line for line in sent if not line.form.is_valid()]
    if "save" in request.POST and not wrong:
        say(request, save(request, sent), asked=sum(bool(line.form.cleaned_data["answer"]) for line in sent))
        return redirect("school-class-today")
    leaving = leaving_classes_on(classes, request.user, day=today)
    context = {
        "today": today,
        "classes": [(school_class, leaving[school_class.pk], lines[school_class]) for school_class in classes],
        "wrong": wrong,
        "one_step": not has_second_step(request),
    }
    return render(request, "school/class_today.html", context)


def _of_today(request: Request, school_class: SchoolClass) -> list[Line]:
    weekday = timezone.localdate().weekday()
    return [line for line in lines_of(request, school_class) if any(s.day == weekday for s in line.leaver.slots)]
