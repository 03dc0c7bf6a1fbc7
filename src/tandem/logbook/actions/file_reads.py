"""That somebody opened a pupil's file, and what for."""

from datetime import datetime

from tandem.core import audit
from tandem.logbook.enums import ReadPurpose
from tandem.logbook.queries.file_reads import FILE
from tandem.people.models import Pupil, User


def record_reading(*, pupil: Pupil, purpose: ReadPurpose, by: User, at: datetime) -> None:
    """Record that somebody who is not of the family opened a file: the family sees who, when and what for."""
    audit.record_read(whose=pupil.person, what=FILE, purpose=purpose, by=by, at=at, organisation=pupil.organisation)
