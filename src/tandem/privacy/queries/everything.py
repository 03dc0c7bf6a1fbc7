"""Everything that is kept about a person, as the register tells it; never what is somebody else's to tell."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field as ModelField
from django.db.models import ManyToManyField, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.core.sealed import sealed_fields, unsealed
from tandem.initiatives.models import Enrolment, Request
from tandem.logbook.models import FileItem, LogEntry
from tandem.people.models import Membership, Person, Pupil, Tutor, User
from tandem.privacy.queries.subjects import Subject, rows_about, rows_by, subject_of
from tandem.privacy.register import TABLES, Sensitivity, Table
from tandem.privacy.register.words import WORDS
from tandem.scheduling.models import Session, Team

FORMAT = "tandem.person/1"
TOLD = {Sensitivity.ORDINARY, Sensitivity.SENSITIVE}
NUMBERS = frozenset({"id"})


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table about somebody, and why they are kept."""

    table: str
    what: str
    purpose: str
    basis: str
    kept: str
    rows: list[dict[str, Any]]
    left_out: list[str]


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is kept about a person, and how often they did something that is kept with somebody else."""

    name: str
    made_at: datetime
    parts: list[Part]
    did: dict[str, int]

    def as_json(self) -> str:
        """Return it for machines to read."""
        content = {"format": FORMAT, **asdict(self)}
        return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


READABLE: dict[type[Model], Callable[[Any], str]] = {
    Enrolment: lambda row: row.initiative.name,
    FileItem: lambda row: row.get_kind_display(),
    LogEntry: lambda row: as_read(row.session.starts_at),
    Membership: lambda row: row.role,
    Request: lambda row: row.subject,
    Session: lambda row: as_read(row.starts_at),
    Team: lambda row: row.subject,
}


def everything_about(person: Person, *, at: datetime, at_home: bool) -> Everything:
    """Return what is kept about a person; for a page at home without what is explained at school (R-NEV-06)."""
    subject = subject_of(person)
    levels = TOLD if at_home else TOLD | {Sensitivity.AT_SCHOOL}
    parts = [part for table in TABLES if table.about and (part := _part(table, subject, levels)) is not None]
    did = {str(table.what): count for table in TABLES if table.by and (count := rows_by(table, subject).count())}
    return Everything(person.full_name, at, parts, did)


def _part(table: Table, subject: Subject, levels: set[Sensitivity]) -> Part | None:
    told = [field.name for field in table.fields if field.sensitivity in levels and field.name not in NUMBERS]
    told = [name for name in told if name not in table.by.split()]
    rows: list[Model] = list(rows_about(table, subject).select_related(*_foreign_keys(table, told)))
    if not rows:
        return None
    if sealed_fields(table.model_class):
        rows = unsealed(rows)
    left_out = [
        WORDS.get(field.name, field.name)
        for field in table.fields
        if field.is_personal and field.sensitivity not in levels and field.sensitivity != Sensitivity.SECRET
    ]
    return Part(
        table=table.model,
        what=str(table.what),
        purpose=str(table.purpose.label),
        basis=str(table.basis.label),
        kept=str(table.period.label),
        rows=[{name: _value(row, name, subject) for name in told} for row in rows],
        left_out=[str(word) for word in left_out],
    )


def _foreign_keys(table: Table, names: Iterable[str]) -> list[str]:
    fields = [table.model_class._meta.get_field(name) for name in names]
    return [field.name for field in fields if field.many_to_one or field.one_to_one]


def _value(row: Model, name: str, subject: Subject) -> Any:
    field = row._meta.get_field(name)
    if isinstance(field, ManyToManyField):
        return [_name_of(each, subject) for each in getattr(row, name).order_by("pk")]
    if field.is_relation:
        related = getattr(row, name)
        return None if related is None else _name_of(related, subject)
    assert isinstance(field, ModelField)
    value = getattr(row, name)
    return (
        value if isinstance(value, (str, int, float, bool, list, dict, date, datetime)) or value is None else str(value)
    )


def _name_of(row: Model, subject: Subject) -> str:
    """Return a related row as somebody may read it: another person by first name and initial only."""
    person = row if isinstance(row, Person) else getattr(row, "person", None)
    if isinstance(row, (Person, User, Pupil, Tutor)) and isinstance(person, Person):
        return person.full_name if person.pk == subject.person.pk else person.first_name_initial
    return str(READABLE[type(row)](row) if type(row) in READABLE else row)


def as_read(value: Any) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list):
        return ", ".join(as_read(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {as_read(each)}" for key, each in value.items())
    return "" if value is None else str(value)
