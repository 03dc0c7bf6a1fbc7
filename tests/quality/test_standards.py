"""The six quality standards, each answered with what Tandem holds: S-22, and never a score."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from tandem.core.models import AuditEvent
from tandem.core.permissions import Role
from tandem.initiatives.actions import decisions, start
from tandem.initiatives.enums import InitiativeStatus, PartnerGroup
from tandem.initiatives.models import Goal, Justification
from tandem.people.models import Site
from tandem.quality.actions.evaluations import EvaluationNotPossible, look_back
from tandem.quality.enums import Lacks, Shown, Standard, State
from tandem.quality.queries.standards import Answered, Evidence, Gap, standards_of, unanswered
from tests.factories.initiatives import InitiativeFactory
from tests.factories.logbook import LogEntryFactory
from tests.factories.start import AT, DAY, ready_to_start
from tests.factories.tutors import GatheringAttendanceFactory
from tests.factories.worlds import pair_world
from tests.quality.world import initiative_of_s22

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 20, 10, tzinfo=UTC)


def found(initiative, *, at=NOON) -> dict[Standard, Answered]:
    return {each.standard: each for each in standards_of(initiative, at=at)}


def test_s_22_standards_1_and_3_are_agreed_and_2_and_4_name_the_missing_school_and_goal():
    initiative, _ = initiative_of_s22()

    standards = found(initiative)

    assert [standards[each].state for each in list(Standard)[:4]] == [
        State.AGREED,
        State.DISCUSSED,
        State.AGREED,
        State.DISCUSSED,
    ]
    assert standards[Standard.JUSTIFICATION].gaps == (Gap(Lacks.SCHOOL, site=Site.objects.get(name="De Beuk")),)
    assert standards[Standard.INSTRUMENTS].gaps == (
        Gap(Lacks.GOAL, goal=Goal.objects.get(library_key="pupil-wellbeing")),
    )
    assert standards[Standard.INSTRUMENTS].evidence == (Evidence(Shown.GOALS_SEEN, 4, 5, DAY),)


def test_s_22_no_overall_score_is_computed():
    words = {field.name for each in (Answered, Evidence, Gap) for field in fields(each)}

    assert not words & {"score", "percent", "rank", "total", "points", "grade", "level"}
    assert set(State.values) == {"open", "discussed", "agreed"}


def test_an_initiative_with_nothing_has_no_answer_to_five_of_the_six():
    initiative = InitiativeFactory(status=InitiativeStatus.PREPARING)

    states = [each.state for each in standards_of(initiative, at=NOON)]

    assert states == [State.OPEN] * 6


def test_each_standard_says_when_something_was_last_added():
    initiative, by = initiative_of_s22()
    decisions.hold_consultation(
        initiative=initiative, held_date=date(2026, 9, 15), groups=[PartnerGroup.PARENTS], by=by, at=NOON
    )

    standards = found(initiative)

    assert standards[Standard.CONSULTATION].on == date(2026, 9, 15)
    assert standards[Standard.JUSTIFICATION].on == localdate(
        Justification.objects.filter(initiative=initiative).first().confirmed_at
    )


def test_a_strand_without_training_and_training_without_coaching_are_gaps():
    initiative, _ = initiative_of_s22()
    initiative.gatherings.exclude(strand="relational").delete()

    gaps = found(initiative)[Standard.TRAINING].gaps

    assert gaps == (
        Gap(Lacks.STRAND, word="didactisch"),
        Gap(Lacks.STRAND, word="pedagogisch"),
        Gap(Lacks.COACHING),
        Gap(Lacks.SUPPORT),
    )


def test_who_came_to_a_training_is_counted_from_its_own_list():
    initiative, _ = initiative_of_s22()
    gathering = initiative.gatherings.filter(strand="didactic").get()
    GatheringAttendanceFactory(gathering=gathering, came="present")
    GatheringAttendanceFactory(gathering=gathering, came="absent")

    assert Evidence(Shown.ATTENDED, 1, 2) in found(initiative)[Standard.TRAINING].evidence


def test_a_training_that_was_cancelled_is_no_evidence():
    initiative, _ = initiative_of_s22()
    initiative.gatherings.filter(strand="didactic").update(cancelled_at=NOON)

    assert Gap(Lacks.STRAND, word="didactisch") in found(initiative)[Standard.TRAINING].gaps


def test_notes_count_once_partners_looked_back_with_them():
    world = pair_world()
    initiative, by = world.team.initiative, world.user
    LogEntryFactory(session=world.session)
    before = found(initiative)[Standard.USE_OF_NOTES]
    day = localdate(world.session.starts_at)

    evaluation = look_back(
        initiative=initiative, held_date=day, from_date=day, to_date=day, seen="Het gaat goed.", by=by, at=NOON
    )

    after = found(initiative)[Standard.USE_OF_NOTES]
    assert (before.state, before.gaps) == (State.DISCUSSED, (Gap(Lacks.EVALUATION),))
    assert (after.state, after.evidence) == (
        State.AGREED,
        (Evidence(Shown.NOTES, 1, on=day), Evidence(Shown.EVALUATIONS, 1, on=day)),
    )
    assert (evaluation.notes, AuditEvent.objects.get(action="quality.looked_back").facts) == (1, {"notes": 1})


def test_looking_back_without_notes_is_refused():
    world = pair_world()
    day = localdate(world.session.starts_at)

    with pytest.raises(EvaluationNotPossible):
        look_back(
            initiative=world.team.initiative,
            held_date=day,
            from_date=day,
            to_date=day,
            seen="Niets.",
            by=world.user,
            at=NOON,
        )


def test_notes_of_another_initiative_are_no_evidence():
    world = pair_world()
    LogEntryFactory(session=world.session)

    assert found(InitiativeFactory())[Standard.USE_OF_NOTES].state == State.OPEN


def test_an_empty_seat_is_named_with_where_it_is():
    initiative, _ = ready_to_start()
    schools = [site.organisation for site in initiative.sites.order_by("name")]

    assert found(initiative)[Standard.ORGANISATION].gaps == (
        Gap(Lacks.SEAT, role=Role.FINAL_RESPONSIBLE),
        *(Gap(Lacks.SEAT, role=Role.SCHOOL_COORDINATOR, organisation=school) for school in schools),
    )


def test_the_rhythm_that_was_kept_is_told_as_held_of_planned():
    world = pair_world()
    LogEntryFactory(session=world.session)
    after = world.session.ends_at + timedelta(hours=1)

    evidence = found(world.team.initiative, at=after)[Standard.ORGANISATION].evidence

    assert evidence[-1] == Evidence(Shown.RHYTHM, 1, 1, localdate(world.session.starts_at))


def test_r_nev_27_an_initiative_that_leaves_a_standard_without_evidence_is_named_as_unanswered():
    initiative, by = initiative_of_s22()

    assert unanswered(standards_of(initiative, at=NOON)) == [Standard.USE_OF_NOTES]
    start.choose_goals(initiative=initiative, library=["pupil-wellbeing"], own={}, by=by, at=AT)
    assert unanswered(standards_of(initiative, at=NOON)) == [Standard.INSTRUMENTS, Standard.USE_OF_NOTES]
