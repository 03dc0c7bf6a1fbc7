"""The menu as data: what each audience finds there, by permission."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class Item:
    """A place in the menu, shown to whoever has one of its permissions."""

    url_name: str
    label: str | Promise
    icon: str
    permissions: frozenset[Permission]
    prefix: str = ""  # the part of the address under which this item is "here"; its own address when empty


@dataclass(frozen=True, slots=True)
class Section:
    """The pages of one audience; the first item is its start page."""

    name: str
    label: str | Promise
    items: tuple[Item, ...]


def _item(url_name: str, label: str | Promise, icon: str, *permissions: Permission, prefix: str = "") -> Item:
    return Item(url_name, label, icon, frozenset(permissions), prefix)


MENU: tuple[Section, ...] = (
    Section(
        "coordinator",
        _("Programma"),
        (
            _item("coordinator-home", _("Vandaag"), "today", Permission.PROGRAMME_READ),
            _item("coordinator-initiatives", _("Initiatieven"), "plan", Permission.PROGRAMME_READ),
            _item("coordinator-intake", _("Lijsten inlezen"), "upload", Permission.PROGRAMME_MANAGE),
            _item("people", _("Mensen en rollen"), "people", Permission.PROGRAMME_PEOPLE),
            _item("coordinator-dosage", _("Dosering"), "report", Permission.PROGRAMME_READ),
            _item("coordinator-hours", _("Uren"), "clock", Permission.PROGRAMME_READ),
            _item("privacy-people", _("Privacy"), "lock", Permission.PROGRAMME_PEOPLE),
        ),
    ),
    Section(
        "school",
        _("School"),
        (
            _item("school-home", _("Vandaag"), "today", Permission.SCHOOL_READ, Permission.CLASS_READ),
            _item("school-classes", _("Klassen"), "week", Permission.CLASS_READ),
            _item("school-pupils", _("Leerlingen"), "people", Permission.CLASS_READ),
            _item("school-letters", _("Brieven"), "mail", Permission.LETTER_PRINT, Permission.LETTER_CONFIRM),
            _item("school-guardians", _("Ouders en verzorgers"), "family", Permission.SCHOOL_PEOPLE),
            _item("people", _("Mensen en rollen"), "person", Permission.SCHOOL_PEOPLE),
            _item("school-rooms", _("Lokalen"), "room", Permission.SCHOOL_MANAGE),
            _item("school-bells", _("Lesuren"), "clock", Permission.SCHOOL_READ),
            _item("school-days", _("Vrije dagen"), "calendar", Permission.SCHOOL_MANAGE),
            _item("school-sites", _("Vestigingen"), "school", Permission.SCHOOL_READ),
            _item("coordinator-intake", _("Lijsten inlezen"), "upload", Permission.SCHOOL_PEOPLE),
            _item("school-agreement", _("Overeenkomst"), "log", Permission.SCHOOL_MANAGE),
            _item("together", _("Samenwerking"), "plan", Permission.SCHOOL_READ, prefix="/together/"),
            _item("coordinator-form-choice", _("Vorm kiezen"), "decide", Permission.SCHOOL_READ),
            _item("school-worry", _("Ik maak me zorgen"), "worry", Permission.CLASS_READ),
            _item("privacy-people", _("Privacy"), "lock", Permission.SCHOOL_PEOPLE),
        ),
    ),
    Section(
        "tutor",
        _("Tutor"),
        (
            _item("tutor-home", _("Vandaag"), "today", Permission.TUTOR_READ),
            _item("tutor-week", _("Week"), "week", Permission.TUTOR_READ),
            _item("tutor-availability", _("Wanneer ik kan"), "paint", Permission.AVAILABILITY_PAINT),
            _item("tutor-hours", _("Mijn uren"), "clock", Permission.TUTOR_READ),
            _item("tutor-feed", _("In mijn agenda"), "calendar", Permission.TUTOR_READ),
            _item("tutor-training", _("Mijn vorming"), "star", Permission.TUTOR_READ),
            _item("tutor-agreement", _("Mijn overeenkomst"), "check", Permission.TUTOR_READ),
            _item("tutor-role", _("Mijn rol"), "info", Permission.TUTOR_READ),
            _item("together", _("Werkplan"), "log", Permission.TUTOR_READ),
            _item("tutor-worry", _("Ik maak me zorgen"), "worry", Permission.TUTOR_READ),
        ),
    ),
    Section(
        "lecturer",
        _("Opleiding"),
        (
            _item("lecturer-home", _("Studenten"), "people", Permission.COURSE_READ),
            _item("lecturer-placements", _("Plaatsing en begeleiding"), "plan", Permission.COURSE_PLACE),
            _item("lecturer-places", _("Plaatsen"), "week", Permission.COURSE_PEOPLE),
            _item("together", _("Scholen"), "school", Permission.COURSE_PEOPLE),
            _item("people", _("Mensen en rollen"), "person", Permission.COURSE_PEOPLE),
        ),
    ),
    Section(
        "partner",
        _("Initiatieven"),
        (_item("partner-home", _("Mijn initiatieven"), "plan", Permission.SERVED_READ, Permission.INITIATIVE_READ),),
    ),
    Section(
        "signals",
        _("Zorgen"),
        (
            _item("signals", _("Signalen"), "worry", Permission.SIGNAL_RECEIVE),
            _item("pauses", _("Wat stilligt"), "clock", Permission.SIGNAL_RECEIVE, prefix="/signals/paused/"),
            _item("visits", _("Bezoeken thuis"), "home", Permission.PROGRAMME_READ, Permission.SCHOOL_PEOPLE),
        ),
    ),
    Section(
        "platform",
        _("Beheer"),
        (
            _item("people-organisations", _("Organisaties"), "school", Permission.PLATFORM_MANAGE),
            _item("people", _("Mensen en rollen"), "people", Permission.PLATFORM_MANAGE),
        ),
    ),
    Section(
        "family",
        _("Thuis"),
        (_item("family-home", _("Thuis"), "home", Permission.FAMILY_READ),),
    ),
    Section(
        "pupil",
        _("Voor mij"),
        (
            _item("pupil-home", _("Mijn uren"), "clock", Permission.OWN_HOURS),
            _item("pupil-file", _("Mijn map"), "star", Permission.OWN_FILE),
        ),
    ),
)


def start_page(permissions: frozenset[Permission]) -> str | None:
    """Return the name of the page where somebody with these permissions begins, or None."""
    for section in MENU:
        if not section.items[0].permissions.isdisjoint(permissions):
            return section.items[0].url_name
    return None
