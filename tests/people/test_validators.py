import pytest

from tandem.people.validators import as_phone


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0470 12 34 56", "+32470123456"),
        ("0470/12.34.56", "+32470123456"),
        ("06-12345678", "+31612345678"),
        ("+31 6 1234 5678", "+31612345678"),
        ("0032 470 12 34 56", "+32470123456"),
        ("‎٠٤٧٠١٢٣٤٥٦".lstrip("\u200e"), "+32470123456"),
        ("+90 (532) 123 45 67", "+905321234567"),
    ],
)
def test_a_number_is_written_with_its_country(typed: str, number: str):
    assert as_phone(typed) == number


@pytest.mark.parametrize("typed", ["", "12345", "09 000 00 00", "+0470123456", "+32", "bel mij", "+32470123456789012"])
def test_what_cannot_be_told_is_refused(typed: str):
    assert as_phone(typed) is None
