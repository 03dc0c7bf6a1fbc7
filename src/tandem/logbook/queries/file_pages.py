"""A pupil's file as a reader finds it: the family all of it, the school and the tutor what they need to know."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.utils import timezone

from tandem.core.models import BaseModel
from tandem.core.sealed import unsealed
from tandem.initiatives.models import Request
from tandem.logbook.enums import FileKind, Reach, ShownTo
from tandem.logbook.models import (
    FamilyContact,
    FileItem,
    FileRequest,
    FileShield,
    FileView,
    PupilEntry,
    SelfPortrait,
)
from tandem.logbook.queries import file
from tandem.people.models import Pupil, User
from tandem.scheduling.models import Team

ITEM, NOTE = "item", "note"
MOST_NOTES = 20


@dataclass(slots=True)
class Line:
    """One line of a file, or the shared part of one session's note, with what the family said about it."""

    what: str
    pk: uuid.UUID
    text: str
    detail: str
    by: str
    as_whom: str
    day: date
    is_hidden: bool
    is_shielded: bool
    views: list[FileView] = field(default_factory=list)
    request: FileRequest | None = None
    shields: dict[str, FileShield] = field(default_factory=dict)
    item: FileItem | None = None

    @property
    def hiding(self) -> FileShield | None:
        return self.shields.get(Reach.TUTORS)

    @property
    def shielding(self) -> FileShield | None:
        return self.shields.get(Reach.EVERYBODY)


@dataclass(frozen=True, slots=True)
class FamilyFile:
    """All of a file, as the pupil and the family have it."""

    pupil: Pupil
    strengths: list[Line]
    goals: list[Line]
    agreements: list[Line]
    messages: list[Line]
    notes: list[Line]
    earlier: list[Line]
    put_away: list[Line]
    contacts: list[FamilyContact]
    portraits: list[SelfPortrait]
    requests: list[FileRequest]


@dataclass(frozen=True, slots=True)
class SchoolFile:
    """A file as who teaches the pupil, or runs the school, reads it."""

    pupil: Pupil
    strengths: list[Line]
    goals: list[Line]
    agreements: list[Line]
    messages: list[Line]
    notes: list[Line]
    contacts: list[FamilyContact]
    portraits: list[SelfPortrait]


@dataclass(frozen=True, slots=True)
class TutorFile:
    """What a tutor needs to know of a pupil. Never a result, an indicator, another child or a care file (R-NEV-09)."""

    name: str
    strengths: list[Line]
    goals: list[Line]
    agreements: list[Line]
    messages: list[Line]
    notes: list[Line]
    portraits: list[SelfPortrait]
    works_at: list[tuple[str, int]]  # the subject and the step of the ladder, which the page says in words


def family_file(pupil: Pupil, *, on: date) -> FamilyFile:
    """Return the whole of a pupil's file, for the pupil and the family."""
    items = list(file.items_of([pupil], on=on))
    entries = list(file.notes_of(pupil, on=on)[:MOST_NOTES])
    requests, views = list(file.requests_of(pupil)), list(file.views_of(pupil))
    contacts, portraits = list(file.contacts_with(pupil)), file.portraits_of(pupil)
    asked_about = [request.item for request in requests if request.item is not None]
    _open([*items, *entries, *requests, *asked_about, *views, *contacts, *portraits])
    lines = {item.pk: _line_of_item(item) for item in items}
    notes = [_line_of_note(entry) for entry in entries]
    _say_about([*lines.values(), *notes], views, requests, file.shields_of(pupil))
    in_use = [item for item in items if item.put_away_at is None]
    current = [item for item in in_use if _is_open(item)]
    return FamilyFile(
        pupil=pupil,
        **{name: [lines[item.pk] for item in current if item.kind == kind] for name, kind in KINDS.items()},
        notes=notes,
        earlier=[lines[item.pk] for item in in_use if not _is_open(item)],
        put_away=[lines[item.pk] for item in items if item.put_away_at is not None],
        contacts=contacts,
        portraits=portraits,
        requests=requests,
    )


def school_file(pupil: Pupil, *, user: User, on: date) -> SchoolFile:
    """Return what the pupil's school reads of a file."""
    items = list(file.items_for_school(user, pupil, on=on))
    entries = list(file.notes_for_school(user, pupil, on=on)[:MOST_NOTES])
    views, contacts = list(file.views_of(pupil)), list(file.contacts_with(pupil))
    portraits = file.portraits_of(pupil, shown_to=[ShownTo.SCHOOL])
    _open([*items, *entries, *views, *contacts, *portraits])
    lines = {item.pk: _line_of_item(item) for item in items}
    notes = [_line_of_note(entry) for entry in entries]
    _say_about([*lines.values(), *notes], views, (), ())
    return SchoolFile(
        pupil=pupil,
        **{name: [lines[item.pk] for item in items if item.kind == kind] for name, kind in KINDS.items()},
        notes=notes,
        contacts=contacts,
        portraits=portraits,
    )


def tutor_file(pupil: Pupil, teams: Sequence[Team], *, on: date) -> TutorFile:
    """Return what a tutor reads of a pupil of these teams."""
    initiatives = {team.initiative_id for team in teams}
    items = list(file.items_for_tutors([pupil], initiatives, on=on))
    entries = list(file.notes_for_tutors(pupil, initiatives, on=on)[:MOST_NOTES])
    views = list(file.views_of(pupil))
    portraits = file.portraits_of(pupil, shown_to=[ShownTo.TUTORS, ShownTo.SCHOOL])
    _open([*items, *entries, *views, *portraits])
    lines = {item.pk: _line_of_item(item) for item in items}
    notes = [_line_of_note(entry) for entry in entries]
    _say_about([*lines.values(), *notes], views, (), ())
    return TutorFile(
        name=pupil.person.first_name_initial,
        **{name: [lines[item.pk] for item in items if item.kind == kind] for name, kind in KINDS.items()},
        notes=notes,
        portraits=portraits,
        works_at=_working_levels(pupil, teams),
    )


KINDS = {
    "strengths": FileKind.STRENGTH,
    "goals": FileKind.GOAL,
    "agreements": FileKind.AGREEMENT,
    "messages": FileKind.MESSAGE,
}


def line_of(pupil: Pupil, what: str, pk: uuid.UUID, *, on: date) -> Line | None:
    """Return one line of a pupil's file as the family has it."""
    item = file.items_of([pupil], on=on).filter(pk=pk).first() if what == ITEM else None
    entry = file.notes_of(pupil, on=on).filter(log_entry=pk).first() if what == NOTE else None
    if item is None and entry is None:
        return None
    line = _line_of_item(item) if item else _line_of_note(cast(PupilEntry, entry))
    _say_about([line], file.views_of(pupil), file.requests_of(pupil), file.shields_of(pupil))
    return line


def _open(rows: list[BaseModel]) -> None:
    """Open the sealed texts of all these rows with one read of the keys."""
    unsealed(rows)


def _is_open(item: Any) -> bool:
    return bool(item.is_open)


def _standing(row: Any) -> dict[str, Any]:
    """Return what the query tells of a line beside its columns."""
    return {"is_hidden": row.is_hidden, "is_shielded": row.is_shielded}


def _line_of_item(item: FileItem) -> Line:
    return Line(
        what=ITEM,
        pk=item.pk,
        text=item.text,
        detail="",
        by=item.said_by.given_name,
        as_whom=item.get_said_as_display(),
        day=timezone.localdate(item.said_at),
        **_standing(item),
        item=item,
    )


def _line_of_note(entry: PupilEntry) -> Line:
    names = sorted(presence.tutor.person.given_name for presence in entry.log_entry.tutors.all())
    return Line(
        what=NOTE,
        pk=entry.log_entry_id,
        text=entry.success,
        detail=entry.activity,
        by=", ".join(names[:3]),
        as_whom="",
        day=timezone.localdate(entry.log_entry.session.starts_at),
        **_standing(entry),
    )


def _say_about(
    lines: Iterable[Line], views: Iterable[FileView], requests: Iterable[FileRequest], shields: Iterable[FileShield]
) -> None:
    """Put beside each line what the family said and asked about it, and what hides it."""
    about = {line.pk: line for line in lines}
    said: defaultdict[uuid.UUID, list[FileView]] = defaultdict(list)
    for view in views:
        said[view.target_id].append(view)
    for pk, line in about.items():
        line.views = said[pk]
    for request in requests:  # the newest first
        if (line_asked := about.get(request.target_id)) is not None and line_asked.request is None:
            line_asked.request = request
    for shield in shields:
        if shield.target_id in about:
            about[shield.target_id].shields[shield.reach] = shield


def _working_levels(pupil: Pupil, teams: Sequence[Team]) -> list[tuple[str, int]]:
    """Return at which step a pupil works in each subject of these teams."""
    asked = Request.objects.filter(team_places__team__in=teams, pupil=pupil).order_by("subject", "pk")
    return list(dict.fromkeys(asked.values_list("subject", "level")))
