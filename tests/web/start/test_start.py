"""The pages of the start: filling in each part, handing one over, and the refusal that says where to go."""

import io

import pypdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.core import outbox
from tandem.initiatives.actions import decisions, parts
from tandem.initiatives.enums import InitiativeStatus, PartnerGroup, PointState, StartPoint
from tandem.initiatives.models import Expectation, Initiative, PointAnswer, Voice
from tandem.initiatives.queries.start import groups_of
from tandem.people.models import User
from tandem.web.notices import HANDLERS
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.people import GuardianFactory, OrganisationFactory, UserFactory, coordinator
from tests.factories.start import AT, DAY, ready_to_start

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative(client: Client) -> Initiative:
    organiser = OrganisationFactory()
    client.force_login(coordinator(organiser))
    return InitiativeFactory(organiser=organiser, status=InitiativeStatus.PREPARING)


def part(initiative: Initiative, name: str) -> str:
    return reverse("coordinator-start-part", args=[initiative.pk, name])


def test_the_refusal_names_what_is_missing_each_with_a_link_to_where_it_is_answered(
    client: Client, initiative: Initiative
):
    response = client.post(reverse("coordinator-start-activate", args=[initiative.pk]), follow=True)

    gaps = response.context["gaps"]
    initiative.refresh_from_db()
    assert initiative.status == InitiativeStatus.PREPARING
    assert "er ontbreken 14 dingen" in response.content.decode()
    assert len(gaps) == 14
    assert {client.get(gap.url).status_code for gap in gaps} == {200}


def test_each_thing_that_can_be_missing_has_a_sentence_and_a_page(client: Client):
    ready, by = ready_to_start()
    client.force_login(by)
    ready.concern_contact = ready.concern_deputy = None
    ready.save()
    ready.site_contacts.create(site=ready.sites.order_by("name")[0], contact=UserFactory())
    ready.justifications.all().delete()
    ready.involvements.all().delete()
    ready.question_contacts.all().delete()
    ready.expectations.all().delete()
    for site in ready.sites.all():
        site.organisation.processing_agreements.all().delete()

    gaps = client.get(reverse("coordinator-start", args=[ready.pk])).context["gaps"]

    assert [gap.text for gap in gaps] == [
        "Op De Wilg krijgt nog niemand een melding als een tutor zich zorgen maakt.",
        "Nog niemand vervangt wie signalen krijgt.",
        "Ouders hebben nog geen vertrouwensfiguur.",
        *(
            f"Van School {name} is de verwerkingsovereenkomst niet genoteerd. "
            "De school doet dat bij School, Overeenkomst."
            for name in ("De Linde", "De Wilg")
        ),
        "De Linde heeft nog niet uitgelegd waarom de school meedoet.",
        "De Wilg heeft nog niet uitgelegd waarom de school meedoet.",
        "Er zijn doelen voor leerlingen, maar niemand vroeg nog naar de verwachtingen.",
        "Er zijn doelen voor ouders, maar niemand vroeg nog naar de verwachtingen.",
        *(
            f"Nog niet gezegd bij wie {group} terechtkunnen."
            for group in ("leerlingen", "tutors", "ouders", "leerkrachten", "docenten van de opleiding")
        ),
    ]
    assert {client.get(gap.url).status_code for gap in gaps} == {200}


def test_an_initiative_that_lacks_nothing_begins_with_one_press(client: Client):
    ready, by = ready_to_start()
    client.force_login(by)

    response = client.post(reverse("coordinator-start-activate", args=[ready.pk]), follow=True)

    ready.refresh_from_db()
    assert ready.status == InitiativeStatus.ACTIVE
    assert "Het initiatief loopt." in response.content.decode()


def test_a_point_is_agreed_and_the_next_open_one_follows(client: Client, initiative: Initiative):
    response = client.post(part(initiative, "training"), {"text": "Twee avonden vooraf.", "agreed": ""})

    answer = PointAnswer.objects.get()
    assert response.url == part(initiative, "moments")
    assert (answer.state, answer.text) == (PointState.AGREED, "Twee avonden vooraf.")


def test_a_point_can_be_kept_while_partners_still_talk_about_it(client: Client, initiative: Initiative):
    client.post(part(initiative, "training"), {"text": "Twee avonden?", "discussed": ""})

    assert PointAnswer.objects.get().state == PointState.DISCUSSED


def test_a_point_without_words_or_document_says_so(client: Client, initiative: Initiative):
    response = client.post(part(initiative, "training"), {"text": ""})

    assert "Schrijf een zin, of noem het document waarin het staat." in response.content.decode()
    assert PointAnswer.objects.count() == 0


def test_where_and_when_begins_with_what_tandem_knows(client: Client, initiative: Initiative):
    form = client.get(part(initiative, "moments")).context["form"]

    assert form["text"].value() == "2 keer per week 45 minuten, onder schooltijd, op de school."


def test_goals_are_chosen_from_a_to_z_and_an_empty_group_is_shown(client: Client, initiative: Initiative):
    client.post(part(initiative, "goals"), {"pupils-library": ["pupil-success"], "parents-own": "koffie drinken"})

    page = client.get(reverse("coordinator-start", args=[initiative.pk])).content.decode()
    chosen = {stand.group: len(stand.goals) for stand in groups_of(initiative)}
    assert chosen == dict.fromkeys(PartnerGroup, 0) | {PartnerGroup.PUPILS: 1, PartnerGroup.PARENTS: 1}
    assert page.count("0 doelen") == 5


def test_goals_ask_for_at_least_one(client: Client, initiative: Initiative):
    response = client.post(part(initiative, "goals"), {})

    assert "Kies ten minste één doel, of schrijf er zelf een." in response.content.decode()


def test_an_expectation_is_noted_with_who_spoke_in_which_language_and_who_interpreted(
    client: Client, initiative: Initiative
):
    said = {
        "said_by": "een moeder",
        "expects": "dat iemand belt",
        "language": "Dari",
        "interpreter": "tolk",
        "stated_date": "2026-09-01",
    }

    page = client.post(part(initiative, "parents"), said, follow=True).content.decode()

    assert Expectation.objects.get().written_by == User.objects.get(pk=client.session["_auth_user_id"])
    assert "Dari" in page
    assert "vertaald door tolk" in page


def test_somebody_who_was_asked_gets_a_mail_and_exactly_that_page(client: Client, initiative: Initiative):
    who = {"email": "joris@hogeschool.test", "given_name": "Joris", "family_name": "Maes"}
    client.post(reverse("coordinator-start-ask", args=[initiative.pk, "training"]), who)
    outbox.deliver(HANDLERS, at=timezone.now())
    joris = User.objects.get(email="joris@hogeschool.test")
    asked = joris.person.parts_asked.get()
    address = reverse("asked-part", args=[asked.pk])
    assert [(letter.to, address in letter.body) for letter in mail.outbox] == [(["joris@hogeschool.test"], True)]
    client.force_login(joris)

    statuses = [client.get(address).status_code, client.get(part(initiative, "training")).status_code]
    client.post(address, {"text": "Twee avonden.", "agreed": ""})

    assert statuses == [200, 403]
    assert PointAnswer.objects.get().written_by == joris
    assert client.get(address).status_code == 404


def test_a_part_asked_of_one_is_not_there_for_another(client: Client, initiative: Initiative):
    who = {"email": "joris@hogeschool.test", "given_name": "Joris", "family_name": "Maes"}
    asked = parts.ask(initiative=initiative, part=StartPoint.GOALS, by=UserFactory(), at=timezone.now(), **who)

    address = reverse("asked-part", args=[asked.pk])

    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert client.delete(address).status_code == 405


def test_the_form_and_the_minutes_are_papers(client: Client):
    ready, by = ready_to_start()
    client.force_login(by)
    meeting = decisions.hold_consultation(
        initiative=ready, held_date=DAY, groups=[PartnerGroup.PARENTS], remarks="Iedereen had zin.", by=by, at=AT
    )

    form = client.get(reverse("coordinator-start-paper", args=[ready.pk, "parents"]))
    minutes = client.get(reverse("coordinator-start-minutes", args=[ready.pk, meeting.pk]))

    assert (form.content[:5], minutes.content[:5]) == (b"%PDF-", b"%PDF-")


def test_parents_get_the_form_in_their_own_language(client: Client):
    ready, by = ready_to_start()
    client.force_login(by)
    address = reverse("coordinator-start-paper", args=[ready.pk, "parents"])

    page = client.get(reverse("coordinator-start-part", args=[ready.pk, "parents"])).content.decode()
    read = {
        language: pypdf.PdfReader(io.BytesIO(client.get(f"{address}?taal={language}").content)).pages[0].extract_text()
        for language in ("tr", "uk", "nowhere")
    }

    assert f"{address}?taal=tr" in page
    assert "Diğerlerinden ne bekliyorsunuz?" in read["tr"]
    assert "Чого ви очікуєте від інших?" in read["uk"]
    assert "Wat verwacht u van de anderen?" in read["nowhere"]


def test_the_chart_shows_who_is_who_and_where_nobody_is(client: Client):
    ready, by = ready_to_start()
    client.force_login(by)

    levels = client.get(reverse("coordinator-start-organisation", args=[ready.pk])).context["levels"]

    seats = [(level.name, seat.role, seat.name) for level in levels for seat in level.seats]
    trusted = ready.involvements.get().membership.person
    assert seats == [
        ("Het hele initiatief", "eindverantwoordelijke", ""),
        ("Het hele initiatief", "vertrouwensfiguur voor ouders", trusted.full_name),
        ("Bureau", "programmacoördinator", by.person.full_name),
        ("School De Linde", "schoolcoördinator", ""),
        ("School De Wilg", "schoolcoördinator", ""),
    ]


def test_a_parent_reads_decisions_in_plain_words_and_says_something_about_a_proposal(client: Client):
    ready, by = ready_to_start()
    guardian = GuardianFactory()
    RequestFactory(initiative=ready, pupil=guardian.pupil)
    decided = {"initiative": ready, "subject": "Dagen", "plain": "We komen op dinsdag.", "decided_date": DAY}
    decisions.write_decision(**decided, by=by, at=AT)
    proposal = decisions.write_decision(initiative=ready, subject="Feest", plain="Een feest in juni.", by=by, at=AT)
    other, other_by = InitiativeFactory(), UserFactory()
    elsewhere = decisions.write_decision(initiative=other, subject="Ver", plain="Ver weg.", by=other_by, at=AT)
    client.force_login(UserFactory(person=guardian.person))

    page = client.get(reverse("family-decisions")).content.decode()
    client.post(reverse("family-decision-say", args=[proposal.pk]), {"words": "Wij bakken iets."})
    refused = client.post(reverse("family-decision-say", args=[elsewhere.pk]), {"words": "Ik ook."})

    assert ("We komen op dinsdag." in page, "Een feest in juni." in page, "Ver weg." in page) == (True, True, False)
    assert [(voice.group, voice.words) for voice in Voice.objects.all()] == [(PartnerGroup.PARENTS, "Wij bakken iets.")]
    assert refused.status_code == 404


def test_publishing_waits_until_the_initiative_runs_and_says_what_is_missing(client: Client, initiative: Initiative):
    response = client.post(reverse("coordinator-publish", args=[initiative.pk]), follow=True)

    page = response.content.decode()
    assert "Publiceren kan pas als het initiatief loopt." in page
    assert "Nog niet afgesproken: vorming van de tutors." in page


def test_last_year_is_taken_over_and_confirmed_all_at_once(client: Client):
    ready, by = ready_to_start()
    client.force_login(by)
    again = InitiativeFactory(
        organiser=ready.organiser,
        status=InitiativeStatus.PREPARING,
        starts_date=DAY.replace(year=2027),
        ends_date=DAY.replace(year=2028),
    )

    client.post(reverse("coordinator-start-take-over", args=[again.pk]), {"earlier": ready.pk})
    before = client.get(reverse("coordinator-start", args=[again.pk])).context["agreed"]
    client.post(reverse("coordinator-start-confirm-all", args=[again.pk]))
    after = client.get(reverse("coordinator-start", args=[again.pk])).context["agreed"]

    assert (before, after) == (0, 9)


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_costs_the_same_for_any_number_of_expectations(
    client: Client, initiative: Initiative, count: int, django_assert_max_num_queries
):
    for _ in range(count):
        Expectation.objects.create(
            initiative=initiative,
            group=PartnerGroup.PARENTS,
            said_by="iemand",
            expects="geduld",
            stated_date=DAY,
            written_by=UserFactory(),
            written_at=AT,
        )

    with django_assert_max_num_queries(30):
        client.get(reverse("coordinator-start", args=[initiative.pk]))
