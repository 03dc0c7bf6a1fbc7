import pytest
from django.core.exceptions import ValidationError

from tandem.initiatives.validators import STIGMAS, neutral, stigma_in


@pytest.mark.parametrize(
    "text",
    ["Taalachterstand 5A", "zwakke lezers", "Probleemgroep", "bijles", "NT2-groep", "GOK", "Niveau 2", "de dommen dom"],
)
def test_a_word_that_marks_a_child_is_refused_with_a_reason(text: str):
    with pytest.raises(ValidationError) as refused:
        neutral(text)

    assert refused.value.code == "stigma"
    assert refused.value.messages == [str(stigma_in(text).why)]


@pytest.mark.parametrize(
    "text",
    ["studiemaatje", "leesclub", "Groep 3", "Tandem Havenstad", "domein", "gokje", "farmacie", "De Uilen", "tutor"],
)
def test_a_word_that_marks_nobody_may_stand(text: str):
    neutral(text)

    assert stigma_in(text) is None


def test_every_reason_says_what_would_do():
    assert [stigma for stigma in STIGMAS if "Kies" not in str(stigma.why) and "noem" not in str(stigma.why)] == []
