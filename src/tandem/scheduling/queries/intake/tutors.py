"""What a file would change about tutors, what they offer and when they can."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from tandem.initiatives.models import Enrolment, Initiative
from tandem.people.models import Organisation, Tutor
from tandem.people.queries import account_with, current
from tandem.scheduling.enums import AvailabilitySource
from tandem.scheduling.intake.availability import Window, free_around
from tandem.scheduling.intake.draft import BusyRow, IntakeDraft, TutorRow
from tandem.scheduling.intake.findings import Source
from tandem.scheduling.intake.names import Name, name_key
from tandem.scheduling.intake.reading import Notebook
from tandem.scheduling.models import Availability
from tandem.scheduling.queries.intake.changes import Change, differences

EVERY_SUBJECT = ("rekenen", "taal", "begrijpend lezen", "woordenschat", "Nederlands", "wiskunde", "Engels")
EVERY_LEVEL = [1, 8]
MOST_SESSIONS = 20


def compare_tutors(
    draft: IntakeDraft,
    *,
    organisation: Organisation,
    initiative: Initiative | None,
    on: date,
    notebook: Notebook,
) -> tuple[Change[TutorRow, Tutor], ...]:
    """Return each tutor of the file beside the tutor the organisation has."""
    tutors = list(
        Tutor.objects.filter(organisation=organisation).select_related("person", "organisation").order_by("pk")
    )
    asked = _asked(draft, initiative)
    busy = _busy_by_who(draft.busy)
    rows = [*draft.tutors, *_only_busy(draft, tutors, busy, notebook)]
    return tuple(
        change for row in rows if (change := _tutor(row, tutors, initiative, asked, busy, on, notebook)) is not None
    )


def _asked(draft: IntakeDraft, initiative: Initiative | None) -> tuple[str, ...]:
    """Return the subjects that are asked for: what somebody to whom it is all the same teaches."""
    subjects = {row.subject for row in draft.requests}
    if initiative is not None:
        subjects |= set(initiative.requests.values_list("subject", flat=True))
    return tuple(sorted(subjects)) or EVERY_SUBJECT


def _busy_by_who(rows: Iterable[BusyRow]) -> dict[str, list[Window]]:
    found: dict[str, list[Window]] = {}
    for row in rows:
        found.setdefault(row.who, []).append(row.window)
    return found


def _only_busy(
    draft: IntakeDraft, tutors: Sequence[Tutor], busy: dict[str, list[Window]], notebook: Notebook
) -> list[TutorRow]:
    """Return known tutors of whom only the class hours came; say how many hours belong to nobody known."""
    listed = {who for row in draft.tutors for who in (row.number, row.email) if who}
    first = {row.who: row.source for row in reversed(draft.busy)}
    known = {who: tutor for tutor in tutors for who in (tutor.number, tutor.person.email.lower()) if who}
    strangers = [who for who in busy if who not in listed and who not in known]
    if strangers:
        notebook.note(
            "busy_strangers",
            Source(first[strangers[0]].file, first[strangers[0]].sheet, 0),
            _("De lesuren van %(count)s studenten horen bij niemand die tutor is; ze worden niet bewaard.")
            % {"count": len(strangers)},
            _("Lees eerst of tegelijk de lijst van tutors in, met dezelfde studentnummers."),
        )
    return [
        TutorRow(
            source=first[who],
            name=Name(tutor.person.given_name, tutor.person.infix, tutor.person.family_name),
            number=tutor.number,
            email=tutor.person.email.lower(),
        )
        for who, tutor in known.items()
        if who in busy and who not in listed
    ]


def _tutor(
    row: TutorRow,
    tutors: Sequence[Tutor],
    initiative: Initiative | None,
    asked: tuple[str, ...],
    busy: dict[str, list[Window]],
    on: date,
    notebook: Notebook,
) -> Change[TutorRow, Tutor] | None:
    tutor = _known(row, tutors)
    if tutor is None and _address_taken(row, notebook):
        return None
    windows = _windows(row, busy, notebook.context.travel_minutes)
    values: dict[str, Any] = {"windows": windows, "offer": _offer(row, initiative, asked)}
    if tutor is None:
        return Change(row, None, str(row.name), (), values)
    person = tutor.person
    enrolment = Enrolment.objects.filter(initiative=initiative, tutor=tutor).first() if initiative else None
    own_week, stands = _standing(tutor, on)
    if own_week and windows:
        notebook.note(
            "own_week",
            row.source,
            _("%(who)s heeft de eigen week al ingekleurd; die blijft staan.") % {"who": row.name},
        )
        values["windows"] = ()
    values["enrolment"] = enrolment
    pairs: list[tuple[str, str, Any, Any]] = [
        ("name", _("naam"), str(Name(person.given_name, person.infix, person.family_name)), str(row.name)),
        ("phone", _("telefoon"), person.phone, row.phone or person.phone),
        ("number", _("nummer"), tutor.number, row.number or tutor.number),
        ("languages", _("talen"), set(tutor.languages), set(row.languages) or set(tutor.languages)),
    ]
    if values["windows"]:
        pairs.append(("windows", _("beschikbaar"), {str(w) for w in stands}, {str(w) for w in windows}))
    if initiative is not None:
        offer = values["offer"]
        pairs += [
            (f"offer_{name}", label, getattr(enrolment, name) if enrolment else None, offer[name])
            for name, label in (("teaches", _("vakken")), ("max_sessions", _("sessies per week")))
            if name in offer
        ]
    return Change(row, tutor, str(row.name), differences(pairs), values)


def _known(row: TutorRow, tutors: Sequence[Tutor]) -> Tutor | None:
    for tutor in tutors:
        if row.number and tutor.number == row.number:
            return tutor
        if row.email and tutor.person.email.lower() == row.email:
            return tutor
    wanted = name_key(row.name)
    alike = [
        tutor
        for tutor in tutors
        if name_key(Name(tutor.person.given_name, tutor.person.infix, tutor.person.family_name)) == wanted
        and not (row.email and tutor.person.email)
        and not (row.number and tutor.number)
    ]
    return alike[0] if len(alike) == 1 else None


def _address_taken(row: TutorRow, notebook: Notebook) -> bool:
    user = account_with(row.email) if row.email else None
    if user is None:
        return False
    person = user.person
    same = name_key(Name(person.given_name, person.infix, person.family_name)) == name_key(row.name)
    if same and not Tutor.objects.filter(person=person).exists():
        return False
    notebook.problem(
        "address_taken",
        f"tutor|{row.email}",
        row.source,
        _("Met het e-mailadres van %(who)s meldt iemand anders zich al aan.") % {"who": row.name},
        _("Vraag een ander adres, of sla de rij over."),
    )
    return True


def _windows(row: TutorRow, busy: dict[str, list[Window]], margin: int) -> tuple[Window, ...]:
    """Return when a tutor can: as said, and outside class hours with the time to travel."""
    classes = busy.get(row.number) or busy.get(row.email) or busy.get(str(row.name))
    if not classes:
        return row.windows
    free = free_around(classes, margin=margin)
    if not row.windows:
        return free
    return tuple(
        Window(said.day, max(said.starts, left.starts), min(said.ends, left.ends))
        for said in row.windows
        for left in free
        if said.day == left.day and min(said.ends, left.ends) - max(said.starts, left.starts) >= 15
    )


def _offer(row: TutorRow, initiative: Initiative | None, asked: tuple[str, ...]) -> dict[str, Any]:
    if initiative is None:
        return {}
    levels = list(row.levels) if row.levels else EVERY_LEVEL
    offer: dict[str, Any] = {"teaches": dict.fromkeys(row.subjects or asked, levels)}
    if row.max_hours:
        length = initiative.minutes + initiative.fetch_minutes
        offer["max_sessions"] = max(1, min(MOST_SESSIONS, int(row.max_hours * 60 // length)))
    return offer


def _standing(tutor: Tutor, on: date) -> tuple[bool, set[Window]]:
    """Tell whether a tutor filled in their own week, and what an earlier list said."""
    rows = list(Availability.objects.filter(current(on), tutor=tutor))
    own = any(row.source != AvailabilitySource.IMPORTED for row in rows)
    return own, {Window(row.day, _minutes(row.starts), _minutes(row.ends)) for row in rows}


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
