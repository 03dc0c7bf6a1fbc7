"""The register is complete: a field that nobody declared, or that is gone, fails here."""

import pytest
from django.apps import apps

from tandem.core.sealed import SealedTextField
from tandem.privacy.register import BY_MODEL, TABLES, Basis, Erasure, Field, Sensitivity
from tandem.privacy.register.terms import field_names

MODELS = {model._meta.label: model for model in apps.get_models()}
PERSONAL = [field for table in TABLES for field in table.fields if field.is_personal]


def test_every_model_stands_in_the_register_once():
    assert sorted(BY_MODEL) == sorted(MODELS)
    assert len(BY_MODEL) == len(TABLES)


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_field_is_declared_once(label: str):
    declared = [field.name for field in BY_MODEL[label].fields]

    assert sorted(declared) == sorted(field_names(MODELS[label]))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model)
def test_what_is_personal_has_a_purpose_a_ground_readers_and_an_end(table):
    if table.is_personal:
        assert table.basis != Basis.NONE
        assert table.readers
        assert table.erasure != Erasure.ABSENT
        assert bool(table.why_kept) == (table.erasure in (Erasure.BLANKED, Erasure.KEPT))
    else:
        assert table.erasure == Erasure.ABSENT


@pytest.mark.parametrize("table", [table for table in TABLES if table.about], ids=lambda table: table.model)
def test_each_way_to_a_person_leads_there(table):
    for way in table.about:
        table.model_class._default_manager.filter(**{way: "00000000-0000-0000-0000-000000000001"})


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model)
def test_what_is_blanked_is_personal(table):
    personal = {field.name for field in table.fields if field.is_personal}

    assert set(table.blank) <= personal


def test_sealed_text_is_never_called_ordinary():
    ordinary = {(field.table.model, field.name) for field in PERSONAL if field.sensitivity == Sensitivity.ORDINARY}
    sealed = {
        (label, field.name)
        for label, model in MODELS.items()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedTextField)
    }

    assert sealed
    assert not ordinary & sealed


def test_a_level_or_a_priority_is_never_for_a_page_at_home():
    at_school = {
        f"{field.table.model}.{field.name}" for field in PERSONAL if field.sensitivity == Sensitivity.AT_SCHOOL
    }

    assert {"initiatives.Request.level", "initiatives.Request.priority"} <= at_school
    assert isinstance(PERSONAL[0], Field)
