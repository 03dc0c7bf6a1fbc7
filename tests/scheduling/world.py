"""The smallest world in which a plan can be made: one school, one class, a week of three hours a day."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.people.models import Organisation, SchoolClass, Site, User
from tandem.scheduling.models import BellSchedule, Team
from tests.factories import people
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory
from tests.factories.scheduling import (
    AvailabilityFactory,
    BellScheduleFactory,
    LessonFactory,
    PeriodFactory,
    RoomFactory,
    TeamFactory,
    TeamMemberFactory,
    TeamSlotFactory,
)

MORNING = datetime(2026, 9, 1, 5, tzinfo=UTC)
START = date(2026, 9, 1)
HOURS = ((1, time(9), time(10)), (2, time(10), time(11)), (3, time(11), time(12)))
SUBJECTS = ("rekenen", "muziek", "wereldoriëntatie")


@dataclass
class World:
    """One organisation that runs an initiative at one school."""

    office: Organisation
    coordinator: User
    school: Organisation
    site: Site
    bell: BellSchedule
    school_class: SchoolClass
    teacher: User
    initiative: Initiative
    requests: list[Request] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)

    def pupil(self, **request: object) -> Request:
        """Add a pupil of the class who asks for arithmetic once a week."""
        place = people.ClassPlaceFactory(school_class=self.school_class)
        found = RequestFactory(
            initiative=self.initiative, site=self.site, pupil=place.pupil, **{"group_max": 1, **request}
        )
        self.requests.append(found)
        return found

    def tutor(self, *days: int, starts: time = time(8), ends: time = time(17), **offer: object) -> Enrolment:
        """Add a tutor who passed the safety gate and is free on these days (every day when none is named)."""
        enrolment = EnrolmentFactory(initiative=self.initiative, **offer)
        people.cleared(enrolment.tutor)
        for day in days or range(5):
            AvailabilityFactory(tutor=enrolment.tutor, day=day, starts=starts, ends=ends)
        self.enrolments.append(enrolment)
        return enrolment

    def team(self, enrolment: Enrolment, *requests: Request, day: int = 1, hour: int = 2, **team: object) -> Team:
        """Add a proposed team that meets in one hour of one day."""
        made = TeamFactory(initiative=self.initiative, site=self.site, enrolment=enrolment, **team)
        for request in requests:
            TeamMemberFactory(team=made, request=request)
        _, starts, ends = HOURS[hour - 1]
        TeamSlotFactory(team=made, day=day, starts=starts, ends=ends, misses=[SUBJECTS[hour - 1]])
        return made


def make_world(*, form: FormKind = FormKind.ST010, **initiative: object) -> World:
    """Make a school with mornings of three hours: arithmetic, music and world studies, every day the same."""
    office = people.OrganisationFactory()
    school = people.SchoolFactory()
    site = people.SiteFactory(organisation=school)
    bell = BellScheduleFactory(site=site)
    school_class = people.SchoolClassFactory(site=site)
    for day in range(5):
        for (number, starts, ends), subject in zip(HOURS, SUBJECTS, strict=True):
            PeriodFactory(bell_schedule=bell, day=day, number=number, starts=starts, ends=ends)
            LessonFactory(school_class=school_class, day=day, starts=starts, ends=ends, subject=subject)
    RoomFactory(site=site, name="lokaal 1")
    choices = {"minutes": 60, "protected_subjects": ["rekenen"], "starts_date": START} | initiative
    return World(
        office,
        people.coordinator(office),
        school,
        site,
        bell,
        school_class,
        people.teacher_of(school_class),
        InitiativeFactory(organiser=office, form=form, sites=[site], **choices),
    )
