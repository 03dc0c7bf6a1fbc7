"""The form-choice aid and what forms cost, with the numbers of their sources."""

from dataclasses import fields
from decimal import Decimal

import pytest

from tandem.initiatives.choice import (
    CHOICES,
    EVIDENCE,
    Answer,
    CostLine,
    Offer,
    Perspective,
    hdt_cost,
    reach_cost,
)

SCHOOL = Offer(fixed_contact=False, pull_outs=1, structural_funding=False, students=28)


def unmet(key: str, offer: Offer, answer: Answer = Answer.NO) -> list[str]:
    choice = next(choice for choice in CHOICES if choice.key == key)
    return [str(condition.text) for condition in choice.conditions if condition.answer(offer) is answer]


def test_s_43_school_without_contact_or_money_sees_what_each_form_asks():
    assert unmet("hdt", SCHOOL) == [
        "Een vast aanspreekpunt op school.",
        "Een leerling mag ten minste drie keer per week uit de klas.",
        "Structurele financiering.",
    ]
    assert unmet("moz", SCHOOL) == []
    assert unmet("peer", SCHOOL, Answer.UNKNOWN) == [
        "Opleiding voor leerkrachten én leerlingen-tutoren.",
        "Oudere leerlingen die het kunnen en leuk vinden.",
    ]
    assert unmet("ai", SCHOOL) == ["Een tutor die een mens is, niet vervangen door AI."]


def test_every_condition_and_view_names_its_source():
    assert [
        choice.key
        for choice in CHOICES
        if not all(row.source for row in (*choice.conditions, *choice.views))
        or {view.perspective for view in choice.views} != set(Perspective)
    ] == []


def test_nev_16_no_offer_makes_an_ai_tutor_on_its_own_possible():
    generous = Offer(**{field.name: 40 if field.type == "int | None" else True for field in fields(Offer)})

    assert unmet("ai", generous) == ["Een tutor die een mens is, niet vervangen door AI."]
    assert [choice.key for choice in CHOICES if choice.refused] == ["ai"]


def test_no_form_has_a_score():
    names = {field.name for choice in CHOICES for field in fields(choice)}

    assert names == {"key", "name", "summary", "conditions", "points", "views", "refused", "form"}


def test_research_stands_beside_what_contradicts_it():
    assert {key: {claim.against for claim in claims} for key, claims in EVIDENCE.items()} == {
        "hdt": {False, True},
        "moz": {False, True},
        "peer": {False, True},
        "blended": {True},
        "ai": {False, True},
    }


@pytest.mark.parametrize(("hours", "total"), [("2.5", 150_000), ("5", 300_000)])
def test_s_02_hdt_for_sixty_pupils_costs_what_the_card_says(hours: str, total: int):
    assert hdt_cost(pupils=60, hours_per_week=Decimal(hours)).total == total


@pytest.mark.parametrize(("per_tutor", "total", "each"), [(True, 14_400, 720), (False, 5_400, 270)])
def test_s_03_reach_is_shown_both_ways_the_card_can_be_read(per_tutor: bool, total: int, each: int):
    found = reach_cost(pupils=20, tutors=4, training_per_tutor=per_tutor)

    assert (found.total, found.per_pupil) == (total, each)


def test_hidden_costs_count():
    hours = CostLine("vervanging", Decimal(40), Decimal(35), hidden=True)

    found = reach_cost(pupils=20, tutors=4, training_per_tutor=False, hidden=[hours])

    assert (found.total, sum(line.total for line in found.lines if line.hidden)) == (6_800, 1_400)


@pytest.mark.parametrize(("pupils", "hours", "wrong"), [(0, "5", "pupils"), (10, "6", "hours_per_week")])
def test_what_the_card_does_not_know_is_refused(pupils: int, hours: str, wrong: str):
    with pytest.raises(ValueError, match=wrong):
        hdt_cost(pupils=pupils, hours_per_week=Decimal(hours))
