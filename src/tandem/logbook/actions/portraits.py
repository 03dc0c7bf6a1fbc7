"""What a pupil tells about themselves, and whether they read their own file."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.enums import PortraitTopic, ShownTo
from tandem.logbook.models import OwnFileChoice, SelfPortrait
from tandem.logbook.queries.file_readers import family_voice
from tandem.people.models import Pupil, User
from tandem.people.queries import pupils_visible_to


@transaction.atomic
def tell(*, pupil: Pupil, topic: PortraitTopic, text: str, shown_to: ShownTo, by: User, at: datetime) -> None:
    """Tell something about oneself, or no longer; nobody else tells it, and nothing follows from it (R-NEV-21)."""
    if family_voice(by, pupil, on=localdate(at)) is None:
        raise FileNotPossible("Only the pupil and the family tell about themselves.")
    text = text.strip()
    known = SelfPortrait.objects.filter(pupil=pupil, topic=topic).first()
    if not text:
        if known:
            audit.record("portrait.forgotten", target=known, by=by, at=at, organisation=pupil.organisation)
            known.delete()
        return
    if known and (known.text, known.shown_to) == (text, shown_to):
        return
    portrait = known or SelfPortrait(pupil=pupil, topic=topic)
    portrait.text, portrait.shown_to, portrait.told_by, portrait.told_at = text, shown_to, by.person, at
    portrait.full_clean()
    portrait.save()
    # Not even the topic: the trail is read by others than the file.
    audit.record("portrait.told", target=portrait, by=by, at=at, organisation=pupil.organisation)


@transaction.atomic
def decide_own_file(*, pupil: Pupil, is_open: bool, reason: str, by: User, at: datetime) -> OwnFileChoice:
    """Record what the school decided about a pupil reading the own file."""
    if not pupils_visible_to(by, on=localdate(at)).filter(pk=pupil.pk).exists():
        raise FileNotPossible("Only the pupil's own school decides this.")
    choice = OwnFileChoice(pupil=pupil, is_open=is_open, reason=reason.strip(), decided_by=by, decided_at=at)
    choice.full_clean()
    choice.save(force_insert=True)
    audit.record(
        "file.own_reading_decided",
        target=choice,
        by=by,
        at=at,
        organisation=pupil.organisation,
        pupil=pupil.pk,
        is_open=is_open,
    )
    return choice
