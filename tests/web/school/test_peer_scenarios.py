"""Pupils who help pupils, with the numbers of their scenarios: through the pages their teachers, homes and they use."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from tandem.core.isolation import acting_for
from tandem.core.permissions import Role
from tandem.initiatives.catalogue import TEMPLATES
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative, PeerCall, PeerOffer
from tandem.logbook.actions import Extra, PupilNote, record_session
from tandem.logbook.models import LogEntry, PeerFeedback, TutorGrowth
from tandem.logbook.queries.dosage import facts_of
from tandem.people.enums import Region, TutorKind
from tandem.people.models import ClassPlace, Consent, Pupil, SchoolClass, Tutor, User
from tandem.scheduling.actions.proposals import accept, answer_as_teacher
from tandem.scheduling.actions.publishing import publish
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.clashes import clashes_of
from tandem.scheduling.queries.turns import turns_of
from tests.factories.people import GuardianFactory, UserFactory, member, school_coordinator
from tests.factories.scheduling import RoomFactory
from tests.scheduling.form_worlds import School, make_initiative, make_school, plan
from tests.scheduling.world import MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST_MONDAY = date(2026, 9, 7)


class Clock:
    """The time pages read, set by a test."""

    now = MORNING

    def just_after(self, session: Session) -> datetime:
        self.now = session.ends_at + timedelta(minutes=1)
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


def initiative_of(school: School, form: FormKind, *, weeks: int) -> Initiative:
    initiative = make_initiative(school, form, TEMPLATES[form])
    initiative.starts_date = FIRST_MONDAY
    initiative.ends_date = FIRST_MONDAY + timedelta(weeks=weeks) - timedelta(days=3)
    initiative.save()
    return initiative


def posts(user: User, page: str, *arguments: object, **data: object) -> int:
    return sends(user, page, *arguments, **data)[0]


def sends(user: User, page: str, *arguments: object, **data: object) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    response = client.post(reverse(page, args=arguments), data)
    return response.status_code, unescape(response.content.decode())


def reads(user: User, page: str, *arguments: object) -> str:
    client = Client()
    client.force_login(user)
    return unescape(client.get(reverse(page, args=arguments)).content.decode())


def asks(teacher: User, school_class: SchoolClass, initiative: Initiative, subject: str) -> PeerCall:
    """Let a teacher ask the class who would like to help."""
    asked = {"initiative": initiative.pk, "subject": subject}
    assert posts(teacher, "school-class-peers-ask", school_class.pk, **asked) == 302
    return PeerCall.objects.get(school_class=school_class)


def begins(teacher: User, call: PeerCall, pupils: Sequence[Pupil], *, masters: Sequence[Pupil]) -> None:
    """Let the teacher say who begins, practised and promised, and who masters the subject."""
    keys = [pupil.pk for pupil in pupils]
    said = {"begins": keys, "prepared": keys, "masters": [pupil.pk for pupil in masters]}
    assert posts(teacher, "school-class-peers-answer", call.school_class_id, call.pk, **said) == 302


def both_ticked(school: School, initiative: Initiative) -> None:
    for teacher, school_class in ((school.teacher, school.younger), (school.teacher_of_older, school.older)):
        assert posts(teacher, "school-class-peers-trained", school_class.pk, initiative.pk) == 302


def moments(*days: int) -> dict[str, object]:
    """Return what the form of a pair sends: ten o'clock on these days."""
    count = {"form-TOTAL_FORMS": len(days), "form-INITIAL_FORMS": len(days)}
    each = {
        f"form-{n}-{name}": value
        for n, day in enumerate(days)
        for name, value in (("day", day), ("starts", "10:00"), ("week", 0))
    }
    return count | each


def parent_who_has_not_answered(pupil: Pupil) -> User:
    parent = UserFactory()
    GuardianFactory(pupil=pupil, person=parent.person)
    Consent.objects.filter(pupil=pupil, party="guardian").delete()
    return parent


def publish_accepted(school: School, initiative: Initiative):
    for team in initiative.teams.filter(status="proposed"):
        for place in team.members.all():
            answer_as_teacher(member=place, agrees=True, by=school.teacher, at=MORNING)
        accept(team=team, by=school.coordinator, at=MORNING)
    return publish(initiative=initiative, by=school.coordinator, at=MORNING)


def test_s_09_fifteen_want_to_help_twelve_begin_and_nothing_starts_before_homes_and_teachers_are_ready():
    school = make_school()
    RoomFactory.create_batch(8, site=school.site)
    initiative = initiative_of(school, FormKind.PEER_CROSS, weeks=8)
    school.asks(initiative, [school.pupil(school.younger) for _ in range(12)])
    volunteers = [school.pupil(school.older) for _ in range(15)]
    begin, wait = volunteers[:12], volunteers[12:]
    parent, child = parent_who_has_not_answered(begin[0]), UserFactory(person=wait[0].person)
    at_home = parent_who_has_not_answered(wait[0])

    call = asks(school.teacher_of_older, school.older, initiative, "rekenen")
    assert posts(child, "pupil-help", call.pk, yes="yes") == 302
    chosen = [pupil.pk for pupil in begin]
    said = {"offers": [pupil.pk for pupil in volunteers], **dict.fromkeys(("begins", "masters", "prepared"), chosen)}
    assert posts(school.teacher_of_older, "school-class-peers-answer", school.older.pk, call.pk, **said) == 302
    assert posts(school.teacher_of_older, "school-class-peers-close", school.older.pk, call.pk) == 302

    # Of three of the fifteen nothing is known but that they want to help, and have no place this round.
    page = reads(school.teacher_of_older, "school-class-peers", school.older.pk)
    assert (page.count("deze keer nog niet aan de beurt"), page.count(": helpt<")) == (3, 12)
    assert "Deze keer ben je nog niet aan de beurt" in reads(child, "pupil-home")
    assert {field.name for field in PeerOffer._meta.get_fields()} == {
        "id", "call", "pupil", "offered_at", "written_by"
    }  # fmt: skip
    assert PeerOffer.objects.count() == 15
    assert set(Tutor.objects.values_list("kind", "person__pupil")) == {
        (TutorKind.OLDER_PUPIL, pupil.pk) for pupil in begin
    }

    run = plan(school, initiative)
    early = publish_accepted(school, initiative)

    # Nothing starts for a teacher who has not ticked the training, nor before home has answered for both children.
    assert (run.placed, early.teams, Session.objects.count()) == (12, (), 0)
    waits = Counter(wait.kind for found in early.waiting.values() for wait in found)
    assert waits == {"guide": 24, "family": 1}
    both_ticked(school, initiative)
    assert "wil op school een andere leerling helpen" in reads(parent, "family-home")
    assert "helpen" not in reads(at_home, "family-home")  # of who does not begin, home is asked nothing
    assert posts(parent, "family-answer", begin[0].pk, "in_school_time", answer="yes") == 302

    found = publish_accepted(school, initiative)

    teams = list(Team.objects.select_related("enrolment__tutor__person").prefetch_related("slots", "members__request"))
    assert (len(found.teams), found.waiting, found.clashing) == (12, {}, {})
    assert {team.slots.count() for team in teams} == {3}
    assert set(Counter(Session.objects.values_list("team", flat=True)).values()) == {24}
    assert {session.ends_at - session.starts_at for session in Session.objects.all()} == {timedelta(minutes=20)}
    away = Counter((slot.day, slot.starts) for team in teams for slot in team.slots.all())
    assert max(away.values()) <= 4  # of each class as many as there are teams then
    classes = dict(ClassPlace.objects.values_list("pupil__person", "school_class"))
    assert not [
        team for team in teams
        if classes[team.enrolment.tutor.person_id] == classes[team.members.get().request.pupil.person_id]
    ]  # fmt: skip


def test_s_14_beside_a_programme_a_confirmed_reader_helps_and_two_kinds_of_minutes_are_counted(clock: Clock):
    school = make_school()
    RoomFactory.create_batch(8, site=school.site)
    school.organisation.region = Region.NL_MIDDLE
    school.organisation.save()
    initiative = initiative_of(school, FormKind.BLENDED, weeks=11)  # ten of school, one of autumn
    school.asks(initiative, [school.pupil(school.younger) for _ in range(8)], subject="lezen")
    helpers = [school.pupil(school.older) for _ in range(8)]
    call = asks(school.teacher_of_older, school.older, initiative, "lezen")
    begins(school.teacher_of_older, call, helpers, masters=helpers[:7])

    early = plan(school, initiative)

    # Whose reading nobody confirmed is in no pair, until somebody does.
    assert early.placed == 7
    assert not initiative.teams.filter(enrolment__tutor__person=helpers[7].person).exists()
    begins(school.teacher_of_older, call, [], masters=helpers[7:])
    assert plan(school, initiative).placed == 8
    assert len(publish_accepted(school, initiative).teams) == 8
    assert set(Counter(Session.objects.values_list("team", flat=True)).values()) == {40}

    team = Team.objects.get(enrolment__tutor__person=helpers[0].person)
    helper, pupil = UserFactory(person=helpers[0].person), team.members.get().request.pupil
    sessions = list(team.sessions.order_by("starts_at"))
    for session in sessions[:3]:
        clock.just_after(session)
        page = reads(helper, "tutor-log", session.pk)
        assert ("met het oefenprogramma?" in page, "Wat leerde jij er zelf van?" in page) == (True, True)
        said = {"sent_id": uuid4(), "minutes": 15, "programme_minutes": 10, "learned": "rustig wachten"}
        assert posts(helper, "tutor-log", session.pk, **said, **{f"p-{pupil.pk}-attendance": "present"}) == 302

    assert "15 van 60" not in reads(school.coordinator, "coordinator-team", team.pk)
    assert "45 van 60 minuten" in reads(school.coordinator, "coordinator-team", team.pk)
    assert "eze week 45 van 60 minuten" in reads(school.teacher, "school-class-peers", school.younger.pk)
    assert [row.words for row in TutorGrowth.objects.all()] == ["rustig wachten"] * 3
    # Their own teacher reads what they learned themselves; the teacher of who is helped does not.
    classes = (school.teacher_of_older, school.older), (school.teacher, school.younger)
    read = [reads(teacher, "school-class-peers", each.pk).count("rustig wachten") for teacher, each in classes]
    assert read == [3, 0]

    for session in sessions[3:]:
        record_session(
            session=session,
            sent_id=uuid4(),
            notes=[PupilNote(pupil.pk)],
            extra=Extra(programme_minutes=10),
            by=helper,
            at=clock.just_after(session),
        )

    page = reads(school.coordinator, "coordinator-team", team.pk)
    assert "Samen 40 sessies, 600 minuten met de tutor. Daarnaast 400 minuten met het programma, apart geteld." in page
    assert page.count("60 van 60 minuten") == 10
    teams = Team.objects.filter(pk=team.pk)
    total = facts_of(teams, first=FIRST_MONDAY, last=initiative.ends_date, at=clock.now).total()
    assert (total.minutes_held, total.pupil_minutes_attended) == (600, 600)  # the programme's minutes are no tutoring
    assert set(LogEntry.objects.values_list("minutes", "programme_minutes")) == {(15, 10)}


def test_s_10_two_of_one_class_need_a_reason_and_who_does_not_master_it_yet_does_not_help():
    school = make_school()
    initiative = initiative_of(school, FormKind.PEER_SAME, weeks=8)
    asked = school.pupil(school.older)
    school.asks(initiative, [asked], subject="breuken")
    classmate, parallel, learning = (school.pupil(where) for where in (school.older, school.younger, school.younger))
    begins(
        school.teacher_of_older,
        asks(school.teacher_of_older, school.older, initiative, "breuken"),
        [classmate],
        masters=[classmate],
    )
    begins(
        school.teacher,
        asks(school.teacher, school.younger, initiative, "breuken"),
        [parallel, learning],
        masters=[parallel],
    )
    own = {pupil: initiative.enrolments.get(tutor__person=pupil.person) for pupil in (classmate, parallel, learning)}
    here = ("school-class-peers-pair", school.older.pk, initiative.pk)
    pair = {"request": school.requests[0].pk, **moments(0, 1, 2)}

    status, page = sends(school.teacher_of_older, *here, **pair, helper=own[classmate].pk)
    assert (status, Team.objects.count()) == (200, 0)
    assert "Schrijf waarom het hier toch past." in page
    beside = (parallel, learning)
    assert all(f"{each.person.first_name_initial} ({school.younger.name})" in page for each in beside)

    status, page = sends(school.teacher_of_older, *here, **pair, helper=own[learning].pk)
    assert (status, Team.objects.count()) == (200, 0)
    assert f"Dat {learning.person.first_name_initial} breuken beheerst, is nog niet bevestigd." in page

    reason = "Ze willen het allebei, en de parallelklas is op kamp."
    assert posts(school.teacher_of_older, *here, **pair, helper=own[classmate].pk, reason=reason) == 302
    team = Team.objects.get()
    assert (team.status, team.locked, team.decided_by, team.classmates_reason) == ("proposed", True, None, reason)
    assert [(slot.day, slot.starts.hour) for slot in team.slots.order_by("day")] == [(0, 10), (1, 10), (2, 10)]
    # Nor can a coordinator put somebody in who does not master it.
    there = [clash.kind for clash in clashes_of(team, [], enrolment=own[learning]) if clash.blocks]
    assert there == ["not_mastered"]
    # A plan made afterwards leaves what the teacher decided.
    assert plan(school, initiative).placed == 1
    assert Team.objects.get().enrolment == own[classmate]


def test_s_11_a_pair_takes_turns_and_what_they_say_stays_between_them_and_their_teacher(clock: Clock):
    school = make_school()
    initiative = initiative_of(school, FormKind.PEER_RECIPROCAL, weeks=5)
    one, other, third = (school.pupil(school.younger) for _ in range(3))
    school.asks(initiative, [one])
    begins(school.teacher, asks(school.teacher, school.younger, initiative, "rekenen"), [other], masters=[])
    enrolment = initiative.enrolments.get()
    sent = {"request": school.requests[0].pk, "helper": enrolment.pk, **moments(0, 3)}
    assert posts(school.teacher, "school-class-peers-pair", school.younger.pk, initiative.pk, **sent) == 302
    both_ticked(school, initiative)
    found = publish_accepted(school, initiative)

    assert (found.sessions, found.waiting) == (10, {})
    team = Team.objects.get()
    turns = [turn.tutors.pk for turn in turns_of(team)]
    assert Counter(turns) == {one.person_id: 5, other.person_id: 5}
    assert all(abs(2 * turns[:n].count(turns[0]) - n) <= 1 for n in range(11))

    users = [UserFactory(person=pupil.person) for pupil in (one, other, third)]
    first = team.sessions.order_by("starts_at").first()
    clock.now = first.starts_at - timedelta(hours=1)
    names = {pupil.person_id: pupil.person.given_name for pupil in (one, other)}
    explains, listens = (users[0], users[1]) if turns[0] == one.person_id else (users[1], users[0])
    mine, theirs = names[explains.person_id], names[listens.person_id]
    assert f"met {theirs}: jij legt uit" in reads(explains, "pupil-home")
    assert f"met {mine}: {mine} legt uit" in reads(listens, "pupil-home")
    assert f"{date_of(first)}: {mine}" in reads(school.teacher, "school-class-peers", school.younger.pk)

    clock.just_after(first)
    assert posts(listens, "pupil-say", first.pk, words="Jij wacht tot ik klaar ben. Teken de volgende keer mee.") == 302
    parent = UserFactory()
    GuardianFactory(pupil=one, person=parent.person)
    head, care = school_coordinator(school.organisation), member(school.organisation, Role.CARE_COORDINATOR)
    readers = {
        "explains": (explains, "pupil-home"),
        "listens": (listens, "pupil-home"),
        "teacher": (school.teacher, "school-class-peers", school.younger.pk),
        "third": (users[2], "pupil-home"),
        "head": (head, "school-class-peers", school.younger.pk),
        "care": (care, "school-class-peers", school.younger.pk),
        "coordinator": (school.coordinator, "coordinator-team", team.pk),
        "parent": (parent, "family-home"),
    }
    assert [who for who, page in readers.items() if "Teken de volgende keer mee" in reads(*page)] == [
        "explains", "listens", "teacher"
    ]  # fmt: skip
    # The database itself shows it to nobody else, whatever a page would ask.
    assert {who: _feedback_reached_by(user, clock.now) for who, (user, *_) in readers.items()} == {
        **dict.fromkeys(("explains", "listens", "teacher"), 1),
        **dict.fromkeys(("third", "head", "care", "coordinator", "parent"), 0),
    }
    # Words of one to the other, each session apart: nothing in which the two could be compared.
    assert {field.name for field in PeerFeedback._meta.get_fields()} == {"id", "session", "pupil", "words", "said_at"}


def _feedback_reached_by(user: User, at: datetime) -> int:
    with acting_for(user, on=at.date()):
        return PeerFeedback.objects.count()


def date_of(session: Session) -> str:
    return date_format(localtime(session.starts_at), "l j F")
