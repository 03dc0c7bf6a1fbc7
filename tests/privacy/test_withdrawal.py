"""After a family takes its yes back, nothing about the child leaves for that purpose any more."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tandem.core.models import OutboxMessage
from tandem.logbook.queries.boards import cards_between
from tandem.logbook.queries.family import next_times
from tandem.logbook.queries.leaving import leaving_on
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Guardian, Pupil, User
from tandem.privacy.actions import take_answer
from tandem.scheduling.actions.series import make_sessions
from tandem.scheduling.actions.sessions import move_session
from tandem.scheduling.models import Occupancy, Session, Team
from tandem.scheduling.queries.teams import in_full
from tests.factories.people import (
    ClassPlaceFactory,
    ConsentFactory,
    ConsentTextFactory,
    GuardianFactory,
    TutorFactory,
    UserFactory,
    cleared,
    coordinator,
    school_coordinator,
)
from tests.factories.scheduling import PublishedTeamFactory, TeamMemberFactory, TeamSlotFactory

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 9, 4, 12, tzinfo=UTC)
TUESDAY = datetime(2026, 9, 8, 12, tzinfo=UTC)
SEPTEMBER = [date(2026, 9, 1) + timedelta(days=day) for day in range(30)]
AFTER_SCHOOL = ConsentPurpose.AFTER_SCHOOL


@pytest.fixture
def guardian() -> Guardian:
    return GuardianFactory(pupil=ClassPlaceFactory().pupil)


@pytest.fixture
def parent(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person)


@pytest.fixture
def tutor() -> User:
    user = UserFactory()
    cleared(TutorFactory(person=user.person))
    return user


def agreed(pupil: Pupil) -> Pupil:
    for party in ConsentParty:
        ConsentFactory(pupil=pupil, purpose=AFTER_SCHOOL, party=party)
    return pupil


@pytest.fixture
def team(guardian: Guardian, tutor: User) -> Team:
    """A team after school of this child and another, on Mondays."""
    team = PublishedTeamFactory(
        from_date=date(2026, 9, 1),
        to_date=date(2026, 9, 30),
        enrolment__tutor=tutor.person.tutor,
        site=guardian.pupil.places.get().school_class.site,
    )
    TeamSlotFactory(team=team, starts=time(15, 45), ends=time(16, 30), after_school=True)
    other = ClassPlaceFactory(school_class=guardian.pupil.places.get().school_class).pupil
    for pupil in (guardian.pupil, other):
        TeamMemberFactory(team=team, request__pupil=agreed(pupil))
    make_sessions(in_full(Team.objects.filter(pk=team.pk)).get(), at=FRIDAY)
    return team


def take_back(guardian: Guardian, parent: User, *, party: ConsentParty, at: datetime) -> None:
    take_answer(
        pupil=guardian.pupil,
        purpose=AFTER_SCHOOL,
        party=party,
        answer=ConsentAnswer.NO,
        answered_by=guardian.person if party == ConsentParty.GUARDIAN else guardian.pupil.person,
        way=ConsentWay.PAGE,
        text=ConsentTextFactory(purpose=AFTER_SCHOOL, party=party),
        by=parent,
        at=at,
    )


def leaving(pupil: Pupil, tutor: User, *, at: datetime) -> Mapping[str, int]:
    """Count the rows in which this child goes out to somebody: tutor, school, family, calendar."""
    school = school_coordinator(pupil.organisation)
    cards = cards_between(tutor, first=SEPTEMBER[0], last=SEPTEMBER[-1], at=at)
    return {
        "booked": Occupancy.objects.filter(resource_id=pupil.person_id, session__starts_at__gt=at).count(),
        "tutor": sum(
            line.pupil_id == pupil.pk for card in cards if card.session.starts_at > at for line in card.pupils
        ),
        "school": sum(
            pupil in row.pupils
            for day in SEPTEMBER
            for row in leaving_on(school, day=day)
            if row.session.starts_at > at
        ),
        "family": len(next_times([pupil], at=at)),
    }


NOTHING = {"booked": 0, "tutor": 0, "school": 0, "family": 0}


@pytest.mark.parametrize("party", list(ConsentParty))
def test_r_nev_01_after_a_withdrawal_no_row_leaves_for_that_purpose(guardian, parent, tutor, team, party):
    before = leaving(guardian.pupil, tutor, at=FRIDAY)
    sessions = Session.objects.count()

    take_back(guardian, parent, party=party, at=FRIDAY)

    assert before == {"booked": 4, "tutor": 4, "school": 4, "family": 1}
    assert leaving(guardian.pupil, tutor, at=FRIDAY) == NOTHING
    assert Session.objects.count() == sessions  # the other child's go on
    told = OutboxMessage.objects.filter(kind="scheduling.timetable_published", payload__role="tutor")
    assert [message.payload["teams"] for message in told] == [[str(team.pk)]]


def moved_to_wednesday(team: Team) -> Session:
    session = team.sessions.earliest("starts_at")
    return move_session(
        session=session,
        starts_at=session.starts_at + timedelta(days=2),
        ends_at=session.ends_at + timedelta(days=2),
        room=None,
        by=coordinator(team.initiative.organiser),
        at=FRIDAY,
    )


def test_r_nev_01_a_session_moved_from_a_day_gone_by_stops_too(guardian, parent, tutor, team):
    moved = moved_to_wednesday(team)
    before = leaving(guardian.pupil, tutor, at=TUESDAY)

    take_back(guardian, parent, party=ConsentParty.GUARDIAN, at=TUESDAY)

    assert before == {"booked": 4, "tutor": 4, "school": 4, "family": 1}
    assert leaving(guardian.pupil, tutor, at=TUESDAY) == NOTHING
    assert Session.objects.filter(pk=moved.pk).exists()


def test_a_moved_session_with_no_other_child_does_not_take_place(guardian, parent, tutor, team):
    moved = moved_to_wednesday(team)
    team.members.exclude(request__pupil=guardian.pupil).delete()
    Occupancy.objects.exclude(resource_id__in=[guardian.pupil.person_id, tutor.person_id]).delete()

    take_back(guardian, parent, party=ConsentParty.GUARDIAN, at=TUESDAY)

    assert not Session.objects.filter(pk=moved.pk).exists()


def test_what_happened_before_stays_and_so_do_sessions_in_school_time(guardian, parent, tutor, team):
    team.slots.update(after_school=False)
    before = leaving(guardian.pupil, tutor, at=FRIDAY)

    take_back(guardian, parent, party=ConsentParty.GUARDIAN, at=FRIDAY)

    assert leaving(guardian.pupil, tutor, at=FRIDAY) == before
