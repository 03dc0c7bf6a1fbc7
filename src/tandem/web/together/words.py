"""What stands between a school and an initiative, in the words of a tired head."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.initiatives.together.justification import Part
from tandem.initiatives.together.readiness import ConditionKind, Ready, State
from tandem.web.coordinator.words import listing

MISSING: dict[Part, Callable[[], str]] = {
    Part.THEMES: lambda: _("de thema’s"),
    Part.PUPIL_LEVEL: lambda: _("wat u doet voor leerlingen"),
    Part.TEACHER_LEVEL: lambda: _("wat u doet met leerkrachten"),
    Part.SCHOOL_LEVEL: lambda: _("wat u doet als school"),
    Part.MEANS: lambda: _("de middelen die u al gebruikt"),
    Part.PAGE: lambda: _("de bladzijde in het document"),
}


def missing(parts: tuple[Part, ...]) -> str:
    """Return what a justification lacks: "de thema’s en de middelen die u al gebruikt"."""
    return listing([MISSING[part]() for part in parts])


def hours(value: object) -> str:
    return str(value).removesuffix(".0").replace(".", ",")


def condition(kind: ConditionKind) -> str:
    """Return what is looked at."""
    return {
        ConditionKind.SIZE: _("We weten hoe groot de school is."),
        ConditionKind.CLASSES: _("We weten hoeveel klassen er zijn en hoe groot de grootste is."),
        ConditionKind.ENOUGH_STUDENTS: _("De groep studenten is groot genoeg voor de grootste klas."),
        ConditionKind.HEAD: _("De directie steunt het en zegt dat ook tegen het team."),
        ConditionKind.CARE_COORDINATOR: _("De zorgcoördinator of intern begeleider heeft een rol."),
        ConditionKind.CONTACT: _("Er is een vast aanspreekpunt op school."),
        ConditionKind.OTHER_PROJECTS: _("Wat er nog meer loopt, staat op een rij."),
        ConditionKind.STAFF_TIME: _("Wat aan het schoolteam gevraagd wordt, past."),
        ConditionKind.PREPARATION: _("Er is genoeg tijd om voor te bereiden."),
        ConditionKind.VALUES: _("Het past bij de waarden en de werkwijze van de school."),
        ConditionKind.AGREEMENT: _("Het schoolbestuur tekende de verwerkingsovereenkomst."),
    }[kind]


def known(kind: ConditionKind, ready: Ready) -> str:
    """Return what is known of it, or nothing."""
    found: Callable[[Ready], str] | None = {
        ConditionKind.SIZE: _pupils,
        ConditionKind.CLASSES: _classes,
        ConditionKind.ENOUGH_STUDENTS: _students,
        ConditionKind.CARE_COORDINATOR: _carers,
        ConditionKind.CONTACT: _contacts,
        ConditionKind.OTHER_PROJECTS: _projects,
        ConditionKind.STAFF_TIME: _staff_time,
        ConditionKind.PREPARATION: _preparation,
        ConditionKind.VALUES: _values,
    }.get(kind)
    return found(ready) if found else ""


def _carers(ready: Ready) -> str:
    return listing(ready.care_coordinators)


def _contacts(ready: Ready) -> str:
    return listing(ready.contacts)


def _projects(ready: Ready) -> str:
    return listing([project.name for project in ready.projects])


def _values(ready: Ready) -> str:
    return ready.values


def _pupils(ready: Ready) -> str:
    if ready.pupils is None:
        return ""
    return ngettext("%(n)d leerling", "%(n)d leerlingen", ready.pupils) % {"n": ready.pupils}


def _classes(ready: Ready) -> str:
    if ready.classes is None or ready.largest_class is None:
        return ""
    said = ngettext("%(n)d klas, de grootste met %(m)d", "%(n)d klassen, de grootste met %(m)d", ready.classes)
    return said % {"n": ready.classes, "m": ready.largest_class}


def _students(ready: Ready) -> str:
    if ready.students is None:
        return ""
    return ngettext("%(n)d student", "%(n)d studenten", ready.students) % {"n": ready.students}


def _staff_time(ready: Ready) -> str:
    if ready.most_staff_hours is None:
        return _("samen %(n)s uur per maand") % {"n": hours(ready.asked_hours)}
    return _("samen %(n)s van ten hoogste %(m)s uur per maand") % {
        "n": hours(ready.asked_hours),
        "m": hours(ready.most_staff_hours),
    }


def _preparation(ready: Ready) -> str:
    if ready.began:
        return _("het is al begonnen")
    said = ngettext("nog %(n)d week, u wilt er %(m)d", "nog %(n)d weken, u wilt er %(m)d", ready.weeks_left)
    said %= {"n": ready.weeks_left, "m": ready.lead_weeks}
    if ready.weeks_left < ready.lead_weeks and ready.begins_early_because:
        said += " " + _("Toch begonnen, want: %(why)s") % {"why": ready.begins_early_because}
    return said


def helps(kind: ConditionKind, state: State) -> str:
    """Return what would help where a condition is not met or not known yet."""
    if state == State.MET:
        return ""
    return {
        ConditionKind.SIZE: _("Vul het aantal leerlingen in. Er is geen grens; het helpt om samen te kiezen voor wie."),
        ConditionKind.CLASSES: _("Vul in hoeveel klassen er zijn, of lees een klassenlijst in."),
        ConditionKind.ENOUGH_STUDENTS: _("Kies een kleinere klas, of laat twee groepen studenten samen komen."),
        ConditionKind.HEAD: _("Bespreek het op een teamvergadering voor u begint."),
        ConditionKind.CARE_COORDINATOR: _("Geef de zorgcoördinator of intern begeleider een rol bij Mensen en rollen."),
        ConditionKind.CONTACT: _("Kies wie tutors, ouders en programma kunnen bellen, bij Mensen en rollen."),
        ConditionKind.OTHER_PROJECTS: _(
            "Schrijf op wat er nog loopt, ook buiten Tandem, en vink aan dat alles erbij staat."
        ),
        ConditionKind.STAFF_TIME: _("Zeg hoeveel uur per maand uw team kan geven; het programma vraagt nooit meer."),
        ConditionKind.PREPARATION: _("Begin later, of schrijf op waarom u toch eerder begint."),
        ConditionKind.VALUES: _("Schrijf in een paar zinnen hoe uw school werkt en wat het programma moet weten."),
        ConditionKind.AGREEMENT: _("Noteer de overeenkomst bij School, Overeenkomst."),
    }[kind]
