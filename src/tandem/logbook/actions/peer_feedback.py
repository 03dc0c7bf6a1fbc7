"""What two children who take turns say to each other after a session (S-11)."""

from datetime import datetime

from django.db import transaction

from tandem.core import audit
from tandem.logbook.models import PeerFeedback
from tandem.people.models import Pupil, User
from tandem.scheduling.models import Session
from tandem.scheduling.queries.turns import pair_of


class FeedbackNotPossible(Exception):
    """Only the two of a pair that takes turns, once their session has begun; its first argument names why."""


@transaction.atomic
def say_to_the_other(*, session: Session, pupil: Pupil, words: str, by: User, at: datetime) -> PeerFeedback | None:
    """Keep what a child says to the other; said again it takes the place of what stood there, empty takes it away."""
    if pupil.person_id not in {person.pk for person in pair_of(session.team)}:
        raise FeedbackNotPossible("not_of_the_pair")
    if session.starts_at > at:
        raise FeedbackNotPossible("not_yet")
    known = PeerFeedback.objects.filter(session=session, pupil=pupil).first()
    if not words.strip():
        if known is not None:
            known.delete()
            _record("peer_feedback.taken_back", session, by, at)
        return None
    row = known or PeerFeedback(session=session, pupil=pupil)
    row.words, row.said_at = words.strip(), at
    row.full_clean()
    row.save()
    _record("peer_feedback.said", session, by, at)
    return row


def _record(action: str, session: Session, by: User, at: datetime) -> None:
    audit.record(action, target=session, by=by, at=at, organisation=session.team.initiative.organiser)
