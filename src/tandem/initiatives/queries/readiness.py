"""What is known of a school before it begins: from its own rows, and from what it said."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from tandem.core.permissions import Role
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import Initiative, SchoolPart, SchoolProject, StaffLimit
from tandem.initiatives.together.readiness import Project, Ready
from tandem.people.models import ClassPlace, Membership, SchoolClass, Site
from tandem.people.queries import current, school_year_of
from tandem.people.queries.agreements import has_agreement


def school_part_of(initiative: Initiative, site: Site) -> SchoolPart:
    """Return what a school said of itself for an initiative, or a sheet that is still empty."""
    found = SchoolPart.objects.filter(initiative=initiative, site=site).first()
    return found or SchoolPart(initiative=initiative, site=site)


def projects_of(site: Site, *, on: date) -> list[SchoolProject]:
    """Return what else runs at a school on a day or later, by name."""
    rows = SchoolProject.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=on), site=site)
    return list(rows.order_by("name", "pk"))


def ready_of(initiative: Initiative, site: Site, *, on: date) -> Ready:
    """Return all that bears on whether a school can begin; what it said itself goes before what Tandem counts."""
    part = school_part_of(initiative, site)
    pupils, classes, largest = _counted(site, on)
    limit = StaffLimit.objects.filter(site=site).first()
    return Ready(
        begins=initiative.starts_date,
        today=on,
        pupils=part.pupils if part.pupils is not None else pupils,
        classes=part.classes if part.classes is not None else classes,
        largest_class=part.largest_class if part.largest_class is not None else largest,
        whole_class=initiative.visits_class,
        students=_students(initiative, site),
        head_agrees=part.head_agrees,
        care_coordinators=_names(site, on, Role.CARE_COORDINATOR),
        contacts=_names(site, on, Role.SCHOOL_COORDINATOR, Role.LOCATION_COORDINATOR),
        projects=(*_projects(site, on), *_other_initiatives(initiative, site, on)),
        projects_complete=part.projects_complete,
        staff_hours=part.staff_hours,
        most_staff_hours=limit.hours if limit else None,
        lead_weeks=part.lead_weeks,
        begins_early_because=part.early_reason,
        began=initiative.status != InitiativeStatus.PREPARING,
        values=part.core_values,
        agreement=has_agreement(site.organisation, on=on),
    )


def _counted(site: Site, on: date) -> tuple[int | None, int | None, int | None]:
    """Return pupils, classes and the largest class, as far as the lists of the school say; nothing known is None."""
    classes = SchoolClass.objects.filter(site=site, school_year=school_year_of(on))
    sizes = [
        row["size"]
        for row in ClassPlace.objects.filter(current(on), school_class__in=classes.values("pk"))
        .values("school_class")
        .annotate(size=Count("pupil", distinct=True))
        .order_by()
    ]
    pupils = ClassPlace.objects.filter(current(on), school_class__in=classes.values("pk")).values("pupil").distinct()
    return (pupils.count(), classes.count(), max(sizes)) if sizes else (None, None, None)


def _students(initiative: Initiative, site: Site) -> int | None:
    """Return the largest group of students that comes to this site, where there is one."""
    groups = initiative.student_groups.filter(
        Q(enrolments__sites=site) | Q(enrolments__isnull=False, enrolments__sites__isnull=True)
    ).annotate(size=Count("tutors", distinct=True))
    return max((group.size for group in groups), default=None)


def _names(site: Site, on: date, *roles: Role) -> tuple[str, ...]:
    rows = (
        Membership.objects.filter(current(on), organisation=site.organisation_id, role__in=roles)
        .filter(Q(site__isnull=True) | Q(site=site))
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )
    return tuple(dict.fromkeys(row.person.full_name for row in rows))


def _projects(site: Site, on: date) -> list[Project]:
    return [
        Project(row.name, tuple(row.days), row.pupils, Decimal(row.staff_hours)) for row in projects_of(site, on=on)
    ]


def _other_initiatives(initiative: Initiative, site: Site, on: date) -> list[Project]:
    """Return the other initiatives of Tandem at this school, with what they ask of its staff."""
    rows = (
        Initiative.objects.filter(sites=site, ends_date__gte=on)
        .exclude(pk=initiative.pk)
        .exclude(status=InitiativeStatus.ENDED)
        .order_by("name", "pk")
    )
    asked = dict(SchoolPart.objects.filter(initiative__in=rows, site=site).values_list("initiative", "staff_hours"))
    counts = dict(
        rows.annotate(
            asking=Count("requests", filter=Q(requests__site=site, requests__status__in=["waiting", "placed"]))
        ).values_list("pk", "asking")
    )
    return [Project(row.name, (), counts[row.pk], asked.get(row.pk) or Decimal(0)) for row in rows]
