"""The prohibitions that are kept by the absence of a place to write (requirements.md §1)."""

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tandem.core.permissions import ROLES, Permission, Role
from tandem.people.enums import ConsentAnswer, ConsentWay
from tests.factories.people import ConsentFactory

OURS = [model for model in apps.get_models() if model.__module__.startswith("tandem.")]
FIELDS = [(model, field) for model in OURS for field in model._meta.get_fields() if field.concrete]
WORDS = {(model._meta.label, field.name): re.split("_+", field.name) for model, field in FIELDS}


def fields_with(*words: str) -> set[tuple[str, str]]:
    return {where for where, parts in WORDS.items() if set(parts) & set(words)}


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["enrolment", "engagement", "import"])
def test_nev_02_a_consent_knows_no_way_called_enrolment(way: str) -> None:
    with pytest.raises(IntegrityError, match="consent_way_is_its_own"), transaction.atomic():
        ConsentFactory(way=way, evidence="inschrijving")

    assert set(ConsentWay.values) == {"page", "phone", "spoken", "paper"}


def test_nev_03_a_family_can_never_be_overdue() -> None:
    assert set(ConsentAnswer.values) == {"yes", "no", "later"}
    assert fields_with("overdue", "deadline", "reminded", "compliance") == set()


def test_nev_04_nothing_about_goals_is_counted_per_person() -> None:
    assert fields_with("score", "grade", "rank", "points", "reached", "achieved", "target_met") == set()


def test_nev_19_no_field_holds_a_childs_past() -> None:
    assert fields_with("behaviour", "history", "backlog", "diagnosis", "attitude", "indicator") == set()


def test_nev_25_a_school_may_not_write_hours() -> None:
    may_log = {role for role, permissions in ROLES.items() if Permission.TUTOR_LOG in permissions}

    assert may_log == {Role.TUTOR}


def test_nev_23_no_field_measures_somebodys_dutch() -> None:
    assert fields_with("dutch", "nt2", "proficiency") == set()
