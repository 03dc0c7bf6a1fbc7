"""Student tutoring in the Vlor's sense is counted apart from other forms, wherever something is counted (8.5, T-2)."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.queries import capacity_of
from tandem.logbook.actions import PupilNote, record_session
from tandem.logbook.exports import hour_totals
from tandem.logbook.queries.dosage import facts_of
from tandem.logbook.queries.hours import hours_per_tutor
from tandem.people.enums import TutorKind
from tandem.scheduling.models import Team
from tests.factories.people import coordinator
from tests.factories.worlds import MONDAY, World, pair_world

pytestmark = pytest.mark.django_db
SEPTEMBER = {"first": date(2026, 9, 1), "last": date(2026, 9, 30)}
END = MONDAY + timedelta(days=20)


def held(kind: TutorKind, minutes: int) -> World:
    """Make a team with a tutor of a kind, and log one session of it."""
    world = pair_world()
    world.tutor.kind = kind
    world.tutor.save()
    notes = [PupilNote(pupil.pk) for pupil in world.pupils]
    record_session(session=world.session, sent_id=uuid.uuid4(), notes=notes, minutes=minutes, by=world.user, at=END)
    return world


@pytest.mark.parametrize("kind", TutorKind)
def test_who_is_a_student_of_higher_education_does_student_tutoring_and_nobody_else(kind: TutorKind):
    held(kind, 40)

    facts = facts_of(Team.objects.all(), **SEPTEMBER, at=END)

    students, others = facts.apart(students=True).total(), facts.apart(students=False).total()
    is_student = kind in (TutorKind.STUDENT, TutorKind.STUDENT_OUTSIDE)
    assert (students.minutes_held, others.minutes_held) == ((40, 0) if is_student else (0, 40))


def test_both_kinds_stand_apart_and_add_up():
    held(TutorKind.STUDENT, 40)
    held(TutorKind.VOLUNTEER, 30)
    teams = Team.objects.all()

    facts = facts_of(teams, **SEPTEMBER, at=END)
    hours = hours_per_tutor(teams, **SEPTEMBER)

    students, others, total = facts.apart(students=True).total(), facts.apart(students=False).total(), facts.total()
    assert (students.pupil_minutes_attended, others.pupil_minutes_attended, total.pupil_minutes_attended) == (
        80,
        60,
        140,
    )
    assert hour_totals(hours) == [("studenttutoring", 1, 40), ("andere tutors", 1, 30), ("Samen", 2, 70)]


def test_what_students_offer_is_said_apart():
    world = held(TutorKind.VOLUNTEER, 30)

    capacity = capacity_of(world.team.initiative, on=MONDAY.date())

    assert (capacity.offered > 0, capacity.offered_by_students) == (True, 0)


@pytest.mark.parametrize("page", ["coordinator-dosage", "coordinator-hours"])
def test_reports_show_the_two_apart(client: Client, page: str):
    one, other = held(TutorKind.STUDENT, 40), held(TutorKind.RETIRED, 30)
    other.team.initiative.organiser = one.team.initiative.organiser
    other.team.initiative.save()
    client.force_login(coordinator(one.team.initiative.organiser))

    shown = client.get(reverse(page), {"from_date": "2026-09-01", "to_date": "2026-09-30"})

    assert [line[0] for line in shown.context["totals"]] == ["studenttutoring", "andere tutors", "Samen"]
    text = shown.content.decode()
    assert text.index("Studenttutoring") < text.index("Andere tutors") < text.index("Samen</th>")
