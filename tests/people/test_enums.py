import pytest

from tandem.people.enums import Stage


@pytest.mark.parametrize(
    ("stage", "year", "level"),
    [(Stage.PRIMARY_NL, 5, 5), (Stage.PRIMARY_BE, 5, 7), (Stage.PRIMARY_NL, 7, 7), (Stage.SECONDARY, 1, 9)],
)
def test_level_puts_every_stage_on_one_ladder(stage, year, level):
    assert stage.level(year) == level
