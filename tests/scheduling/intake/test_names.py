"""Names as schools write them come apart the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.scheduling.intake.names import Name, join_name, name_key, parse_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Esra in 't Veld", Name("Esra", "in 't", "Veld")),
        ("Esra in ’t Veld", Name("Esra", "in 't", "Veld")),
        ("Meer, Jayden van der", Name("Jayden", "van der", "Meer")),
        ("van der Meer, Jayden", Name("Jayden", "van der", "Meer")),
        ("Meer, van der, Jayden", Name("Jayden", "van der", "Meer")),
        ("Berg, van den", Name("", "van den", "Berg")),
        ("Berg, van den F. (Fatima)", Name("Fatima", "van den", "Berg")),
        ("Van den Berghe, Sem", Name("Sem", "", "Van den Berghe")),
        ("Sem Van den Berghe", Name("Sem", "", "Van den Berghe")),
        ("VAN DEN BERGHE Sem", Name("Sem", "", "Van den Berghe")),
        ("JANSEN Emma-Louise", Name("Emma-Louise", "", "Jansen")),
        ("DAAN DE VRIES", Name("Daan", "de", "Vries")),
        ("daan de vries", Name("Daan", "de", "Vries")),
        ("Jan Willem de Vries", Name("Jan Willem", "de", "Vries")),
        ("Ayşe El Amrani", Name("Ayşe", "", "El Amrani")),
        ("Idrissi, Milan el", Name("Milan", "el", "Idrissi")),
        ("Bilal Ben Ali", Name("Bilal", "", "Ben Ali")),
        ("Naïma D'hondt", Name("Naïma", "", "D'hondt")),
        ("Thijs 't Hart", Name("Thijs", "'t", "Hart")),
        ("B. Jansen (Bram)", Name("Bram", "", "Jansen")),
        ("Bilal", Name("Bilal")),
        ("HJO", Name("HJO")),
    ],
)
def test_parse_name_of_one_cell(text: str, name: Name) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (("Esra", "ten", "Brink"), Name("Esra", "ten", "Brink")),
        (("", "", "Meer, Jayden van der"), Name("Jayden", "van der", "Meer")),
        (("Fatima", "", "van den Berg"), Name("Fatima", "van den", "Berg")),
        (("Fatima", "", "Berg, van den"), Name("Fatima", "van den", "Berg")),
        (("Sem", "", "Van den Berghe"), Name("Sem", "", "Van den Berghe")),
        (("SAAR", "VAN DE", "VELDE"), Name("Saar", "van de", "Velde")),
    ],
)
def test_join_name_of_three_columns(cells: tuple[str, str, str], name: Name) -> None:
    assert join_name(*cells) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saar vd Berg", "Berg, Saar van den"),
        ("Saar v.d. Berg", "Saar van der Berg"),
        ("Łukasz Öztürk", "lukasz ozturk"),
        ("Daan Vries", "Daan de Vries"),
        ("Ayşe Yılmaz", "Ayse Yilmaz"),
        ("Naïma D’hondt", "Naima D'Hondt"),
    ],
)
def test_name_key_sees_the_same_name(one: str, other: str) -> None:
    assert name_key(parse_name(one)) == name_key(parse_name(other))


GIVEN = st.sampled_from(["Noor", "Łukasz", "Ayşe", "Anne-Marie", "Sofía", "Xiu"])
INFIX = st.sampled_from(["", "van", "van den", "van der", "de", "ten", "'t", "in 't", "el", "op den"])
FAMILY = st.sampled_from(["Berg", "Öztürk", "García López", "D'hondt", "Nguyễn", "Ben Ali", "Smit-Bakker"])


@given(GIVEN, INFIX, FAMILY)
def test_name_is_the_same_in_either_order(given: str, infix: str, family: str) -> None:
    name = Name(given, infix, family)

    assert parse_name(f"{given} {infix} {family}") == name
    assert parse_name(f"{family}, {given} {infix}") == name
    assert join_name(given, infix, family) == name


@given(st.text(max_size=60))
def test_parse_name_takes_any_text(text: str) -> None:
    assert isinstance(parse_name(text), Name)
