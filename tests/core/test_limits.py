"""Guesses are slowed down per account and per address; nobody who knows their secret is kept out."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.core import limits
from tandem.core.limits import TriedTooOften, Visitor
from tandem.core.models import KnownDevice, SignInTry

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 14, 8, 30, tzinfo=UTC)
SCHOOL = Visitor("192.0.2.1")
HOME = Visitor("198.51.100.7", "telefoon")


def guess(account: str, *, visitor: Visitor = SCHOOL, at: datetime = NOW, right: bool = False) -> bool:
    """Try once; tell whether the try was let through."""
    try:
        row = limits.begin_guess(account=account, visitor=visitor, at=at)
    except TriedTooOften:
        return False
    if right:
        limits.guessed_right(row, visitor=visitor, at=at)
    else:
        limits.guessed_wrong(row)
    return True


def get_in(people: int, *, visitor: Visitor = SCHOOL, at: datetime = NOW) -> None:
    for number in range(people):
        assert guess(f"iemand{number}@voorbeeld.test", visitor=visitor, at=at, right=True)


def test_a_thousand_guesses_from_one_address_are_twenty_tries_in_five_minutes():
    moments = [NOW + timedelta(seconds=0.3 * number) for number in range(1000)]

    let_through = [guess(f"iemand{number}@voorbeeld.test", at=at) for number, at in enumerate(moments)]

    assert (let_through.count(True), let_through[:20].count(True)) == (20, 20)


def test_a_thousand_guesses_at_one_account_are_fewer_still():
    let_through = [guess("amina@voorbeeld.test", at=NOW + timedelta(seconds=0.3 * number)) for number in range(1000)]

    assert let_through.count(True) == 12


def test_five_minutes_later_the_address_may_try_again():
    for number in range(25):
        guess(f"iemand{number}@voorbeeld.test")

    early = guess("noor@voorbeeld.test", at=NOW + timedelta(minutes=4, seconds=59))
    later = guess("noor@voorbeeld.test", at=NOW + timedelta(minutes=5))

    assert (early, later) == (False, True)


def test_who_gets_in_does_not_count_however_many_they_are():
    get_in(500)

    assert guess("nog-iemand@voorbeeld.test", right=True)


def test_a_school_where_one_in_four_mistypes_lets_everybody_in():
    refused = []
    for number in range(500):
        account, at = f"leerling{number}", NOW + timedelta(seconds=0.1 * number)
        if number % 4 == 0 and not guess(account, at=at):
            refused.append(number)
        if not guess(account, at=at, right=True):
            refused.append(number)

    assert refused == []


def test_an_address_where_a_few_got_in_is_no_school_yet():
    get_in(limits.SHARED_FROM)

    let_through = [guess(f"leerling{number}") for number in range(30)]

    assert let_through.count(True) == 20


def test_a_busy_address_has_an_end_to_its_wrong_guesses_too():
    get_in(400)

    let_through = [guess(f"leerling{number}") for number in range(450)]

    assert let_through.count(True) == limits.MOST_PER_ADDRESS


def test_other_addresses_are_not_slowed_down_by_a_guesser():
    for number in range(30):
        guess(f"iemand{number}@voorbeeld.test")

    assert guess("noor@voorbeeld.test", visitor=HOME)


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (4, 0), (5, 5), (6, 10), (7, 20), (8, 40), (9, 60), (50, 60), (5000, 60)]
)
def test_an_account_waits_longer_after_each_guess_and_never_more_than_a_minute(wrong: int, seconds: int):
    assert limits.pause_after(wrong) == timedelta(seconds=seconds)


def test_the_refusal_says_how_long_to_wait():
    for _ in range(5):
        guess("amina@voorbeeld.test")

    with pytest.raises(TriedTooOften) as refused:
        limits.begin_guess(account="amina@voorbeeld.test", visitor=SCHOOL, at=NOW + timedelta(seconds=2))

    assert (refused.value.wait, refused.value.soon) == (timedelta(seconds=3), False)


def test_a_known_device_is_not_held_up_by_what_others_guess_at_the_account():
    guess("amina@voorbeeld.test", visitor=HOME, right=True)
    for number in range(200):
        guess("amina@voorbeeld.test", visitor=Visitor(f"203.0.113.{number}"), at=NOW + timedelta(seconds=number))

    later = NOW + timedelta(seconds=200)

    assert guess("amina@voorbeeld.test", visitor=Visitor("203.0.113.250"), at=later) is False
    assert guess("amina@voorbeeld.test", visitor=HOME, at=later, right=True)


def test_a_known_device_gets_in_from_an_address_that_is_out_of_guesses():
    guess("amina@voorbeeld.test", visitor=HOME, right=True)
    for number in range(30):
        guess(f"iemand{number}@voorbeeld.test")

    at_school = Visitor(SCHOOL.address, HOME.device)

    assert guess("amina@voorbeeld.test", visitor=at_school, right=True)
    assert guess("iemand-anders@voorbeeld.test", visitor=at_school) is False


def test_a_known_device_is_slowed_down_by_its_own_guesses():
    guess("amina@voorbeeld.test", visitor=HOME, right=True)

    let_through = [guess("amina@voorbeeld.test", visitor=HOME) for _ in range(30)]

    assert let_through.count(True) == 5


def test_tries_under_way_count_until_they_end():
    rows = [limits.begin_guess(account=f"leerling{n}", visitor=SCHOOL, at=NOW) for n in range(20)]

    with pytest.raises(TriedTooOften) as refused:
        limits.begin_guess(account="noor", visitor=SCHOOL, at=NOW)
    limits.guessed_right(rows[0], visitor=SCHOOL, at=NOW)

    assert refused.value.soon
    assert guess("noor")


def test_a_try_that_never_ended_counts_as_wrong():
    for number in range(20):
        limits.begin_guess(account=f"leerling{number}", visitor=SCHOOL, at=NOW)

    with pytest.raises(TriedTooOften) as refused:
        limits.begin_guess(account="noor", visitor=SCHOOL, at=NOW + timedelta(minutes=1))

    assert (refused.value.soon, refused.value.wait) == (False, timedelta(minutes=4))


def test_the_first_time_with_a_device_is_told_apart_from_the_next():
    told = []
    for visitor in (HOME, HOME, Visitor("192.0.2.9", "laptop"), Visitor("192.0.2.9")):
        row = limits.begin_guess(account="amina@voorbeeld.test", visitor=visitor, at=NOW)
        told.append(limits.guessed_right(row, visitor=visitor, at=NOW))

    assert told == [True, False, True, False]


def test_forgotten_devices_are_strangers_again():
    guess("amina@voorbeeld.test", visitor=HOME, right=True)
    guess("noor@voorbeeld.test", visitor=HOME, right=True)

    forgotten = limits.forget_devices(["Amina@voorbeeld.test"])

    assert (forgotten, KnownDevice.objects.count()) == (1, 1)


def test_nobodys_mailbox_is_filled_by_somebody_else():
    def send(account: str, seconds: int) -> bool:
        try:
            limits.begin_sending(account=account, visitor=SCHOOL, at=NOW + timedelta(seconds=seconds))
        except TriedTooOften:
            return False
        return True

    told = [send("amina@voorbeeld.test", second) for second in [*range(4), *range(20, 3600, 20)]]

    assert (told[:4], told.count(True)) == ([True, True, True, False], 10)
    assert send("noor@voorbeeld.test", 3600)


def test_five_hundred_people_behind_one_address_each_get_their_code():
    for number in range(500):
        limits.begin_sending(account=f"ouder{number}@voorbeeld.test", visitor=SCHOOL, at=NOW)

    assert SignInTry.objects.count() == 500


def test_what_is_kept_names_nobody():
    guess("amina@voorbeeld.test", visitor=HOME, right=True)

    kept = [
        str(value) for model in (SignInTry, KnownDevice) for row in model.objects.values() for value in row.values()
    ]

    assert not [value for value in kept if "amina" in value or HOME.address in value or HOME.device in value]


def test_tries_are_forgotten_after_a_day():
    guess("amina@voorbeeld.test", at=NOW)
    guess("amina@voorbeeld.test", at=NOW + timedelta(hours=23))

    assert limits.forget_old_tries(at=NOW + timedelta(hours=24)) == 1
