from datetime import date

import pytest

from tandem.initiatives.enums import FormKind
from tandem.initiatives.templates import TEMPLATES, Aspect, Deviation, deviations

HDT = {
    "form": FormKind.HDT,
    "minutes": 50,
    "group_max": 2,
    "sessions_per_week": 5,
    "in_school_time": True,
    "starts_date": date(2026, 9, 1),
    "ends_date": date(2027, 6, 30),
}


@pytest.mark.parametrize("form", FormKind)
def test_every_form_starts_without_deviations(form):
    template = TEMPLATES[form]
    found = deviations(
        form=form,
        minutes=template.minutes,
        group_max=template.group_max,
        sessions_per_week=template.sessions_per_week,
        in_school_time=template.in_school_time,
        starts_date=date(2026, 9, 1),
        ends_date=date(2027, 6, 30),
    )

    assert list(found) == []


def test_hdt_twice_a_week_deviates_in_frequency():
    assert list(deviations(**HDT | {"sessions_per_week": 2})) == [Deviation(Aspect.FREQUENCY, 2, 3)]


def test_every_aspect_is_named():
    other = {
        "sessions_per_week": 2,
        "group_max": 4,
        "minutes": 30,
        "in_school_time": False,
        "ends_date": date(2026, 10, 12),
    }

    assert list(deviations(**HDT | other)) == [
        Deviation(Aspect.FREQUENCY, 2, 3),
        Deviation(Aspect.GROUP, 4, 2),
        Deviation(Aspect.MINUTES, 30, 45),
        Deviation(Aspect.WEEKS, 6, 20),
        Deviation(Aspect.SCHOOL_TIME, 0, 1),
    ]
