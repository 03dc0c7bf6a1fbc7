"""What a pupil or parent says and asks about a line of the file, and what is answered (R-NEV-20)."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.timezone import localdate

from tandem.core import audit, outbox
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.enums import FileRequestKind, Reach, Voice
from tandem.logbook.models import FileItem, FileRequest, FileShield, FileView, LogEntry, PupilEntry
from tandem.logbook.queries.file_readers import family_voice, requests_to_answer, who_answers
from tandem.people.models import Person, Pupil, User

ANSWER_WITHIN = timedelta(days=30)  # the month that the law gives
ASKED = "logbook.file_asked"

Target = FileItem | LogEntry


@transaction.atomic
def add_view(*, pupil: Pupil, target: Target, text: str, by: User, at: datetime) -> FileView:
    """Put what the pupil or the family thinks of a line beside it."""
    voice = _voice(pupil, by, at)
    view = FileView(
        pupil=pupil, **_about(pupil, target), text=text.strip(), said_by=by.person, said_as=voice, said_at=at
    )
    view.full_clean()
    view.save(force_insert=True)
    _record("file.view_added", view, pupil, by, at)
    return view


@transaction.atomic
def take_back_view(*, view: FileView, by: User, at: datetime) -> None:
    """Take back what one said about a line."""
    _voice(view.pupil, by, at)
    if view.said_by_id != by.person_id:
        raise FileNotPossible("Only who said it takes it back.")
    _record("file.view_taken_back", view, view.pupil, by, at)
    view.delete()


@transaction.atomic
def hide_from_tutors(*, pupil: Pupil, target: Target, by: User, at: datetime) -> FileShield:
    """Hide a line from tutors at once: the pupil and the family decide that themselves."""
    _voice(pupil, by, at)
    about = _about(pupil, target)
    shield, new = FileShield.objects.get_or_create(
        pupil=pupil,
        **about,
        reach=Reach.TUTORS,
        lifted_at=None,
        defaults={"decided_by": by, "decided_at": at},
    )
    if new:
        _record("file.hidden", shield, pupil, by, at, reach=Reach.TUTORS)
    return shield


@transaction.atomic
def lift(*, shield: FileShield, by: User, at: datetime) -> FileShield:
    """Show a line again: as the family wishes, whoever hid it for them."""
    _voice(shield.pupil, by, at)
    shield.lifted_at = at
    shield.save(update_fields=["lifted_at"])
    _record("file.shown_again", shield, shield.pupil, by, at, reach=shield.reach)
    return shield


@transaction.atomic
def ask(*, pupil: Pupil, target: Target, kind: FileRequestKind, wish: str = "", by: User, at: datetime) -> FileRequest:
    """Ask to correct or shield a line: a named person answers before a day."""
    _voice(pupil, by, at)
    about = _about(pupil, target)
    waiting = FileRequest.objects.filter(**about, pupil=pupil, granted__isnull=True, taken_back_at__isnull=True)
    if waiting.exists():
        raise FileNotPossible("This was asked already; the answer is on its way.")
    answers = who_answers(pupil, but=_authors(target), on=localdate(at))
    if answers is None:
        raise FileNotPossible("The school has named nobody who answers.")
    request = FileRequest(
        pupil=pupil,
        **about,
        kind=kind,
        wish=wish.strip(),
        asked_by=by.person,
        asked_at=at,
        answered_by=answers,
        answer_by_date=localdate(at + ANSWER_WITHIN),
    )
    request.full_clean()
    request.save(force_insert=True)
    outbox.post(
        ASKED, key=f"{ASKED}:{request.pk}", at=at, person=answers.pk, answer_by=request.answer_by_date.isoformat()
    )
    _record("file.asked", request, pupil, by, at, kind=kind)
    return request


@transaction.atomic
def take_back(*, request: FileRequest, by: User, at: datetime) -> FileRequest:
    """Take back what one asked, as long as it was not answered."""
    _voice(request.pupil, by, at)
    request = _waiting(request)
    request.taken_back_at = at
    request.save(update_fields=["taken_back_at"])
    _record("file.request_taken_back", request, request.pupil, by, at)
    return request


@transaction.atomic
def answer(
    *, request: FileRequest, granted: bool, reason: str, corrected: str = "", by: User, at: datetime
) -> FileRequest:
    """Answer with a reason; a granted correction changes the line, a granted shielding hides it from everybody."""
    if not requests_to_answer(by, on=localdate(at)).filter(pk=request.pk).exists():
        raise FileNotPossible("Only who was named, or who coordinates the school, answers.")
    request = _waiting(request)
    if not reason.strip():
        raise FileNotPossible("An answer says why.")
    request.granted, request.reason = granted, reason.strip()
    request.answer_written_by, request.answered_at = by, at
    request.full_clean()
    request.save()
    if granted and request.kind == FileRequestKind.CORRECTION:
        _correct(request, corrected.strip() or request.wish)
    elif granted:
        FileShield.objects.create(
            pupil=request.pupil,
            item=request.item,
            log_entry=request.log_entry,
            reach=Reach.EVERYBODY,
            decided_by=by,
            decided_at=at,
            request=request,
        )
    _record("file.answered", request, request.pupil, by, at, granted=granted)
    return request


def _correct(request: FileRequest, text: str) -> None:
    """Write the line as it should be; what stood there is kept nowhere."""
    if request.item is not None:
        request.item.text = text
        request.item.full_clean()
        request.item.save(update_fields=["text"])
        return
    entry = PupilEntry.objects.get(log_entry=request.log_entry, pupil=request.pupil)
    entry.success, entry.activity = text, ""
    entry.full_clean()
    entry.save(update_fields=["success", "activity"])


def _waiting(request: FileRequest) -> FileRequest:
    """Return the request, held, as long as it waits for an answer."""
    found = FileRequest.objects.select_for_update(of=("self",)).select_related("pupil__organisation", "item")
    request = found.get(pk=request.pk)
    if request.granted is not None or request.taken_back_at is not None:
        raise FileNotPossible("This was answered or taken back already.")
    return request


def _voice(pupil: Pupil, by: User, at: datetime) -> Voice:
    voice = family_voice(by, pupil, on=localdate(at))
    if voice is None:
        raise FileNotPossible("Only the pupil and the family say this.")
    return voice


def _about(pupil: Pupil, target: Target) -> dict[str, Target | None]:
    """Return the line this is about, of this pupil's own file."""
    if isinstance(target, FileItem):
        if target.pupil_id != pupil.pk:
            raise FileNotPossible("This line stands in another file.")
        return {"item": target, "log_entry": None}
    if not PupilEntry.objects.filter(log_entry=target, pupil=pupil).exists():
        raise FileNotPossible("This note is of another pupil.")
    return {"item": None, "log_entry": target}


def _authors(target: Target) -> list[Person]:
    author = target.written_by.person
    return [author, target.said_by] if isinstance(target, FileItem) else [author]


def _record(action: str, row: models.Model, pupil: Pupil, by: User, at: datetime, **facts: object) -> None:
    audit.record(action, target=row, by=by, at=at, organisation=pupil.organisation, pupil=pupil.pk, **facts)
