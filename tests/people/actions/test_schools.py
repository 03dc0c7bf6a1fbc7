from datetime import UTC, date, datetime

import pytest

from tandem.people.actions import schools
from tandem.people.actions.schools import SchoolChangeNotPossible
from tandem.people.enums import Stage
from tandem.people.models import SchoolClass, Site
from tandem.people.queries import classes_visible_to
from tests.factories.people import SchoolClassFactory, SchoolFactory, SiteFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)
TODAY = date(2026, 9, 10)


def test_site_and_class_are_added_to_the_school():
    school, by = SchoolFactory(), UserFactory()

    site = schools.add_site(organisation=school, name="Noord", stage=Stage.PRIMARY_NL, by=by, at=AT)
    school_class = schools.add_class(site=site, name="5A", school_year=2026, by=by, at=AT)

    assert (list(school.sites.all()), list(site.classes.all())) == ([site], [school_class])


def test_a_second_site_of_the_same_name_is_refused():
    site = SiteFactory(name="Noord")

    with pytest.raises(SchoolChangeNotPossible):
        schools.add_site(organisation=site.organisation, name="NOORD", stage=Stage.PRIMARY_NL, by=UserFactory(), at=AT)

    assert list(Site.objects.all()) == [site]


def test_a_second_class_of_the_same_name_and_year_is_refused():
    school_class = SchoolClassFactory(name="5A")

    with pytest.raises(SchoolChangeNotPossible):
        schools.add_class(site=school_class.site, name="5a", school_year=2026, by=UserFactory(), at=AT)

    assert list(SchoolClass.objects.all()) == [school_class]


def test_changing_a_site_keeps_its_own_name():
    site = SiteFactory(name="Noord")

    schools.change_site(site=site, name="Noord", address="Kaai 1", pick_up="aan de poort", by=UserFactory(), at=AT)

    assert Site.objects.values_list("address", "pick_up").get() == ("Kaai 1", "aan de poort")


def test_teacher_sees_the_class_from_when_they_teach_it_until_they_no_longer_do():
    school_class, teacher, by = SchoolClassFactory(), UserFactory(), UserFactory()

    seen = [list(classes_visible_to(teacher, on=TODAY))]
    teaches = schools.set_teacher(school_class=school_class, person=teacher.person, days=[1, 0, 1], by=by, at=AT)
    seen.append(list(classes_visible_to(teacher, on=TODAY)))
    schools.remove_teacher(class_teacher=teaches, by=by, at=AT)
    seen.append(list(classes_visible_to(teacher, on=TODAY)))

    assert teaches.days == [0, 1]
    assert seen == [[], [school_class], []]


@pytest.mark.parametrize("days", [[], [7]])
def test_teacher_teaches_on_days_of_the_week(days):
    with pytest.raises(SchoolChangeNotPossible):
        schools.set_teacher(
            school_class=SchoolClassFactory(), person=UserFactory().person, days=days, by=UserFactory(), at=AT
        )
