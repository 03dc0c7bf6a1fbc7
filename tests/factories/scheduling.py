"""Invented timetables, teams and sessions."""

from datetime import UTC, date, datetime, time, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateRange

from tandem.scheduling import models
from tandem.scheduling.enums import Standing, TeamStatus
from tests.factories.initiatives import LAST_DAY, EnrolmentFactory, InitiativeFactory, RequestFactory
from tests.factories.people import FIRST_DAY, PupilFactory, SchoolClassFactory, SiteFactory, TutorFactory, UserFactory


class BellScheduleFactory(factory.django.DjangoModelFactory[models.BellSchedule]):
    class Meta:
        model = models.BellSchedule

    site = factory.SubFactory(SiteFactory)
    name = "gewoon"


class PeriodFactory(factory.django.DjangoModelFactory[models.Period]):
    class Meta:
        model = models.Period

    bell_schedule = factory.SubFactory(BellScheduleFactory)
    day = 0
    number = 1
    starts = time(8, 30)
    ends = time(9, 20)


class LessonFactory(factory.django.DjangoModelFactory[models.Lesson]):
    class Meta:
        model = models.Lesson

    school_class = factory.SubFactory(SchoolClassFactory)
    site = factory.SelfAttribute("school_class.site")
    subject = "muziek"
    day = 0
    starts = time(8, 30)
    ends = time(9, 20)
    from_date = FIRST_DAY


class RoomFactory(factory.django.DjangoModelFactory[models.Room]):
    class Meta:
        model = models.Room

    site = factory.SubFactory(SiteFactory)
    name = factory.Sequence(lambda n: f"lokaal {n}")


class AvailabilityFactory(factory.django.DjangoModelFactory[models.Availability]):
    class Meta:
        model = models.Availability

    tutor = factory.SubFactory(TutorFactory)
    day = 0
    starts = time(8)
    ends = time(12)
    from_date = FIRST_DAY


class PupilBusyFactory(factory.django.DjangoModelFactory[models.PupilBusy]):
    class Meta:
        model = models.PupilBusy

    pupil = factory.SubFactory(PupilFactory)
    day = 0
    starts = time(8, 30)
    ends = time(9, 20)
    from_date = FIRST_DAY


class PlanningRunFactory(factory.django.DjangoModelFactory[models.PlanningRun]):
    class Meta:
        model = models.PlanningRun

    initiative = factory.SubFactory(InitiativeFactory)
    from_date = FIRST_DAY
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2026, 8, 25, 9, tzinfo=UTC)
    seconds_limit = 5


class TeamFactory(factory.django.DjangoModelFactory[models.Team]):
    class Meta:
        model = models.Team

    initiative = factory.SubFactory(InitiativeFactory)
    site = factory.SubFactory(SiteFactory)
    enrolment = factory.SubFactory(EnrolmentFactory, initiative=factory.SelfAttribute("..initiative"))
    subject = "rekenen"
    status = TeamStatus.PROPOSED
    from_date = FIRST_DAY
    to_date = LAST_DAY


class PublishedTeamFactory(TeamFactory):
    status = TeamStatus.PUBLISHED
    decided_by = factory.SubFactory(UserFactory)
    decided_at = datetime(2026, 8, 26, 9, tzinfo=UTC)
    published_at = datetime(2026, 8, 27, 9, tzinfo=UTC)


STANDINGS = {
    TeamStatus.PROPOSED: Standing.PROPOSED,
    TeamStatus.ACCEPTED: Standing.PROPOSED,
    TeamStatus.PUBLISHED: Standing.RUNNING,
    TeamStatus.VETOED: Standing.PAST,
    TeamStatus.ENDED: Standing.PAST,
}


class TeamMemberFactory(factory.django.DjangoModelFactory[models.TeamMember]):
    class Meta:
        model = models.TeamMember

    team = factory.SubFactory(TeamFactory)
    standing = factory.LazyAttribute(lambda member: STANDINGS[member.team.status])
    during = factory.LazyAttribute(
        lambda member: (
            DateRange(member.team.from_date, member.team.to_date, "[]")
            if member.team.status == TeamStatus.PUBLISHED
            else None
        )
    )
    request = factory.SubFactory(
        RequestFactory, initiative=factory.SelfAttribute("..team.initiative"), site=factory.SelfAttribute("..team.site")
    )


class TeamSlotFactory(factory.django.DjangoModelFactory[models.TeamSlot]):
    class Meta:
        model = models.TeamSlot

    team = factory.SubFactory(TeamFactory)
    day = 0
    starts = time(9)
    ends = time(9, 45)


class SessionFactory(factory.django.DjangoModelFactory[models.Session]):
    class Meta:
        model = models.Session

    team = factory.SubFactory(PublishedTeamFactory)
    starts_at = datetime(2026, 9, 7, 7, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(minutes=45))
    changed_at = datetime(2026, 8, 27, 9, tzinfo=UTC)


class ClosureFactory(factory.django.DjangoModelFactory[models.Closure]):
    class Meta:
        model = models.Closure

    site = factory.SubFactory(SiteFactory)
    organisation = factory.SelfAttribute("site.organisation")
    name = "studiedag"
    from_date = date(2026, 10, 5)
    to_date = date(2026, 10, 5)
