import math

import pytest

from tandem.core import codes


def test_a_code_takes_at_least_sixty_bits_and_has_no_signs_that_look_alike():
    drawn = {codes.new_code() for _ in range(1000)}

    assert codes.LENGTH * math.log2(len(codes.ALPHABET)) >= 60
    assert len(drawn) == 1000
    assert {len(code) for code in drawn} == {12}
    assert set("".join(drawn)) == set(codes.ALPHABET)
    assert set("0O1I") & set(codes.ALPHABET) == set()


def test_a_code_is_printed_in_groups_of_four():
    assert codes.written("7KQM2XPDRT45") == "7KQM-2XPD-RT45"


@pytest.mark.parametrize(
    "typed",
    [
        "7KQM-2XPD-RT45",
        "7kqm2xpdrt45",
        " 7KQM 2XPD – RT45 ",
        "٧KQM-٢XPD-RT٤٥",  # digits of an Arabic keyboard
        "7КQМ-2ХРD-RТ45",  # look-alikes of a Ukrainian one
        "\u20667KQM-2XPD-RT45\u2069",  # pasted from a page that runs the other way
    ],
)
def test_a_code_is_read_as_it_was_meant(typed: str):
    assert codes.read(typed) == "7KQM2XPDRT45"


def test_one_and_i_can_only_be_meant_as_l():
    assert codes.read("1i-LІ") == "LLLL"


def test_six_digits_are_read_in_any_script():
    assert codes.read_digits("12 34-٥٦") == "123456"


def test_a_hash_belongs_to_one_kind_of_code():
    assert codes.digest("7KQM2XPDRT45", of="letter") != codes.digest("7KQM2XPDRT45", of="sent")
    assert "7KQM2XPDRT45" not in codes.digest("7KQM2XPDRT45", of="letter")
