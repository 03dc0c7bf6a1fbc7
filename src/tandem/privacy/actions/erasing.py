"""Erasing somebody, everywhere the register says they stand."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session as BrowserSession
from django.db import transaction
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from tandem.core import audit, vault
from tandem.core.audit_chain import erase_events
from tandem.core.models import AuditEvent, OutboxMessage
from tandem.people.models import Person, User
from tandem.privacy.models import Erased
from tandem.privacy.queries.erasing import obstacles_to, only_here_for
from tandem.privacy.queries.subjects import Subject, rows_about, subject_of
from tandem.privacy.register import TABLES, Erasure, Table
from tandem.privacy.register.terms import GONE
from tandem.scheduling.models import Import

TRAIL = "core.AuditEvent"
KEY = "core.DataKey"


class ErasureNotPossible(Exception):
    """Something has to be rounded off first; the sentences say what."""


@transaction.atomic
def erase_person(*, person: Person, by: User | None, at: datetime) -> Erased:
    """Erase a person: what the register says goes, goes; what stays no longer points at anybody."""
    if found := obstacles_to(person, on=timezone.localdate(at)):
        raise ErasureNotPossible(" ".join(found))
    parents = list(only_here_for(person))
    counts = _erase_everywhere(person, by=by, at=at)
    erased = Erased.objects.create(person_id=person.pk, erased_at=at, by_id=by.pk if by else None, counts=counts)
    audit.record("person.erased", target=person, by=by, at=at, counts=counts)
    for parent in parents:
        erase_person(person=parent, by=by, at=at)
    return erased


def _erase_everywhere(person: Person, *, by: User | None, at: datetime) -> dict[str, int]:
    subject = subject_of(person)
    texts = _texts_of(subject)
    # Found before anything goes, since some rows are found through others.
    rows = {
        table.model: list(rows_about(table, subject, table.erased_with or None).values_list("pk", flat=True))
        for table in TABLES
        if _is_ours(table)
    }
    counts = {table.model: _erase(table, subject, rows[table.model]) for table in reversed(TABLES) if _is_ours(table)}
    counts[KEY] = vault.shred(subject.ids)
    counts["sessions.Session"] = _sign_out(subject.users)
    counts["core.OutboxMessage"] = _forget_messages(subject, texts)
    counts["scheduling.Import"] = _forget_lists(texts)
    events = AuditEvent.objects.filter(target_id__in=subject.ids).exclude(facts={}).exclude(action="audit.erased")
    counts[TRAIL] = erase_events(list(events.values_list("pk", flat=True)), by=by.pk if by else None, at=at)
    transaction.on_commit(lambda: forget_mail(texts))
    return {model: count for model, count in counts.items() if count}


def erase_again(*, at: datetime) -> int:
    """Erase whoever a restored backup brought back; return how many."""
    back = Person.objects.filter(pk__in=Erased.objects.values("person_id")).exclude(given_name=GONE)
    count = 0
    for person in back.order_by("pk"):
        with transaction.atomic():
            _erase_everywhere(person, by=None, at=at)
            audit.record("person.erased_again", target=person, by=None, at=at)
        count += 1
    return count


def _is_ours(table: Table) -> bool:
    return bool(table.about) and table.model not in (TRAIL, KEY)


def _erase(table: Table, subject: Subject, found: Sequence[Any]) -> int:
    rows = table.model_class._default_manager.filter(pk__in=found)
    if table.erasure == Erasure.DELETED:
        # Counted before, since deleting also counts what hangs on a row.
        count = rows.count()
        rows.delete()
        return count
    count = _leave(table, subject)
    if table.blank:
        for row in rows:
            _blank(table, row)
            count += 1
    return count


def _leave(table: Table, subject: Subject) -> int:
    """Take the person out of the lists of a row that stays, such as the pupils of a lesson."""
    model, count = table.model_class, 0
    for way in table.about:
        name, _, rest = way.partition("__")
        field = model._meta.get_field(name) if name not in ("pk", "target_id") else None
        if field is not None and field.many_to_many and not field.auto_created:
            through = field.remote_field.through  # type: ignore[union-attr]  # a field of its own has one
            mine = {f"{field.m2m_reverse_field_name()}__{rest or 'pk'}": subject.person}  # type: ignore[union-attr]  # idem
            count += through._default_manager.filter(**mine).delete()[0]
    return count


def _blank(table: Table, row: Model) -> None:
    names = []
    for name, value in table.blank.items():
        if getattr(row, name) in ("", None, []):
            continue
        setattr(row, name, value(row) if callable(value) else value)
        names.append(name)
    if names:
        row.save(update_fields=names)


def _texts_of(subject: Subject) -> list[str]:
    """Return by which words a letter or list is recognised as being about this person."""
    addresses = [user.email for user in User.objects.filter(pk__in=subject.users)]
    person = subject.person
    whole = [person.full_name] if person.family_name else []
    return [text for text in dict.fromkeys([*whole, person.email, person.phone, *addresses]) if text]


def _sign_out(users: Iterable[uuid.UUID]) -> int:
    keys = {str(user) for user in users}
    mine = [row.pk for row in BrowserSession.objects.iterator() if row.get_decoded().get("_auth_user_id") in keys]
    return BrowserSession.objects.filter(pk__in=mine).delete()[0]


def _mentions(texts: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for text in texts:
        found |= Q(content__contains=text)
    return found


def _forget_messages(subject: Subject, texts: list[str]) -> int:
    messages = OutboxMessage.objects.annotate(content=Cast("payload", TextField()))
    return messages.filter(_mentions([*map(str, subject.ids), *texts])).delete()[0]


def _forget_lists(texts: list[str]) -> int:
    """Throw away lists still being read in that name this person; whoever needs one hands it over again."""
    lists = Import.objects.annotate(content=Cast("grids", TextField()))
    return lists.filter(_mentions(texts)).delete()[0] if texts else 0


def forget_mail(texts: list[str]) -> int:
    """Remove mail that was written to files and names this person; return how many files."""
    folder = Path(settings.EMAIL_FILE_PATH)
    found = [file for file in sorted(folder.glob("*")) if file.is_file() and _names(file, texts)] if texts else []
    for file in found:
        file.unlink()
    return len(found)


def _names(file: Path, texts: list[str]) -> bool:
    letters = file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    return any(text in _read(letter) for letter in letters if letter.strip() for text in texts)


def _read(letter: bytes) -> str:
    message = message_from_bytes(letter, policy=policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *parts])


def forget_old_mail(*, before: datetime) -> int:
    """Remove mail that was written to files before a moment; return how many files."""
    folder = Path(settings.EMAIL_FILE_PATH)
    old = [file for file in sorted(folder.glob("*")) if file.is_file() and file.stat().st_mtime < before.timestamp()]
    for file in old:
        file.unlink()
    return len(old)
