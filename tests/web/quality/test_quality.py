"""The page of the quality standards and its dossier, with the ladder of who may open them."""

import io

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.initiatives.actions import involvements
from tandem.initiatives.models import Initiative
from tandem.quality.models import Evaluation
from tests.factories.initiatives import EnrolmentFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory, coordinator, member
from tests.factories.scheduling import PublishedTeamFactory, TeamMemberFactory
from tests.factories.start import AT, DAY
from tests.factories.worlds import MONDAY, session_of
from tests.never.guards import guarded_by, without
from tests.quality.world import initiative_of_s22

pytestmark = pytest.mark.django_db
PAGES = ("coordinator-quality", "coordinator-quality-dossier")


def responsible_for(initiative: Initiative, by: object):
    person = PersonFactory()
    involvements.involve(
        initiative=initiative,
        person=person,
        organisation=OrganisationFactory(),
        role=Role.FINAL_RESPONSIBLE,
        from_date=DAY,
        by=by,
        at=AT,
    )
    return UserFactory(person=person)


def with_a_note(initiative: Initiative) -> None:
    site = initiative.sites.first()
    team = PublishedTeamFactory(initiative=initiative, site=site, enrolment=EnrolmentFactory(initiative=initiative))
    TeamMemberFactory(team=team, request=RequestFactory(initiative=initiative, site=site))
    LogEntryFactory(session=session_of(team, starts_at=MONDAY))


def test_s_22_the_page_names_the_missing_school_and_goal_and_shows_no_score(client: Client):
    initiative, by = initiative_of_s22()
    client.force_login(by)

    page = client.get(reverse("coordinator-quality", args=[initiative.pk])).content.decode()

    assert "9 van de 9 afspraken zijn gemaakt." in page
    assert "Nog geen uitleg waarom ze meedoet: De Beuk." in page
    assert "Naar dit doel kijkt de tutor nog niet: zich goed in zijn vel voelen." in page
    assert "%" not in page.split("<main")[1]


@guarded_by(without("tandem.web.quality.pages.unanswered", lambda found: []))
def test_r_nev_27_no_dossier_leaves_while_a_standard_has_no_answer():
    initiative, by = initiative_of_s22()
    client = Client()
    client.force_login(by)

    response = client.get(reverse("coordinator-quality-dossier", args=[initiative.pk]), follow=True)

    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Een dossier kan pas als elke standaard een antwoord heeft." in response.content.decode()


def test_the_dossier_is_a_paper_once_every_standard_is_answered_and_tells_where_the_initiative_deviates(
    client: Client,
):
    initiative, by = initiative_of_s22()
    with_a_note(initiative)
    initiative.minutes, initiative.deviation_reason = 20, "Kleuters houden het korter vol."
    initiative.save()
    client.force_login(by)

    page = client.get(reverse("coordinator-quality", args=[initiative.pk])).content.decode()
    response = client.get(reverse("coordinator-quality-dossier", args=[initiative.pk]))

    paper = " ".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    said = ("20 minuten in plaats van ten minste", "Kleuters houden het korter vol.")
    assert [(text in page, text in " ".join(paper.split())) for text in said] == [(True, True), (True, True)]

    assert (response.content[:5], "kwaliteitsdossier.pdf" in response.headers["Content-Disposition"]) == (
        b"%PDF-",
        True,
    )


def test_partners_look_back_with_the_notes_of_a_period(client: Client):
    initiative, by = initiative_of_s22()
    with_a_note(initiative)
    client.force_login(by)
    answers = {
        "held_date": "2026-10-01",
        "from_date": "2026-09-01",
        "to_date": "2026-09-30",
        "groups": ["parents"],
        "seen": "Kinderen komen graag.",
    }

    client.post(reverse("coordinator-quality", args=[initiative.pk]), answers)

    assert [(row.notes, row.groups, row.written_by) for row in Evaluation.objects.all()] == [(1, ["parents"], by)]


def test_looking_back_at_a_period_without_notes_says_so(client: Client):
    initiative, by = initiative_of_s22()
    client.force_login(by)
    answers = {"held_date": "2026-10-01", "from_date": "2026-09-01", "to_date": "2026-09-30", "seen": "Niets."}

    page = client.post(reverse("coordinator-quality", args=[initiative.pk]), answers).content.decode()

    assert "Uit die periode zijn er geen notities." in page


def test_who_is_responsible_reads_the_standards_of_their_own_initiative_only(client: Client):
    initiative, by = initiative_of_s22()
    other, _ = initiative_of_s22()
    client.force_login(responsible_for(initiative, by))

    statuses = [client.get(reverse("partner-quality", args=[each.pk])).status_code for each in (initiative, other)]
    dossiers = [
        client.get(reverse("partner-quality-dossier", args=[each.pk])).status_code for each in (initiative, other)
    ]

    assert (statuses, dossiers) == ([200, 404], [302, 404])
    assert client.post(reverse("partner-quality", args=[initiative.pk])).status_code == 405


def test_who_is_responsible_and_who_coordinates_read_the_same_standards(client: Client):
    initiative, by = initiative_of_s22()
    with_a_note(initiative)
    responsible = responsible_for(initiative, by)
    pages = {by: "coordinator-quality", responsible: "partner-quality"}
    shown = {}
    for user, page in pages.items():
        client.force_login(user)
        context = client.get(reverse(page, args=[initiative.pk])).context
        shown[user] = [(each.state, each.evidence, [gap.text for gap in each.gaps]) for each in context["standards"]]

    assert shown[responsible] == shown[by]
    assert "Notities van tutors: 1." in shown[by][4][1]


def test_the_page_works_for_a_colleague_and_is_not_there_or_refused_for_others(client: Client):
    initiative, _ = initiative_of_s22()
    statuses = {}
    for who, user in {
        "colleague": coordinator(initiative.organiser),
        "stranger": coordinator(OrganisationFactory()),
        "reader": member(initiative.sites.first().organisation, Role.TEACHER),
    }.items():
        client.force_login(user)
        statuses[who] = [client.get(reverse(page, args=[initiative.pk])).status_code for page in PAGES]

    assert statuses == {"colleague": [200, 302], "stranger": [404, 404], "reader": [403, 403]}


def test_the_dossier_is_only_read(client: Client):
    initiative, by = initiative_of_s22()
    client.force_login(by)

    assert client.post(reverse("coordinator-quality-dossier", args=[initiative.pk])).status_code == 405
