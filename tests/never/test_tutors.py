"""What a tutor never is, and what is never put on a school: R-NEV-09, -13, -25."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tandem.core.permissions import ROLES, Permission, Role
from tandem.initiatives.tutor_role import TASKS, Task
from tandem.logbook.models import LogEntry
from tandem.people.models import Clearance, Membership, Organisation, Tutor
from tests.logbook.file_world import NOW, file_world
from tests.never.guards import allowed, fields_called, guarded_by, with_field, without

# What opens a child's file, its contacts with home, a class, a school, or somebody else's work.
NOT_A_TUTORS = frozenset(Permission) - {Permission.TUTOR_READ, Permission.TUTOR_LOG, Permission.AVAILABILITY_PAINT}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.django_db
@guarded_by(allowed(Role.TUTOR, Permission.CLASS_READ), allowed(Role.TUTOR, Permission.FAMILY_READ))
def test_r_nev_09_a_tutor_opens_no_file_of_the_school_and_no_page_of_a_family(client: Client):
    world = file_world()
    client.force_login(world.tutor)
    addresses = [
        reverse("school-file", args=[world.pupil.pk]),
        reverse("school-contact", args=[world.pupil.pk]),
        reverse("school-pupils"),
        reverse("family-file", args=[world.pupil.pk]),
        reverse("family-home"),
    ]

    assert [client.get(address).status_code for address in addresses] == [403] * 5


@guarded_by(allowed(Role.TUTOR, Permission.CLASS_READ), allowed(Role.TUTOR, Permission.SERVED_READ))
def test_r_nev_09_a_tutor_may_do_what_a_tutor_does_and_no_more():
    assert ROLES[Role.TUTOR] & NOT_A_TUTORS == frozenset()


@pytest.mark.django_db
@guarded_by(
    without("tandem.web.tutor.role.TASKS", tuple(task for task in TASKS if task.is_tutors)),
    without("tandem.web.tutor.role.TASKS", (*TASKS[5:], Task("Toetsen afnemen."))),
)
def test_r_nev_09_the_role_names_what_is_somebody_elses_and_where_a_worry_goes(client: Client):
    world = file_world()
    client.force_login(world.tutor)

    page = client.get(reverse("tutor-role")).content.decode()

    assert [str(task.what) for task in TASKS if str(task.what) not in page] == []
    assert [str(task.whose) for task in TASKS if str(task.whose) not in page] == []
    assert f'href="{reverse("tutor-worry")}"' in page


def _everybody(person: object, *, on: object) -> list:
    return list(Tutor.objects.filter(person=person).values_list("pk", flat=True))


@pytest.mark.django_db
@guarded_by(without("tandem.logbook.queries.rosters.cleared_of", _everybody))
@pytest.mark.parametrize("kind", ["check", "training", "agreement"])
def test_r_nev_13_without_check_training_and_agreement_a_tutor_sees_no_child(client: Client, kind: str):
    world = file_world(starts_at=NOW)
    Clearance.objects.filter(tutor=world.world.tutor, kind=kind).delete()
    client.force_login(world.tutor)

    page = client.get(reverse("tutor-home")).content.decode()

    assert [pupil.person.given_name for pupil in world.world.pupils if pupil.person.given_name in page] == []


@pytest.mark.django_db
@guarded_by(without("tandem.scheduling.queries.teams.cleared_of", _everybody))
@pytest.mark.parametrize("kind", ["check", "training", "agreement"])
def test_r_nev_13_without_check_training_and_agreement_a_tutor_opens_no_file(client: Client, kind: str):
    world = file_world()
    Clearance.objects.filter(tutor=world.world.tutor, kind=kind).delete()
    client.force_login(world.tutor)

    assert client.get(reverse("tutor-pupil", args=[world.pupil.pk])).status_code == 404


@guarded_by(allowed(Role.TEACHER, Permission.TUTOR_LOG), allowed(Role.SCHOOL_COORDINATOR, Permission.TUTOR_LOG))
def test_r_nev_25_nobody_of_a_school_writes_hours():
    assert {role for role, permissions in ROLES.items() if Permission.TUTOR_LOG in permissions} == {Role.TUTOR}


@guarded_by(with_field(Membership, "hours"), with_field(Organisation, "timesheet"), with_field(LogEntry, "approved_by"))
def test_r_nev_25_hours_have_no_place_but_the_log():
    # What a school can spare is said before anything begins; none of it is kept of what was done.
    beforehand = {
        "initiatives.SchoolPart.staff_hours",
        "initiatives.SchoolProject.staff_hours",
        "initiatives.StaffLimit.hours",
    }

    assert fields_called("hours", "timesheet", "worked", "approved") - beforehand == set()


def _addresses(resolver: URLResolver, prefix: str = "") -> list[str]:
    found: list[str] = []
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        found += [address] if isinstance(pattern, URLPattern) else _addresses(pattern, address)
    return found


def test_r_nev_25_no_page_of_a_school_is_a_timesheet():
    mine = [address for address in _addresses(get_resolver()) if address.startswith("school/")]

    # "hours/" are the hours of the school day.
    assert [address for address in mine if any(word in address for word in ("timesheet", "uren", "worked"))] == []
    assert len(mine) > 20
