from datetime import UTC, date, datetime, time

import pytest

from tandem.initiatives.catalogue import Aspect, Deviation
from tandem.initiatives.gate import Missing
from tandem.people.enums import CheckModel, ClearanceKind
from tandem.scheduling.clash import Clash, ClashKind, Moment
from tandem.scheduling.queries.explanations import Fit, FitKind, Unplaced, UnplacedKind, Why
from tandem.scheduling.queries.waits import Waiting, WaitKind
from tandem.web.coordinator import form_words, plan_words, wait_words, words
from tandem.web.coordinator.plans import quality_words
from tests.factories.people import PersonFactory, PupilFactory, TutorFactory


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.stretch(0, time(9), time(9, 45)), "maandag 9:00–9:45"),
        (words.moment(datetime(2026, 9, 7, 7, tzinfo=UTC)), "maandag 7 september, 9:00"),
        (words.listing([]), ""),
        (words.listing(["Aya"]), "Aya"),
        (words.listing(["Aya", "Bo", "Cem"]), "Aya, Bo en Cem"),
        (words.duration(210), "3 uur 30 min"),
        (words.duration(120), "2 uur"),
        (words.duration(45), "45 min"),
        (words.waiting(date(2026, 9, 1), date(2026, 9, 2)), "1 dag"),
        (words.waiting(date(2026, 9, 1), date(2026, 9, 16)), "2 weken"),
        (words.level(5), "groep 5 (leerjaar 3)"),
        (words.level(9), "jaar 1 secundair"),
        (words.level_range(3, 8), "groep 3–8"),
        (words.level_range(9, 11), "jaar 1–3 secundair"),
        (words.level_range(7, 10), "groep 7 tot jaar 2 secundair"),
        (words.teaches({"taal": [5, 5], "rekenen": [3, 8]}), "rekenen (groep 3–8) en taal (groep 5 (leerjaar 3))"),
        (words.period(date(2026, 9, 1), None), "vanaf 1 sep 2026"),
        (words.clearance([]), "ja"),
        (words.clearance([Missing(ClearanceKind.TRAINING)]), "nog niet: vorming"),
        (form_words.deviation(Deviation(Aspect.FREQUENCY, 2, 3)), "2 keer per week in plaats van ten minste 3"),
        (plan_words.has_a_place(28, 31), "28 van 31 hebben een plek"),
        (plan_words.has_a_place(1, 2), "1 van 2 heeft een plek"),
    ],
)
def test_words_are_those_of_a_coordinator(said: str, expected: str):
    assert said == expected


@pytest.mark.parametrize("aspect", Aspect)
def test_every_deviation_has_its_sentence(aspect: Aspect):
    assert form_words.deviation(Deviation(aspect, 1, 2))


@pytest.mark.parametrize("kind", FitKind)
def test_every_reason_for_a_match_has_its_sentence(kind: FitKind):
    assert plan_words.fit(Fit(kind, ("rekenen",))).endswith(".")


@pytest.mark.parametrize("kind", UnplacedKind)
def test_every_reason_without_a_place_says_what_would_help(kind: UnplacedKind):
    said = plan_words.unplaced(Why(kind, lessons=("muziek",)))

    assert said.why.endswith(".")
    assert said.helps.endswith(".")


def test_reasons_tell_how_many_tutors_and_the_nearest_to_a_place_comes_first():
    row = Unplaced(request=None, reasons=(Why(UnplacedKind.SUBJECT, 3), Why(UnplacedKind.FULL, 1)))

    assert [reason.why for reason in plan_words.reasons_of(row)] == [
        "1 tutor die kan helpen, zit vol.",
        "3 tutors hier helpen niet met dit vak in dit jaar.",
    ]


@pytest.mark.django_db
def test_who_refused_whom_is_never_told():
    tutor = TutorFactory(person=PersonFactory(given_name="Noor", family_name="Peeters"))

    said = plan_words.unplaced(Why(UnplacedKind.NOT_THIS_PUPIL, count=1, tutors=(tutor,)))

    assert said == plan_words.Reason(
        "Een tutor die wel kan, past niet voor deze leerling.", "Een andere tutor op deze vestiging."
    )


@pytest.mark.parametrize("kind", ClashKind)
def test_every_clash_has_its_sentence(kind: ClashKind):
    moment = Moment(day=1, starts=time(9), ends=time(9, 45))

    assert plan_words.clash(Clash(kind, moment, "Noor", "muziek")).startswith("Dinsdag 9:00–9:45: ")


def test_way_without_a_known_travel_time_says_so():
    assert plan_words.clash(Clash(ClashKind.TRAVEL, None, "Sint-Jozef")) == (
        "De tutor is die dag ook op Sint-Jozef, en daar is geen reistijd naartoe bekend."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        *((kind, answer) for kind in (WaitKind.FAMILY, WaitKind.PUPIL) for answer in ("", "no", "later")),
        (WaitKind.TEACHER, ""),
        (WaitKind.TEACHER, "no"),
    ],
)
def test_everything_awaited_names_the_pupil(kind: WaitKind, answer: str):
    pupil = PupilFactory(person=PersonFactory(given_name="Amina", family_name="Yilmaz"))

    assert "Amina Yilmaz" in wait_words.wait(Waiting(kind, pupil=pupil, answer=answer))


@pytest.mark.django_db
def test_paper_that_is_awaited_names_the_tutor():
    tutor = TutorFactory(person=PersonFactory(given_name="Noor", family_name="Peeters"))
    wait = Waiting(WaitKind.CLEARANCE, tutor=tutor, clearance=Missing(ClearanceKind.CHECK, CheckModel.EXTRACT_596_2))

    assert wait_words.wait(wait) == "Uittreksel 596.2 van Noor Peeters: nog niet gezien."


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, ""),
        (1.0, "Bewezen: geen enkel plan haalt een hogere score dan dit."),
        (0.98799, "Bewezen: dit plan haalt ten minste 98,7 % van de score die hoogstens kan."),
    ],
)
def test_quality_never_promises_more_than_was_proven(share: float | None, said: str):
    assert quality_words(share) == said
