"""Writes of the log."""

from tandem.logbook.actions.absences import CannotComeNotPossible, cannot_come, come_after_all
from tandem.logbook.actions.frames import FrameNotPossible, repeat_frame, set_frame
from tandem.logbook.actions.sessions import (
    AlreadyLogged,
    Extra,
    LogNotPossible,
    PupilNote,
    amend_session,
    helper_who_writes,
    last_receipt,
    may_amend,
    record_session,
)

__all__ = [
    "AlreadyLogged",
    "CannotComeNotPossible",
    "Extra",
    "FrameNotPossible",
    "LogNotPossible",
    "PupilNote",
    "amend_session",
    "cannot_come",
    "come_after_all",
    "helper_who_writes",
    "last_receipt",
    "may_amend",
    "record_session",
    "repeat_frame",
    "set_frame",
]
