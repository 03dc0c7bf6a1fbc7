"""The forms of the sources with the numbers of their scenarios, through the actions a person uses."""

from collections import Counter, defaultdict
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from django.utils.timezone import localtime

from tandem.initiatives.catalogue import TEMPLATES
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.people.enums import Region, TutorKind
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.teams import in_full
from tests.factories import people
from tests.scheduling.form_worlds import School, make_initiative, make_school, plan, publish_all

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST_MONDAY = date(2026, 9, 7)


def initiative_of(school: School, form: FormKind, *, weeks: int, **choices: object) -> Initiative:
    initiative = make_initiative(school, form, TEMPLATES[form], **choices)
    initiative.starts_date = FIRST_MONDAY
    initiative.ends_date = FIRST_MONDAY + timedelta(weeks=weeks) - timedelta(days=3)
    initiative.save()
    return initiative


def running() -> list[Team]:
    return list(in_full(Team.objects.all()))


def test_s_03_reach_four_assistants_read_with_twenty_pupils_and_no_hour_comes_back_within_five_weeks():
    school = make_school()
    school.organisation.region = Region.NL_MIDDLE
    school.organisation.save()
    for lesson in school.younger.lessons.filter(starts=time(9), day__lt=3):  # with the first hours, eight of language
        lesson.subject = "Nederlands"
        lesson.save()
    weeks = 23  # twenty of school: autumn one, Christmas two
    initiative = initiative_of(school, FormKind.REACH, weeks=weeks)
    school.asks(initiative, [school.pupil(school.younger) for _ in range(20)], subject="lezen")
    for _ in range(4):
        tutor = people.TutorFactory(kind=TutorKind.ASSISTANT)
        school.offers(initiative, tutor, teams=5, group=1, subject="lezen")

    run = plan(school, initiative, seconds=25)
    found = publish_all(school, initiative)

    assert (run.placed, len(found.teams), found.waiting, found.clashing) == (20, 20, {}, {})
    sessions = list(Session.objects.select_related("team").order_by("starts_at"))
    by_team = defaultdict(list)
    for session in sessions:
        by_team[session.team_id].append(localtime(session.starts_at))
    assert {len(starts) for starts in by_team.values()} == {60}
    assert {sum(s.ends_at - s.starts_at == timedelta(minutes=35) for s in sessions)} == {20 * 60}
    each_week = Counter((s.team.enrolment_id, *s.starts_at.isocalendar()[:2]) for s in sessions)
    assert set(each_week.values()) == {15}
    assert initiative.template.sharing_meetings == 10
    assert not any(set(slot.misses) & {"taal", "Nederlands"} for team in running() for slot in team.slots.all())
    for starts in by_team.values():
        hours = defaultdict(list)
        for start in starts:
            hours[start.weekday(), start.hour].append(start.date())
        assert max(len(days) for days in hours.values()) <= 4
        assert min(after - before for days in hours.values() for before, after in pairwise(days)) > timedelta(weeks=1)


def test_s_17_a_home_visit_waits_until_parent_and_pupil_both_said_yes():
    school = make_school()
    initiative = initiative_of(school, FormKind.HOME, weeks=15)
    pupil = school.pupil(school.younger)
    pupil.consents.filter(party="pupil").delete()
    school.asks(initiative, [pupil])
    school.offers(initiative, people.TutorFactory(kind=TutorKind.VOLUNTEER), teams=1, group=1)
    plan(school, initiative)

    found = publish_all(school, initiative)

    team = running()[0]
    slot = team.slots.get()
    assert [wait.kind for waits in found.waiting.values() for wait in waits] == ["pupil"]
    assert (slot.after_school, slot.starts, slot.ends) == (True, time(15, 15), time(16, 45))
    assert (found.teams, team.room) == ((), None)
