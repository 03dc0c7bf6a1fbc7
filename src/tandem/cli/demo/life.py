"""What the invented people do with their city: plan it, decide about it, and tutor for three weeks."""

import random
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import connection
from django.utils import timezone

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo.city import City
from tandem.logbook.actions.frames import set_frame
from tandem.logbook.actions.sessions import PupilNote, record_session
from tandem.logbook.enums import Attendance, Liked, Mood
from tandem.people.models import User
from tandem.scheduling.actions.proposals import accept, answer_as_teacher
from tandem.scheduling.actions.publishing import Published, publish
from tandem.scheduling.actions.runs import execute_run, request_run
from tandem.scheduling.models import PlanningRun, Session, TeamMember
from tandem.scheduling.queries.teams import proposal

Told = Callable[[str], None]
ACTIVITIES = ("breuken met pizzastukken", "samen hardop gelezen", "woordkaartjes", "klokkijken geoefend", "dictee")
SUCCESSES = ("zelf de noemer gevonden", "een bladzijde zonder haperen", "durfde vragen te stellen", "")
TOPICS = ("breuken", "begrijpend lezen: verbanden", "klokkijken", "woordenschat: het weer", "meten en wegen")


def plan(city: City, *, seconds: int, told: Told) -> PlanningRun:
    """Ask for a plan as the coordinator, and follow it."""
    run = request_run(
        initiative=city.initiative,
        from_date=city.starts,
        seconds=seconds,
        by=city.coordinator,
        at=_before(city, days=6),
        seed=1,
    )
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(run.pk, ended, told), daemon=True)
    watch.start()
    try:
        execute_run(run.pk, now=timezone.now)
    finally:
        ended.set()
        watch.join()
    run.refresh_from_db()
    return run


def _watch(run_id: uuid.UUID, ended: threading.Event, told: Told) -> None:
    try:
        while not ended.wait(2):
            run = PlanningRun.objects.only("placed", "requests", "seconds", "bound", "objective").get(pk=run_id)
            told(f"  {run.seconds:3.0f} s: {run.placed} van {run.requests} leerlingen hebben een plek")
    finally:
        connection.close()


def decide(city: City) -> None:
    """Let the coordinator accept every proposed team, and the teachers answer for their classes."""
    rnd = random.Random("teachers")  # noqa: S311 - invented answers
    for team in proposal(city.initiative):
        accept(team=team, by=city.coordinator, at=_before(city, days=5))
    teachers = {school_class.pk: user for school_class, user in city.teachers.items()}
    members = TeamMember.objects.filter(team__initiative=city.initiative, request__pupil__isnull=False).order_by("pk")
    for member in members.select_related("team", "request__pupil").prefetch_related("request__pupil__places"):
        pupil = member.request.pupil
        if pupil is not None and rnd.random() < 0.95:
            place = pupil.places.all()[0]
            answer_as_teacher(member=member, agrees=True, by=teachers[place.school_class_id], at=_before(city, days=4))


def open_doors(city: City) -> Published:
    return publish(initiative=city.initiative, by=city.coordinator, at=_before(city, days=3))


def live(city: City, *, told: Told) -> int:
    """Log what was held since the start; leave some of the last days for the tutors to log."""
    rnd = random.Random("weeks")  # noqa: S311 - invented weeks
    _give_frames(city, rnd)
    users = {user.person_id: user for user in city.tutors}
    past = (
        Session.objects.filter(team__initiative=city.initiative, ends_at__lt=city.now)
        .select_related("team__enrolment__tutor")
        .prefetch_related("team__members__request")
        .order_by("starts_at", "pk")
    )
    logged = 0
    for session in past:
        recent = session.ends_at > city.now - timedelta(days=3)
        if rnd.random() < (0.4 if recent else 0.02):
            continue
        tutor = session.team.enrolment.tutor
        if tutor is not None:
            _log(rnd, session, users[tutor.person_id])
            logged += 1
            if logged % 200 == 0:
                told(f"  {logged} sessies in het logboek")
    return logged


def _log(rnd: random.Random, session: Session, tutor: User) -> None:
    notes = []
    for request in (member.request for member in session.team.members.all()):
        if request.pupil_id is None:
            continue
        attendance = rnd.choices(list(Attendance), (92, 5, 3))[0]
        there = attendance == Attendance.PRESENT
        notes.append(
            PupilNote(
                pupil_id=request.pupil_id,
                attendance=attendance,
                activity=rnd.choice(ACTIVITIES) if there else "",
                goal=request.goal if there else "",
                mood=rnd.choices(list(Mood), (6, 3, 1))[0] if there else "",
                success=rnd.choice(SUCCESSES) if there else "",
                liked=rnd.choices(list(Liked), (7, 2, 1))[0] if there else "",
            )
        )
    record_session(
        session=session,
        sent_id=uuid.uuid4(),
        notes=notes,
        by=tutor,
        at=session.ends_at + timedelta(minutes=5),
    )


def _give_frames(city: City, rnd: random.Random) -> None:
    monday = city.now.date() - timedelta(days=city.now.date().weekday())
    for school_class, teacher in city.teachers.items():
        for weeks in (0, 1):
            set_frame(
                school_class=school_class,
                week=monday + timedelta(days=7 * weeks),
                topic=rnd.choice(TOPICS),
                goal="",
                by=teacher,
                at=city.now,
            )


def _before(city: City, *, days: int) -> datetime:
    """Return a moment before the first week, and never in the future."""
    first = datetime.combine(city.starts, time(9), timezone.get_current_timezone())
    return min(first, city.now) - timedelta(days=days)
