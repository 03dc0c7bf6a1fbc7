"""Long work in the background: done once, kept whole, and told about."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tandem.config.tasks import WORK, do_work
from tandem.core import work
from tandem.core.models import Work, WorkStatus
from tandem.core.work import WorkRefused
from tandem.people.models import Organisation
from tandem.scheduling.actions.intake import TAKE_OVER
from tandem.scheduling.actions.publishing import PUBLISH
from tests.factories.people import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
LATER = datetime(2026, 9, 7, 13, tzinfo=UTC)


def asked(kind: str = "rename") -> Work:
    return work.ask(kind, target=OrganisationFactory(name="De Linde"), by=UserFactory(), at=NOON)


def rename(piece: Work, at: datetime) -> Mapping[str, object]:
    Organisation.objects.filter(pk=piece.target_id).update(name="De Eik")
    return {"when": at.isoformat()}


def refuse(piece: Work, at: datetime) -> Mapping[str, object]:
    rename(piece, at)
    raise WorkRefused("busy")


def break_down(piece: Work, at: datetime) -> Mapping[str, object]:
    rename(piece, at)
    raise RuntimeError


def came_of(piece: Work) -> tuple[object, ...]:
    piece.refresh_from_db()
    name = Organisation.objects.get(pk=piece.target_id).name
    return piece.status, piece.outcome, piece.finished_at, name


def test_asking_again_while_it_waits_is_the_same_work():
    first = asked()
    target = Organisation.objects.get(pk=first.target_id)

    again = work.ask("rename", target=target, by=UserFactory(), at=LATER)

    assert again == first == work.latest("rename", target=target)
    jobs = ProcrastinateJob.objects.filter(task_name=work.TASK).values_list("args", flat=True)
    assert list(jobs) == [{"work": str(first.pk)}]


def test_work_is_done_once_and_what_came_of_it_stays():
    piece = asked()

    for _ in range(2):
        work.perform(piece.pk, {"rename": rename}, now=lambda: LATER)

    assert came_of(piece) == (WorkStatus.DONE, {"when": LATER.isoformat()}, LATER, "De Eik")


def test_refused_work_changes_nothing_and_says_why():
    piece = asked()

    work.perform(piece.pk, {"rename": refuse}, now=lambda: LATER)

    assert came_of(piece) == (WorkStatus.REFUSED, {"why": "busy"}, LATER, "De Linde")


def test_failed_work_changes_nothing_and_can_be_asked_again():
    piece = asked()

    with pytest.raises(RuntimeError):
        work.perform(piece.pk, {"rename": break_down}, now=lambda: LATER)

    assert came_of(piece) == (WorkStatus.FAILED, {"error": "RuntimeError"}, LATER, "De Linde")
    target = Organisation.objects.get(pk=piece.target_id)
    assert work.ask("rename", target=target, by=UserFactory(), at=LATER) != piece


def test_work_that_was_cut_off_begins_anew():
    piece = asked()
    Work.objects.update(status=WorkStatus.BUSY)  # what a killed worker leaves behind

    work.perform(piece.pk, {"rename": rename}, now=lambda: LATER)

    assert came_of(piece)[0] == WorkStatus.DONE


def test_the_worker_knows_every_kind_and_leaves_what_is_gone():
    do_work(str(uuid.uuid4()))

    assert set(WORK) == {PUBLISH, TAKE_OVER}
