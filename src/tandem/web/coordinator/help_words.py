"""What would help, in words: the smallest changes, where to recruit, and how many can have a place at all."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.planning import ChangeKind
from tandem.scheduling.queries.helps import Help, Wanted
from tandem.web.coordinator import words


def at_most(placed: int, most: int) -> str:
    """Say how many requests any plan can place; proven, like the score."""
    if placed >= most:
        return _("Bewezen: geen planning kan meer aanvragen een plek geven dan deze %(placed)d.") % {"placed": placed}
    return _("Geen planning kan meer dan %(most)d aanvragen een plek geven; deze geeft er %(placed)d.") % {
        "most": most,
        "placed": placed,
    }


def change(found: Help) -> str:
    """Return a change that gives a place, and whom it moves."""
    said = _change(found)
    if found.moved:
        moved = ngettext(
            "Dan verschuift %(n)d andere leerling.", "Dan verschuiven %(n)d andere leerlingen.", found.moved
        )
        return f"{said} {moved % {'n': found.moved}}"
    return said


def _change(found: Help) -> str:
    when = words.listing([words.stretch(m.day, m.starts, m.ends) for m in found.moments])
    who = found.tutor.person.full_name if found.tutor else _("een tutor")
    if found.kind == ChangeKind.HOURS:
        said = ngettext(
            "Als %(who)s %(n)d keer per week meer kan komen.",
            "Als %(who)s %(n)d keren per week meer kan komen.",
            found.sessions,
        )
        return said % {"who": who, "n": found.sessions}
    sentences = {
        ChangeKind.GROUP: _("Als een groepje van twee mag, bij %(who)s op %(when)s."),
        ChangeKind.LESSON: _("Als de leerling ook weg mag op %(when)s, bij %(who)s."),
        ChangeKind.ROOM: _("Met nog een lokaal op %(when)s, bij %(who)s."),
        ChangeKind.MOMENT: _("Als %(who)s ook kan op %(when)s."),
    }
    return sentences[found.kind] % {"who": who, "when": when}


def wanted(found: Wanted) -> str:
    """Return where one more tutor would help, and how many pupils."""
    low, high = found.levels
    half_days = words.listing([_half_day(day, late) for day, late in found.half_days])
    said = ngettext(
        "Nog een tutor %(subject)s op %(site)s, op %(half_days)s: %(n)d leerling meer met een plek.",
        "Nog een tutor %(subject)s op %(site)s, op %(half_days)s: %(n)d leerlingen meer met een plek.",
        found.pupils,
    ) % {"subject": found.subject, "site": found.site, "half_days": half_days, "n": found.pupils}
    return f"{said} ({words.level_range(low, high)})"


def _half_day(day: int, late: bool) -> str:
    name = WEEKDAYS[day]
    return (_("%(day)snamiddag") if late else _("%(day)sochtend")) % {"day": name}
