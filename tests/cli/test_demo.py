"""The invented city is one that people could plan."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from tandem import planning
from tandem.cli.demo import around, talk, visits
from tandem.cli.demo.city import make_city, school_year_around
from tandem.initiatives.enums import ApplicationStatus, FormKind, InitiativeStatus
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import deviations_of
from tandem.initiatives.queries.activation import missing_for_activation
from tandem.initiatives.queries.grants import uncovered_soon
from tandem.initiatives.queries.recruitment import is_short
from tandem.initiatives.queries.start import points_of
from tandem.logbook.models import HomeVisit
from tandem.scheduling.problems.build import problem_for
from tandem.scheduling.queries.college_places import waiting_for_a_college

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_city_has_the_size_it_promises_and_a_first_plan_that_keeps_every_rule() -> None:
    city = make_city(seed=1, now=NOW)
    built = problem_for(city.initiative, from_date=city.starts)

    result = planning.solve(built.problem, seconds=15)

    assert (len(city.sites), len(city.guardians), len(city.tutors)) == (17, 500, 73)
    assert planning.check(built.problem, result.solution).valid
    assert result.placed > 250


@pytest.mark.django_db
def test_the_partners_of_the_city_agree_on_all_that_an_initiative_needs_to_run_and_every_page_has_life_in_it() -> None:
    city = make_city(seed=1, now=NOW)

    initiative = talk.agree(city)

    points = [stand.is_agreed for stand in points_of(initiative)]
    assert (initiative.status, points) == (InitiativeStatus.ACTIVE, [True] * 10)
    assert missing_for_activation(initiative, on=NOW.date()) == []

    # The same city goes on, since making it takes seconds: every page has life in it.
    staff = around.surround(city)
    visited = visits.visit(city, at=talk.then(city))

    answers = Counter(initiative.campaigns.get().applications.values_list("status", flat=True))
    placed = [row.placement for row in initiative.enrolments.filter(placement__isnull=False)]
    at_home = Initiative.objects.get(form=FormKind.HOME)
    assert answers == {ApplicationStatus.NEW: 5, ApplicationStatus.INVITED: 1, ApplicationStatus.THANKED: 1}
    assert uncovered_soon([initiative], on=NOW.date())
    assert waiting_for_a_college(initiative)
    assert (len(staff), len(placed), sum(is_short(row.enrolment) for row in placed)) == (4, 28, 4)
    assert initiative.plan_steps.exclude(done_at=None).exists()
    assert deviations_of(at_home) != []
    assert at_home.home_arrangements.count() == 2
    assert (visited > 0, HomeVisit.objects.filter(called_off_at__isnull=False).count()) == (True, 1)


@pytest.mark.parametrize(
    ("day", "year"), [(datetime(2026, 11, 22, tzinfo=UTC), 2026), (datetime(2027, 3, 1, tzinfo=UTC), 2026)]
)
def test_school_year_begins_in_september(day: datetime, year: int) -> None:
    assert school_year_around(day.date())[0] == year
