"""How the pages name what a list holds."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.scheduling.intake.fields import Discard, Field, TableKind

KINDS: dict[TableKind, str | Promise] = {
    TableKind.PUPILS: _("leerlingen"),
    TableKind.TEACHERS: _("leerkrachten"),
    TableKind.REQUESTS: _("aanvragen voor tutoring"),
    TableKind.TUTORS: _("tutors"),
    TableKind.WEEK: _("weekrooster, een kolom per dag"),
    TableKind.LESSONS: _("lessen, één per rij"),
    TableKind.ROOMS: _("lokalen"),
    TableKind.BELLS: _("lestijden"),
    TableKind.BUSY: _("lesuren van studenten"),
    TableKind.UNTIS_LESSONS: _("rooster uit Untis (GPU001)"),
    TableKind.UNTIS_CHOICES: _("leerlingen per les uit Untis (GPU015)"),
    TableKind.NOTHING: _("niets: dit blad overslaan"),
}

FIELDS: dict[Field, str | Promise] = {
    Field.NUMBER: _("nummer"),
    Field.NAME: _("naam, helemaal"),
    Field.GIVEN: _("roepnaam"),
    Field.INFIX: _("tussenvoegsel"),
    Field.FAMILY: _("achternaam"),
    Field.INITIALS: _("voorletters"),
    Field.BIRTH_DATE: _("geboortedatum"),
    Field.CLASS: _("groep of klas"),
    Field.YEAR: _("leerjaar"),
    Field.TEACHER: _("leerkracht"),
    Field.LEFT_DATE: _("datum van vertrek"),
    Field.DAYS: _("dagen"),
    Field.EMAIL: _("e-mailadres"),
    Field.PHONE: _("telefoon"),
    Field.SUBJECT: _("vak"),
    Field.TIMES: _("keer per week"),
    Field.MINUTES: _("minuten"),
    Field.PRIORITY: _("voorrang"),
    Field.GOAL: _("doel"),
    Field.REMARK: _("opmerking"),
    Field.STUDY: _("opleiding"),
    Field.AVAILABILITY: _("beschikbaar"),
    Field.MAX_HOURS: _("uren per week"),
    Field.LANGUAGES: _("talen"),
    Field.CHECK: _("VOG of uittreksel, volgens de tutor"),
    Field.LEVELS: _("groepen of leeftijd"),
    Field.FILLED_IN: _("ingevuld op"),
    Field.ROOM: _("lokaal"),
    Field.PERIOD: _("lesuur"),
    Field.BEGIN: _("begin"),
    Field.END: _("einde"),
    Field.SPAN: _("begin en einde"),
    Field.DAY: _("dag"),
    Field.LESSON: _("lesnummer"),
    Field.SCHEDULE: _("naam van het belrooster"),
    Field.WEEKDAY: _("vak op deze dag"),
}

DISCARDS: dict[Discard, str | Promise] = {
    Discard.NATIONAL_NUMBER: _("een nationaal nummer"),
    Discard.SCORE: _("een score of oordeel: voorrang is een woord van de school, nooit een toets"),
    Discard.HOME_LANGUAGE: _("thuistaal: die vraagt Tandem aan het gezin zelf"),
    Discard.CARE: _("zorg of gezondheid"),
    Discard.BACKGROUND: _("achtergrond of herkomst"),
    Discard.FAMILY_DETAILS: _("gegevens van het gezin"),
    Discard.NOT_NEEDED: _("niet nodig"),
    Discard.UNMAPPED: _("niet gekoppeld"),
}

GROUPS: dict[str, str | Promise] = {
    "classes": _("Klassen en groepen"),
    "pupils": _("Leerlingen"),
    "teachers": _("Leerkrachten"),
    "requests": _("Aanvragen"),
    "tutors": _("Tutors"),
    "bells": _("Lestijden"),
    "rooms": _("Lokalen"),
    "lessons": _("Roosters"),
}

# Questions that often come in numbers.
QUESTIONS: dict[str, str | Promise] = {
    "struck": _("doorgehaald"),
    "partly_struck": _("half doorgehaald"),
    "hidden": _("verborgen"),
    "formula": _("een formule"),
    "missing_pupil": _("niet meer op de lijst"),
    "birth_date": _("geen leesbare geboortedatum"),
    "no_number": _("geen leerlingnummer"),
    "availability": _("beschikbaarheid niet te lezen"),
    "email": _("geen leesbaar e-mailadres"),
    "times": _("hoe vaak per week"),
    "same_child": _("één kind of twee"),
}
