"""Training in three strands, attitudes first; the clearance and skills that follow (R-VLOR-9.1, R-RT-5.1e, S-03)."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.initiatives.actions import training as actions
from tandem.initiatives.actions.training import GatheringNotPossible
from tandem.initiatives.enums import Came, FormKind, GatheringKind, Layer, SkillKind, Strand, Topic
from tandem.initiatives.gate import missing_of
from tandem.initiatives.models import Gathering, Initiative
from tandem.initiatives.queries.training import (
    CoachingShare,
    Skills,
    TrainingLacks,
    asked_of,
    coaching_share,
    lacking_skills,
    lacks_of,
    skills_of,
)
from tandem.people.enums import ClearanceKind
from tandem.people.models import Clearance, Tutor
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory
from tests.factories.people import TutorFactory, UserFactory
from tests.factories.tutors import GatheringFactory, TutorSkillFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 20, 12, tzinfo=UTC)
FIRST = datetime(2026, 9, 1, 12, tzinfo=UTC)
ALL = (
    (Strand.RELATIONAL, Layer.ATTITUDES, [Topic.BOND]),
    (Strand.DIDACTIC, Layer.SKILLS, [Topic.SUBJECT]),
    (Strand.PEDAGOGICAL, Layer.SKILLS, []),
)


def planned(initiative: Initiative) -> list[Gathering]:
    by = UserFactory()
    return [
        actions.plan_training(
            initiative=initiative,
            by=by,
            at=AT,
            title=f"Vorming {number}",
            starts_at=FIRST + timedelta(days=number),
            minutes=120,
            strand=strand,
            layer=layer,
            topics=topics,
            coaching_minutes=number * 30,
        )
        for number, (strand, layer, topics) in enumerate(ALL)
    ]


def came(gathering: Gathering, tutor: Tutor, answer: Came = Came.PRESENT) -> list[Tutor]:
    return actions.record_attendance(gathering=gathering, came={tutor: answer}, by=UserFactory(), at=AT)


def has_training(tutor: Tutor) -> bool:
    return Clearance.objects.filter(tutor=tutor, kind=ClearanceKind.TRAINING).exists()


def test_skills_are_not_planned_before_attitudes():
    with pytest.raises(GatheringNotPossible, match="attitudes_first"):
        actions.plan_training(
            initiative=InitiativeFactory(),
            by=UserFactory(),
            at=AT,
            title="Rekenen",
            starts_at=FIRST,
            minutes=60,
            strand=Strand.DIDACTIC,
            layer=Layer.SKILLS,
        )


def test_attitudes_are_not_moved_behind_the_rest():
    first, *_ = planned(InitiativeFactory())

    with pytest.raises(GatheringNotPossible, match="attitudes_first"):
        actions.change_training(gathering=first, starts_at=FIRST + timedelta(days=9), by=UserFactory(), at=AT)


def test_attitudes_are_not_called_off_while_the_rest_stands():
    first, *_ = planned(InitiativeFactory())

    with pytest.raises(GatheringNotPossible, match="attitudes_first"):
        actions.cancel(gathering=first, by=UserFactory(), at=AT)


def test_the_share_of_coaching_techniques_is_counted_in_minutes():
    initiative = InitiativeFactory()
    planned(initiative)

    share = coaching_share(initiative)

    assert (share, share.percent) == (CoachingShare(coaching=90, minutes=360), 25)


def test_the_training_clearance_stands_once_all_strands_were_attended():
    initiative, tutor = InitiativeFactory(), TutorFactory()
    stood = []

    for gathering in planned(initiative):
        came(gathering, tutor)
        stood.append(has_training(tutor))

    assert stood == [False, False, True]


def test_a_strand_somebody_already_masters_is_exempted():
    initiative, tutor = InitiativeFactory(), TutorFactory()
    first, second, third = planned(initiative)

    came(first, tutor)
    came(second, tutor, Came.EXEMPT)
    changed = came(third, tutor)

    assert (changed, has_training(tutor)) == ([tutor], True)


def test_a_correction_takes_the_training_clearance_back():
    initiative, tutor = InitiativeFactory(), TutorFactory()
    rows = planned(initiative)
    for gathering in rows:
        came(gathering, tutor)

    changed = came(rows[1], tutor, Came.ABSENT)

    assert (changed, has_training(tutor)) == ([tutor], False)


def test_what_is_lacking_is_named():
    initiative, tutor = InitiativeFactory(), TutorFactory()
    came(planned(initiative)[0], tutor)

    assert lacks_of(initiative, [tutor.pk]) == {
        tutor.pk: TrainingLacks(strands=(Strand.DIDACTIC, Strand.PEDAGOGICAL), topics=(Topic.SUBJECT,))
    }


def test_s_03_four_of_five_training_days_are_not_enough():
    initiative, tutor = InitiativeFactory(form=FormKind.REACH, training_days=5), TutorFactory()
    days = [*planned(initiative)]
    days += [
        GatheringFactory(
            initiative=initiative, starts_at=FIRST + timedelta(days=n), layer=Layer.SKILLS, topics=[Topic.SUBJECT]
        )
        for n in (4, 5)
    ]
    stood = []

    for gathering in days:
        came(gathering, tutor)
        stood.append(has_training(tutor))

    assert stood == [False, False, False, False, True]


def test_the_gate_no_longer_misses_training():
    initiative = InitiativeFactory()
    tutor = EnrolmentFactory(initiative=initiative).tutor
    for gathering in planned(initiative):
        came(gathering, tutor)

    missing = missing_of([tutor.pk], on=AT.date())[tutor.pk]

    assert ClearanceKind.TRAINING not in [found.kind for found in missing]


def test_nobody_was_there_before_it_began():
    gathering = GatheringFactory(starts_at=AT + timedelta(hours=1))

    with pytest.raises(GatheringNotPossible, match="not_yet"):
        came(gathering, TutorFactory())


def test_training_on_groups_lets_a_tutor_lead_one_until_it_is_corrected():
    tutor = TutorFactory()
    gathering = GatheringFactory(topics=[Topic.GROUPS])
    came(gathering, tutor)
    after = skills_of([tutor.pk])[tutor.pk]

    came(gathering, tutor, Came.ABSENT)

    assert (after.groups, skills_of([tutor.pk])[tutor.pk].groups) == (True, False)


def test_s_05_a_group_of_two_needs_nothing_and_one_of_four_needs_group_management():
    initiative = InitiativeFactory()
    untrained, trained = Skills(), Skills(groups=True)

    found = [
        lacking_skills(initiative, skills=skills, subject="taal", size=size)
        for skills, size in ((untrained, 2), (untrained, 4), (trained, 4))
    ]

    assert found == [(), (SkillKind.GROUPS,), ()]


def test_s_14_a_form_that_asks_mastery_needs_it_confirmed_for_the_subject():
    initiative, tutor = InitiativeFactory(form=FormKind.BLENDED), TutorFactory()
    TutorSkillFactory(tutor=tutor, kind=SkillKind.MASTERY, subject="lezen")
    skills = skills_of([tutor.pk])[tutor.pk]

    found = [lacking_skills(initiative, skills=skills, subject=subject, size=1) for subject in ("Lezen", "rekenen")]

    assert found == [(), (SkillKind.MASTERY,)]


def test_s_15_of_a_hybrid_the_stricter_training_holds():
    both = InitiativeFactory(form=FormKind.REACH, second_form=FormKind.PEER_CROSS, training_days=5)
    one = InitiativeFactory(form=FormKind.PEER_CROSS)

    found = [(asked.strands, asked.topics, asked.days, asked.mastery) for asked in map(asked_of, (both, one))]

    assert found == [
        (frozenset(Strand), frozenset({Topic.BOND, Topic.SUBJECT}), 5, True),
        (frozenset({Strand.DIDACTIC, Strand.RELATIONAL}), frozenset({Topic.BOND}), 1, True),
    ]


def test_the_rhythm_of_intervision_is_planned_once():
    initiative, by = InitiativeFactory(), UserFactory()
    moments = [FIRST + timedelta(weeks=4 * n) for n in range(5)]
    plan = {"initiative": initiative, "kind": GatheringKind.INTERVISION, "title": "Intervisie", "minutes": 60}

    first = actions.plan_rhythm(moments=moments, by=by, at=AT, **plan)
    again = actions.plan_rhythm(moments=moments, by=by, at=AT, **plan)

    assert (len(first), len(again), initiative.gatherings.count()) == (5, 0, 5)


def test_the_owner_of_training_quality_is_one_named_person():
    initiative, by = InitiativeFactory(), UserFactory()

    actions.name_owner(initiative=initiative, owner=UserFactory().person, by=by, at=AT)
    last = actions.name_owner(initiative=initiative, owner=by.person, by=by, at=AT)

    initiative.refresh_from_db()
    assert initiative.training_quality == last
    assert last.owner == by.person
