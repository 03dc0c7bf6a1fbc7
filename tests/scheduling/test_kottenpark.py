"""A real school and real students: sixty pupils and twenty tutors, from their files to a published timetable."""

import csv
import io
import random
from collections import defaultdict
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from tandem import planning
from tandem.initiatives.models import Initiative
from tandem.people.enums import Region, Stage
from tandem.people.models import Tutor
from tandem.scheduling.actions.proposals import accept, answer_as_teacher
from tandem.scheduling.actions.publishing import publish
from tandem.scheduling.actions.runs import execute_run, request_run
from tandem.scheduling.models import Session, Team
from tests.factories.people import cleared
from tests.planning.referee import evaluate
from tests.shared_data import shared_data
from tests.web.coordinator.intake.test_pages import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PUPILS, TUTORS = 60, 20
CORE = {"NE", "WI", "EN"}  # Dutch, mathematics and English
GIVEN = ("Noor", "Sem", "Lina", "Daan", "Bilal", "Saar", "Youssef", "Emma", "Mats", "Olena", "Jip", "Fay")


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode()), delimiter=";"))


def sheet(*lines: list[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(lines)
    return out.getvalue().encode()


def lower_years(files: dict[str, bytes]) -> dict[str, dict[tuple[int, int], set[str]]]:
    """Return the lessons of each lower-year class: day and hour -> subjects."""
    lessons: dict[str, dict[tuple[int, int], set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, school_class, _, subject, _, day, hour, *_ in rows(files["GPU001.TXT"]):
        lessons[school_class][int(day) - 1, int(hour)].add(subject)
    return {name: week for name, week in lessons.items() if len(week) >= 25}


def pupils(classes: list[str]) -> list[list[object]]:
    """Return invented pupils of the lower years, whose names the school's export does not hold."""
    return [
        [90001 + k, f"{GIVEN[k % len(GIVEN)]} Proef{chr(65 + k % 26)}{chr(97 + k // 26)}", classes[k % len(classes)]]
        for k in range(PUPILS)
    ]


def nominations(known: list[list[object]], rnd: random.Random) -> bytes:
    head: list[object] = ["Leerlingnummer", "Naam", "Klas", "Vak", "Aantal keer per week"]
    return sheet(head, *([*row, rnd.choice(["rekenen", "taal"]), rnd.choice([1, 1, 2])] for row in known))


def tutors(students: list[str]) -> bytes:
    head: list[object] = ["Studentnummer", "Naam", "E-mail", "Vakken", "Uren per week"]
    lines: list[list[object]] = [
        [number, f"{GIVEN[k % len(GIVEN)]} Student{chr(65 + k)}", f"s{number}@voorbeeld.test", "rekenen, taal", 8]
        for k, number in enumerate(students)
    ]
    return sheet(head, *lines)


def imported(world: World, files: dict[str, bytes]) -> None:
    intake = world.start(files)
    world.answer_all(intake)
    page = world.apply(intake).content.decode()
    assert "Alles staat erin" in page, page


@pytest.fixture
def kottenpark() -> tuple[World, dict[str, bytes]]:
    """Read the school, sixty nominations, twenty students and their college hours in through the pages."""
    files = shared_data("kottenpark-2003")
    colleges = shared_data("students-fsps")["colleges.csv"]
    rnd = random.Random(2003)
    world = World()
    world.site.stage = Stage.SECONDARY
    world.site.save()
    world.site.organisation.region = Region.NL_MIDDLE
    world.site.organisation.save()
    Initiative.objects.filter(pk=world.initiative.pk).update(minutes=45, protected_subjects=sorted(CORE))
    head, *busy = rows(colleges)
    students = rnd.sample(sorted({row[0] for row in busy}), TUTORS)
    known = pupils(sorted(lower_years(files)))
    lists = {
        "onderbouw.csv": sheet(["Leerlingnummer", "Naam", "Klas"], *known),
        "aanmeldingen.csv": nominations(known, rnd),
    }
    imported(world, files | lists)
    imported(
        world,
        {"tutoren.csv": tutors(students), "colleges.csv": sheet(head, *(row for row in busy if row[0] in students))},
    )
    return world, files


def test_kottenpark_becomes_a_published_timetable_in_which_nobody_misses_a_core_lesson(kottenpark):
    world, files = kottenpark
    initiative = Initiative.objects.get(pk=world.initiative.pk)
    at = datetime(2026, 9, 1, 5, tzinfo=timezone.get_current_timezone())
    for tutor in Tutor.objects.filter(enrolments__initiative=initiative):
        cleared(tutor)

    run = request_run(initiative=initiative, from_date=date(2026, 9, 7), seconds=14, by=world.user, at=at)
    execute_run(run.pk, now=timezone.now)
    run.refresh_from_db()
    for team in Team.objects.all():
        accept(team=team, by=world.user, at=at)
        for member in team.members.all():
            answer_as_teacher(member=member, agrees=True, by=world.user, at=at)
    published = publish(initiative=initiative, by=world.user, at=at)

    verdict = evaluate(run.problem, run.solution)
    assert (verdict["valid"], verdict["objective"]) == (True, run.objective)
    assert planning.check(planning.problem_from_dict(run.problem), planning.solution_from_dict(run.solution)).valid
    assert (run.requests, Tutor.objects.count()) == (PUPILS, TUTORS)
    assert run.placed >= 0.9 * PUPILS
    assert (len(published.teams), dict(published.waiting), dict(published.clashing)) == (Team.objects.count(), {}, {})
    assert missed_core(files) == []
    assert doubly_used_rooms(files) == []


def missed_core(files: dict[str, bytes]) -> list[tuple[str, int, set[str]]]:
    """Look every session up in the school's own file: which core lessons does anybody miss?"""
    bells = {int(hour): (begin, end) for hour, begin, end in rows(files["lestijden.csv"])[1:]}
    weeks, found = lower_years(files), []
    for session in Session.objects.select_related("team").prefetch_related("team__members__request__pupil__places"):
        starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
        hours = [n for n, (a, b) in bells.items() if clock(a) < ends.time() and starts.time() < clock(b)]
        for member in session.team.members.all():
            name = member.request.pupil.places.get().school_class.name
            missed = {subject for hour in hours for subject in weeks[name][starts.weekday(), hour]}
            if missed & CORE:
                found.append((name, starts.weekday(), missed & CORE))
    return found


def doubly_used_rooms(files: dict[str, bytes]) -> list[tuple[str, int, int]]:
    """Look every session's room up in the school's own file: is there a lesson in it?"""
    bells = {int(hour): (begin, end) for hour, begin, end in rows(files["lestijden.csv"])[1:]}
    lessons = {(room, int(day) - 1, int(hour)) for _, _, _, _, room, day, hour, *_ in rows(files["GPU001.TXT"]) if room}
    return [
        (session.room.name, starts.weekday(), hour)
        for session in Session.objects.select_related("room")
        for starts, ends in [(timezone.localtime(session.starts_at), timezone.localtime(session.ends_at))]
        for hour, (a, b) in bells.items()
        if clock(a) < ends.time() and starts.time() < clock(b)
        if session.room and (session.room.name, starts.weekday(), hour) in lessons
    ]


def clock(text: str) -> time:
    return time.fromisoformat(text)
