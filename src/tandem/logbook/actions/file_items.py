"""Lines of a pupil's file: said by somebody, put away again, and closed or opened when the file starts anew."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.logbook.enums import FileKind, Voice
from tandem.logbook.models import FileItem, FreshStart
from tandem.logbook.queries.file_readers import family_voice, tutored_by
from tandem.people.models import Guardian, Person, Pupil, User
from tandem.people.queries import pupils_visible_to

FAMILY = frozenset({Voice.PUPIL, Voice.GUARDIAN})
# Whose words each writer may put down: a guardian, a tutor or a teacher may hold the pen for a child.
MAY_WRITE_FOR: dict[Voice, frozenset[Voice]] = {
    Voice.PUPIL: frozenset({Voice.PUPIL}),
    Voice.GUARDIAN: FAMILY,
    Voice.TUTOR: frozenset({Voice.TUTOR, Voice.PUPIL}),
    Voice.SCHOOL: frozenset({Voice.SCHOOL, Voice.PUPIL, Voice.GUARDIAN}),
}


class FileNotPossible(Exception):
    """This is not somebody's to say, or not theirs to change."""


@transaction.atomic
def add_item(
    *, pupil: Pupil, kind: FileKind, text: str, said_by: Person, said_as: Voice, by: User, at: datetime
) -> FileItem:
    """Add a line in somebody's own words; `said_by` is whose words they are, `by` who wrote them down."""
    writer = writer_of(by, pupil, at=at)
    if writer is None or said_as not in MAY_WRITE_FOR[writer]:
        raise FileNotPossible("Nobody writes this down for another.")
    if kind == FileKind.MESSAGE and said_as not in FAMILY:
        raise FileNotPossible("A message to the tutor is of the pupil or the family.")
    if not _is_the_word_of(said_by, said_as, pupil=pupil, by=by):
        raise FileNotPossible("These are somebody else's words.")
    item = FileItem(
        pupil=pupil, kind=kind, text=text.strip(), said_by=said_by, said_as=said_as, written_by=by, said_at=at
    )
    item.full_clean()
    item.save(force_insert=True)
    _record("file.item_added", item, by, at, kind=kind, said_as=said_as)
    return item


def writer_of(user: User, pupil: Pupil, *, at: datetime) -> Voice | None:
    """Return as whom somebody writes in a pupil's file, or nothing when they have no part in it."""
    on = localdate(at)
    if (voice := family_voice(user, pupil, on=on)) is not None:
        return voice
    if pupils_visible_to(user, on=on).filter(pk=pupil.pk).exists():
        return Voice.SCHOOL
    return Voice.TUTOR if pupil in tutored_by(user, on=on) else None


@transaction.atomic
def put_away(*, item: FileItem, by: User, at: datetime) -> FileItem:
    """Take a line out of use: one's own, or a goal or agreement that is over. It says nothing of whether it was met."""
    _refuse_who_may_not(item, by, at)
    item.put_away_at = at
    item.save(update_fields=["put_away_at"])
    _record("file.item_put_away", item, by, at)
    return item


@transaction.atomic
def take_out(*, item: FileItem, by: User, at: datetime) -> FileItem:
    """Put a line that was put away back in use."""
    _refuse_who_may_not(item, by, at)
    item.put_away_at = None
    item.save(update_fields=["put_away_at"])
    _record("file.item_taken_out", item, by, at)
    return item


@transaction.atomic
def open_again(*, item: FileItem, by: User, at: datetime) -> FileItem:
    """Let a line from before the file started anew count again: only the pupil or the family decides so."""
    _refuse_who_is_not_family(item.pupil, by, at)
    item.opened_at = at
    item.save(update_fields=["opened_at"])
    _record("file.item_opened", item, by, at)
    return item


@transaction.atomic
def close_again(*, item: FileItem, by: User, at: datetime) -> FileItem:
    """Leave a line from before behind after all."""
    _refuse_who_is_not_family(item.pupil, by, at)
    item.opened_at = None
    item.save(update_fields=["opened_at"])
    _record("file.item_closed", item, by, at)
    return item


@transaction.atomic
def start_fresh(*, pupil: Pupil, by: User, at: datetime) -> FreshStart:
    """Start a file anew: nobody but the family reads what stood there, until the family opens it (R-NEV-19)."""
    _refuse_who_is_not_family(pupil, by, at)
    start = FreshStart.objects.create(pupil=pupil, started_by=by.person, started_at=at)
    audit.record("file.started_anew", target=start, by=by, at=at, organisation=pupil.organisation, pupil=pupil.pk)
    return start


@transaction.atomic
def undo_fresh_start(*, pupil: Pupil, by: User, at: datetime) -> None:
    """Take the last fresh start back, so that what stood there counts again."""
    _refuse_who_is_not_family(pupil, by, at)
    start = pupil.fresh_starts.order_by("-started_at", "-pk").first()
    if start is None:
        raise FileNotPossible("There is no fresh start to take back.")
    audit.record("file.start_undone", target=start, by=by, at=at, organisation=pupil.organisation, pupil=pupil.pk)
    start.delete()


def _is_the_word_of(person: Person, voice: Voice, *, pupil: Pupil, by: User) -> bool:
    if voice == Voice.PUPIL:
        return person.pk == pupil.person_id
    if voice == Voice.GUARDIAN:
        return Guardian.objects.filter(pupil=pupil, person=person).exists()
    return person.pk == by.person_id


def _refuse_who_may_not(item: FileItem, by: User, at: datetime) -> None:
    writer = writer_of(by, item.pupil, at=at)
    own = by.person_id == item.said_by_id or by.pk == item.written_by_id
    of_the_family = writer in FAMILY and item.said_as in FAMILY
    shared = item.kind in (FileKind.GOAL, FileKind.AGREEMENT)
    if writer is None or not (own or of_the_family or shared):
        raise FileNotPossible("Only who said it puts it away; about another's words one asks.")


def _refuse_who_is_not_family(pupil: Pupil, by: User, at: datetime) -> None:
    if family_voice(by, pupil, on=localdate(at)) is None:
        raise FileNotPossible("Only the pupil and the family decide this.")


def _record(action: str, item: FileItem, by: User, at: datetime, **facts: str) -> None:
    organisation = item.pupil.organisation
    audit.record(action, target=item, by=by, at=at, organisation=organisation, pupil=item.pupil_id, **facts)
