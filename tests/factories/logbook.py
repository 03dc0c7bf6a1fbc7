"""Invented log entries."""

from datetime import UTC, datetime

import factory

from tandem.logbook import models
from tandem.logbook.enums import Attendance
from tests.factories.people import PupilFactory, TutorFactory, UserFactory
from tests.factories.scheduling import SessionFactory


class LogEntryFactory(factory.django.DjangoModelFactory[models.LogEntry]):
    class Meta:
        model = models.LogEntry

    session = factory.SubFactory(SessionFactory)
    minutes = 45
    written_by = factory.SubFactory(UserFactory)
    written_at = datetime(2026, 9, 7, 8, tzinfo=UTC)


class TutorPresenceFactory(factory.django.DjangoModelFactory[models.TutorPresence]):
    class Meta:
        model = models.TutorPresence

    log_entry = factory.SubFactory(LogEntryFactory)
    tutor = factory.SubFactory(TutorFactory)


class PupilEntryFactory(factory.django.DjangoModelFactory[models.PupilEntry]):
    class Meta:
        model = models.PupilEntry

    log_entry = factory.SubFactory(LogEntryFactory)
    pupil = factory.SubFactory(PupilFactory)
    attendance = Attendance.PRESENT
    minutes = 45
