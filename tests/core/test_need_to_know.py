"""The matrix of who needs to know what, against the safety requirements and the documentation."""

from pathlib import Path

import pytest

from tandem.core.need_to_know import MATRIX, Data, Reach, as_markdown, may
from tandem.core.permissions import Role

# As the safety requirements have it: - nothing, A counted, P pseudonym, o own, S self, R read (of class, school or
# programme), with W when it is written too.
REQUIRED = {
    Data.NAME_AND_SCHEDULE: ("S", "o", "o", "R", "R", "R", "o", "o", "o", "-", "-"),
    Data.CONTACT: ("SW", "oW", "-", "-", "R", "R", "-", "-", "o", "-", "-"),
    Data.SCHOOL_RESULTS: ("SW", "o", "-", "RW", "R", "A", "-", "o", "-", "P", "-"),
    Data.INDICATORS: ("S", "oW", "-", "-", "-W", "A", "-", "-", "-", "P", "-"),
    Data.SESSION_NOTE: ("S", "o", "oW", "R", "R", "R", "o", "-", "-", "-", "-"),
    Data.ASSESSMENT: ("-", "-", "SW", "-", "R", "R", "oW", "-", "-", "A", "-"),
}
ROLES = (
    Role.PUPIL,
    Role.GUARDIAN,
    Role.TUTOR,
    Role.TEACHER,
    Role.SCHOOL_COORDINATOR,
    Role.PROGRAMME_COORDINATOR,
    Role.LECTURER,
    Role.CLB_WORKER,
    Role.TRUST_PERSON,
    Role.RESEARCHER,
    Role.PLATFORM_ADMIN,
)
LETTERS = {Reach.NOBODY: "-", Reach.COUNTED: "A", Reach.PSEUDONYM: "P", Reach.OWN: "o", Reach.SELF: "S"}


@pytest.mark.parametrize("data", REQUIRED)
def test_each_role_reads_and_writes_what_the_requirements_say(data: Data):
    found = tuple(LETTERS.get(may(role, data).reach, "R") + ("W" if may(role, data).writes else "") for role in ROLES)

    assert found == REQUIRED[data]


def test_every_role_stands_in_the_matrix():
    assert set(MATRIX) == set(Role)


@pytest.mark.parametrize("role", [Role.FUNDER, Role.RESEARCHER, Role.PLATFORM_ADMIN])
def test_funders_researchers_and_administrators_read_of_no_person(role: Role):
    assert [data for data in Data if may(role, data).reads_of_a_person] == []


def test_the_documentation_has_the_matrix_as_it_is():
    page = Path(__file__).parents[2] / "docs" / "need-to-know.md"

    assert page.read_text().endswith(as_markdown())
