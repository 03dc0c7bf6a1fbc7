"""Calendar feeds as a calendar program reads them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from tandem.logbook.actions import cannot_come
from tandem.people.models import Clearance
from tandem.scheduling.actions.feeds import address_of_site, address_of_tutor, renew_address
from tests.factories.people import school_coordinator
from tests.factories.worlds import class_world, pair_world, session_of

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def at_nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=BRUSSELS)


def address(feed):
    return reverse("feed", args=[feed.token])


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


@pytest.mark.django_db
def test_a_feed_tells_where_and_when_and_names_no_child(client):
    world = pair_world(starts_at=at_nine(date(2026, 9, 21)))
    feed = address_of_tutor(tutor=world.tutor, by=world.user, at=NOW)

    response = client.get(address(feed))

    [event] = events(response)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (str(event["summary"]), str(event["status"]), event.decoded("dtstart")) == (
        "Tutoring rekenen",
        "CONFIRMED",
        datetime(2026, 9, 21, 7, tzinfo=UTC),
    )
    assert str(event["location"]).startswith("lokaal 3, De Linde, School")
    text = response.content.decode()
    assert [pupil for pupil in world.pupils if pupil.person.given_name in text or pupil.number in text] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after"),
    [(date(2026, 10, 23), date(2026, 10, 26)), (date(2027, 3, 26), date(2027, 3, 29))],
    ids=["to winter time", "to summer time"],
)
def test_nine_o_clock_stays_nine_o_clock_over_a_change_of_time(client, before, after):
    world = pair_world(starts_at=at_nine(before))
    session_of(world.team, starts_at=at_nine(after))
    feed = address_of_tutor(tutor=world.tutor, by=world.user, at=NOW)

    starts = [event.decoded("dtstart") for event in events(client.get(address(feed)))]

    assert [moment.astimezone(BRUSSELS).strftime("%d %H:%M") for moment in starts] == [
        before.strftime("%d 09:00"),
        after.strftime("%d 09:00"),
    ]
    assert (starts[1] - starts[0]) % timedelta(days=1) in (timedelta(hours=1), timedelta(hours=23))


@pytest.mark.django_db
def test_a_cancelled_session_is_marked_and_gets_a_higher_number(client):
    world = pair_world(starts_at=at_nine(date(2026, 9, 21)))
    feed = address_of_tutor(tutor=world.tutor, by=world.user, at=NOW)
    [planned] = events(client.get(address(feed)))

    cannot_come(session=world.session, tutor=world.tutor, by=world.user, at=NOW)

    [cancelled] = events(client.get(address(feed)))
    assert (cancelled["uid"], str(cancelled["status"]), str(cancelled["summary"])) == (
        planned["uid"],
        "CANCELLED",
        "Gaat niet door: Tutoring rekenen",
    )
    assert cancelled["sequence"] > planned["sequence"]


@pytest.mark.django_db
def test_what_did_not_change_is_not_sent_again(client):
    world = pair_world(starts_at=at_nine(date(2026, 9, 21)))
    feed = address_of_tutor(tutor=world.tutor, by=world.user, at=NOW)
    etag = client.get(address(feed))["ETag"]

    same = client.get(address(feed), headers={"if-none-match": f'"other", W/{etag}'})
    world.team.room.name = "lokaal 4"
    world.team.room.save(update_fields=["name"])
    changed = client.get(address(feed), headers={"if-none-match": etag})

    assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)
    assert (changed.status_code, changed["ETag"] == etag) == (200, False)


@pytest.mark.django_db
def test_a_renewed_address_makes_the_old_one_dead(client):
    world = pair_world(starts_at=at_nine(date(2026, 9, 21)))
    feed = address_of_tutor(tutor=world.tutor, by=world.user, at=NOW)
    old = address(feed)

    renew_address(feed=feed, by=world.user, at=NOW)

    assert (client.get(old).status_code, client.get(address(feed)).status_code) == (404, 200)
    assert address(feed) != old
    assert len(feed.token) >= 43  # 256 bits in base 64


@pytest.mark.django_db
def test_asked_for_twice_the_address_stays_the_same():
    world = pair_world()

    first, second = (address_of_tutor(tutor=world.tutor, by=world.user, at=NOW).token for _ in range(2))

    assert first == second


@pytest.mark.django_db
def test_a_site_reads_all_its_sessions_and_nobody_elses(client):
    world = pair_world(starts_at=at_nine(date(2026, 9, 21)))
    class_world(pupils=2, starts_at=at_nine(date(2026, 9, 22)))
    feed = address_of_site(site=world.site, by=world.user, at=NOW)

    found = events(client.get(address(feed)))

    assert [str(event["summary"]) for event in found] == ["Tutoring rekenen met Noor"]


@pytest.mark.django_db
def test_a_school_subscribes_to_its_site_and_renews_the_address(client):
    world = pair_world(starts_at=at_nine(date(2026, 9, 21)))
    client.force_login(school_coordinator(world.site.organisation))
    page = reverse("school-site-calendar", args=[world.site.pk])

    first, second = (client.get(page).context["address"] for _ in range(2))
    client.post(reverse("school-renew-site-calendar", args=[world.site.pk]))
    third = client.get(page).context["address"]

    assert (first == second, client.get(first).status_code) == (True, 404)
    assert [str(event["summary"]) for event in events(client.get(third))] == ["Tutoring rekenen met Noor"]


@pytest.mark.django_db
def test_a_student_of_a_group_reads_the_sessions_of_the_group(client):
    world = class_world(pupils=2, starts_at=at_nine(date(2026, 9, 22)))
    feed = address_of_tutor(tutor=world.tutor, by=world.user, at=NOW)

    assert [str(event["summary"]) for event in events(client.get(address(feed)))] == ["Tutoring taal"]


@pytest.mark.django_db
def test_r_nev_13_a_tutor_whose_check_has_lapsed_is_expected_nowhere(client):
    """R-NEV-13: without a standing check there is no contact, so no place to be either."""
    world = pair_world(starts_at=at_nine(date(2026, 9, 21)))
    feed = address_of_tutor(tutor=world.tutor, by=world.user, at=NOW)
    Clearance.objects.filter(tutor=world.tutor, kind="check").update(valid_until=date(2026, 9, 19))

    assert events(client.get(address(feed))) == []


@pytest.mark.django_db
def test_a_feed_costs_three_reads_and_one_when_the_address_is_wrong(client, django_assert_num_queries):
    world = pair_world(starts_at=at_nine(date(2026, 9, 21)))
    for days in range(1, 20):
        session_of(world.team, starts_at=at_nine(date(2026, 9, 21)) + timedelta(days=days))
    feed = address_of_tutor(tutor=world.tutor, by=world.user, at=NOW)

    with django_assert_num_queries(3):  # whose it is, the sessions, the trainings and intervisions
        client.get(address(feed))
    with django_assert_num_queries(1):
        client.get(reverse("feed", args=["x" * 43]))


@pytest.mark.django_db
def test_a_feed_can_only_be_read(client):
    feed = address_of_tutor(tutor=(world := pair_world()).tutor, by=world.user, at=NOW)

    assert client.post(address(feed)).status_code == 405
