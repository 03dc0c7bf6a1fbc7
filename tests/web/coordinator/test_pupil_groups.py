"""S-05: small groups on the five questions, on the page on which a coordinator makes them."""

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.initiatives.actions.groups import GroupNotPossible, place_child
from tandem.initiatives.actions.requests import keep_apart
from tandem.initiatives.catalogue import TEMPLATES
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative, PupilGroup, Request, TutorSkill
from tandem.people.enums import TutorKind
from tests.factories.people import OrganisationFactory, TutorFactory, coordinator, member
from tests.scheduling.form_worlds import School, make_initiative, make_school, plan
from tests.scheduling.world import MORNING

pytestmark = pytest.mark.django_db
MOST = 5


@pytest.fixture
def school() -> School:
    return make_school()


def reading(school: School, *, children: int = 18) -> Initiative:
    """Let children of groep 6, 7 and 8 ask for reading, in groups of at most five."""
    initiative = make_initiative(school, FormKind.SMALL_GROUPS, TEMPLATES[FormKind.SMALL_GROUPS], group_max=MOST)
    school.asks(initiative, [school.pupil(school.younger) for _ in range(children)], subject="lezen")
    for number, request in enumerate(school.requests):
        request.level = request.pupil.year = 6 + number % 3
        request.interests = ["voetbal"]
        request.save()
        request.pupil.save()
    return initiative


def address(initiative: Initiative) -> str:
    return reverse("coordinator-pupil-groups", args=[initiative.pk])


def propose(client: Client, initiative: Initiative, most: int = MOST) -> HttpResponse:
    return client.post(address(initiative), {"asking": "0", "most": str(most)})


def sizes(initiative: Initiative) -> list[int]:
    return [group.members.count() for group in initiative.pupil_groups.order_by("number")]


def put(client: Client, request: Request, where: object, note: str = "") -> str:
    """Put a child somewhere, and return what the page then says."""
    page = reverse("coordinator-pupil-group-child", args=[request.pk])
    return said(client.post(page, {"where": str(where), "note": note}))


def lead(client: Client, group: PupilGroup, enrolment: object = "", together: str = "unknown") -> str:
    page = reverse("coordinator-pupil-group", args=[group.pk])
    return said(client.post(page, {"together": together, "enrolment": str(enrolment)}))


def said(response: HttpResponse) -> str:
    """Return the last thing a page said."""
    return next(reversed([str(message) for message in get_messages(response.wsgi_request)]), "")


def test_s_05_eighteen_children_make_four_groups_with_the_five_answers_and_the_plan_keeps_them(
    client: Client, school: School
):
    initiative = reading(school)
    client.force_login(school.coordinator)
    for _ in range(4):
        school.offers(initiative, TutorFactory(kind=TutorKind.GRADUATE), teams=1, group=MOST, subject="lezen")

    propose(client, initiative)

    page = client.get(address(initiative))
    cards = page.context["cards"]
    assert [len(card.children) for card in cards] == [5, 5, 4, 4]
    assert [len(card.answers) for card in cards] == [5, 5, 5, 5]
    assert [answer.fits for answer in cards[0].answers] == [True, True, True, True, None]
    assert cards[0].answers[0].answer == "Groep 6 (leerjaar 4): ongeveer 9 tot 10 jaar."
    assert {child.facts[1] for card in cards for child in card.children} == {"houdt van voetbal"}
    assert "Kunnen ze goed met elkaar werken?" in page.content.decode()

    lead(client, cards[0].group, together="yes")
    first = Request.objects.filter(pupil_group_member__group=cards[0].group).order_by("pk").first()
    put(client, first, cards[0].group.pk, note="Zit graag vooraan.")
    run = plan(school, initiative)

    made = [{m.request_id for m in group.members.all()} for group in initiative.pupil_groups.all()]
    found = [{m.request_id for m in team.members.all()} for team in initiative.teams.all()]
    assert (run.placed, sorted(map(sorted, found))) == (18, sorted(map(sorted, made)))
    page = client.get(address(initiative)).content.decode()
    assert all(words in page for words in ("Zit graag vooraan.", "Ja, zo is gezegd op"))


def test_s_05_a_seventh_child_in_a_group_is_refused_with_the_reason(client: Client, school: School):
    initiative = reading(school)
    client.force_login(school.coordinator)
    propose(client, initiative)
    first, *_, last = initiative.pupil_groups.order_by("number")
    sixth, seventh = Request.objects.filter(pupil_group_member__group=last).order_by("pk")[:2]

    taken, refused = put(client, sixth, first.pk), put(client, seventh, first.pk)

    assert (taken, sizes(initiative)) == ("Bewaard.", [6, 5, 4, 3])
    assert refused.startswith("Een groepje heeft hoogstens 6 kinderen")
    assert "Kies een getal van 2 tot 6" in propose(client, initiative, most=7).content.decode()


def test_s_05_who_did_not_learn_to_lead_a_group_may_have_two_children_and_not_four(client: Client, school: School):
    initiative = reading(school, children=6)
    client.force_login(school.coordinator)
    school.offers(initiative, TutorFactory(kind=TutorKind.GRADUATE), teams=1, group=MOST, subject="lezen")
    TutorSkill.objects.filter(kind="groups").delete()
    untrained = initiative.enrolments.get()
    propose(client, initiative, most=4)
    one, other, third = school.requests[:3]
    put(client, one, "new")
    pair = PupilGroup.objects.get(members__request=one)
    put(client, other, pair.pk)
    four = list(initiative.pupil_groups.exclude(pk=pair.pk).order_by("number"))

    allowed = lead(client, pair, untrained.pk)

    pair.refresh_from_db()
    assert (allowed, pair.enrolment, pair.members.count()) == ("Bewaard.", untrained, 2)
    assert put(client, third, pair.pk).startswith("Met meer dan twee kinderen leidt alleen wie leerde")
    for group in four[1:]:
        for each in Request.objects.filter(pupil_group_member__group=group):
            put(client, each, four[0].pk)
    assert sizes(initiative) == [4, 2]
    assert lead(client, four[0], untrained.pk).startswith("Met meer dan twee kinderen leidt alleen wie leerde")


def test_who_is_kept_apart_does_not_come_into_one_group_by_hand(client: Client, school: School):
    initiative = reading(school, children=4)
    client.force_login(school.coordinator)
    one, other = school.requests[:2]
    keep_apart(request=one, others=[other], by=school.coordinator, at=MORNING)
    propose(client, initiative, most=2)

    refused = put(client, one, PupilGroup.objects.get(members__request=other).pk)

    assert refused.startswith("Er is gevraagd om dit kind niet samen te zetten")


def test_a_child_leaves_its_group_and_an_empty_group_is_gone(client: Client, school: School):
    initiative = reading(school, children=2)
    client.force_login(school.coordinator)
    propose(client, initiative, most=2)

    for request in school.requests:
        put(client, request, "none")

    assert sizes(initiative) == []


def test_a_child_who_asked_for_a_smaller_group_stays_in_one(school: School):
    initiative = reading(school, children=3)
    one, other, third = school.requests
    Request.objects.filter(pk=one.pk).update(group_max=2)
    group = PupilGroup.objects.create(initiative=initiative, site=school.site, subject="lezen", number=1)
    by = {"by": school.coordinator, "at": MORNING}
    one.refresh_from_db()
    for each in (one, other):
        place_child(request=each, group=group, **by)

    with pytest.raises(GroupNotPossible, match="smaller"):
        place_child(request=third, group=group, **by)


def test_the_pages_work_for_a_colleague_and_are_not_there_or_refused_for_others(client: Client, school: School):
    initiative = reading(school, children=2)
    client.force_login(school.coordinator)
    propose(client, initiative, most=2)
    group, row = initiative.pupil_groups.get(), school.requests[0]
    posts = [
        (reverse("coordinator-pupil-group", args=[group.pk]), {"together": "yes"}),
        (reverse("coordinator-pupil-group-child", args=[row.pk]), {"where": str(group.pk)}),
    ]
    found = {}
    for who, user in {
        "colleague": coordinator(school.office),
        "stranger": coordinator(OrganisationFactory()),
        "reader": member(school.organisation, Role.TEACHER),
    }.items():
        client.force_login(user)
        found[who] = [client.get(address(initiative)).status_code]
        found[who] += [client.post(page, data).status_code for page, data in posts]
    client.force_login(school.coordinator)

    assert found == {"colleague": [200, 302, 302], "stranger": [404, 404, 404], "reader": [403, 403, 403]}
    assert [client.get(page).status_code for page, _ in posts] == [405, 405]
