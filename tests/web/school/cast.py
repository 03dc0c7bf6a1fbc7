"""Who plays a part in the tests of a school's pages, and the school they play it in."""

from dataclasses import dataclass
from datetime import time

from django.utils import timezone

from tandem.people.models import Pupil, SchoolClass, Site, User
from tandem.people.queries import school_year_of
from tandem.scheduling.models import TeamMember
from tests.factories.people import (
    ClassPlaceFactory,
    SchoolClassFactory,
    SiteFactory,
    TutorFactory,
    UserFactory,
    school_coordinator,
    teacher_of,
)
from tests.factories.scheduling import (
    BellScheduleFactory,
    PeriodFactory,
    TeamFactory,
    TeamMemberFactory,
    TeamSlotFactory,
)

HOURS = ((time(8, 30), time(9, 20)), (time(9, 20), time(10, 10)))


@dataclass(frozen=True)
class Cast:
    """A class with its teacher, the school's coordinator, and people who have no business there."""

    school_class: SchoolClass
    teacher: User
    coordinator: User
    colleague: User  # teaches another class of the school
    stranger: User  # teaches and coordinates another school
    tutor: User  # signed in, without any part at a school

    @property
    def site(self) -> Site:
        return self.school_class.site


def this_year() -> int:
    return school_year_of(timezone.localdate())


def make_cast() -> Cast:
    school_class = SchoolClassFactory(name="5A", school_year=this_year())
    other = SchoolClassFactory(site=school_class.site, name="6B", school_year=this_year())
    elsewhere = SchoolClassFactory(site=SiteFactory(), school_year=this_year())
    stranger = school_coordinator(elsewhere.site.organisation)
    tutor = UserFactory()
    TutorFactory(person=tutor.person)
    return Cast(
        school_class=school_class,
        teacher=teacher_of(school_class),
        coordinator=school_coordinator(school_class.site.organisation),
        colleague=teacher_of(other),
        stranger=stranger,
        tutor=tutor,
    )


def with_hours(cast: Cast) -> Cast:
    bell = BellScheduleFactory(site=cast.site)
    for day in (0, 1):
        for number, (starts, ends) in enumerate(HOURS, start=1):
            PeriodFactory(bell_schedule=bell, day=day, number=number, starts=starts, ends=ends)
    return cast


def pupil_in(cast: Cast, **person: str) -> Pupil:
    place = ClassPlaceFactory(school_class=cast.school_class)
    for field, value in person.items():
        setattr(place.pupil.person, field, value)
    place.pupil.person.save()
    return place.pupil


def proposed(cast: Cast, pupil: Pupil, **slot: object) -> TeamMember:
    """Propose a place for a pupil: Monday, the first hour, missing music."""
    today = timezone.localdate()
    team = TeamFactory(site=cast.site, from_date=today, to_date=today.replace(year=today.year + 1))
    TeamSlotFactory(
        **({"team": team, "day": 0, "starts": HOURS[0][0], "ends": HOURS[0][1], "misses": ["muziek"]} | slot)
    )
    return TeamMemberFactory(team=team, request__pupil=pupil)
