from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tandem.core.permissions import Role
from tandem.initiatives.actions import readiness as actions
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative, SchoolPart, StaffLimit
from tandem.initiatives.queries.readiness import ready_of
from tandem.initiatives.together.readiness import Project
from tandem.people.models import Site, User
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, StudentGroupFactory
from tests.factories.people import (
    ClassPlaceFactory,
    SchoolClassFactory,
    SiteFactory,
    TutorFactory,
    member,
    school_coordinator,
)
from tests.factories.together import SchoolProjectFactory
from tests.never.guards import guarded_by, without

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 10, tzinfo=UTC)
TODAY = date(2026, 9, 1)


def joining(**initiative: object) -> tuple[Initiative, Site, User]:
    site = SiteFactory()
    return InitiativeFactory(sites=[site], **initiative), site, school_coordinator(site.organisation)


def test_what_tandem_counts_stands_until_the_school_says_otherwise():
    initiative, site, head = joining()
    school_class = SchoolClassFactory(site=site)
    ClassPlaceFactory.create_batch(3, school_class=school_class)
    ClassPlaceFactory(school_class=SchoolClassFactory(site=site))
    ClassPlaceFactory(school_class=SchoolClassFactory(site=site, school_year=2024))
    counted = ready_of(initiative, site, on=TODAY)
    actions.answer_readiness(initiative=initiative, site=site, by=head, at=NOON, pupils=240)

    said = ready_of(initiative, site, on=TODAY)

    assert (counted.pupils, counted.classes, counted.largest_class) == (4, 2, 3)
    assert (said.pupils, said.classes, said.largest_class) == (240, 2, 3)


def test_names_come_from_the_roles_at_the_school():
    initiative, site, head = joining()
    carer = member(site.organisation, Role.CARE_COORDINATOR)
    member(SiteFactory().organisation, Role.CARE_COORDINATOR)

    ready = ready_of(initiative, site, on=TODAY)

    assert (ready.care_coordinators, ready.contacts) == ((carer.person.full_name,), (head.person.full_name,))


def test_other_projects_are_those_the_school_wrote_down_and_those_in_tandem():
    initiative, site, _ = joining()
    SchoolProjectFactory(site=site, name="PAL", days=[1], pupils=12, staff_hours=Decimal(3))
    SchoolProjectFactory(site=site, name="Voorbij", to_date=TODAY)
    SchoolProjectFactory(name="Elders")
    InitiativeFactory(sites=[site], name="Zomerschool")

    found = ready_of(initiative, site, on=date(2026, 9, 2)).projects

    assert found == (Project("PAL", (1,), 12, Decimal(3)), Project("Zomerschool", (), 0, Decimal(0)))


def test_a_group_of_students_that_comes_to_the_school_is_counted():
    initiative, site, _ = joining(form=FormKind.MOZ)
    group = StudentGroupFactory(initiative=initiative)
    group.tutors.set(TutorFactory.create_batch(3))
    EnrolmentFactory(initiative=initiative, tutor=None, student_group=group, sites=[site])

    assert ready_of(initiative, site, on=TODAY).students == 3


def asked(initiative: Initiative, site: Site, hours: int, by: User) -> SchoolPart:
    return actions.ask_staff_time(initiative=initiative, site=site, hours=Decimal(hours), by=by, at=NOON)


@guarded_by(without("tandem.initiatives.actions.readiness._asked_by_others", lambda *given: Decimal(-1000)))
def test_r_nev_30_partners_never_ask_more_of_a_schools_staff_than_it_can_carry():
    initiative, site, head = joining()
    other = InitiativeFactory(sites=[site])
    SchoolProjectFactory(site=site, staff_hours=Decimal(3))
    asked(other, site, 4, head)
    actions.set_staff_limit(site=site, hours=Decimal(10), by=head, at=NOON)

    asked(initiative, site, 3, head)
    with pytest.raises(actions.StaffTimeNotPossible) as refused:
        asked(initiative, site, 4, head)

    assert refused.value.left == Decimal(3)
    assert SchoolPart.objects.get(initiative=initiative).staff_hours == Decimal(3)


def test_a_programme_may_always_ask_less():
    initiative, site, head = joining()
    asked(initiative, site, 8, head)
    actions.set_staff_limit(site=site, hours=Decimal(2), by=head, at=NOON)

    asked(initiative, site, 5, head)

    assert SchoolPart.objects.get(initiative=initiative).staff_hours == Decimal(5)


def test_a_school_takes_its_ceiling_away():
    _, site, head = joining()
    actions.set_staff_limit(site=site, hours=Decimal(2), by=head, at=NOON)
    actions.set_staff_limit(site=site, hours=None, by=head, at=NOON)

    assert StaffLimit.objects.count() == 0


def test_nothing_else_is_answered_about_a_school():
    initiative, site, head = joining()

    with pytest.raises(TypeError, match="staff_hours"):
        actions.answer_readiness(initiative=initiative, site=site, by=head, at=NOON, staff_hours=4)
