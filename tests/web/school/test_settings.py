"""What a school sets itself: rooms, hours, days, and who teaches."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.people.models import ClassTeacher, Site, User
from tandem.people.queries.places import taught_by
from tandem.scheduling.models import BellSchedule, Closure, Period, Room, RoomBusy, Suspension
from tests.factories.people import SchoolClassFactory, SiteFactory, teacher_of
from tests.factories.scheduling import ClosureFactory, PeriodFactory, RoomFactory
from tests.web.school.cast import Cast, pupil_in, this_year, with_hours

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_room_is_added_once(client: Client, cast: Cast):
    client.force_login(cast.coordinator)
    sent = {"site": cast.site.pk, "name": "Zolder"}

    statuses = [client.post("/school/rooms/", sent).status_code for _ in range(2)]

    assert (statuses, list(Room.objects.values_list("site", "name"))) == ([302, 200], [(cast.site.pk, "Zolder")])


def test_room_cannot_be_added_to_another_schools_site(client: Client, cast: Cast):
    client.force_login(cast.coordinator)

    response = client.post("/school/rooms/", {"site": SiteFactory().pk, "name": "Zolder"})

    assert (response.status_code, Room.objects.count()) == (200, 0)


def test_room_is_taken_out_of_use_and_back(client: Client, cast: Cast):
    room = RoomFactory(site=cast.site)
    client.force_login(cast.coordinator)

    seen = []
    for usable in ("no", "yes"):
        client.post(reverse("school-room-usable", args=[room.pk]), {"usable": usable})
        seen.append(Room.objects.get().usable)

    assert seen == [False, True]


def test_busy_hours_of_a_room_are_painted(client: Client, cast: Cast):
    with_hours(cast)
    room = RoomFactory(site=cast.site)
    client.force_login(cast.coordinator)
    cells = {f"cell-{day}-{hour}": "free" for day in (0, 1) for hour in ("0830-0920", "0920-1010")}

    client.post(reverse("school-room-week", args=[room.pk]), cells | {"cell-1-0830-0920": "busy"})

    assert list(RoomBusy.objects.values_list("day", "starts", "ends")) == [(1, time(8, 30), time(9, 20))]


def hours(*rows: dict[str, object]) -> dict[str, object]:
    sent: dict[str, object] = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        sent |= {f"form-{number}-{name}": value for name, value in row.items()}
    return sent


FIRST = {"starts": "08:30", "ends": "09:20", "days": ["0", "2"]}


def test_hours_are_given_as_rows_with_their_days(client: Client, cast: Cast):
    client.force_login(cast.coordinator)
    late = {"starts": "15:45", "ends": "16:45", "days": ["0"], "after_school": "on"}

    response = client.post("/school/hours/add/", {"site": cast.site.pk, "name": "gewoon"} | hours(FIRST, late, {}))

    assert response.status_code == 302
    assert list(Period.objects.order_by("day", "starts").values_list("day", "number", "starts", "after_school")) == [
        (0, 1, time(8, 30), False),
        (0, 2, time(15, 45), True),
        (2, 1, time(8, 30), False),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"starts": "08:30"}, "Vul begin, einde en minstens één dag in"),
        ({"starts": "09:30", "ends": "09:20", "days": ["0"]}, "Het einde ligt na het begin."),
        ({"starts": "09:00", "ends": "09:40", "days": ["0"]}, "Twee uren van dezelfde dag overlappen."),
        ({"starts": "09:20", "ends": "10:10", "days": ["9"]}, "9"),
    ],
)
def test_hours_that_cannot_be_are_asked_again(client: Client, cast: Cast, row: dict[str, object], said: str):
    client.force_login(cast.coordinator)

    response = client.post("/school/hours/add/", {"site": cast.site.pk, "name": "gewoon"} | hours(FIRST, row))

    assert (response.status_code, BellSchedule.objects.count()) == (200, 0)
    assert said in response.content.decode()


def test_hours_come_back_as_they_were_given(client: Client, cast: Cast):
    with_hours(cast)
    client.force_login(cast.coordinator)

    response = client.get(reverse("school-bell", args=[BellSchedule.objects.get().pk]))

    rows = [(row["starts"], row["days"]) for row in response.context["hours"].initial]
    assert rows == [(time(8, 30), ["0", "1"]), (time(9, 20), ["0", "1"])]


def test_hours_are_removed(client: Client, cast: Cast):
    with_hours(cast)
    client.force_login(cast.coordinator)

    client.post(reverse("school-bell-remove", args=[BellSchedule.objects.get().pk]))

    assert not BellSchedule.objects.exists()


def test_study_day_is_added_and_taken_away(client: Client, cast: Cast):
    client.force_login(cast.coordinator)
    day = TODAY + timedelta(days=10)
    sent = {"close": "yes", "closure-name": "studiedag", "closure-from_date": day, "closure-to_date": day}

    client.post("/school/days/", sent)
    added = list(Closure.objects.values_list("organisation", "site", "name", "from_date"))
    client.post(reverse("school-closure-remove", args=[Closure.objects.get().pk]))

    assert added == [(cast.site.organisation_id, None, "studiedag", day)]
    assert not Closure.objects.exists()


def test_trip_of_a_class_and_exam_of_a_pupil_are_added(client: Client, cast: Cast):
    pupil = pupil_in(cast)
    client.force_login(cast.coordinator)
    days = {"suspension-from_date": TODAY, "suspension-to_date": TODAY, "suspend": "yes"}

    client.post("/school/days/", days | {"suspension-kind": "trip", "suspension-school_class": cast.school_class.pk})
    client.post("/school/days/", days | {"suspension-kind": "exam", "suspension-pupil": pupil.pk})

    assert set(Suspension.objects.values_list("kind", "school_class", "pupil")) == {
        ("trip", cast.school_class.pk, None),
        ("exam", None, pupil.pk),
    }


@pytest.mark.parametrize("case", ["nobody", "both", "backwards", "stranger"])
def test_away_that_cannot_be_is_asked_again(client: Client, cast: Cast, case: str):
    client.force_login(cast.coordinator)
    ends = TODAY - timedelta(days=1) if case == "backwards" else TODAY
    sent = {"suspend": "yes", "suspension-kind": "trip", "suspension-from_date": TODAY, "suspension-to_date": ends}
    if case in ("both", "backwards"):
        sent["suspension-school_class"] = cast.school_class.pk
    if case == "both":
        sent["suspension-pupil"] = pupil_in(cast).pk
    if case == "stranger":
        sent["suspension-school_class"] = SchoolClassFactory(school_year=this_year()).pk

    response = client.post("/school/days/", sent)

    assert (response.status_code, Suspension.objects.count()) == (200, 0)


def test_days_of_before_are_not_listed(client: Client, cast: Cast):
    Closure.objects.create(
        organisation=cast.site.organisation, name="oude dag", from_date=date(2020, 1, 6), to_date=date(2020, 1, 6)
    )
    client.force_login(cast.coordinator)

    assert "oude dag" not in client.get("/school/days/").content.decode()


def test_colleague_gets_days_in_the_class(client: Client, cast: Cast):
    client.force_login(cast.coordinator)
    page = reverse("school-class-teachers", args=[cast.school_class.pk])

    client.post(page, {"person": cast.colleague.person_id, "days": ["3", "4"]})

    assert ClassTeacher.objects.get(school_class=cast.school_class, person=cast.colleague.person).days == [3, 4]


def test_new_teacher_gets_a_way_in(client: Client, cast: Cast):
    client.force_login(cast.coordinator)
    page = reverse("school-class-teachers", args=[cast.school_class.pk])
    sent = {"new": "yes", "new-given_name": "Els", "new-family_name": "Claes", "new-email": "Els@school.test"}

    statuses = [client.post(page, sent | {"new-days": ["0"]}).status_code for _ in range(2)]

    teacher = User.objects.get(email="els@school.test")
    client.force_login(teacher)
    opens = client.get(reverse("school-class-answers", args=[cast.school_class.pk])).status_code
    assert (statuses, opens) == ([302, 200], 200)


def test_who_stands_in_sees_the_class_in_that_time_only(client: Client, cast: Cast):
    client.force_login(cast.coordinator)
    teaches = ClassTeacher.objects.get(school_class=cast.school_class, person=cast.teacher.person)
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=5)

    client.post(
        reverse("school-class-stand-in", args=[cast.school_class.pk, teaches.pk]),
        {"person": cast.colleague.person_id, "from_date": first, "to_date": last},
    )

    class_names = [
        sorted(row.school_class.name for row in taught_by(cast.colleague, on=day))
        for day in (TODAY, first, last, last + timedelta(days=1))
    ]
    assert class_names == [["6B"], ["5A", "6B"], ["5A", "6B"], ["6B"]]


def test_standing_in_ends_after_it_starts(client: Client, cast: Cast):
    client.force_login(cast.coordinator)
    teaches = ClassTeacher.objects.get(school_class=cast.school_class, person=cast.teacher.person)

    response = client.post(
        reverse("school-class-stand-in", args=[cast.school_class.pk, teaches.pk]),
        {"person": cast.colleague.person_id, "from_date": TODAY, "to_date": TODAY - timedelta(days=1)},
    )

    assert "De laatste dag ligt voor de eerste." in response.content.decode()
    assert not ClassTeacher.objects.filter(stands_in_for=teaches).exists()


def test_somebody_of_another_school_is_not_offered_as_teacher(client: Client, cast: Cast):
    client.force_login(cast.coordinator)
    page = reverse("school-class-teachers", args=[cast.school_class.pk])

    response = client.post(page, {"person": cast.stranger.person_id, "days": ["0"]})

    assert response.status_code == 200
    assert not ClassTeacher.objects.filter(school_class=cast.school_class, person=cast.stranger.person).exists()


def test_what_tutors_read_about_a_site_is_changed(client: Client, cast: Cast):
    client.force_login(cast.coordinator)

    client.post(reverse("school-site", args=[cast.site.pk]), {"name": "Noord", "pick_up": "bij het secretariaat"})

    assert Site.objects.values_list("name", "address", "pick_up").get(pk=cast.site.pk) == (
        "Noord",
        "",
        "bij het secretariaat",
    )


def test_two_sites_of_a_school_do_not_get_one_name(client: Client, cast: Cast):
    SiteFactory(organisation=cast.site.organisation, name="Zuid")
    client.force_login(cast.coordinator)

    response = client.post(reverse("school-site", args=[cast.site.pk]), {"name": "zuid"})

    assert "De school heeft al een vestiging met deze naam." in response.content.decode()


def test_list_of_classes_names_who_teaches_on_which_days(client: Client, cast: Cast):
    cast.school_class.class_teachers.update(days=[0, 2])
    client.force_login(cast.coordinator)

    page = client.get("/school/classes/").content.decode()

    names = [f"{cast.teacher.person.full_name} (ma wo)", cast.colleague.person.full_name]
    assert [name for name in names if name in page] == names


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/school/classes/", 6),
        ("/school/rooms/", 7),
        ("/school/hours/", 5),
        ("/school/days/", 9),
        ("/school/sites/", 4),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_any_number_of_rows(
    client: Client, cast: Cast, address: str, queries: int, count: int, django_assert_num_queries
):
    for number in range(count):
        site = SiteFactory(organisation=cast.site.organisation)
        teacher_of(SchoolClassFactory(site=site, school_year=this_year()))
        RoomFactory(site=site)
        PeriodFactory(bell_schedule__site=site)
        day = TODAY + timedelta(days=number)
        ClosureFactory(site=site, from_date=day, to_date=day)
        Suspension.objects.create(pupil=pupil_in(cast), kind="exam", from_date=day, to_date=day)
    client.force_login(cast.coordinator)
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)
