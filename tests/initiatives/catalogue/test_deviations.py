import pytest

from tandem.initiatives.catalogue import TEMPLATES, Aspect, Deviation, Template, deviations
from tandem.initiatives.catalogue.template import start_of
from tandem.initiatives.enums import FormKind


def differing(form: FormKind, *, weeks: int = 40, **chosen: object) -> list[Deviation]:
    template = TEMPLATES[form]
    return list(deviations(template, start_of(template) | chosen, weeks=weeks))


@pytest.mark.parametrize("form", FormKind)
def test_every_form_starts_without_deviations(form: FormKind):
    assert differing(form, weeks=TEMPLATES[form].weeks) == []


def test_s_02_hdt_twice_a_week_deviates_in_frequency():
    assert differing(FormKind.HDT, sessions_per_week=2) == [Deviation(Aspect.FREQUENCY, 2, 3)]


def test_rhythm_and_groups_that_differ_are_named():
    assert differing(
        FormKind.HDT, weeks=6, sessions_per_week=2, group_max=4, minutes=30, in_school_time=False, after_school=True
    ) == [
        Deviation(Aspect.FREQUENCY, 2, 3),
        Deviation(Aspect.MINUTES, 30, 45),
        Deviation(Aspect.WEEKS, 6, 20),
        Deviation(Aspect.SCHOOL_TIME, 0, 1),
        Deviation(Aspect.GROUP, 4, 2),
    ]


def test_people_and_place_that_differ_are_named():
    assert differing(
        FormKind.REACH,
        cycle_weeks=1,
        training_days=4,
        tutor_kinds=["assistant", "volunteer"],
        place="home",
        protected_subjects=[],
        emphasis="reach",
    ) == [
        Deviation(Aspect.CYCLE, 1, 5),
        Deviation(Aspect.TUTORS, "volunteer", "assistant"),
        Deviation(Aspect.TRAINING, 4, 5),
        Deviation(Aspect.PLACE, "home", "school"),
        Deviation(Aspect.EMPHASIS, "reach", "balanced"),
        Deviation(Aspect.PROTECTED, "", "Nederlands,lezen,spelling,taal"),
    ]


def test_s_10_classmates_and_many_away_at_once_are_named():
    assert differing(FormKind.PEER_SAME, classmates=True, max_away=None) == [
        Deviation(Aspect.CLASSMATES, 1, 0),
        Deviation(Aspect.AWAY, 0, 4),
    ]


def test_a_form_held_in_either_time_may_be_held_in_one():
    assert differing(FormKind.STUDENT_IN, in_school_time=False) == []
    assert differing(FormKind.HOME, in_school_time=True) == [Deviation(Aspect.SCHOOL_TIME, 1, 0)]


def test_s_03_reach_shares_experiences_ten_times():
    assert TEMPLATES[FormKind.REACH].sharing_meetings == 10


@pytest.mark.parametrize("form", FormKind)
def test_the_least_of_a_form_is_never_more_than_its_default(form: FormKind):
    template: Template = TEMPLATES[form]

    found = (template.minutes, template.sessions_per_week, template.weeks, template.group_max)
    least = (template.minutes_least, template.sessions_least, template.weeks_least, template.group_min)
    assert [pair for pair in zip(found, least, strict=True) if pair[0] < pair[1]] == []


@pytest.mark.parametrize(
    ("form", "days", "most"),
    [
        (FormKind.SUMMER_FULL, 10, 300),
        (FormKind.SUMMER_HALF, 20, 150),
        (FormKind.SUMMER_SPECIAL_FULL, 5, 300),
        (FormKind.SUMMER_SPECIAL_HALF, 10, 150),
    ],
)
def test_s_23_summer_schools_last_as_long_as_the_answer_says(form: FormKind, days: int, most: int):
    template = TEMPLATES[form]

    assert (template.weeks * template.sessions_per_week, template.minutes) == (days, most)
