"""S-23: a summer school with its numbers, through the pages of who organises it, the student and the college."""

import io
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from tandem.core.permissions import Role
from tandem.initiatives.actions.groups import propose_groups
from tandem.initiatives.catalogue import TEMPLATES
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Enrolment, Initiative
from tandem.initiatives.together.summer import PupilDays, grant_of
from tandem.logbook.actions import record_session
from tandem.logbook.actions.sessions import PupilNote
from tandem.logbook.models import LessonClaim
from tandem.people.enums import OrganisationKind, TutorKind
from tandem.people.models import Tutor
from tandem.scheduling.enums import BlockKind
from tandem.scheduling.models import DayBlock, DayStaff, Team
from tandem.scheduling.queries.teams import in_full, pupils_of
from tandem.scheduling.queries.waits import WaitKind, waiting_for
from tests.factories import people
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory
from tests.factories.scheduling import PublishedTeamFactory, RoomFactory
from tests.scheduling.form_worlds import START, School, make_initiative, make_school, plan, publish_all
from tests.scheduling.world import MORNING, make_world

pytestmark = pytest.mark.django_db
MONDAY = date(2027, 7, 26)  # after the Flemish national holiday, so that two weeks have ten days
AFTERWARDS = datetime(2027, 8, 9, 9, tzinfo=ZoneInfo("Europe/Brussels"))
SUMMER = {"year": "2027"}


def summer_school(school: School, form: FormKind, *, weeks: int, pupils: int, teachers: int, group: int) -> Initiative:
    initiative = make_initiative(school, form, TEMPLATES[form])
    initiative.starts_date, initiative.ends_date = MONDAY, MONDAY + timedelta(weeks=weeks, days=-3)
    initiative.save()
    school.asks(initiative, [school.pupil(school.younger) for _ in range(pupils)], subject="taal")
    for _ in range(teachers):
        teacher = people.TutorFactory(kind=TutorKind.RETIRED)
        school.offers(initiative, teacher, teams=1, group=group, subject="taal")
    propose_groups(
        initiative=initiative, site=school.site, subject="taal", most=group, by=school.coordinator, at=MORNING
    )
    plan(school, initiative, seconds=5)
    publish_all(school, initiative)
    return initiative


def said(response: HttpResponse) -> str:
    """Return the last thing a page said."""
    return next(reversed([str(message) for message in get_messages(response.wsgi_request)]), "")


def stand(client: Client, team: Team, enrolment: Enrolment, day: str = "all") -> str:
    page = reverse("coordinator-summer-staff", args=[team.pk])
    return said(client.post(page, {"enrolment": str(enrolment.pk), "day": day}))


def change(client: Client, team: Team, enrolment: Enrolment, day: date, do: str) -> str:
    page = reverse("coordinator-summer-staff-change", args=[team.pk, enrolment.pk, f"{day:%Y-%m-%d}", do])
    return said(client.post(page))


@pytest.mark.slow
def test_s_23_forty_pupils_make_370_pupil_days_free_for_parents_and_ten_lessons_are_evidence(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    school = make_school()
    RoomFactory(site=school.site)
    full = summer_school(school, FormKind.SUMMER_FULL, weeks=2, pupils=34, teachers=4, group=10)
    summer_school(school, FormKind.SUMMER_SPECIAL_FULL, weeks=1, pupils=6, teachers=1, group=6)
    client.force_login(school.coordinator)

    page = client.get(reverse("coordinator-summer"), SUMMER)

    sheet = page.context["sheet"]
    shown = page.content.decode().replace("\xa0", " ")
    assert sorted((line.days, line.team.initiative.form) for line in sheet.lines) == [
        (5, "summer_special_full"),
        *[(10, "summer_full")] * 4,
    ]
    assert (sheet.grant.pupils, sheet.pupil_days) == (40, 370)
    assert all(words in shown for words in ("€ 16.650,00", "€ 800,00", "€ 0,00", "gratis en vrijwillig"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(reverse("coordinator-summer-file"), SUMMER).content))
    amounts = {str(row[0]): row[1] for row in book.get_sheet_by_name("Subsidie").to_python() if len(row) > 1}
    assert (amounts["Leerlingdagen"], amounts["Voor de organisator, in euro"]) == (370, 16650)
    assert (amounts["Voor het lokaal bestuur dat coördineert, in euro"], amounts["Ouders betalen, in euro"]) == (800, 0)

    team = in_full(full.teams.all())[0]
    student, claim = _ten_lessons(client, monkeypatch, school, team)
    _the_college_answers(client, student, claim)
    client.force_login(school.coordinator)
    assert client.get(reverse("coordinator-summer"), SUMMER).context["sheet"].attended == 10 * team.members.count()


def _ten_lessons(
    client: Client, monkeypatch: pytest.MonkeyPatch, school: School, team: Team
) -> tuple[Tutor, Enrolment]:
    """Let a student teach an hour on each of ten days beside the teacher, who writes down who was there."""
    college = people.OrganisationFactory(kind=OrganisationKind.HIGHER_EDUCATION)
    student = people.cleared(people.TutorFactory(kind=TutorKind.STUDENT_OUTSIDE, organisation=college))
    enrolment = EnrolmentFactory(initiative=team.initiative, tutor=student, teaches={"taal": [1, 8]})
    assert stand(client, team, enrolment) == "Bewaard."
    hour = {"kind": "education", "starts": "09:00", "ends": "10:00", "what": "Lezen in duo's"}
    block = reverse("coordinator-summer-block", args=[team.pk])
    client.post(block, hour | {"given_by": str(enrolment.pk)})
    client.post(block, {"kind": "leisure", "starts": "13:00", "ends": "14:00", "what": "Zwemmen"})
    lead = people.UserFactory(person=team.enrolment.tutor.person)
    for session in team.sessions.order_by("starts_at"):
        notes = [PupilNote(pupil.pk) for pupil in pupils_of(team, on=localdate(session.starts_at))]
        record_session(session=session, sent_id=uuid4(), notes=notes, by=lead, at=session.ends_at)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTERWARDS)
    client.force_login(people.UserFactory(person=student.person))
    page = client.get(reverse("tutor-lessons"))
    assert "10 lessen gegeven" in page.content.decode()
    client.post(reverse("tutor-lessons-ask", args=[enrolment.pk]))
    return student, enrolment


def _the_college_answers(client: Client, student: Tutor, enrolment: Enrolment) -> None:
    client.force_login(people.member(student.organisation, Role.HE_COORDINATOR))
    page = client.get(reverse("lecturer-student", args=[student.pk])).content.decode()
    assert "10 lessen gegeven" in page
    answer = reverse("lecturer-lessons", args=[student.pk, enrolment.pk])
    assert said(client.post(answer, {"recognised": "no"})) == "Zeg ja, of zeg waarom niet."
    client.post(answer, {"recognised": "yes"})
    enrolment.lesson_claim.refresh_from_db()
    assert (enrolment.lesson_claim.lessons, enrolment.lesson_claim.is_recognised) == (10, True)
    client.force_login(student.person.user)
    assert "Erkend als stage" in client.get(reverse("tutor-lessons")).content.decode()


def test_s_23_a_day_with_a_student_and_no_teacher_is_refused(client: Client):
    school = make_school()
    initiative = summer_school(school, FormKind.SUMMER_FULL, weeks=2, pupils=2, teachers=2, group=2)
    first = in_full(initiative.teams.all())[0]
    other = next(row for row in initiative.enrolments.all() if row != first.enrolment)
    student = EnrolmentFactory(initiative=initiative, tutor=people.TutorFactory(kind=TutorKind.STUDENT))
    client.force_login(school.coordinator)
    third = MONDAY + timedelta(days=2)

    assert change(client, first, first.enrolment, third, "leave") == "Bewaard."
    refused = stand(client, first, student)

    assert refused.startswith("Op woensdag 28 juli zou een student zonder ervaren leerkracht voor de groep staan.")
    assert DayStaff.objects.filter(enrolment=student).count() == 0
    days = client.get(reverse("coordinator-summer-days", args=[first.pk])).context["days"]
    assert [line.found.lacks_teacher for line in days] == [False, False, True, *[False] * 7]

    assert stand(client, first, other, f"{third:%Y-%m-%d}") == "Bewaard."
    assert stand(client, first, student) == "Bewaard."
    assert DayStaff.objects.filter(enrolment=student).count() == 10
    assert change(client, first, other, third, "leave").startswith("Op woensdag 28 juli zou een student")
    assert change(client, first, first.enrolment, MONDAY, "leave").startswith("Op maandag 26 juli zou een student")


def test_s_23_a_student_is_not_planned_or_published_as_the_only_teacher_of_a_group():
    world = make_world(form=FormKind.SUMMER_FULL, in_holidays=True, group_max=10)
    team = world.team(world.tutor(), world.pupil())
    Tutor.objects.filter(pk=team.enrolment.tutor_id).update(kind=TutorKind.STUDENT)

    waits = waiting_for(in_full(Team.objects.all()).get(), on=START)

    assert [wait.skill for wait in waits if wait.kind == WaitKind.SKILL] == ["experienced"]


def test_nobody_stands_in_two_groups_on_one_day_and_two_parts_of_a_day_do_not_overlap(client: Client):
    school = make_school()
    initiative = summer_school(school, FormKind.SUMMER_FULL, weeks=1, pupils=4, teachers=2, group=2)
    one, other = in_full(initiative.teams.all())
    client.force_login(school.coordinator)
    block = reverse("coordinator-summer-block", args=[one.pk])
    lunch = {"kind": "leisure", "starts": "12:00", "ends": "13:00", "what": "Eten"}

    said_twice = [said(client.post(block, lunch)) for _ in range(2)]

    assert said_twice == ["Het staat op elke dag van deze groep.", said_twice[1]]
    assert said_twice[1].startswith("Op dat uur staat er al iets")
    assert stand(client, one, other.enrolment).startswith("Op maandag 26 juli staat deze persoon al")
    assert [(row.starts, row.what) for row in one.day_blocks.all()] == [(time(12), "Eten")]


def test_two_half_days_are_one_full_day_and_special_education_counts_the_same():
    grant = grant_of([PupilDays(34, 34 * 20, 0, half=True), PupilDays(6, 30, 0)], year=2022)

    assert (grant.full_days, grant.organiser, grant.authority, grant.parents_pay) == (370, 16650, 800, 0)


def test_the_pages_work_for_a_colleague_and_are_not_there_or_refused_for_others(client: Client):
    school = make_school()
    team = PublishedTeamFactory(
        initiative=InitiativeFactory(organiser=school.office, form=FormKind.SUMMER_FULL, in_holidays=True)
    )
    block = DayBlock.objects.create(team=team, kind=BlockKind.LEISURE, starts=time(12), ends=time(13), what="Eten")
    reads = [reverse("coordinator-summer"), reverse("coordinator-summer-file")]
    days = reverse("coordinator-summer-days", args=[team.pk])
    posts = [
        reverse("coordinator-summer-block", args=[team.pk]),
        reverse("coordinator-summer-staff", args=[team.pk]),
        reverse("coordinator-summer-staff-change", args=[team.pk, team.enrolment_id, "2027-07-26", "leave"]),
        reverse("coordinator-summer-block-remove", args=[team.pk, block.pk]),
    ]
    found = {}
    for who, user in {
        "colleague": people.coordinator(school.office),
        "stranger": people.coordinator(people.OrganisationFactory()),
        "reader": people.member(school.organisation, Role.TEACHER),
    }.items():
        client.force_login(user)
        found[who] = [client.get(page).status_code for page in (*reads, days)]
        found[who] += [client.post(page).status_code for page in posts]
    client.force_login(school.coordinator)

    assert found == {
        "colleague": [200, 200, 200, 200, 200, 302, 302],
        "stranger": [200, 200, *[404] * 5],
        "reader": [403] * 7,
    }
    assert [client.get(page).status_code for page in posts] == [405] * 4
    assert [client.post(page).status_code for page in (*reads, days)] == [405] * 3


def test_only_the_student_asks_and_only_the_own_college_answers(client: Client):
    college = people.OrganisationFactory(kind=OrganisationKind.HIGHER_EDUCATION)
    student = people.cleared(people.TutorFactory(kind=TutorKind.STUDENT, organisation=college))
    initiative = InitiativeFactory(form=FormKind.SUMMER_FULL, in_holidays=True)
    enrolment = EnrolmentFactory(initiative=initiative, tutor=student)
    other = people.cleared(people.TutorFactory(kind=TutorKind.STUDENT))
    ask = reverse("tutor-lessons-ask", args=[enrolment.pk])
    answer = reverse("lecturer-lessons", args=[student.pk, enrolment.pk])
    client.force_login(people.UserFactory(person=other.person))
    not_mine = client.post(ask).status_code
    client.force_login(people.UserFactory(person=student.person))

    nothing_yet = said(client.post(ask))

    assert not_mine == 404
    assert nothing_yet.startswith("Er zijn nog geen lessen.")
    assert (client.get(ask).status_code, client.post(answer).status_code) == (405, 403)
    LessonClaim.objects.create(enrolment=enrolment, lessons=2, asked_at=AFTERWARDS)
    client.force_login(people.member(people.OrganisationFactory(), Role.HE_COORDINATOR))
    assert client.post(answer, {"recognised": "yes"}).status_code == 404
    client.force_login(people.member(college, Role.HE_COORDINATOR))
    client.post(answer, {"recognised": "no", "reason": "De opleiding vraagt twintig lessen."})
    claim = LessonClaim.objects.get()
    assert (claim.is_recognised, claim.reason) == (False, "De opleiding vraagt twintig lessen.")
