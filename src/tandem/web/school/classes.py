"""The classes somebody teaches, or all of the school, and who teaches them."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.people.actions import schools
from tandem.people.actions.schools import SchoolChangeNotPossible
from tandem.people.models import ClassTeacher, SchoolClass
from tandem.people.queries import sites_visible_to, staff_of
from tandem.scheduling.queries.timetables import classes_with_teachers
from tandem.web.access import Request, requires
from tandem.web.school.forms import NewTeacherForm, StandInForm, TeacherForm
from tandem.web.school.shared import manages_school, render_class
from tandem.web.tables import Column, Table


def teacher_names(school_class: SchoolClass) -> str:
    """Say who teaches a class, with the days of whoever does not teach it all week."""
    return ", ".join(_with_days(teaches) for teaches in school_class.class_teachers.all())


def _with_days(teaches: ClassTeacher) -> str:
    if not teaches.days or len(teaches.days) == 5:
        return teaches.person.full_name
    days = " ".join(str(WEEKDAYS_ABBR[day]) for day in teaches.days)
    return f"{teaches.person.full_name} ({days})"


COLUMNS = (
    Column(
        "name",
        gettext_lazy("Klas"),
        order=["name"],
        kind="heading",
        link=lambda row: reverse("school-class-answers", args=[row.pk]),
    ),
    Column("site", gettext_lazy("Vestiging"), "site.name", order=["site__name"]),
    Column("teachers", gettext_lazy("Leerkrachten"), teacher_names),
    Column("pupils", gettext_lazy("Leerlingen"), "pupil_count", order=["pupil_count"], kind="number"),
    Column("painted", gettext_lazy("Week ingekleurd"), order=["painted"], template="school/cells/painted.html"),
)


@requires(Permission.CLASS_READ)
@require_safe
def class_list(request: Request) -> HttpResponse:
    classes = classes_with_teachers(request.user, on=timezone.localdate())
    table = Table(
        request,
        classes,
        COLUMNS,
        search=["name", "site__name"],
        sort="name",
        count_words=lambda count: ngettext("%(n)d klas", "%(n)d klassen", count) % {"n": count},
    )
    return render(request, "school/classes.html", {"table": table, "manages": manages_school(request)})


def _managed_class(request: Request, pk: uuid.UUID) -> SchoolClass:
    today = timezone.localdate()
    classes = SchoolClass.objects.select_related("site__organisation")
    sites = sites_visible_to(request.user, on=today, to=Permission.SCHOOL_MANAGE)
    return get_object_or_404(classes.filter(site__in=sites.order_by().values("pk")), pk=pk)


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def teachers(request: Request, class_id: uuid.UUID) -> HttpResponse:
    school_class = _managed_class(request, class_id)
    staff = staff_of(school_class.site.organisation, on=timezone.localdate())
    new = "new" in request.POST
    form = TeacherForm(request.POST if request.POST and not new else None, staff=staff)
    new_form = NewTeacherForm(request.POST if new else None, prefix="new")
    sent = new_form if new else form
    if sent.is_valid():
        act = schools.add_teacher if new else schools.set_teacher
        try:
            act(school_class=school_class, by=request.user, at=timezone.now(), **sent.cleaned_data)
        except SchoolChangeNotPossible:
            sent.add_error(None, _("Iemand anders meldt zich al aan met dit e-mailadres."))
        else:
            messages.success(request, _("Bewaard. Wie lesgeeft aan de klas, ziet de klas."))
            return redirect("school-class-teachers", class_id=school_class.pk)
    context = {
        "form": form,
        "new_form": new_form,
        "teaching": _teaching(school_class),
    }
    return render_class(request, school_class, "school/class_teachers.html", context)


def _teaching(school_class: SchoolClass) -> list[tuple[ClassTeacher, str]]:
    rows = school_class.class_teachers.select_related("person", "stands_in_for__person").order_by(
        "person__sort_name", "pk"
    )
    return [(row, ", ".join(str(WEEKDAYS[day]) for day in row.days)) for row in rows]


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: Request, class_id: uuid.UUID, teacher_id: uuid.UUID) -> HttpResponse:
    school_class = _managed_class(request, class_id)
    teachers = ClassTeacher.objects.filter(school_class=school_class, stands_in_for=None).select_related("person")
    class_teacher = get_object_or_404(teachers, pk=teacher_id)
    staff = staff_of(school_class.site.organisation, on=timezone.localdate())
    form = StandInForm(request.POST or None, staff=staff.exclude(pk__in=teachers.values("person")))
    if form.is_valid():
        schools.set_stand_in(class_teacher=class_teacher, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard. Wie invalt, ziet de klas alleen in die tijd."))
        return redirect("school-class-teachers", class_id=school_class.pk)
    context = {"form": form, "class_teacher": class_teacher}
    return render_class(request, school_class, "school/class_stand_in.html", context)


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def remove_teacher(request: Request, class_id: uuid.UUID, teacher_id: uuid.UUID) -> HttpResponse:
    school_class = _managed_class(request, class_id)
    class_teacher = get_object_or_404(ClassTeacher, pk=teacher_id, school_class=school_class)
    schools.remove_teacher(class_teacher=class_teacher, by=request.user, at=timezone.now())
    messages.success(request, _("Bewaard. Deze leerkracht ziet de klas niet meer."))
    return redirect("school-class-teachers", class_id=school_class.pk)
