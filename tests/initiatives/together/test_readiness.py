from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from tandem.initiatives.together.readiness import (
    CHECKS,
    SOURCES,
    Checked,
    ConditionKind,
    Project,
    Ready,
    State,
    checked,
)

NOTHING = Ready(begins=date(2026, 9, 1), today=date(2026, 8, 17))
ALL = replace(
    NOTHING,
    today=date(2026, 6, 1),
    pupils=240,
    classes=11,
    largest_class=24,
    head_agrees=True,
    care_coordinators=("Hilde Baert",),
    contacts=("Jan Maes",),
    projects_complete=True,
    staff_hours=Decimal(6),
    most_staff_hours=Decimal(10),
    values="Wij werken in hoeken.",
    agreement=True,
)


def states(ready: Ready) -> dict[ConditionKind, State]:
    return {row.kind: row.state for row in checked(ready)}


def test_a_school_that_said_nothing_gets_questions_and_what_is_missing():
    assert states(NOTHING) == {
        ConditionKind.SIZE: State.UNKNOWN,
        ConditionKind.CLASSES: State.UNKNOWN,
        ConditionKind.HEAD: State.UNKNOWN,
        ConditionKind.CARE_COORDINATOR: State.UNMET,
        ConditionKind.CONTACT: State.UNMET,
        ConditionKind.OTHER_PROJECTS: State.UNKNOWN,
        ConditionKind.STAFF_TIME: State.UNKNOWN,
        ConditionKind.PREPARATION: State.UNMET,
        ConditionKind.VALUES: State.UNMET,
        ConditionKind.AGREEMENT: State.UNMET,
    }


def test_a_school_that_has_everything_meets_every_condition():
    assert set(states(ALL).values()) == {State.MET}


@pytest.mark.parametrize(
    ("change", "kind", "state"),
    [
        ({"head_agrees": False}, ConditionKind.HEAD, State.UNMET),
        ({"projects": (Project("PAL", (1,), 12, Decimal(5)),)}, ConditionKind.STAFF_TIME, State.UNMET),
        ({"projects": (Project("PAL", (1,), 12, Decimal(4)),)}, ConditionKind.STAFF_TIME, State.MET),
        ({"today": date(2026, 7, 21)}, ConditionKind.PREPARATION, State.MET),
        ({"today": date(2026, 7, 22)}, ConditionKind.PREPARATION, State.UNMET),
        (
            {"today": date(2026, 8, 30), "begins_early_because": "Het team vroeg het."},
            ConditionKind.PREPARATION,
            State.MET,
        ),
        ({"today": date(2026, 8, 30), "began": True}, ConditionKind.PREPARATION, State.MET),
        ({"whole_class": True}, ConditionKind.ENOUGH_STUDENTS, State.UNKNOWN),
        ({"whole_class": True, "students": 12}, ConditionKind.ENOUGH_STUDENTS, State.UNMET),
        ({"whole_class": True, "students": 13}, ConditionKind.ENOUGH_STUDENTS, State.MET),
    ],
)
def test_each_condition_follows_from_what_is_known(change: dict, kind: ConditionKind, state: State):
    assert states(replace(ALL, **change))[kind] == state


def test_r_nev_05_readiness_has_a_source_for_each_condition_and_no_figure():
    assert SOURCES.keys() == CHECKS.keys() == set(ConditionKind)
    assert {field.name for field in fields(Checked)} == {"kind", "state"}
