"""Timetables, availability, plans and sessions."""

from tandem.scheduling.models.availability import (
    Availability,
    Closure,
    PupilBusy,
    Suspension,
    TutorCalendar,
)
from tandem.scheduling.models.imports import Import, LearntColumn
from tandem.scheduling.models.pauses import Pause
from tandem.scheduling.models.plans import (
    FeedAddress,
    Occupancy,
    PlanningRun,
    Session,
    Team,
    TeamMember,
    TeamPair,
    TeamSlot,
)
from tandem.scheduling.models.summer import DayBlock, DayStaff
from tandem.scheduling.models.timetables import (
    BellSchedule,
    ClassWish,
    Lesson,
    Period,
    Room,
    RoomBusy,
    TravelTime,
)

__all__ = [
    "Availability",
    "BellSchedule",
    "ClassWish",
    "Closure",
    "DayBlock",
    "DayStaff",
    "FeedAddress",
    "Import",
    "LearntColumn",
    "Lesson",
    "Occupancy",
    "Pause",
    "Period",
    "PlanningRun",
    "PupilBusy",
    "Room",
    "RoomBusy",
    "Session",
    "Suspension",
    "Team",
    "TeamMember",
    "TeamPair",
    "TeamSlot",
    "TravelTime",
    "TutorCalendar",
]
