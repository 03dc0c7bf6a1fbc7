"""What a file would change about classes, pupils and teachers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from tandem.people.models import ClassPlace, ClassTeacher, Person, Pupil, SchoolClass, Site
from tandem.people.queries import account_with, staff_of
from tandem.scheduling.intake.draft import IntakeDraft, PupilRow, TeacherRow
from tandem.scheduling.intake.findings import Choice, Source
from tandem.scheduling.intake.grades import class_key
from tandem.scheduling.intake.names import Name, name_key
from tandem.scheduling.intake.reading import Notebook
from tandem.scheduling.queries.intake.changes import Change, differences


@dataclass(frozen=True, slots=True)
class Missing:
    """A pupil of a class on the list who is not on it, with what somebody answered about them."""

    pupil: Pupil
    answer: str


LEFT, STAYS = "left", "stays"


def compare_classes(names: Iterable[str], *, site: Site, school_year: int) -> tuple[Change[str, SchoolClass], ...]:
    """Return each class the file names, once, beside the class the site has."""
    known = {class_key(row.name): row for row in SchoolClass.objects.filter(site=site, school_year=school_year)}
    found: dict[str, Change[str, SchoolClass]] = {}
    for name in names:
        if name and class_key(name) not in found:
            found[class_key(name)] = Change(name[:40], known.get(class_key(name)), name)
    return tuple(found.values())


def compare_pupils(rows: Sequence[PupilRow], *, site: Site, school_year: int) -> tuple[Change[PupilRow, Pupil], ...]:
    """Return each pupil of the file beside the pupil with that number."""
    known = {
        pupil.number: pupil
        for pupil in Pupil.objects.filter(
            organisation=site.organisation_id, number__in=[row.number for row in rows]
        ).select_related("person", "organisation")
    }
    places: dict[object, set[str]] = {}
    for place in ClassPlace.objects.filter(
        pupil__in=known.values(), to_date__isnull=True, school_class__school_year=school_year
    ).select_related("school_class"):
        places.setdefault(place.pupil_id, set()).add(place.school_class.name)
    return tuple(_pupil(row, known.get(row.number), places) for row in rows)


def _pupil(row: PupilRow, pupil: Pupil | None, places: dict[object, set[str]]) -> Change[PupilRow, Pupil]:
    label = f"{row.name}"
    if pupil is None:
        return Change(row, None, label)
    person = pupil.person
    old_name = Name(person.given_name, person.infix, person.family_name)
    new_name = old_name if row.name == Name(row.number) else row.name
    there = places.get(pupil.pk, set())
    wanted = {row.class_name, *row.more_classes}
    same_classes = {class_key(name) for name in there} == {class_key(name) for name in wanted}
    pairs = [
        ("name", _("naam"), str(old_name), str(new_name)),
        ("birth_date", _("geboortedatum"), pupil.birth_date, row.birth_date or pupil.birth_date),
        ("year", _("leerjaar"), pupil.year, row.year),
        ("classes", _("klas"), there if not same_classes else wanted, wanted),
        ("left_date", _("vertrokken"), pupil.left_date, row.left_date),
    ]
    values = {
        "given_name": new_name.given,
        "infix": new_name.infix,
        "family_name": new_name.family,
        "birth_date": row.birth_date or pupil.birth_date,
        "year": row.year,
    }
    return Change(row, pupil, label, differences(pairs), values)


def missing_pupils(draft: IntakeDraft, *, site: Site, school_year: int, notebook: Notebook) -> tuple[Missing, ...]:
    """Ask about each pupil of a listed class who is not on the list: a list that misses somebody is no leaver."""
    listed = {class_key(name) for row in draft.pupils for name in (row.class_name, *row.more_classes)}
    numbers = {row.number for row in draft.pupils}
    places = (
        ClassPlace.objects.filter(school_class__site=site, school_class__school_year=school_year, to_date__isnull=True)
        .filter(Q(pupil__left_date__isnull=True))
        .select_related("pupil__person", "pupil__organisation", "school_class")
        .order_by("school_class__name", "pupil__person__sort_name", "pk")
    )
    found: dict[str, Missing] = {}
    for place in places:
        pupil = place.pupil
        if class_key(place.school_class.name) not in listed or pupil.number in numbers or pupil.number in found:
            continue
        answer = notebook.ask(
            "missing_pupil",
            pupil.number,
            Source("", "", 0),
            _("%(name)s (%(number)s) zit in %(class)s, maar staat niet op de nieuwe lijst.")
            % {"name": pupil.person.full_name, "number": pupil.number, "class": place.school_class.name},
            _("Is deze leerling van school?"),
            (Choice(STAYS, _("Nee, blijft")), Choice(LEFT, _("Ja, is vertrokken"))),
        )
        found[pupil.number] = Missing(pupil, answer)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Teaching:
    """A teacher of the file: who it is, when the school knows them."""

    row: TeacherRow
    person: Person | None


def people_at(site: Site, *, on: date) -> dict[object, Person]:
    """Return the school's staff and whoever teaches a lesson there, by name."""
    taught = Person.objects.filter(lessons__site__organisation=site.organisation_id)
    people = Person.objects.filter(
        Q(pk__in=staff_of(site.organisation, on=on).order_by().values("pk")) | Q(pk__in=taught.values("pk"))
    ).order_by("pk")
    return {name_key(Name(person.given_name, person.infix, person.family_name)): person for person in people}


def compare_teachers(
    rows: Sequence[TeacherRow], *, site: Site, school_year: int, staff: dict[object, Person], notebook: Notebook
) -> tuple[Change[TeacherRow, ClassTeacher], ...]:
    """Return who would teach which class on which days, beside who does."""
    by_email = {person.email.lower(): person for person in staff.values() if person.email}
    known = {
        (class_key(row.school_class.name), row.person_id): row
        for row in ClassTeacher.objects.filter(
            school_class__site=site, school_class__school_year=school_year
        ).select_related("school_class", "person")
    }
    found = []
    for row in rows:
        person = by_email.get(row.email) if row.email else None
        person = person or staff.get(name_key(row.name))
        if person is None and row.email and account_with(row.email):
            notebook.problem(
                "address_taken",
                f"teacher|{row.email}",
                row.source,
                _("Met het e-mailadres van %(who)s meldt iemand anders zich al aan.") % {"who": row.name},
                _("Vraag een ander adres, of sla de leerkracht over."),
            )
            continue
        existing = known.get((class_key(row.class_name), person.pk)) if person else None
        pairs = [("days", _("dagen"), existing.days, sorted(row.days))] if existing else []
        label = _("%(name)s in %(class)s") % {"name": row.name, "class": row.class_name}
        found.append(Change(row, existing, label, differences(pairs), {"person": person}))
    return tuple(found)
