"""One more tutor is proposed where the prices of the bound say it is worth most, and planned with before it is said."""

from dataclasses import replace

from tandem.planning import Rules, Solution, check, recruits, solve
from tests.planning.worlds import group, problem, request, site, slot, solution, tutor

# Ana has one session a week: Bo has it, Cas and Dré wait; at B nobody can help Eva, who asks for more.
FULL = problem(
    sites=(site(), site("B", slots=(slot("x1", 840, 900, day=3),))),
    tutors=(tutor(max_sessions=1, max_group=1),),
    requests=(request(), request("cas"), request("dré", level=3), request("eva", site="B", slots={"x1": 0}, need=1500)),
    rules=Rules(),
)


def facts(found):
    return [(r.site, r.subject, r.levels, r.half_days, r.sessions, r.worth, r.requests) for r in found]


def test_one_more_tutor_is_proposed_where_most_pupils_gain_a_place():
    found = recruits(FULL, solution(group(slots="a2")), seconds=60)

    assert facts(found) == [
        ("A", "taal", (1, 3), ((0, False),), 2, 2000, ("cas", "dré")),
        ("B", "taal", (1, 1), ((3, True),), 1, 1500, ("eva",)),
    ]


def test_a_place_is_worth_what_the_bound_says_it_is():
    result = solve(FULL, seconds=30)

    prices = result.solution.prices
    found = recruits(FULL, result.solution, seconds=60)

    # Whoever of the three at A is taught by Ana: one more tutor would be worth two places there, not three.
    assert prices["eva"] == 0
    assert [(r.site, r.worth) for r in found] == [
        ("A", round(sum(max(0, 1000 - prices[r]) for r in ("bo", "cas", "dré")))),
        ("B", 1500),
    ]
    assert found[0].worth <= 3000


def test_what_is_proposed_was_planned():
    found = recruits(FULL, solution(group(slots="a2")), seconds=60)[0]

    extra = tutor("new", available=tutor().available[:1], max_sessions=found.sessions)
    result = solve(replace(FULL, tutors=(*FULL.tutors, extra)), seconds=30)

    assert check(FULL, solution(group(slots="a2"))).placed == 1
    assert result.placed == 1 + len(found.requests)


def test_nobody_is_proposed_where_everybody_has_a_place():
    assert recruits(problem(), solve(problem(), seconds=30).solution, seconds=60) == ()


def test_nobody_is_proposed_who_could_never_come_at_an_hour_that_is_free():
    world = problem(sites=(site(rooms=0),), tutors=())

    assert recruits(world, Solution(()), seconds=60) == ()
