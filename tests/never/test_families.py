"""What is never asked of a family, or said of it: R-NEV-01, -02, -03, -07, -21, -23."""

import itertools
import re
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tandem.core.models import AuditEvent, OutboxMessage
from tandem.initiatives.models import Request
from tandem.logbook.actions import portraits
from tandem.logbook.actions.family_contacts import ContactNotPossible, Talk, record_contact
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.enums import ContactWay, PortraitTopic, ShownTo, Voice
from tandem.logbook.models import FamilyContact, SelfPortrait
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Consent, Person, Pupil
from tandem.people.queries import agreed_pupils
from tandem.scheduling.problems import facts
from tandem.scheduling.problems.build import problem_for
from tests.factories.file import FamilyContactFactory
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.people import ConsentFactory
from tests.logbook.file_world import NOW, TODAY, FileWorld, file_world
from tests.never.guards import (
    fields_called,
    guarded_by,
    names_in,
    sources,
    with_field,
    with_source,
    without,
    without_constraint,
)


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.django_db
@guarded_by(
    without(
        "tandem.people.queries.consents.ASKED",
        dict.fromkeys(ConsentPurpose, frozenset({ConsentParty.GUARDIAN})),
    ),
    without("tandem.people.queries.consents.ASKED", dict.fromkeys(ConsentPurpose, frozenset({ConsentParty.PUPIL}))),
)
def test_r_nev_01_after_school_neither_the_parent_nor_the_pupil_decides_alone():
    by_parent, by_pupil, by_both = (file_world().pupil for _ in range(3))
    said = [(by_parent, "guardian"), (by_pupil, "pupil"), (by_both, "guardian"), (by_both, "pupil")]
    for pupil, party in said:
        ConsentFactory(pupil=pupil, party=party, purpose="after_school", answer="yes", answered_by=_who(pupil, party))

    agreed = agreed_pupils([by_parent.pk, by_pupil.pk, by_both.pk], in_school_time=False, on=TODAY)

    assert agreed == {by_both.pk}


def _who(pupil: Pupil, party: str) -> object:
    return pupil.person if party == "pupil" else pupil.guardians.get().person


@pytest.mark.django_db(transaction=True)
@guarded_by(without_constraint("people_consent", "consent_way_is_its_own"))
def test_r_nev_02_no_consent_comes_from_an_enrolment_document():
    assert {"enrolment", "engagement", "import"} & set(ConsentWay.values) == set()
    with pytest.raises(IntegrityError, match="consent_way_is_its_own"), transaction.atomic():
        ConsentFactory(way="enrolment", evidence="inschrijving")


@guarded_by(with_field(Consent, "overdue"), with_field(FamilyContact, "reminded_at"), with_field(Pupil, "deadline"))
def test_r_nev_03_a_family_is_never_late():
    assert set(ConsentAnswer.values) == {"yes", "no", "later"}
    assert fields_called("overdue", "deadline", "reminded", "compliance", "obliged") == set()


@pytest.mark.django_db(transaction=True)
@guarded_by(without_constraint("logbook_familycontact", "family_contact_begins_with_what_went_well"))
def test_r_nev_07_the_database_refuses_a_contact_without_what_went_well():
    with pytest.raises(IntegrityError, match="family_contact_begins_with_what_went_well"), transaction.atomic():
        FamilyContactFactory(went_well="")


@pytest.mark.django_db
@guarded_by(without("tandem.logbook.actions.family_contacts.says_what_went_well", lambda text: True))
def test_r_nev_07_a_contact_is_not_written_down_without_what_went_well():
    world = file_world()
    talk = Talk(world.parent.person, date(2026, 10, 2), ContactWay.PHONE, went_well="...")

    with pytest.raises(ContactNotPossible, match="begins with what goes well"):
        record_contact(pupil=world.pupil, talk=talk, by=world.teacher, at=NOW)


@guarded_by(with_field(FamilyContact, "concerns"), with_field(FamilyContact, "attended"))
def test_r_nev_07_no_list_says_what_a_parent_lacks():
    assert [field.name for field in FamilyContact._meta.get_fields()] == [
        "id",
        "pupil",
        "spoken_with",
        "on_date",
        "way",
        "went_well",
        "talked_about",
        "agreed",
        "written_by",
        "written_at",
    ]


@guarded_by(
    with_source("web/templates/family/home.html", '{% block content %}<section class="card question">'),
    with_source(
        "web/templates/family/file/home.html", "{% block content %}{% translate 'Wat nog niet lukt' as title %}"
    ),
)
def test_r_nev_07_what_a_family_opens_begins_with_what_goes_well():
    begins = {
        path: re.search(r'<section class="(card[^"]*)"|asvar title %}(.*?){%', text.partition("{% block content %}")[2])
        for path, text in sources("web/templates/family/**/*.html").items()
        if path.endswith("home.html")
    }

    assert {path: found and (found[1] or found[2]) for path, found in begins.items()} == {
        "web/templates/family/file/home.html": "Wat {{ name }} sterk maakt",
        "web/templates/family/home.html": "card good-news",
    }


def rows() -> dict[str, int]:
    """Return how many rows every table of ours holds."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("tandem.")
        and model._meta.app_label != "safeguarding"  # a role of its own, that no page of the file has
        and model not in (AuditEvent, SelfPortrait)
    }


def tell_all(world: FileWorld) -> None:
    for topic in PortraitTopic:
        portraits.tell(
            pupil=world.pupil, topic=topic, text="Tarifit, uit Nador", shown_to=ShownTo.SCHOOL, by=world.own, at=NOW
        )


TASKS = itertools.count()


def _makes_a_task(*args: object, **kwargs: object) -> None:
    OutboxMessage.objects.create(kind="ask.to.mediate", key=f"task {next(TASKS)}", created_at=NOW, due_at=NOW)


@pytest.mark.django_db
@guarded_by(without("tandem.logbook.actions.portraits.audit.record", _makes_a_task))
def test_r_nev_21_nothing_follows_from_what_somebody_tells_about_themselves():
    world = file_world()
    tell_all(world)  # the key under which the words are sealed is made the first time
    before = rows()
    SelfPortrait.objects.all().delete()

    tell_all(world)

    assert rows() == before


KNOW_PORTRAITS = {
    "logbook/actions/portraits.py",
    "logbook/migrations/0004_pupils_file.py",
    "logbook/models/__init__.py",
    "logbook/models/file.py",
    "logbook/queries/file.py",
    "logbook/queries/file_pages.py",
}


@guarded_by(
    with_source("scheduling/tasks_for_mediators.py", "from tandem.logbook.models import SelfPortrait"),
    with_source("initiatives/eligible.py", "pupils.exclude(portraits__topic='languages')"),
)
def test_r_nev_21_and_23_nothing_but_the_file_reads_a_portrait():
    knows = {
        path
        for path, code in sources("**/*.py").items()
        if names_in(code) & {"SelfPortrait", "PortraitTopic"} or re.search(r"\bportraits__", code)
    }
    shown_by = {path for path in knows if path.startswith(("web/family/file", "privacy/", "logbook/enums"))}

    assert knows - shown_by == KNOW_PORTRAITS
    assert [field.name for field in SelfPortrait._meta.related_objects] == []


@pytest.mark.django_db
@guarded_by(without("tandem.logbook.actions.portraits.family_voice", lambda *args, **kwargs: Voice.GUARDIAN))
def test_r_nev_21_nobody_tells_it_for_another():
    world = file_world()

    with pytest.raises(FileNotPossible):
        portraits.tell(
            pupil=world.pupil,
            topic=PortraitTopic.BACKGROUND,
            text="uit Nador",
            shown_to=ShownTo.SCHOOL,
            by=world.teacher,
            at=NOW,
        )


@pytest.mark.django_db
@guarded_by(
    without("tandem.logbook.queries.file_pages.file.portraits_of", lambda pupil, **_: list(pupil.portraits.all()))
)
def test_r_nev_21_a_tutor_reads_only_what_was_meant_for_tutors(client: Client):
    world = file_world()
    portraits.tell(
        pupil=world.pupil,
        topic=PortraitTopic.BACKGROUND,
        text="uit Nador",
        shown_to=ShownTo.FAMILY,
        by=world.own,
        at=NOW,
    )
    client.force_login(world.tutor)

    assert "uit Nador" not in client.get(reverse("tutor-pupil", args=[world.pupil.pk])).content.decode()


def _only_dutch(initiative, *, from_date):
    found = GATHER(initiative, from_date=from_date)
    found.requests = [row for row in found.requests if row.pupil.person.language == "nl"]
    return found


GATHER = facts.gather


@pytest.mark.django_db
@guarded_by(without("tandem.scheduling.problems.build.gather", _only_dutch))
def test_r_nev_23_no_language_spoken_at_home_keeps_anybody_out_of_a_plan():
    world = file_world()
    asked = RequestFactory(pupil=world.pupil, initiative=InitiativeFactory(), site=world.world.site)
    before = problem_for(asked.initiative, from_date=TODAY).problem
    tell_all(world)
    Person.objects.filter(pk=world.pupil.person_id).update(language="ar")

    after = problem_for(asked.initiative, from_date=TODAY).problem

    assert (len(after.requests), after) == (1, before)


@guarded_by(
    with_field(Request, "dutch_level"),
    with_field(Pupil, "nt2"),
    with_source("planning/rules/speaks_dutch.py", "def speaks_dutch(problem):\n    return problem.languages"),
)
def test_r_nev_23_no_rule_asks_and_no_field_measures_somebodys_dutch():
    asks = [path for path, code in sources("planning/rules/*.py").items() if names_in(code) & {"languages", "language"}]

    assert asks == []
    assert fields_called("dutch", "nt2", "proficiency", "fluency") == set()
