"""A pupil comes in with a card and four pictures, and sees their own hours and nothing else."""

import io
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tandem.core import codes
from tandem.core.models import AuditEvent
from tandem.people.actions import cards
from tandem.people.actions.cards import CardNotPossible
from tandem.people.models import Pupil, PupilCard, User
from tandem.scheduling.enums import ResourceKind
from tandem.scheduling.models import Occupancy, Session
from tests.factories.people import TutorFactory, UserFactory
from tests.factories.scheduling import PublishedTeamFactory, RoomFactory, SessionFactory, TeamMemberFactory
from tests.web.school.cast import Cast, make_cast, pupil_in

pytestmark = pytest.mark.django_db

MINE = ["sun", "fish", "sun", "boat"]
OTHERS = ["sun", "fish", "boat", "sun"]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def noor(cast: Cast) -> Pupil:
    return pupil_in(cast, given_name="Noor", family_name="Aerts")


def card_for(cast: Cast, pupil: Pupil) -> str:
    [printed] = cards.make(pupils=[pupil], by=cast.teacher, at=timezone.now())
    return printed.code


def shows(client: Client, code: str):
    return client.post("/account/card/", {"code": code})


def taps(client: Client, pictures: list[str]):
    return client.post("/account/card/pictures/", {"pictures": ",".join(pictures)})


def comes_in(code: str) -> Client:
    """Use a card for the first time: choose pictures, and choose them once more."""
    client = Client()
    shows(client, code)
    taps(client, MINE)
    assert taps(client, MINE).url == "/pupil/"
    return client


def user_of(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def session_of(cast: Cast, pupil: Pupil, *, in_hours: int, tutor: str) -> Session:
    now = timezone.now()
    today = timezone.localdate()
    team = PublishedTeamFactory(site=cast.site, from_date=today, to_date=today + timedelta(weeks=20))
    team.enrolment.tutor.person.given_name = tutor
    team.enrolment.tutor.person.save()
    TeamMemberFactory(team=team, request__pupil=pupil)
    session = SessionFactory(
        team=team, starts_at=now + timedelta(hours=in_hours), room=RoomFactory(site=cast.site, name=f"lokaal {tutor}")
    )
    Occupancy.objects.create(
        session=session,
        kind=ResourceKind.PERSON,
        resource_id=pupil.person_id,
        during=DateTimeTZRange(session.starts_at, session.ends_at),
    )
    return session


def test_the_first_time_a_pupil_chooses_pictures_twice(cast: Cast, noor: Pupil):
    client = Client()

    shown = shows(client, codes.written(card_for(cast, noor)).lower())
    first = taps(client, MINE)
    second = taps(client, MINE)

    assert (shown.url, first.status_code, second.url) == ("/account/card/pictures/", 200, "/pupil/")
    assert "Nog een keer dezelfde vier" in first.content.decode()
    assert User.objects.get(person=noor.person).pk == cards_user(client)


def cards_user(client: Client) -> object:
    return User.objects.get(pk=user_of(client)).pk


def test_other_pictures_the_second_time_begin_again(cast: Cast, noor: Pupil):
    client = Client()
    shows(client, card_for(cast, noor))
    taps(client, MINE)

    answer = taps(client, OTHERS)

    assert "Dat waren andere plaatjes dan daarnet." in answer.content.decode()
    assert (PupilCard.objects.get().pictures_hash, user_of(client)) == ("", None)


def test_the_same_pictures_in_the_same_order_open_the_page_again(cast: Cast, noor: Pupil):
    code = card_for(cast, noor)
    comes_in(code)
    client = Client()

    shows(client, code)
    wrong = taps(client, OTHERS)
    before = user_of(client)
    taps(client, MINE)

    assert "Dat zijn niet jouw plaatjes." in wrong.content.decode()
    assert (before, bool(user_of(client))) == (None, True)


def test_without_a_script_each_tap_is_a_page(cast: Cast, noor: Pupil):
    code = card_for(cast, noor)
    comes_in(code)
    client, so_far = Client(), ""
    shows(client, code)

    for picture in MINE[:3]:
        page = client.post("/account/card/pictures/", {"pictures": so_far, "picture": picture})
        so_far = page.context["tapped"]
    answer = client.post("/account/card/pictures/", {"pictures": so_far, "picture": MINE[3]})

    assert answer.url == "/pupil/"


def test_a_wrong_code_opens_nothing(cast: Cast, noor: Pupil):
    card_for(cast, noor)
    client = Client()

    answer = shows(client, "ABCD-EFGH-JKLM")

    assert "Deze code kennen wij niet." in answer.content.decode()
    assert client.get("/account/card/pictures/").url == "/account/card/"


def test_guessing_pictures_is_slowed_down(cast: Cast, noor: Pupil):
    code = card_for(cast, noor)
    comes_in(code)
    client = Client()
    shows(client, code)

    answers = [taps(client, OTHERS).status_code for _ in range(30)]

    assert (answers.count(200), answers.count(429)) == (5, 25)


def test_a_new_card_ends_the_earlier_one(cast: Cast, noor: Pupil):
    earlier = card_for(cast, noor)
    comes_in(earlier)
    later = card_for(cast, noor)

    answers = [shows(Client(), code).status_code for code in (earlier, later)]

    assert answers == [200, 302]
    assert PupilCard.objects.get(ended_at__isnull=True).pictures_hash == ""


def test_neither_code_nor_pictures_stand_in_the_database(cast: Cast, noor: Pupil):
    code = card_for(cast, noor)
    comes_in(code)

    kept = repr(list(PupilCard.objects.values())) + repr(list(AuditEvent.objects.values()))

    assert (code in kept, "sun" in kept) == (False, False)


def test_a_pupil_sees_their_own_hours_and_no_other_pupils(cast: Cast, noor: Pupil):
    yusuf = pupil_in(cast, given_name="Yusuf")
    session_of(cast, noor, in_hours=2, tutor="Emma")
    session_of(cast, noor, in_hours=24 * 20, tutor="Later")
    session_of(cast, yusuf, in_hours=3, tutor="Sander")
    client = comes_in(card_for(cast, noor))

    page = client.get("/pupil/").content.decode()

    assert ["Dag Noor!" in page, "Emma" in page, "lokaal Emma" in page] == [True, True, True]
    assert ["Later" in page, "Sander" in page, "Yusuf" in page] == [False, False, False]


@pytest.mark.parametrize(
    "address", ["/", "/pupil/file/", "/account/safety/", "/account/password/change/", "/account/sessions/", "/school/"]
)
def test_a_card_opens_no_other_page(cast: Cast, noor: Pupil, address: str):
    client = comes_in(card_for(cast, noor))

    assert client.get(address).url == "/pupil/"


def test_a_card_session_ends_with_the_browser_and_within_the_day(cast: Cast, noor: Pupil):
    client = comes_in(card_for(cast, noor))

    clock = client.session["session_clock"]
    assert (client.session.get_expire_at_browser_close(), clock["away"], clock["most"]) == (True, 3600, 8 * 3600)


def test_the_next_pupil_on_the_device_is_not_the_last(cast: Cast, noor: Pupil):
    yusuf = pupil_in(cast, given_name="Yusuf")
    client = comes_in(card_for(cast, noor))

    shows(client, card_for(cast, yusuf))

    assert user_of(client) is None
    assert client.get("/pupil/").url.startswith("/account/login/")


def test_a_card_opens_nothing_of_a_pupil_who_is_a_tutor_too(cast: Cast, noor: Pupil):
    TutorFactory(person=noor.person)
    UserFactory(person=noor.person)
    client = Client()
    shows(client, card_for(cast, noor))
    taps(client, MINE)

    answer = taps(client, MINE)

    assert "Vraag het je juf of meester." in answer.content.decode()
    assert user_of(client) is None


def test_cards_are_made_by_who_sees_the_pupil(cast: Cast, noor: Pupil):
    with pytest.raises(CardNotPossible):
        cards.make(pupils=[noor], by=cast.stranger, at=timezone.now())

    assert PupilCard.objects.count() == 0


def test_a_teacher_prints_the_cards_of_the_class(client: Client, cast: Cast, noor: Pupil):
    client.force_login(cast.teacher)
    address = f"/school/classes/{cast.school_class.pk}/cards/"

    page = client.get(address).content.decode()
    paper = client.post(address, {"pupils": [str(noor.pk)]})

    text = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    code = next(line for line in text.splitlines() if line.count("-") == 2)
    assert "nog geen kaart" in page
    assert ("Noor A." in text, "Aerts" in text) == (True, False)
    assert shows(Client(), code).status_code == 302


def test_cards_of_a_class_are_for_its_own_people(client: Client, cast: Cast, noor: Pupil):
    address = f"/school/classes/{cast.school_class.pk}/cards/"
    answers = {}
    for name in ("teacher", "coordinator", "colleague", "stranger", "tutor"):
        client.force_login(getattr(cast, name))
        answers[name] = client.get(address).status_code

    assert answers == {"teacher": 200, "coordinator": 200, "colleague": 404, "stranger": 404, "tutor": 403}
    client.force_login(cast.teacher)
    assert client.delete(address).status_code == 405


def test_nobody_makes_a_card_for_another_class(client: Client, cast: Cast, noor: Pupil):
    client.force_login(cast.colleague)
    own = cast.colleague.person.classes_taught.get().school_class

    client.post(f"/school/classes/{own.pk}/cards/", {"pupils": [str(noor.pk)]})

    assert PupilCard.objects.count() == 0
