"""The forms of tutoring as data: what each asks, who said what, what research found. No form has a score."""

from dataclasses import fields

import pytest

from tandem.initiatives.catalogue import FORMS, REFUSED, Answer, Form, Offer, Perspective, RefusedForm, adaptive
from tandem.initiatives.catalogue.finding import matching
from tandem.initiatives.enums import FormKind

ALL = (*FORMS.values(), *REFUSED.values())
SCHOOL = Offer(fixed_contact=False, pull_outs=1, students=28)


def unmet(key: str, offer: Offer, answer: Answer = Answer.NO) -> list[str]:
    form = next(form for form in ALL if form.key == key)
    return [str(condition.text) for condition in form.conditions if condition.answer(offer) is answer]


def test_s_43_school_without_contact_or_money_sees_what_each_form_asks():
    assert unmet("hdt", SCHOOL) == [
        "Een vast aanspreekpunt op school.",
        "Een leerling mag ten minste drie keer per week uit de klas.",
        "Structurele financiering.",
    ]
    assert unmet("moz", SCHOOL) == []
    assert unmet("peer_cross", SCHOOL, Answer.UNKNOWN) == [
        "Opleiding voor leerkrachten én leerling-tutors.",
        "Oudere leerlingen die het kunnen en leuk vinden.",
    ]
    assert unmet("ai", SCHOOL) == ["Een tutor die een mens is, niet vervangen door AI."]


def test_a_school_that_said_nothing_yet_hears_of_nothing_it_lacks():
    assert unmet("hdt", Offer()) == []


def test_every_form_of_the_sources_is_there_with_its_source():
    assert set(FORMS) == set(FormKind)
    assert [form.key for form in FORMS.values() if not form.source or not form.words] == []


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.key)
def test_every_condition_view_and_claim_names_its_source(form: Form | RefusedForm):
    assert all(row.source for row in (*form.conditions, *form.views, *form.claims))
    assert {view.perspective for view in form.views} == set(Perspective)
    assert form.conditions


def test_nev_16_no_offer_makes_an_ai_tutor_on_its_own_possible():
    generous = Offer(**{field.name: 40 if field.type == "int | None" else True for field in fields(Offer)})

    assert unmet("ai", generous) == ["Een tutor die een mens is, niet vervangen door AI."]
    assert list(REFUSED) == ["ai"]


def test_no_form_has_a_score():
    names = {field.name for form in ALL for field in fields(form)}

    assert names == {
        *("key", "kind", "family", "name", "summary", "asks", "source", "template", "words"),
        *("conditions", "points", "views", "claims", "refused", "instead"),
    }


@pytest.mark.parametrize(
    "key",
    ["student_in", "st010", "hdt", "small_groups", "reach", "moz", "peer_cross", "ai"],
)
def test_research_stands_beside_what_contradicts_it(key: str):
    form = next(form for form in ALL if form.key == key)

    assert {claim.against for claim in form.claims} == {False, True}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zomerschool", {"summer_full", "summer_half", "summer_special_full", "summer_special_half"}),
        ("zomerschool buitengewoon", {"summer_special_full", "summer_special_half"}),
        ("begrijpend lezen", {"reach_comprehension"}),
        ("nieuwkomers", {"moz_isk"}),
        ("AI", {"ai"}),
        ("huiswerk", {"homework"}),
        ("niets van dit alles", set()),
    ],
)
def test_a_form_is_found_by_what_a_coordinator_knows(query: str, found: set[str]):
    assert {form.key for form in matching(ALL, query)} == found


@pytest.mark.parametrize(("query", "key"), [("wiskunde", "hdt"), ("lezen", "reach"), ("hele klas", "moz")])
def test_a_subject_or_a_size_finds_the_forms_for_it(query: str, key: str):
    assert key in {form.key for form in matching(ALL, query)}


def test_without_a_question_all_are_shown():
    assert matching(ALL, " ") == list(ALL)


def test_s_16_the_culturally_adaptive_layer_adds_training_and_nothing_else():
    for form in FORMS.values():
        found = adaptive(form.template)

        assert {name for name in ATTRIBUTES if getattr(found, name) != getattr(form.template, name)} == {"training"}
        assert {str(training) for training in found.training - form.template.training} == {"culture"}


ATTRIBUTES = tuple(field.name for field in fields(FORMS[FormKind.HDT].template))
