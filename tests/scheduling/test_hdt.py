"""S-02: a school year of high dosage tutoring for sixty pupils, with the numbers of its source."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.catalogue import TEMPLATES
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.people.enums import TutorKind
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.teams import in_full
from tests.factories.people import TutorFactory, UserFactory
from tests.factories.scheduling import RoomFactory
from tests.scheduling.form_worlds import make_initiative, make_school, plan, publish_all
from tests.web.coordinator.test_costs import HDT as HDT_COSTS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST_MONDAY = date(2026, 9, 7)
TUESDAY = datetime(2026, 9, 8, 9, tzinfo=ZoneInfo("Europe/Brussels"))
WEEKS = 2  # of sessions that are made here: a team's tutor, room and week are the same in each


def test_s_02_sixty_pupils_in_thirty_pairs_with_six_tutors_each_day_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    school = make_school()  # of whose six hours a day the first is language
    RoomFactory.create_batch(2, site=school.site)
    initiative = make_initiative(school, FormKind.HDT, TEMPLATES[FormKind.HDT], protected_subjects=["taal"])
    initiative.starts_date, initiative.ends_date = FIRST_MONDAY, FIRST_MONDAY + timedelta(weeks=WEEKS, days=-3)
    initiative.save()
    school.asks(initiative, [school.pupil(school.younger) for _ in range(60)])
    client.force_login(school.coordinator)
    needed = client.get(reverse("coordinator-plan", args=[initiative.pk])).context["needed"]
    tutors = [TutorFactory(kind=TutorKind.GRADUATE) for _ in range(needed.tutors)]
    for tutor in tutors:
        school.offers(initiative, tutor, teams=5, group=2)

    run = plan(school, initiative, seconds=10)
    found = publish_all(school, initiative)

    teams = list(in_full(Team.objects.all()))
    assert (needed.groups, needed.sessions, needed.tutors, needed.each) == (30, 150, 6, 25)
    assert (run.placed, len(found.teams), found.waiting, found.clashing) == (60, 30, {}, {})
    assert {team.members.count() for team in teams} == {2}
    assert Counter(len(team.slots.all()) for team in teams) == {5: 30}
    assert sorted(Counter(team.enrolment.tutor_id for team in teams).values()) == [5] * 6
    assert not any("taal" in slot.misses for team in teams for slot in team.slots.all())
    _each_week_is_the_same(initiative)
    _ten_families_for_each_tutor(client, monkeypatch, tutors)


def _each_week_is_the_same(initiative: Initiative) -> None:
    """150 sessions a week, five for each pupil, and one room and one tutor for each pair all the time."""
    sessions = Session.objects.select_related("team").order_by("starts_at", "pk")
    weeks = Counter(session.starts_at.isocalendar().week for session in sessions)
    of_team: defaultdict[object, set[tuple[object, object]]] = defaultdict(set)
    for session in sessions:
        of_team[session.team_id].add((session.room_id or session.team.room_id, session.team.enrolment_id))
    assert set(weeks.values()) == {150}
    assert {len(places) for places in of_team.values()} == {1}
    assert None not in {room for places in of_team.values() for room, _ in places}
    assert set(Counter((s.team_id, s.starts_at.isocalendar().week) for s in sessions).values()) == {5}
    assert {(team.from_date, team.to_date) for team in initiative.teams.all()} == {
        (initiative.starts_date, initiative.ends_date)
    }


def _ten_families_for_each_tutor(client: Client, monkeypatch: pytest.MonkeyPatch, tutors: list) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: TUESDAY)
    due = []
    for tutor in tutors:
        client.force_login(UserFactory(person=tutor.person))
        page = client.get(reverse("tutor-home"))
        due.append(len(page.context["due"]))
        assert "Met de ouders of verzorgers van 10 leerlingen is nog niet gesproken." in page.content.decode()
        assert len(page.context["talks"]) == 5
    assert (due, sum(due)) == ([10] * 6, 60)


def test_s_02_the_cost_sheet_shows_both_points_of_its_source_and_less_often_is_a_deviation_that_is_kept(client: Client):
    school = make_school()
    client.force_login(school.coordinator)

    costs = client.get(reverse("coordinator-costs"), HDT_COSTS)
    client.post(
        reverse("coordinator-initiative-create", args=["hdt"]),
        {
            "name": "HDT",
            "organiser": school.office.pk,
            "starts_date": "2026-09-01",
            "ends_date": "2027-06-30",
            "sessions_per_week": 2,
            "minutes": 50,
            "fetch_minutes": 0,
            "group_min": 2,
            "group_max": 2,
            "level_spread": 2,
            "in_school_time": "on",
        },
    )

    totals = {outcome.title: outcome.cost.total for outcome in costs.context["outcomes"]}
    initiative = Initiative.objects.get()
    page = client.get(reverse("coordinator-initiative", args=[initiative.pk])).content.decode()
    assert totals["volgens de praktijkkaart, 5 uur per week"] == 300_000
    assert totals["volgens de praktijkkaart, 2,5 uur per week"] == 150_000
    assert "€ 300.000" in costs.content.decode().replace("\xa0", " ")
    assert (initiative.sessions_per_week, initiative.form) == (2, FormKind.HDT)
    assert "Wijkt af van de vorm" in page
    assert "2 keer per week in plaats van ten minste 3" in page
