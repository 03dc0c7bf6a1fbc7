"""Every form of the sources plans through the planning core, keeps what its template asks, and makes all sessions."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime

from tandem.initiatives.catalogue import TEMPLATES, Template, Unit
from tandem.initiatives.enums import FormKind
from tandem.scheduling.models import Team
from tandem.scheduling.queries.days import free_days
from tandem.scheduling.weeks import session_minutes
from tests.planning import referee
from tests.scheduling.form_worlds import make_initiative, make_school, people_it, plan, publish_all

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("form", FormKind)
def test_every_form_plans_and_makes_the_sessions_of_all_its_weeks(form: FormKind):
    school, template = make_school(), TEMPLATES[form]
    initiative = make_initiative(school, form, template)
    people_it(school, initiative)

    run = plan(school, initiative)
    found = publish_all(school, initiative)

    verdict = referee.evaluate(run.problem, run.solution)
    assert (verdict["valid"], verdict["violations"], run.placed) == (True, [], len(school.requests))
    assert (found.waiting, found.clashing, len(found.teams)) == ({}, {}, 1 if template.unit == Unit.VISIT else 2)
    assert asked_of(run.problem) == {
        "weeks": template.cycle_weeks,
        "classmates": template.classmates or template.unit == Unit.VISIT,
        "sessions": {template.sessions_per_week},
        "minutes": {session_minutes(initiative)},
        "away": {template.max_away} - {None},
    }
    for team in Team.objects.prefetch_related("members", "slots"):
        assert kept(team, template)


def asked_of(problem: dict[str, Any]) -> dict[str, object]:
    """Return the hard parameters of a form as they stand in a problem."""
    return {
        "weeks": problem.get("weeks", 1),
        "classmates": problem.get("rules", {}).get("same_class", True),
        "sessions": {row["sessions"] for row in problem["requests"]},
        "minutes": {row["minutes"] for row in problem["requests"]},
        "away": {row["max_away"] for row in problem.get("classes", [])},
    }


def kept(team: Team, template: Template) -> bool:
    """Tell whether the sessions of a team are all that its form asks, in every week and on allowed days only."""
    sessions = list(team.sessions.order_by("starts_at"))
    starts = [localtime(session.starts_at) for session in sessions]
    initiative, slots = team.initiative, team.slots.all()
    free = free_days(team.site, initiative.starts_date, initiative.ends_date, in_holidays=template.in_holidays)
    weeks = Counter(moment.isocalendar()[:2] for moment in starts)
    hours = Counter((slot.day, slot.starts) for slot in slots)
    assert len(weeks) >= template.weeks
    assert max(weeks.values()) == Counter(weeks.values()).most_common(1)[0][0] == template.sessions_per_week
    assert max(Counter(moment.date() for moment in starts).values()) == 1
    assert [moment for moment in starts if moment.date() in free] == []
    assert {session.ends_at - session.starts_at for session in sessions} == {
        timedelta(minutes=session_minutes(initiative))
    }
    assert template.group_min <= team.members.count() <= template.group_max
    assert not any(template.protected & set(slot.misses) for slot in slots)
    assert template.cycle_weeks == 1 or set(hours.values()) == {1}
    assert template.in_school_time or all(slot.after_school for slot in slots)
    return True
