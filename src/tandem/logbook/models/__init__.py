"""Tables of the log, of the pupil's file and of contact with families."""

from tandem.logbook.models.contacts import FamilyContact
from tandem.logbook.models.file import (
    FileItem,
    FileRequest,
    FileShield,
    FileView,
    FreshStart,
    OwnFileChoice,
    SelfPortrait,
)
from tandem.logbook.models.home import HomeVisit
from tandem.logbook.models.lessons import LessonClaim
from tandem.logbook.models.log import (
    CannotCome,
    Frame,
    LogEntry,
    PeerFeedback,
    PupilEntry,
    Receipt,
    TutorGrowth,
    TutorPresence,
)

__all__ = [
    "CannotCome",
    "FamilyContact",
    "FileItem",
    "FileRequest",
    "FileShield",
    "FileView",
    "Frame",
    "FreshStart",
    "HomeVisit",
    "LessonClaim",
    "LogEntry",
    "OwnFileChoice",
    "PeerFeedback",
    "PupilEntry",
    "Receipt",
    "SelfPortrait",
    "TutorGrowth",
    "TutorPresence",
]
