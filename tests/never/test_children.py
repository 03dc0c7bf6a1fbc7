"""What never happens to a child's file: R-NEV-04, -06, -19, -20."""

import dataclasses
import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Permission, Role
from tandem.initiatives.models import Initiative, StudentGroup
from tandem.logbook.actions import file_requests
from tandem.logbook.enums import FileKind, FileRequestKind
from tandem.logbook.models import FileItem, FileRequest, PupilEntry
from tandem.logbook.queries import file_pages, told
from tandem.logbook.queries.boards import PupilLine
from tandem.logbook.queries.file_pages import tutor_file
from tests.factories.file import FileItemFactory
from tests.factories.initiatives import InitiativeFactory
from tests.logbook.file_world import NOW, TODAY, FileWorld, file_world
from tests.never.guards import (
    fields_called,
    forbidden,
    guarded_by,
    names_in,
    sources,
    with_field,
    with_source,
    without,
    without_constraint,
)

COUNTING = {"Count", "Sum", "Avg", "StdDev", "Variance", "Rank", "aggregate"}
OF_GOALS = {"FileItem", "FileKind", "file_items"}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@guarded_by(with_field(FileItem, "reached"), with_field(PupilEntry, "score"))
def test_r_nev_04_no_field_says_whether_a_goal_was_reached():
    assert fields_called("score", "grade", "rank", "points", "reached", "achieved", "attained", "met") == set()


@guarded_by(
    with_source("quality/queries/goals.py", "from tandem.logbook.models import FileItem\nFileItem.objects.aggregate()"),
    with_source("web/coordinator/goals.py", "Count('file_items')"),
)
def test_r_nev_04_nothing_is_counted_from_goals_per_person():
    counting = [
        path for path, code in sources("**/*.py").items() if names_in(code) & OF_GOALS and names_in(code) & COUNTING
    ]

    assert counting == []


@pytest.mark.django_db
@guarded_by(without("tandem.initiatives.validators.STIGMAS", ()))
def test_r_nev_06_no_name_or_label_that_children_read_marks_them():
    initiative = InitiativeFactory()
    named = [
        StudentGroup(initiative=initiative, name="Zwakke lezers"),
        *(
            Initiative(**{**_kept(initiative), field: "achterstandsgroep"})
            for field in ("name", "tutor_label", "activity_label", "team_label")
        ),
    ]

    refused = [_refused(row) for row in named]

    assert refused == [["name"], ["name"], ["tutor_label"], ["activity_label"], ["team_label"]]


def _kept(initiative: Initiative) -> dict[str, object]:
    names = ("organiser", "name", "form", "starts_date", "ends_date")
    return {name: getattr(initiative, name) for name in names}


def _refused(row: Initiative | StudentGroup) -> list[str]:
    try:
        row.full_clean()
    except ValidationError as error:
        return sorted(error.message_dict)
    return []


@guarded_by(with_field(FileItem, "behaviour"), with_field(FileItem, "attitude"), with_field(FileRequest, "history"))
def test_r_nev_19_no_field_holds_a_childs_past():
    assert fields_called("behaviour", "history", "backlog", "diagnosis", "attitude", "conduct", "misbehaviour") == set()


@pytest.mark.django_db(transaction=True)
@guarded_by(without_constraint("logbook_fileitem", "file_item_is_of_a_known_kind"))
def test_r_nev_19_a_file_has_no_kind_of_line_for_what_went_wrong():
    assert {kind.value for kind in FileKind} == {"strength", "goal", "agreement", "message"}
    with pytest.raises(IntegrityError, match="file_item_is_of_a_known_kind"), transaction.atomic():
        FileItemFactory(kind="behaviour")


@guarded_by(
    without("tandem.logbook.queries.file_pages.TutorFile", dataclasses.make_dataclass("TutorFile", ["incidents"])),
    without("tandem.logbook.queries.told.Told", dataclasses.make_dataclass("Told", ["results"])),
)
def test_r_nev_19_what_a_tutor_reads_is_made_of_strengths_and_goals():
    read = {
        shape.__name__: [field.name for field in dataclasses.fields(shape)]
        for shape in (file_pages.TutorFile, told.Told, PupilLine)
    }
    assert read == {
        "TutorFile": ["name", "strengths", "goals", "agreements", "messages", "notes", "portraits", "works_at"],
        "Told": ["strengths", "goals", "messages"],
        "PupilLine": ["pupil_id", "name", "class_name", "goal", "last", "mine", "told"],
    }


@pytest.mark.django_db
@guarded_by(without("tandem.logbook.queries.file.start_of_year", lambda on: datetime(2000, 1, 1, tzinfo=UTC)))
def test_r_nev_19_last_years_lines_stay_closed_until_the_family_opens_them():
    world = file_world()
    FileItemFactory(pupil=world.pupil, text="van vorig jaar", said_at=datetime(2026, 5, 1, tzinfo=UTC))
    world.pupil.requests.update(asked_date=datetime(2026, 4, 1, tzinfo=UTC).date())

    assert tutor_file(world.pupil, [world.team], on=TODAY).strengths == []


@pytest.mark.django_db
@guarded_by(forbidden(Role.GUARDIAN, Permission.FAMILY_READ), forbidden(Role.PUPIL, Permission.OWN_FILE))
def test_r_nev_20_pupil_and_parent_read_every_line(client: Client):
    world = file_world()
    FileItemFactory(pupil=world.pupil, text="tekent dieren")
    read = []
    for user, address in _own_pages(world):
        client.force_login(user)
        read.append("tekent dieren" in client.get(address).content.decode())

    assert read == [True, True]


def _own_pages(world: FileWorld) -> list[tuple[object, str]]:
    return [(world.parent, reverse("family-file", args=[world.pupil.pk])), (world.own, reverse("pupil-file"))]


@pytest.mark.django_db
@guarded_by(
    without("tandem.logbook.actions.file_requests.add_view", lambda **facts: None),
    without("tandem.logbook.actions.file_requests.ask", lambda **facts: None),
)
def test_r_nev_20_pupil_and_parent_say_and_ask_something_about_every_line():
    world = file_world()
    item = world.says(world.teacher)
    for user in (world.own, world.parent):
        file_requests.add_view(pupil=world.pupil, target=item, text="soms", by=user, at=NOW)
    file_requests.ask(pupil=world.pupil, target=item, kind=FileRequestKind.SHIELDING, by=world.own, at=NOW)

    assert item.fileviews.count() == 2
    assert list(item.filerequests.values_list("answered_by", flat=True)) == [world.coordinator.person_id]


@pytest.mark.django_db
@guarded_by(without("tandem.logbook.queries.file.FOR_TUTORS", Q()))
def test_r_nev_20_what_the_family_hides_no_tutor_reads():
    world = file_world()
    item = world.says(world.teacher)
    file_requests.hide_from_tutors(pupil=world.pupil, target=item, by=world.own, at=NOW)

    assert tutor_file(world.pupil, [world.team], on=TODAY).strengths == []


@pytest.mark.django_db(transaction=True)
@guarded_by(without_constraint("logbook_filerequest", "file_request_answered_with_a_reason"))
def test_r_nev_20_the_database_refuses_an_answer_without_a_reason():
    world = file_world()
    asked = file_requests.ask(
        pupil=world.pupil, target=world.says(world.teacher), kind=FileRequestKind.SHIELDING, by=world.own, at=NOW
    )

    with pytest.raises(IntegrityError, match="file_request_answered_with_a_reason"), transaction.atomic():
        FileRequest.objects.filter(pk=asked.pk).update(granted=False)


# What no family or pupil reads: how somebody scored, where they stand, why they were chosen.
UNREACHABLE = {
    "level",
    "priority",
    "level_spread",
    "not_tutors",
    "apart_from",
    "score",
    "indicator",
    "need",
    "teacher_note",
}


@guarded_by(
    with_source("web/templates/family/extra.html", "{{ child.pupil.requests.all.0.level }}"),
    with_source("web/templates/pupil/extra.html", "{% if request.priority > 1 %}eerst{% endif %}"),
    with_source("web/family/extra.py", "def read(pupil):\n    return pupil.requests.values_list('level')"),
    with_source("web/pupil/extra.py", "def read(row):\n    return row.get_priority_display()"),
)
def test_r_nev_06_no_page_of_a_family_or_pupil_reaches_a_level_a_backlog_a_score_or_an_indicator():
    templates = {
        path: text
        for folder in ("family", "pupil")
        for path, text in sources(f"web/templates/{folder}/**/*.html").items()
    }
    code = {path: text for folder in ("family", "pupil") for path, text in sources(f"web/{folder}/**/*.py").items()}
    code |= sources("logbook/queries/family.py")
    looked_up = {
        path: set(re.findall(r"\w+", " ".join(re.findall(r"{[{%](.*?)[%}]}", text))))
        for path, text in templates.items()
    }
    named = {path: {part for name in names_in(text) for part in (name, _shown(name))} for path, text in code.items()}

    reached = {path: names & UNREACHABLE for path, names in (looked_up | named).items()}

    assert {path: names for path, names in reached.items() if names} == {}
    assert len(templates) > 10


def _shown(name: str) -> str:
    """Return the field of which Django shows the label."""
    return name.removeprefix("get_").removesuffix("_display")
