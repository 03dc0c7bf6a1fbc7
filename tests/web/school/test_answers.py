from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import TeamMember
from tandem.scheduling.queries.leaving import leavers_of
from tests.factories.initiatives import RequestFactory
from tests.factories.people import ClassPlaceFactory
from tests.factories.scheduling import TeamMemberFactory, TeamSlotFactory
from tests.web.school.cast import HOURS, Cast, proposed, pupil_in

pytestmark = pytest.mark.django_db


def page_of(cast: Cast) -> str:
    return reverse("school-class-answers", args=[cast.school_class.pk])


def seen(cast: Cast) -> dict[TeamMember, str]:
    leavers = leavers_of(cast.school_class, cast.teacher, on=timezone.localdate())
    return {leaver.member: leaver.seen for leaver in leavers}


def words() -> list[tuple[bool | None, str]]:
    members = TeamMember.objects.order_by("request__pupil__person__sort_name")
    return [(member.teacher_agrees, member.teacher_note) for member in members]


def test_page_says_who_leaves_when_missing_what_and_with_whom(client: Client, cast: Cast):
    member = proposed(cast, pupil_in(cast, given_name="Noor", family_name="Aerts"))
    client.force_login(cast.teacher)

    page = client.get(page_of(cast)).content.decode()

    tutor = member.team.enrolment.tutor.person.full_name
    facts = ["Noor Aerts", "Maandag 8:30–9:20", "muziek", tutor]
    assert [fact for fact in facts if fact in page] == facts


def test_page_shows_only_pupils_of_this_class(client: Client, cast: Cast):
    mine = proposed(cast, pupil_in(cast))
    proposed(cast, ClassPlaceFactory(school_class__site=cast.site).pupil)

    assert list(seen(cast)) == [mine]


def test_a_refused_or_ended_team_is_not_on_the_page(cast: Cast):
    for status in (TeamStatus.VETOED, TeamStatus.ENDED):
        member = proposed(cast, pupil_in(cast))
        TeamMember.objects.filter(pk=member.pk).update(standing="past")
        assert status not in (TeamStatus.PROPOSED, TeamStatus.PUBLISHED)

    assert seen(cast) == {}


def test_one_press_agrees_to_everybody_on_the_page(client: Client, cast: Cast):
    for name in ("Aerts", "Bos"):
        proposed(cast, pupil_in(cast, family_name=name))
    client.force_login(cast.teacher)

    client.post(page_of(cast), {"all": [f"{member.pk}:{mark}" for member, mark in seen(cast).items()]})

    assert words() == [(True, ""), (True, "")]
    assert set(TeamMember.objects.values_list("teacher_by", flat=True)) == {cast.teacher.pk}


def test_one_press_does_not_agree_to_who_was_added_since(client: Client, cast: Cast):
    proposed(cast, pupil_in(cast, family_name="Aerts"))
    shown = seen(cast)
    proposed(cast, pupil_in(cast, family_name="Bos"))
    client.force_login(cast.teacher)

    client.post(page_of(cast), {"all": [f"{member.pk}:{mark}" for member, mark in shown.items()]})

    assert words() == [(True, ""), (None, "")]


def test_a_yes_does_not_count_for_a_moment_that_was_not_shown(client: Client, cast: Cast):
    member = proposed(cast, pupil_in(cast))
    shown = seen(cast)
    member.team.slots.update(starts=HOURS[1][0], ends=HOURS[1][1])
    client.force_login(cast.teacher)

    response = client.post(page_of(cast), {"all": f"{member.pk}:{shown[member]}"}, follow=True)
    client.post(page_of(cast), {"save": "yes", f"{member.pk}-seen": shown[member], f"{member.pk}-answer": "yes"})

    assert words() == [(None, "")]
    assert "Kijk even of de uren nog dezelfde zijn." in response.content.decode()


def test_each_pupil_gets_their_own_word(client: Client, cast: Cast):
    for name in ("Aerts", "Bos", "Claes"):
        proposed(cast, pupil_in(cast, family_name=name))
    sent = {"save": "yes"}
    answers = {"Aerts": ("yes", ""), "Bos": ("no", "dinsdag kan wel"), "Claes": ("", "")}
    for member, mark in seen(cast).items():
        answer, note = answers[member.request.pupil.person.family_name]
        sent |= {f"{member.pk}-seen": mark, f"{member.pk}-answer": answer, f"{member.pk}-note": note}
    client.force_login(cast.teacher)

    client.post(page_of(cast), sent)

    assert words() == [(True, ""), (False, "dinsdag kan wel"), (None, "")]


def test_kan_niet_without_a_word_is_asked_again_and_keeps_the_other_choices(client: Client, cast: Cast):
    for name in ("Aerts", "Bos"):
        proposed(cast, pupil_in(cast, family_name=name))
    sent = {"save": "yes"}
    for member, mark in seen(cast).items():
        answer = "yes" if member.request.pupil.person.family_name == "Aerts" else "no"
        sent |= {f"{member.pk}-seen": mark, f"{member.pk}-answer": answer}
    client.force_login(cast.teacher)

    page = client.post(page_of(cast), sent).content.decode()

    assert words() == [(None, ""), (None, "")]
    assert "Schrijf kort wat er wel kan, dan zoekt de planning verder." in page
    assert page.count("checked") == 2


def test_an_answer_can_be_changed(client: Client, cast: Cast):
    member = proposed(cast, pupil_in(cast))
    client.force_login(cast.teacher)

    for answer, note in (("yes", ""), ("no", "toets")):
        mark = seen(cast)[member]
        sent = {f"{member.pk}-seen": mark, f"{member.pk}-answer": answer, f"{member.pk}-note": note}
        client.post(page_of(cast), {"save": "yes"} | sent)

    assert words() == [(False, "toets")]


def test_after_school_asks_no_word_of_the_teacher(client: Client, cast: Cast):
    member = proposed(cast, pupil_in(cast), after_school=True, misses=[])
    client.force_login(cast.teacher)

    page = client.get(page_of(cast)).content.decode()
    client.post(page_of(cast), {"all": f"{member.pk}:{seen(cast)[member]}"})

    assert "niets, het is na schooltijd" in page
    assert words() == [(None, "")]


def test_students_who_visit_the_class_stand_on_the_page_as_the_whole_class(client: Client, cast: Cast):
    member = TeamMemberFactory(
        request=RequestFactory(pupil=None, school_class=cast.school_class, site=cast.site), team__site=cast.site
    )
    TeamSlotFactory(team=member.team)
    client.force_login(cast.teacher)

    page = client.get(page_of(cast)).content.decode()

    assert [word for word in ("de hele klas", "niets, de tutors komen in de klas") if word in page] == [
        "de hele klas",
        "niets, de tutors komen in de klas",
    ]


def test_page_without_anybody_says_why(client: Client, cast: Cast):
    client.force_login(cast.teacher)

    page = client.get(page_of(cast)).content.decode()

    assert "Nog niemand van deze klas heeft een plek" in page


def test_paper_holds_the_same_and_room_to_answer_by_hand(client: Client, cast: Cast):
    proposed(cast, pupil_in(cast, given_name="Noor", family_name="Aerts"))
    client.force_login(cast.teacher)

    response = client.get(reverse("school-class-answers-paper", args=[cast.school_class.pk]))

    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    facts = ["Wie gaat mee uit 5A", "Noor Aerts", "Ma 8:30–9:20", "muziek", "klopt / kan niet"]
    assert [fact for fact in facts if fact in text] == facts


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_pupils(client: Client, cast: Cast, count, django_assert_num_queries):
    for _ in range(count):
        proposed(cast, pupil_in(cast))
    client.force_login(cast.teacher)
    client.get(page_of(cast))

    with django_assert_num_queries(7):
        client.get(page_of(cast))
