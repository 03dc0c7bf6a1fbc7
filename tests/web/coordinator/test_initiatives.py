from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.models import AuditEvent
from tandem.initiatives.catalogue import TEMPLATES
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import deviations_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import OrganisationFactory, SiteFactory, coordinator
from tests.web.coordinator.worlds import programme

pytestmark = pytest.mark.django_db


def answers(organiser: object, **changed: object) -> dict[str, object]:
    return {
        "name": "HDT Gent",
        "organiser": organiser,
        "starts_date": "2026-09-01",
        "ends_date": "2027-06-30",
        "tutor_label": "buddy",
        "sessions_per_week": 2,
        "minutes": 50,
        "fetch_minutes": 5,
        "group_min": 2,
        "group_max": 2,
        "level_spread": 2,
        "in_school_time": "on",
        "protected_subjects": "Nederlands, wiskunde",
    } | changed


def test_every_form_is_explained_with_its_numbers(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    page = client.get(reverse("coordinator-initiative-new")).content.decode()

    assert all(word in page for word in ("Studenttutoren010", "(HDT)", "(MoZ)", "5 keer per week", "15 weken"))


def test_form_begins_with_the_numbers_of_its_template(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    form = client.get(reverse("coordinator-initiative-create", args=["hdt"])).context["form"]

    assert (form["sessions_per_week"].value(), form["group_min"].value(), form["minutes"].value()) == (5, 2, 50)


def test_initiative_is_made_and_its_deviation_shown_not_refused(client: Client):
    organiser = OrganisationFactory()
    client.force_login(coordinator(organiser))

    response = client.post(reverse("coordinator-initiative-create", args=["hdt"]), answers(organiser.pk))

    initiative = Initiative.objects.get()
    page = client.get(reverse("coordinator-initiative", args=[initiative.pk])).content.decode()
    assert response.url == reverse("coordinator-sites", args=[initiative.pk])
    assert initiative.protected_subjects == ["Nederlands", "wiskunde"]
    assert "2 keer per week in plaats van ten minste 3" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends_date": "2026-08-01"}, "Dit ligt voor het begin."),
        ({"in_school_time": ""}, "Kies onder schooltijd, na schooltijd of allebei."),
        ({"group_max": 1}, "Dit ligt voor het begin."),
        ({"tutor_label": "bijlesgever"}, "Dit klinkt als herstellen wat fout ging."),
        ({"team_label": "niveaugroep"}, "Dit verklapt een niveau of een diagnose."),
        ({"activity_label": "taalachterstand inhalen"}, "Dit zegt wat een kind niet kan."),
        ({"name": "Kansarme gezinnen"}, "Dit noemt een kind naar zijn achtergrond."),
    ],
)
def test_answers_that_cannot_be_are_said_beside_the_question(client: Client, wrong: dict[str, object], said: str):
    organiser = OrganisationFactory()
    client.force_login(coordinator(organiser))

    response = client.post(reverse("coordinator-initiative-create", args=["hdt"]), answers(organiser.pk, **wrong))

    assert (response.status_code, Initiative.objects.count()) == (200, 0)
    assert said in response.content.decode()


def test_nobody_organises_in_the_name_of_another(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    client.post(reverse("coordinator-initiative-create", args=["hdt"]), answers(OrganisationFactory().pk))

    assert Initiative.objects.count() == 0


def test_form_that_does_not_exist_is_not_there(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    assert client.get(reverse("coordinator-initiative-create", args=["peer"])).status_code == 404


def test_initiative_is_changed_under_the_name_of_who_did_it(client: Client):
    world = programme()
    client.force_login(world.user)

    client.post(
        reverse("coordinator-initiative-edit", args=[world.initiative.pk]),
        answers(world.organiser.pk, name="Gent leert samen"),
    )

    world.initiative.refresh_from_db()
    event = AuditEvent.objects.get(action="initiative.changed")
    assert (world.initiative.name, world.initiative.starts_date) == ("Gent leert samen", date(2026, 9, 1))
    assert event.by_id == world.user.pk


def test_sites_are_chosen(client: Client):
    world = programme()
    other = SiteFactory()
    client.force_login(world.user)

    client.post(reverse("coordinator-sites", args=[world.initiative.pk]), {"sites": [other.pk]})

    assert list(world.initiative.sites.all()) == [other]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_initiatives(client: Client, count: int, django_assert_num_queries):
    organiser = OrganisationFactory()
    InitiativeFactory.create_batch(count, organiser=organiser)
    client.force_login(coordinator(organiser))

    with django_assert_num_queries(4):
        client.get(reverse("coordinator-initiatives"))


def test_a_form_is_found_by_a_word_a_coordinator_knows(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    page = client.get(reverse("coordinator-initiative-new"), {"q": "nieuwkomers"})

    assert [card.kind for _, cards in page.context["families"] for card in cards] == ["moz_isk"]


@pytest.mark.parametrize("form", FormKind)
def test_every_form_can_be_chosen_and_starts_with_its_own_numbers_and_no_deviation(client: Client, form: FormKind):
    organiser = OrganisationFactory()
    client.force_login(coordinator(organiser))
    address = reverse("coordinator-initiative-create", args=[form.value])
    fields = client.get(address).context["form"]
    posted = {name: fields[name].value() for name in fields.fields}
    weeks = TEMPLATES[form].weeks
    posted |= {"name": "Samen", "organiser": organiser.pk, "starts_date": "2026-09-01"}
    posted |= {"ends_date": (date(2026, 8, 31) + timedelta(weeks=weeks)).isoformat()}

    response = client.post(
        address, {name: value for name, value in posted.items() if value is not None and value is not False}
    )

    initiative = Initiative.objects.get()
    assert response.url == reverse("coordinator-sites", args=[initiative.pk])
    assert (initiative.form, deviations_of(initiative)) == (form, [])


def test_nev_16_a_machine_alone_is_refused_with_the_reason_and_what_is_possible(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    page = client.post(reverse("coordinator-initiative-create", args=["ai"]), answers(1)).content.decode()

    assert Initiative.objects.count() == 0
    assert "tutoring is een band tussen mensen" in page
    assert reverse("coordinator-initiative-create", args=["blended"]) in page


def test_s_05_a_seventh_child_in_a_group_is_refused_with_the_reason(client: Client):
    organiser = OrganisationFactory()
    client.force_login(coordinator(organiser))

    page = client.post(
        reverse("coordinator-initiative-create", args=["small_groups"]),
        answers(organiser.pk, group_min=3, group_max=7),
    )

    assert Initiative.objects.count() == 0
    assert list(page.context["form"].errors) == ["group_max"]
    assert "hoogstens 6 leerlingen per tutor" in page.content.decode()


def test_nev_26_a_deviation_is_shown_with_its_reason_and_without_one_is_asked_for(client: Client):
    organiser = OrganisationFactory()
    client.force_login(coordinator(organiser))
    client.post(reverse("coordinator-initiative-create", args=["hdt"]), answers(organiser.pk))
    initiative = Initiative.objects.get()
    overview = reverse("coordinator-initiative", args=[initiative.pk])
    without = client.get(overview).content.decode()

    client.post(
        reverse("coordinator-initiative-edit", args=[initiative.pk]),
        answers(organiser.pk, deviation_reason="De studenten kunnen twee dagen."),
    )

    assert "2 keer per week in plaats van ten minste 3" in without
    assert "Schrijf op waarom" in without
    assert "Waarom: De studenten kunnen twee dagen." in client.get(overview).content.decode()
