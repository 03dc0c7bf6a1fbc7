from datetime import UTC, date, datetime, time

import pytest

from tandem.core.models import OutboxMessage
from tandem.scheduling.actions import days
from tandem.scheduling.actions.days import DaysNotPossible, Touched
from tandem.scheduling.actions.series import make_sessions
from tandem.scheduling.enums import SuspensionKind
from tandem.scheduling.models import Closure, Session, Suspension, Team
from tandem.scheduling.queries.teams import in_full
from tests.factories.people import ClassPlaceFactory, SiteFactory, UserFactory
from tests.factories.scheduling import PublishedTeamFactory, TeamMemberFactory, TeamSlotFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 4, 12, tzinfo=UTC)
MONDAYS = [date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 21)]


@pytest.fixture
def team() -> Team:
    """A team of two pupils of two classes that meets on three Mondays."""
    team = PublishedTeamFactory(from_date=date(2026, 9, 1), to_date=date(2026, 9, 25))
    TeamSlotFactory(team=team, starts=time(9), ends=time(9, 45))
    for _ in range(2):
        place = ClassPlaceFactory(school_class__site=team.site)
        TeamMemberFactory(team=team, request__pupil=place.pupil)
    make_sessions(in_full(Team.objects.filter(pk=team.pk)).get(), at=AT)
    return team


def session_days() -> list[date]:
    return [session.starts_at.date() for session in Session.objects.order_by("starts_at")]


def people_on(day: date) -> int:
    return Session.objects.get(starts_at__date=day).occupancy.filter(kind="person", cancelled=False).count()


def close(team: Team, **changed: object) -> Touched:
    facts = {
        "organisation": team.site.organisation,
        "name": "studiedag",
        "from_date": MONDAYS[1],
        "to_date": MONDAYS[1],
        "by": UserFactory(),
        "at": AT,
    }
    return days.close(**(facts | changed))


def test_study_day_takes_its_sessions_away_and_tells_who_is_concerned(team):
    touched = close(team)

    assert touched == Touched(teams=1)
    assert session_days() == [MONDAYS[0], MONDAYS[2]]
    assert OutboxMessage.objects.filter(kind="scheduling.timetable_published", payload__role="tutor").count() == 1


def test_taking_a_study_day_back_brings_its_sessions_back(team):
    close(team)

    touched = days.open_again(closure=Closure.objects.get(), by=UserFactory(), at=AT)

    assert touched == Touched(teams=1)
    assert session_days() == MONDAYS
    assert not Closure.objects.exists()


def test_closing_one_site_leaves_the_others_open(team):
    other = SiteFactory(organisation=team.site.organisation)

    touched = close(team, site=other)

    assert (touched, session_days()) == (Touched(), MONDAYS)


def test_a_session_of_before_stays(team):
    touched = close(team, from_date=MONDAYS[0], to_date=MONDAYS[0], at=datetime(2026, 9, 8, 12, tzinfo=UTC))

    assert (touched, session_days()) == (Touched(), MONDAYS)


@pytest.mark.parametrize("changed", [{"to_date": date(2026, 9, 1)}, {"site": "of another school"}])
def test_days_that_cannot_be_are_refused(team, changed):
    if "site" in changed:
        changed = {"site": SiteFactory()}

    with pytest.raises(DaysNotPossible):
        close(team, **changed)

    assert not Closure.objects.exists()


def suspend(**changed: object) -> Touched:
    facts = {
        "kind": SuspensionKind.TRIP,
        "from_date": MONDAYS[1],
        "to_date": MONDAYS[1],
        "by": UserFactory(),
        "at": AT,
    }
    return days.suspend(**(facts | changed))


def test_trip_of_one_class_leaves_the_session_to_the_other_pupil(team):
    pupil = team.members.first().request.pupil

    touched = suspend(school_class=pupil.places.get().school_class)

    assert (touched, session_days()) == (Touched(teams=1), MONDAYS)
    assert [people_on(day) for day in MONDAYS] == [3, 2, 3]


def test_exams_of_all_pupils_take_the_session_away_and_give_it_back(team):
    for member in team.members.all():
        suspend(pupil=member.request.pupil, kind=SuspensionKind.EXAM)
    without = session_days()

    days.end_suspension(suspension=Suspension.objects.first(), by=UserFactory(), at=AT)

    assert (without, session_days()) == ([MONDAYS[0], MONDAYS[2]], MONDAYS)
    assert [people_on(day) for day in MONDAYS] == [3, 2, 3]


def test_internship_of_the_tutor_takes_the_sessions_away(team):
    touched = suspend(tutor=team.enrolment.tutor, kind=SuspensionKind.INTERNSHIP, to_date=MONDAYS[2])

    assert (touched, session_days()) == (Touched(teams=1), MONDAYS[:1])


def test_session_that_cannot_come_back_is_counted_and_leaves_the_rest(team):
    close(team)
    rival = PublishedTeamFactory(
        from_date=MONDAYS[1], to_date=MONDAYS[1], enrolment=team.enrolment, initiative=team.initiative
    )
    TeamSlotFactory(team=rival, starts=time(9, 15), ends=time(10))
    TeamMemberFactory(team=rival, request__pupil=ClassPlaceFactory().pupil)
    make_sessions(in_full(Team.objects.filter(pk=rival.pk)).get(), at=AT)

    touched = days.open_again(closure=Closure.objects.get(), by=UserFactory(), at=AT)

    assert touched == Touched(clashing=1)
    assert list(Session.objects.filter(team=team).values_list("starts_at__date", flat=True).order_by("starts_at")) == [
        MONDAYS[0],
        MONDAYS[2],
    ]


@pytest.mark.parametrize("who", [{}, {"tutor": True, "pupil": True}])
def test_suspension_is_of_one(team, who):
    rows = {"tutor": team.enrolment.tutor, "pupil": team.members.first().request.pupil}

    with pytest.raises(DaysNotPossible):
        suspend(**{name: rows[name] for name in who})
