"""One glossary: every label comes from it, and no sentence says it otherwise (R-NEV-24)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tandem.core import glossary
from tandem.core.glossary import GLOSSARY, Word
from tandem.core.permissions import Role
from tandem.initiatives.enums import FormKind
from tests.web.test_translations import sentences_of, sentences_of_source

SAID = sorted({form for _, forms in sentences_of_source() for form in forms})


def otherwise_said(sentences: list[str]) -> list[tuple[str, str]]:
    """Return each sentence that holds a word the glossary knows a better one for, with that word."""
    return [
        (sentence, word)
        for sentence in sentences
        for word in sorted(glossary.never_said())
        if re.search(rf"\b{word}\b", sentence.lower())
    ]


def test_r_nev_24_no_sentence_calls_a_thing_by_another_word():
    assert otherwise_said(SAID) == []


def test_r_nev_24_another_word_is_found_in_a_template_and_in_code():
    template = sentences_of('{% translate "Dit koppel heeft bijles." %}', is_template=True)
    code = sentences_of('label = _("Nieuwe tutee")', is_template=False)
    sentences = sorted({form for _, forms in template | code for form in forms})

    assert otherwise_said(sentences) == [
        ("Dit koppel heeft bijles.", "bijles"),
        ("Dit koppel heeft bijles.", "koppel"),
        ("Nieuwe tutee", "tutee"),
    ]


def test_r_nev_24_every_role_form_and_word_is_called_something():
    assert set(glossary.ROLES) == set(Role)
    assert set(GLOSSARY) == set(Word)
    assert {str(kind.label) for kind in FormKind} <= {str(term.one) for term in GLOSSARY.values()}


def test_r_nev_24_tutoring_and_mentoring_are_two_things():
    tutoring, mentoring = GLOSSARY[Word.TUTORING], GLOSSARY[Word.MENTORING]

    assert (str(tutoring.one), str(mentoring.one)) == ("tutoring", "mentoring")
    assert str(tutoring.meaning) != str(mentoring.meaning)


@pytest.mark.django_db
def test_anybody_can_read_what_the_words_mean(client: Client):
    page = client.get(reverse("glossary")).content.decode()

    assert [str(term.meaning) for term in GLOSSARY.values() if str(term.meaning) not in page] == []
