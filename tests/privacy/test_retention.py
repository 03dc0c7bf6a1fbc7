"""The published table of periods, with the clock moved across each of its edges."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from tandem.core import audit, outbox
from tandem.core.models import AuditEvent, KnownDevice, OutboxMessage
from tandem.initiatives.enums import ApplicationStatus, RequestStatus
from tandem.initiatives.models import Application, Request
from tandem.logbook.enums import ContactWay
from tandem.logbook.models import FamilyContact, LogEntry, PupilEntry
from tandem.people.models import Person
from tandem.privacy.actions.retention import PeriodNotPossible, announce, shorten_period, sweep
from tandem.privacy.models import Erased
from tandem.privacy.queries.retention import report_for
from tandem.privacy.register import Period
from tandem.privacy.retention import PERIODS
from tandem.scheduling.models import TeamMember
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.factories.people import (
    ClassPlaceFactory,
    GuardianFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PupilFactory,
    UserFactory,
    coordinator,
)
from tests.factories.scheduling import SessionFactory, TeamFactory, TeamMemberFactory
from tests.factories.tutors import ApplicationFactory

pytestmark = pytest.mark.django_db

ENDS = date(2027, 6, 30)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def night(day: date) -> datetime:
    return datetime.combine(day, time(2, 40), UTC)


def ended(**facts: object):
    return InitiativeFactory(ends_date=ENDS, **facts)


def logged(initiative, **entry: object) -> PupilEntry:
    team = TeamFactory(initiative=initiative, status="ended", closing_step="goodbye", to_date=ENDS)
    member = TeamMemberFactory(team=team, request__status=RequestStatus.PLACED, teacher_note="toets", standing="past")
    log_entry = LogEntryFactory(session=SessionFactory(team=team))
    return PupilEntryFactory(log_entry=log_entry, pupil=member.request.pupil, **entry)


def test_the_published_table():
    """As in docs/operating/privacy.md; who changes one changes both."""
    assert {period.value: length.days if length else None for period, length in PERIODS.items()} == {
        "waiting": 90,
        "notes": 365,
        "attendance": 5 * 365,
        "account": 365,
        "sign_in": 90,
        "reads": 3 * 365,
        "trail": 7 * 365,
        "messages": 30,
        "lists": 30,
        "concern": None,
        "organisation": None,
    }


def edges(period: Period, since: date) -> tuple[datetime, datetime]:
    """Return the last night on which something stays and the first on which it goes."""
    length = PERIODS[period]
    assert length is not None
    return night(since + length), night(since + length + timedelta(days=1))


def test_a_request_of_who_never_began_goes_three_months_after_the_initiative():
    RequestFactory(initiative=ended())
    stays, goes = edges(Period.WAITING, ENDS)

    sweep(at=stays)
    before = Request.objects.count()
    sweep(at=goes)

    assert (before, Request.objects.count()) == (1, 0)


def test_a_request_that_was_placed_does_not_go_with_the_waiting_list():
    logged(ended())

    sweep(at=edges(Period.WAITING, ENDS)[1])

    assert Request.objects.count() == 1


def test_notes_go_a_year_after_the_initiative_and_attendance_stays():
    entry = logged(ended(), activity="breuken", goal="kwarten", success="lukte", mood="well", liked="yes")
    RequestFactory(pupil=entry.pupil, initiative__ends_date=date(2030, 6, 30))
    stays, goes = edges(Period.NOTES, ENDS)

    kept = []
    for at in (stays, goes):
        sweep(at=at)
        entry = PupilEntry.objects.get()
        note = TeamMember.objects.get().teacher_note
        kept.append((entry.activity, entry.goal, entry.success, entry.mood, entry.liked, note, entry.minutes))

    assert kept == [("breuken", "kwarten", "lukte", "well", "yes", "toets", 45), ("", "", "", "", "", "", 45)]


def test_attendance_goes_five_years_after_the_initiative():
    logged(ended())
    stays, goes = edges(Period.ATTENDANCE, ENDS)

    sweep(at=stays)
    before = LogEntry.objects.count()
    sweep(at=goes)

    assert (before, LogEntry.objects.count(), PupilEntry.objects.count()) == (1, 0, 0)


def test_the_file_of_a_school_year_goes_a_year_after_it():
    pupil, teacher = PupilFactory(), UserFactory()
    RequestFactory(pupil=pupil, initiative__ends_date=date(2030, 6, 30))
    FamilyContact.objects.create(
        pupil=pupil,
        spoken_with=PersonFactory(),
        on_date=date(2026, 10, 1),
        way=ContactWay.PHONE,
        went_well="hij lachte",
        written_by=teacher,
        written_at=datetime(2026, 10, 1, 12, tzinfo=UTC),
    )

    kept = []
    for day in (date(2028, 7, 30), date(2028, 8, 2)):
        sweep(at=night(day))
        kept.append(FamilyContact.objects.count())

    assert kept == [1, 0]


def placed(**facts: object) -> Request:
    return RequestFactory(initiative=ended(), status=RequestStatus.PLACED, **facts)


def gone() -> Person:
    return PersonFactory(added_at=LONG_AGO)


@pytest.mark.parametrize(
    "taking_part",
    [
        lambda person: placed(pupil__person=person),
        lambda person: EnrolmentFactory(tutor__person=person, initiative=ended()),
        lambda person: MembershipFactory(person=person, to_date=ENDS),
        lambda person: GuardianFactory(person=person, pupil=placed().pupil),
        lambda person: UserFactory(person=person, last_login=night(ENDS)),
        lambda person: Person.objects.filter(pk=person.pk).update(added_at=night(ENDS)),
    ],
)
def test_who_no_longer_takes_part_is_erased_after_a_year(taking_part):
    person = gone()
    taking_part(person)
    stays, goes = edges(Period.ACCOUNT, ENDS)

    kept = []
    for at in (stays, goes + timedelta(days=1)):
        sweep(at=at)
        kept.append(Erased.objects.filter(person_id=person.pk).exists())

    assert kept == [False, True]


@pytest.mark.parametrize(("parent", "child"), [(1, 2), (2, 1)])
def test_a_parent_and_the_child_go_in_one_night_whoever_comes_first(parent, child):
    guardian = PersonFactory(pk=UUID(int=parent), added_at=LONG_AGO)
    pupil = PupilFactory(person__pk=UUID(int=child), person__added_at=LONG_AGO)
    GuardianFactory(person=guardian, pupil=pupil)

    done = sweep(at=night(date(2028, 7, 2)))

    erased = set(Erased.objects.values_list("person_id", flat=True))
    assert done["people"] == len(erased)
    assert {guardian.pk, pupil.person_id} <= erased


def test_a_pupil_of_a_class_stays_as_long_as_the_class():
    place = ClassPlaceFactory(school_class__school_year=2026, pupil__person__added_at=LONG_AGO)

    kept = []
    for day in (date(2028, 7, 20), date(2028, 8, 5)):
        sweep(at=night(day))
        kept.append(Erased.objects.filter(person_id=place.pupil.person_id).exists())

    assert kept == [False, True]


@pytest.mark.parametrize(("action", "period"), [(audit.READ, Period.READS), ("pupil.added", Period.TRAIL)])
def test_traces_go_after_their_own_time_and_the_chain_holds(action, period):
    at = night(ENDS)
    audit.record(action, target=OrganisationFactory(), by=None, at=at, what="pupil.notes")
    length = PERIODS[period]

    kept = []
    for moment in (at + length, at + length + timedelta(seconds=1)):
        sweep(at=moment)
        kept.append(AuditEvent.objects.filter(action=action).count())

    assert kept == [1, 0]
    assert AuditEvent.objects.filter(action="audit.erased").count() == 1


def test_sent_messages_go_after_a_month_and_waiting_ones_stay():
    at = night(ENDS)
    for key, sent in (("sent", at), ("waits", None)):
        outbox.post("web.note", key=key, at=at)
        OutboxMessage.objects.filter(key=key).update(sent_at=sent)

    kept = []
    for days in (30, 31):
        sweep(at=at + timedelta(days=days))
        kept.append(set(OutboxMessage.objects.values_list("key", flat=True)))

    assert kept == [{"sent", "waits"}, {"waits"}]


def test_known_devices_go_after_ninety_days():
    at = night(ENDS)
    KnownDevice.objects.create(account="a", device="d", first_at=at, last_at=at)

    kept = []
    for days in (90, 91):
        sweep(at=at + timedelta(days=days))
        kept.append(KnownDevice.objects.count())

    assert kept == [1, 0]


def test_a_programme_may_shorten_a_period_and_nobody_may_lengthen_one():
    organisation = OrganisationFactory()
    by, at = coordinator(organisation), night(ENDS)
    RequestFactory(initiative=ended(organiser=organisation))
    RequestFactory(initiative=ended())

    shorten_period(organisation=organisation, period=Period.WAITING, days=10, by=by, at=at)
    sweep(at=night(ENDS + timedelta(days=11)))

    assert Request.objects.filter(initiative__organiser=organisation).count() == 0
    assert Request.objects.count() == 1
    for period, days in ((Period.WAITING, 91), (Period.NOTES, 0), (Period.READS, 5), (Period.CONCERN, 5)):
        with pytest.raises(PeriodNotPossible):
            shorten_period(organisation=organisation, period=period, days=days, by=by, at=at)


def test_a_coordinator_is_told_a_month_ahead_and_once_a_month():
    organisation = OrganisationFactory()
    user = coordinator(organisation)
    RequestFactory(initiative=ended(organiser=organisation))
    ahead = edges(Period.WAITING, ENDS)[1] - timedelta(days=30)

    lines = {line.period: line.count for line in report_for(organisation, at=ahead)}
    told = [announce(at=ahead - timedelta(days=2)), announce(at=ahead), announce(at=ahead)]

    assert lines == {Period.WAITING: 1, Period.NOTES: 0, Period.ATTENDANCE: 0, Period.ACCOUNT: 0}
    assert told[0] == 0
    messages = OutboxMessage.objects.filter(kind="privacy.goes_soon")
    assert [message.payload for message in messages] == [{"person": str(user.person_id), "count": 1}]
    assert Request.objects.count() == 1


def test_who_applied_to_tutor_and_was_thanked_goes_after_three_months():
    thanked_at = datetime(2026, 9, 2, 9, tzinfo=UTC)
    by = UserFactory()
    ApplicationFactory(
        campaign__initiative=InitiativeFactory(ends_date=date(2029, 6, 30)),
        status=ApplicationStatus.THANKED,
        decided_by=by,
        decided_at=thanked_at,
    )
    left = []

    for days in (89, 91):
        sweep(at=thanked_at + timedelta(days=days))
        left.append(Application.objects.count())

    assert left == [1, 0]


def test_who_applied_to_an_initiative_that_is_over_goes_with_its_waiting_list():
    ApplicationFactory(campaign__initiative=ended())
    left = []

    for days in (90, 91):
        sweep(at=night(ENDS + timedelta(days=days)))
        left.append(Application.objects.count())

    assert left == [1, 0]
