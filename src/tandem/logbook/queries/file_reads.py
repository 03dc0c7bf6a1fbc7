"""Who read a pupil's file, when and what for: shown to the pupil and the family."""

from dataclasses import dataclass
from datetime import datetime

from tandem.core import audit
from tandem.logbook.enums import ReadPurpose
from tandem.people.models import Pupil, User

FILE = "file"
MOST = 20


@dataclass(frozen=True, slots=True)
class Reading:
    who: str
    at: datetime
    purpose: str


def readings_of(pupil: Pupil) -> list[Reading]:
    """Return the latest times somebody else opened a pupil's file, newest first."""
    events = list(audit.reads_of(pupil.person_id).filter(facts__what=FILE)[:MOST])
    users = User.objects.select_related("person").in_bulk({event.by_id for event in events if event.by_id})
    purposes = dict(ReadPurpose.choices)
    return [
        Reading(
            users[event.by_id].person.full_name if event.by_id in users else "",
            event.at,
            str(purposes.get(event.facts["purpose"], "")),
        )
        for event in events
    ]
