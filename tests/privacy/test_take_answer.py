from datetime import UTC, date, datetime, time, timedelta

import pytest

from tandem.core.models import OutboxMessage
from tandem.people.actions.consents import ConsentNotPossible
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Consent, Guardian, User
from tandem.privacy.actions import take_answer
from tandem.scheduling.actions.series import make_sessions
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.teams import in_full
from tests.factories.people import ConsentFactory, ConsentTextFactory, GuardianFactory, UserFactory
from tests.factories.scheduling import PublishedTeamFactory, TeamMemberFactory, TeamSlotFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 4, 12, tzinfo=UTC)
MONDAYS = [date(2026, 9, 7), date(2026, 9, 14)]
GUARDIAN, PUPIL = ConsentParty.GUARDIAN, ConsentParty.PUPIL


@pytest.fixture
def guardian() -> Guardian:
    return GuardianFactory()


@pytest.fixture
def parent(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person)


def running_team(guardian: Guardian, *, after_school: bool) -> Team:
    team = PublishedTeamFactory(from_date=date(2026, 9, 1), to_date=date(2026, 9, 18))
    TeamSlotFactory(team=team, starts=time(15, 45), ends=time(16, 30), after_school=after_school)
    TeamMemberFactory(team=team, request__pupil=guardian.pupil)
    make_sessions(in_full(Team.objects.filter(pk=team.pk)).get(), at=AT)
    return team


def say(guardian: Guardian, parent: User, answer: ConsentAnswer, *, after_school: bool, party: str = GUARDIAN) -> None:
    take_answer(
        pupil=guardian.pupil,
        purpose=ConsentPurpose.AFTER_SCHOOL if after_school else ConsentPurpose.IN_SCHOOL_TIME,
        party=ConsentParty(party),
        answer=answer,
        answered_by=guardian.pupil.person if party == PUPIL else guardian.person,
        way=ConsentWay.PAGE,
        text=ConsentTextFactory(
            purpose=ConsentPurpose.AFTER_SCHOOL if after_school else ConsentPurpose.IN_SCHOOL_TIME, party=party
        ),
        by=parent,
        at=AT + timedelta(minutes=Consent.objects.count()),
    )


def session_days() -> list[date]:
    return [session.starts_at.date() for session in Session.objects.order_by("starts_at")]


def test_no_sessions_after_school_without_the_yes_of_both(guardian, parent):
    running_team(guardian, after_school=True)

    seen = [session_days()]
    say(guardian, parent, ConsentAnswer.YES, after_school=True)
    seen.append(session_days())
    say(guardian, parent, ConsentAnswer.YES, after_school=True, party=PUPIL)
    seen.append(session_days())

    assert seen == [[], [], MONDAYS]


@pytest.mark.parametrize("party", [GUARDIAN, PUPIL])
@pytest.mark.parametrize("answer", [ConsentAnswer.NO, ConsentAnswer.LATER])
def test_taking_a_yes_back_stops_the_sessions_at_once(guardian, parent, party, answer):
    for each in ConsentParty:
        ConsentFactory(pupil=guardian.pupil, purpose=ConsentPurpose.AFTER_SCHOOL, party=each)
    team = running_team(guardian, after_school=True)
    before = session_days()

    say(guardian, parent, answer, after_school=True, party=party)

    assert (before, session_days()) == (MONDAYS, [])
    told = OutboxMessage.objects.filter(kind="scheduling.timetable_published", payload__role="tutor")
    assert [message.payload["teams"] for message in told] == [[str(team.pk)]]


def test_in_school_time_a_no_stops_and_a_yes_brings_back(guardian, parent):
    running_team(guardian, after_school=False)

    seen = [session_days()]
    for answer in (ConsentAnswer.NO, ConsentAnswer.YES):
        say(guardian, parent, answer, after_school=False)
        seen.append(session_days())

    assert seen == [MONDAYS, [], MONDAYS]


def test_a_no_leaves_the_sessions_to_the_other_pupil(guardian, parent):
    team = running_team(guardian, after_school=False)
    TeamMemberFactory(team=team)
    make_sessions(in_full(Team.objects.filter(pk=team.pk)).get(), at=AT)

    say(guardian, parent, ConsentAnswer.NO, after_school=False)

    people = [session.occupancy.filter(kind="person", cancelled=False).count() for session in Session.objects.all()]
    assert people == [2, 2]


def test_a_no_about_after_school_leaves_school_time_alone(guardian, parent):
    running_team(guardian, after_school=False)

    say(guardian, parent, ConsentAnswer.NO, after_school=True)

    assert session_days() == MONDAYS


def test_an_answer_that_does_not_count_changes_nothing(guardian):
    running_team(guardian, after_school=False)

    with pytest.raises(ConsentNotPossible):
        say(guardian, UserFactory(), ConsentAnswer.NO, after_school=False)

    assert (session_days(), Consent.objects.count()) == (MONDAYS, 0)
