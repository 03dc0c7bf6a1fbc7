"""Training, intervision and what one tutor agreed to and can, on the pages of the coordinator."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.initiatives.enums import AgreementWay, EngagementForm, GatheringKind, Layer, SkillKind, Strand
from tandem.initiatives.models import Gathering
from tandem.people.enums import ClearanceKind, TutorKind
from tandem.scheduling.actions.feeds import address_of_tutor
from tests.factories.tutors import GatheringFactory, TutorSkillFactory
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.fixture
def world(client: Client, monkeypatch: pytest.MonkeyPatch) -> Programme:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    world = programme()
    client.force_login(world.user)
    return world


def training(**changed: object) -> dict[str, object]:
    return {
        "title": "Open kijken",
        "strand": "relational",
        "layer": "attitudes",
        "topics": ["bond", "diversity"],
        "starts_at": "2026-10-01T13:00",
        "minutes": 120,
        "coaching_minutes": 45,
        "place": "aula",
        "given_by": "An",
        "recipe": "Eigen programma, vijf jaar",
    } | changed


def plan(client: Client, world: Programme, **changed: object) -> object:
    return client.post(reverse("coordinator-training-new", args=[world.initiative.pk]), training(**changed))


def page(client: Client, world: Programme) -> str:
    return client.get(reverse("coordinator-training", args=[world.initiative.pk])).content.decode()


def of_tutor(client: Client, world: Programme, name: str, **data: object) -> object:
    return client.post(reverse(f"coordinator-enrolment-{name}", args=[world.enrolment.pk]), data)


def test_a_training_is_planned_and_the_share_on_coaching_is_shown(client: Client, world: Programme):
    plan(client, world)

    row = Gathering.objects.get()
    assert (row.strand, row.layer, timezone.localtime(row.starts_at).hour) == (Strand.RELATIONAL, Layer.ATTITUDES, 13)
    assert "45 van 120 minuten vorming" in page(client, world)


def test_skills_first_is_refused_with_what_would_make_it_possible(client: Client, world: Programme):
    refused = plan(client, world, layer="skills")

    assert Gathering.objects.count() == 0
    assert "De eerste vorming gaat over houding. Plan die eerst" in refused.content.decode()


def test_more_coaching_than_there_is_training_is_refused(client: Client, world: Programme):
    refused = plan(client, world, coaching_minutes=121)

    assert "Dit is meer dan de hele vorming duurt" in refused.content.decode()


def test_who_came_is_written_down_and_the_rest_stays_to_follow(client: Client, world: Programme):
    plan(client, world)
    gathering = Gathering.objects.get()
    field = f"tutor_{world.enrolment.tutor.pk}"

    client.post(reverse("coordinator-training-attendance", args=[gathering.pk]), {field: "present"})

    assert gathering.attendances.get().came == "present"
    assert "Nog te volgen: didactisch, pedagogisch en het vak" in page(client, world)


def test_what_was_attended_cannot_be_called_off(client: Client, world: Programme):
    plan(client, world)
    gathering = Gathering.objects.get()
    client.post(
        reverse("coordinator-training-attendance", args=[gathering.pk]),
        {f"tutor_{world.enrolment.tutor.pk}": "present"},
    )

    client.post(reverse("coordinator-training-cancel", args=[gathering.pk]))

    gathering.refresh_from_db()
    assert gathering.cancelled_at is None


def test_s_03_sharing_every_two_weeks_over_twenty_weeks_of_school_is_ten_meetings(client: Client, world: Programme):
    data = {
        "kind": "intervision",
        "title": "Ervaringen delen",
        "first_at": "2026-09-07T15:45",
        "weeks_between": 2,
        "minutes": 60,
        "to_date": "2027-02-05",
        "place": "online",
    }

    client.post(reverse("coordinator-training-rhythm", args=[world.initiative.pk]), data)

    days = [
        timezone.localtime(row.starts_at).date()
        for row in Gathering.objects.filter(kind=GatheringKind.INTERVISION).order_by("starts_at")
    ]
    # 22 weeks with the autumn and Christmas holidays of Flanders (three weeks) in it.
    assert (len(days), days[0], days[-1]) == (10, date(2026, 9, 7), date(2027, 2, 1))
    assert [day for day in days if date(2026, 11, 2) <= day <= date(2026, 11, 8)] == []


def test_intervision_stands_in_the_tutors_calendar(client: Client, world: Programme):
    GatheringFactory(
        initiative=world.initiative,
        kind=GatheringKind.INTERVISION,
        strand="",
        layer="",
        title="Samen terugkijken",
        starts_at=datetime(2026, 10, 12, 14, tzinfo=UTC),
        minutes=60,
        place="online",
    )
    feed = address_of_tutor(tutor=world.enrolment.tutor, by=world.user, at=NOW)

    calendar = icalendar.Calendar.from_ical(client.get(reverse("feed", args=[feed.token])).content)

    [event] = calendar.walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["LOCATION"]), event.end - event.start) == (
        "Intervisie: Samen terugkijken",
        "online",
        timedelta(hours=1),
    )


def test_the_owner_of_quality_is_named(client: Client, world: Programme):
    client.post(reverse("coordinator-training-owner", args=[world.initiative.pk]), {"owner": world.user.person.pk})

    assert world.user.person.full_name in page(client, world)


def test_a_paper_agreement_becomes_the_clearance(client: Client, world: Programme):
    of_tutor(client, world, "agreement", paper_date="2026-10-02")

    tutor = world.enrolment.tutor
    row = tutor.agreements.get()
    assert (row.form, row.version, row.way, row.paper_date) == (
        EngagementForm.INTERNSHIP,
        "2026-1",
        AgreementWay.PAPER,
        date(2026, 10, 2),
    )
    assert list(tutor.clearances.values_list("kind", "seen_date")) == [(ClearanceKind.AGREEMENT, date(2026, 10, 2))]


def test_a_paper_of_tomorrow_is_refused(client: Client, world: Programme):
    refused = of_tutor(client, world, "agreement", paper_date="2026-10-06")

    assert ("Deze dag is nog niet geweest" in refused.content.decode(), world.enrolment.tutor.agreements.count()) == (
        True,
        0,
    )


def test_a_student_within_a_course_is_never_paid_or_a_volunteer(client: Client, world: Programme):
    refused = of_tutor(client, world, "engagement", form="paid", amount="12", per="hour", from_date="2026-10-05")

    assert "Selecteer een geldige keuze" in refused.content.decode()


def test_a_volunteer_receives_an_amount_per_day(client: Client, world: Programme):
    tutor = world.enrolment.tutor
    tutor.kind = TutorKind.VOLUNTEER
    tutor.save()

    of_tutor(client, world, "engagement", form="volunteer", amount="20.50", per="day", from_date="2026-10-05")

    row = world.enrolment.engagements.get()
    assert (row.form, str(row.amount), row.from_date) == ("volunteer", "20.50", date(2026, 10, 5))


def test_a_skill_is_confirmed_and_withdrawn(client: Client, world: Programme):
    of_tutor(client, world, "skill", kind="mastery", subject="Lezen")
    skill = world.enrolment.tutor.skills.get()
    known = (skill.kind, skill.subject)

    client.post(reverse("coordinator-enrolment-skill-withdraw", args=[world.enrolment.pk, skill.pk]))

    assert (known, world.enrolment.tutor.skills.count()) == ((SkillKind.MASTERY, "lezen"), 0)


def test_mastery_names_its_subject(client: Client, world: Programme):
    refused = of_tutor(client, world, "skill", kind="mastery", subject="")

    assert "Van welk vak beheerst deze tutor de leerstof" in refused.content.decode()


def test_a_skill_of_somebody_else_is_not_there(client: Client, world: Programme):
    other = TutorSkillFactory()

    response = client.post(reverse("coordinator-enrolment-skill-withdraw", args=[world.enrolment.pk, other.pk]))

    assert response.status_code == 404
