"""What really happened: the tutor's own log, from which dosage and hours follow.

The key of an entry is made on the tutor's phone, so that the same entry sent twice is stored once.
"""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.logbook.enums import Attendance, Liked, Mood, Outcome
from tandem.people.models import Pupil, SchoolClass, Tutor, User
from tandem.scheduling.models import Session


class LogEntry(BaseModel):
    session = models.OneToOneField(Session, models.PROTECT, related_name="log_entry")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.HELD)
    minutes = models.PositiveSmallIntegerField()
    programme_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # beside the tutor's, never added (S-14)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    amended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="log_entry_minutes_of_a_day", condition=Q(minutes__gte=1, minutes__lte=600)),
            models.CheckConstraint(
                name="log_entry_programme_minutes_of_a_day",
                condition=Q(programme_minutes__isnull=True) | Q(programme_minutes__lte=600),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.outcome}"


class Receipt(BaseModel):
    """That something sent from a phone has arrived: its key is the phone's own, so a second time changes nothing."""

    log_entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="receipts")
    arrived_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.log_entry_id} {self.arrived_at}"


class TutorPresence(BaseModel):
    """Which tutors were there; hours follow from it."""

    log_entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="tutors")
    tutor = models.ForeignKey(Tutor, models.PROTECT, related_name="presences")

    class Meta:
        constraints = [models.UniqueConstraint("log_entry", "tutor", name="tutor_once_per_log_entry")]

    def __str__(self) -> str:
        return f"{self.log_entry_id} {self.tutor_id}"


class TutorGrowth(BaseModel):
    """What a pupil who helps says to have learned from it: both grow, so both are asked. Words, never a score."""

    log_entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="growth")
    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="growth")
    words = SealedTextField(of=["tutor.person_id"], max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint("log_entry", "tutor", name="growth_once_per_log_entry")]

    def __str__(self) -> str:
        return f"{self.log_entry_id} {self.tutor_id}"


class PupilEntry(BaseModel):
    """One pupil in one session."""

    log_entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="pupils")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="log_entries")
    attendance = models.CharField(max_length=20, choices=Attendance.choices)
    activity = SealedTextField(of=["pupil.person_id"], max_length=300, blank=True)
    goal = SealedTextField(of=["pupil.person_id"], max_length=300, blank=True)
    mood = models.CharField(max_length=10, choices=Mood.choices, blank=True)
    success = SealedTextField(of=["pupil.person_id"], max_length=300, blank=True)
    liked = models.CharField(max_length=10, choices=Liked.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("log_entry", "pupil", name="pupil_once_per_log_entry"),
            models.CheckConstraint(
                name="absent_pupil_has_no_minutes", condition=Q(attendance="present") | Q(minutes=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.log_entry_id} {self.pupil_id}"


class Frame(BaseModel):
    """What the class works on in one week, given by its teacher."""

    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="frames")
    week_date = models.DateField()  # the Monday
    topic = models.CharField(max_length=300)
    goal = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("school_class", "week_date", name="frame_once_per_week")]

    def __str__(self) -> str:
        return f"{self.school_class_id} {self.week_date}"


class CannotCome(BaseModel):
    """A tutor said beforehand not to come to a session; never why."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="cannot_come")
    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("session", "tutor", name="cannot_come_once_per_session")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.tutor_id}"


class PeerFeedback(BaseModel):
    """What one child of a pair that takes turns says to the other after a session (S-11).

    For the two of them and the teacher of who said it, and for nobody else. It is words: there is nothing to compare.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="peer_feedback")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="peer_feedback")
    words = SealedTextField(of=["pupil.person_id"], max_length=300)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("session", "pupil", name="peer_feedback_once_per_session")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.pupil_id}"
