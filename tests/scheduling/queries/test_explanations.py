import pytest

from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import PlanningRun
from tandem.scheduling.queries.explanations import Fit, FitKind, UnplacedKind, Why, unplaced, why_fits
from tests.factories.scheduling import PlanningRunFactory
from tests.scheduling.world import MORNING, make_world

pytestmark = pytest.mark.django_db


def test_a_team_says_why_it_fits_and_what_it_costs():
    world = make_world()
    enrolment = world.tutor()
    enrolment.tutor.languages, enrolment.tutor.interests = ["Turks", "Frans"], ["muziek"]
    enrolment.tutor.save()
    team = world.team(enrolment, world.pupil(languages=["turks"], interests=["voetbal"]))

    assert why_fits(team) == (
        Fit(FitKind.SUBJECT, ("rekenen",)),
        Fit(FitKind.LANGUAGE, ("turks",)),
        Fit(FitKind.MISSES, ("muziek",)),
    )


def test_a_team_that_goes_on_after_school_with_the_same_tutor_says_so():
    world = make_world()
    request, enrolment = world.pupil(), world.tutor()
    world.team(
        enrolment,
        request,
        status=TeamStatus.PUBLISHED,
        decided_by=world.coordinator,
        decided_at=MORNING,
        published_at=MORNING,
    )
    team = world.team(enrolment, request)
    team.slots.update(after_school=True, misses=[])

    assert why_fits(team) == (
        Fit(FitKind.SUBJECT, ("rekenen",)),
        Fit(FitKind.SAME_TUTOR),
        Fit(FitKind.NOTHING_MISSED),
        Fit(FitKind.AFTER_SCHOOL),
    )


def run_with(world, request, *reasons) -> PlanningRun:
    return PlanningRunFactory(
        initiative=world.initiative,
        keys={"requests": {"r1": str(request.pk)}, "tutors": {"t1": str(world.enrolments[0].pk)}},
        problem={
            "patterns": [{"id": "p1", "slots": {"s1": 0}}],
            "requests": [{"id": "r1", "pattern": "p1"}],
        },
        solution={"unplaced": {"r1": list(reasons)}},
    )


def test_reasons_of_one_kind_are_taken_together():
    world = make_world()
    request, enrolment = world.pupil(), world.tutor()
    run = run_with(
        world,
        request,
        {"kind": "never_together", "count": 2, "tutors": ["t1"]},
        {"kind": "busy", "count": 1},
        {"kind": "lessons", "count": 1, "labels": ["muziek"]},
    )

    assert [row.reasons for row in unplaced(run)] == [
        (
            Why(UnplacedKind.NO_SHARED_TIME, 3, tutors=(enrolment.tutor,)),
            Why(UnplacedKind.LESSONS, 1, ("muziek",)),
        )
    ]


def test_neither_who_nor_how_many_shows_behind_a_refusal():
    world = make_world()
    request = world.pupil()
    world.tutor()
    run = run_with(world, request, {"kind": "private", "count": 3}, {"kind": "classmate", "count": 1, "tutors": ["t1"]})

    assert [row.reasons for row in unplaced(run)] == [(Why(UnplacedKind.NOT_THIS_PUPIL),)]
