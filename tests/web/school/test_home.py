import re
from datetime import datetime, time, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.utils import timezone

from tandem.core.weeks import monday_of
from tandem.logbook.actions.frames import set_frame
from tandem.logbook.models import CannotCome
from tandem.people.models import Pupil, User
from tandem.scheduling.actions.timetables import Stretch, paint_class
from tandem.scheduling.enums import ResourceKind, SessionStatus, Wish
from tandem.scheduling.models import Occupancy, Session
from tests.factories.people import ClassPlaceFactory, TutorFactory, UserFactory
from tests.factories.scheduling import PublishedTeamFactory, RoomFactory, SessionFactory, TeamMemberFactory
from tests.web.school.cast import Cast, proposed, pupil_in, with_hours

pytestmark = pytest.mark.django_db


def text_of(client: Client, user: User) -> str:
    client.force_login(user)
    page = client.get("/school/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def session_today(cast: Cast, pupil: Pupil, *, hour: int = 9) -> Session:
    today = timezone.localdate()
    team = PublishedTeamFactory(
        site=cast.site,
        enrolment__tutor__person__given_name="Lotte",
        enrolment__tutor__person__family_name="Maes",
        from_date=today,
        to_date=today + timedelta(weeks=20),
    )
    TeamMemberFactory(team=team, request__pupil=pupil)
    starts_at = datetime.combine(today, time(hour), tzinfo=timezone.get_current_timezone())
    session = SessionFactory(team=team, starts_at=starts_at, room=RoomFactory(site=cast.site, name=f"zolder {hour}"))
    Occupancy.objects.create(
        session=session,
        kind=ResourceKind.PERSON,
        resource_id=pupil.person_id,
        during=DateTimeTZRange(session.starts_at, session.ends_at),
    )
    return session


def everything_done(cast: Cast) -> None:
    """Paint the week and give the frame, so that nothing is left to do."""
    wishes = {Stretch(0, time(8), time(9)): Wish.MAY}
    paint_class(school_class=cast.school_class, wishes=wishes, by=cast.teacher, at=timezone.now())
    week = monday_of(timezone.localdate())
    set_frame(school_class=cast.school_class, week=week, topic="breuken", by=cast.teacher, at=timezone.now())


def test_teacher_sees_who_leaves_today_when_with_whom_and_where(client: Client, cast: Cast):
    session_today(cast, pupil_in(cast, given_name="Noor", family_name="Aerts"))

    assert "9:00–9:45 Noor Aerts Lotte Maes · zolder 9" in text_of(client, cast.teacher)


def test_teacher_sees_only_pupils_of_the_own_class(client: Client, cast: Cast):
    session_today(cast, ClassPlaceFactory(school_class__site=cast.site, pupil__person__given_name="Vreemd").pupil)

    text = text_of(client, cast.teacher)

    assert "Vreemd" not in text
    assert "Vandaag gaat niemand weg uit deze klas." in text


@pytest.mark.parametrize("change", ["cancelled", "tutor away"])
def test_what_changed_today_stands_beside_it(client: Client, cast: Cast, change: str):
    session = session_today(cast, pupil_in(cast))
    if change == "cancelled":
        Session.objects.update(status=SessionStatus.CANCELLED)
    else:
        CannotCome.objects.create(session=session, tutor=session.team.enrolment.tutor, said_at=timezone.now())

    assert "gaat niet door, blijft in de klas" in text_of(client, cast.teacher)


def test_coordinator_sees_all_sessions_of_the_school_today_and_those_of_no_other(client: Client, cast: Cast):
    session_today(cast, pupil_in(cast, given_name="Noor"), hour=9)
    session_today(
        cast, ClassPlaceFactory(school_class__site=cast.site, pupil__person__given_name="Sami").pupil, hour=11
    )

    text = text_of(client, cast.coordinator)
    other = text_of(client, cast.stranger)

    assert [name for name in ("Noor", "Sami") if name in text] == ["Noor", "Sami"]
    assert "Vandaag zijn er geen sessies op uw school." in other


def test_the_yes_comes_first_then_painting(client: Client, cast: Cast):
    proposed(cast, pupil_in(cast))
    proposed(cast, pupil_in(cast))

    text = text_of(client, cast.teacher)

    assert text.index("2 plekken voor 5A wachten op uw ja.") < text.index("Kleur de week van 5A in.")


def test_painting_comes_first_when_no_yes_is_asked(client: Client, cast: Cast):
    assert "Kleur de week van 5A in." in text_of(client, cast.teacher)


def test_frame_is_asked_once_a_pupil_of_the_class_is_in_a_running_team(client: Client, cast: Cast):
    paint_class(
        school_class=cast.school_class,
        wishes={Stretch(0, time(8), time(9)): Wish.MAY},
        by=cast.teacher,
        at=timezone.now(),
    )
    without = text_of(client, cast.teacher)
    session_today(cast, pupil_in(cast))

    assert ["Waar werkt 5A deze week aan?" in text for text in (without, text_of(client, cast.teacher))] == [
        False,
        True,
    ]


def test_nothing_is_asked_when_all_is_done(client: Client, cast: Cast):
    session_today(cast, pupil_in(cast))
    everything_done(cast)
    client.force_login(cast.teacher)

    assert client.get("/school/").context["next"] is None


def test_coordinator_first_fills_in_hours_then_rooms(client: Client, cast: Cast):
    seen = [text_of(client, cast.coordinator)]
    with_hours(cast)
    seen.append(text_of(client, cast.coordinator))

    titles = ["Vul de lesuren van", "Welke lokalen mag Tandem gebruiken"]
    assert [[title in text for title in titles] for text in seen] == [[True, True], [False, True]]


def test_teacher_without_a_class_hears_who_gives_one(client: Client, cast: Cast):
    user = UserFactory()
    cast.school_class.class_teachers.create(person=user.person, days=[0])
    cast.school_class.school_year -= 1
    cast.school_class.save()

    assert "U hebt hier nog geen klas" in text_of(client, user)


def test_r_nev_25_nothing_on_a_schools_pages_asks_for_hours(client: Client, cast: Cast):
    session_today(cast, pupil_in(cast))
    client.force_login(cast.coordinator)

    for address in ("/school/", "/school/classes/", "/school/pupils/", "/school/days/"):
        page = client.get(address).content.decode()
        assert re.findall(r'name="(?:minutes|hours|worked)', page) == []


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_sessions(client: Client, cast: Cast, count, django_assert_num_queries):
    for number in range(count):
        session = session_today(cast, pupil_in(cast), hour=9 + number)
        CannotCome.objects.create(session=session, tutor=TutorFactory(), said_at=timezone.now())
        proposed(cast, pupil_in(cast))
    client.force_login(cast.teacher)
    client.get("/school/")

    with django_assert_num_queries(21):
        client.get("/school/")
