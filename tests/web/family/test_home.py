import re
from datetime import datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.initiatives.enums import Priority
from tandem.initiatives.models import Request
from tandem.logbook.models import CannotCome
from tandem.people.models import Guardian, Pupil, User
from tandem.scheduling.enums import ResourceKind, SessionStatus
from tandem.scheduling.models import Occupancy, Session
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory, TutorPresenceFactory
from tests.factories.people import GuardianFactory, TutorFactory, UserFactory, school_coordinator
from tests.factories.scheduling import PublishedTeamFactory, SessionFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db

HOME = "/family/"


@pytest.fixture
def guardian() -> Guardian:
    guardian = GuardianFactory(pupil__person__given_name="Noor")
    ask_for(guardian.pupil)
    return guardian


@pytest.fixture
def parent(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person)


def ask_for(pupil: Pupil) -> Request:
    return RequestFactory(pupil=pupil, initiative=InitiativeFactory(), priority=Priority.FIRST, level=2, goal="tafels")


def coming_session(pupil: Pupil, *, days: int = 3, tutor_name: str = "Lotte", **session: object) -> Session:
    team = PublishedTeamFactory(enrolment__tutor__person__given_name=tutor_name)
    TeamMemberFactory(team=team, request__pupil=pupil)
    starts_at: datetime = timezone.now() + timedelta(days=days)
    made = SessionFactory(team=team, starts_at=starts_at, **session)
    Occupancy.objects.create(
        session=made,
        kind=ResourceKind.PERSON,
        resource_id=pupil.person_id,
        during=DateTimeTZRange(made.starts_at, made.ends_at),
    )
    return made


def went_well(pupil: Pupil, success: str, *, days_ago: int = 1) -> None:
    session = SessionFactory(starts_at=timezone.now() - timedelta(days=days_ago))
    entry = LogEntryFactory(session=session)
    TutorPresenceFactory(log_entry=entry, tutor=TutorFactory(person__given_name="Lotte"))
    PupilEntryFactory(log_entry=entry, pupil=pupil, success=success, goal="achterstand inhalen", activity="flitsen")


def text_of(client: Client, user: User) -> str:
    client.force_login(user)
    page = client.get(HOME).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_r_nev_07_the_page_opens_with_what_goes_well_newest_first(client, guardian, parent):
    went_well(guardian.pupil, "las een hele bladzijde voor", days_ago=8)
    went_well(guardian.pupil, "legde zelf de tafels uit", days_ago=1)

    text = text_of(client, parent)

    order = ["Wat goed ging bij Noor", "legde zelf de tafels uit", "las een hele bladzijde voor", "De volgende keer"]
    assert [part for part in sorted(order, key=text.find) if part in text] == order


def test_the_next_time_names_the_tutor_and_the_place(client, guardian, parent):
    later = coming_session(guardian.pupil, days=9, tutor_name="Emma")
    session = coming_session(guardian.pupil, days=3, tutor_name="Lotte")

    text = text_of(client, parent)

    assert f"met Lotte, op {session.team.site.name}" in text
    assert later.team.site.name not in text


@pytest.mark.parametrize("why", ["cancelled", "tutor away", "child free"])
def test_a_session_that_does_not_take_place_is_not_the_next(client, guardian, parent, why):
    session = coming_session(guardian.pupil)
    if why == "cancelled":
        Session.objects.update(status=SessionStatus.CANCELLED)
    elif why == "tutor away":
        CannotCome.objects.create(session=session, tutor=session.team.enrolment.tutor, said_at=timezone.now())
    else:
        Occupancy.objects.update(cancelled=True)

    assert "Er is nog geen dag afgesproken" in text_of(client, parent)


def test_r_nev_06_no_level_backlog_score_priority_or_reason_reaches_a_family(client, guardian, parent):
    went_well(guardian.pupil, "legde zelf de tafels uit")
    coming_session(guardian.pupil)
    request = guardian.pupil.requests.get(priority=Priority.FIRST)
    assert (request.priority, request.level) == (Priority.FIRST, 2)

    text = text_of(client, parent).lower()

    forbidden = ["achterstand", "niveau", "score", "toets", "eerst", "snel", "wachtlijst", "risico", "zwak", "reden"]
    assert [word for word in forbidden if re.search(rf"\b{word}", text)] == []


@pytest.mark.parametrize("said", [None, "no", "later"])
def test_r_nev_01_and_03_silence_and_a_no_leave_no_mark_on_the_page(client, guardian, parent, said):
    if said:
        client.force_login(parent)
        client.post(reverse("family-answer", args=[guardian.pupil.pk, "in_school_time"]), {"answer": said})
        client.get(HOME)

    client.force_login(parent)
    page = client.get(HOME).content.decode()
    main = page[page.index("<main") : page.index("</main>")]

    assert re.findall(r"tone-(?:warning|danger)|badge|te laat|herinnering|nog niet geantwoord|verplicht", main) == []


def test_r_nev_29_a_person_to_talk_to_in_another_language_is_named(client, guardian, parent):
    coordinator = school_coordinator(guardian.pupil.organisation)
    coordinator.person.phone = "+32 3 000 00 00"
    coordinator.person.save()

    text = text_of(client, parent)

    assert coordinator.person.full_name in text
    assert "+32 3 000 00 00" in text
    assert "Praat u liever een andere taal? Zeg het, dan zoekt de school iemand die meehelpt." in text


def test_the_trusted_person_of_the_initiative_comes_before_the_school(client, guardian, parent):
    coordinator = school_coordinator(guardian.pupil.organisation)
    trusted = UserFactory()
    request = guardian.pupil.requests.get(priority=Priority.FIRST)
    request.initiative.concern_contact = trusted
    request.initiative.save()

    text = text_of(client, parent)

    assert text.index(trusted.person.full_name) < text.index(coordinator.person.full_name)


def test_a_family_sees_its_own_children_only(client, guardian, parent):
    GuardianFactory(person=guardian.person, pupil__person__given_name="Sami")
    GuardianFactory(pupil__person__given_name="Vreemd")

    text = text_of(client, parent)

    assert [name for name in ("Noor", "Sami", "Vreemd") if name in text] == ["Noor", "Sami"]


def test_page_says_why_it_is_empty(client):
    guardian = GuardianFactory()
    user = UserFactory(person=guardian.person)
    guardian_pupil = Pupil.objects.get()

    text = text_of(client, user)

    assert f"Na de eerste keren leest u hier wat {guardian_pupil.person.given_name} goed deed." in text
    assert "Er is nog geen dag afgesproken." in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_children_and_news(
    client, guardian, parent, count, django_assert_num_queries
):
    pupils = [guardian.pupil, *(GuardianFactory(person=guardian.person).pupil for _ in range(count - 1))]
    for number, pupil in enumerate(pupils):
        school_coordinator(pupil.organisation)
        if number:
            ask_for(pupil)
        for day in range(count):
            went_well(pupil, "goed zo", days_ago=day + 1)
        coming_session(pupil)
    client.force_login(parent)
    client.get(HOME)

    with django_assert_num_queries(19):
        client.get(HOME)
