"""Who needs to know what: the role × data matrix (`docs/need-to-know.md` is made from it).

The pages and queries keep it; the walk over every address reads each page as each role and compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from tandem.core.permissions import Role


class Data(StrEnum):
    """Kinds of what Tandem keeps about people."""

    NAME_AND_SCHEDULE = auto()
    CONTACT = auto()
    BIRTH_DATE = auto()
    FAMILY = auto()
    SCHOOL_RESULTS = auto()
    INDICATORS = auto()
    SESSION_NOTE = auto()
    CONCERN = auto()
    ASSESSMENT = auto()


class Reach(StrEnum):
    """Of whom somebody reads it."""

    NOBODY = auto()  # its existence is not shown
    SELF = auto()
    OWN = auto()  # one's own children, pupils or students
    CLASS = auto()
    SCHOOL = auto()
    PROGRAMME = auto()
    COUNTED = auto()  # figures over many, never a person
    PSEUDONYM = auto()


@dataclass(frozen=True, slots=True)
class May:
    """What a role may with one kind of data: of whom it reads it, whether it writes it, and in which shape."""

    reach: Reach
    writes: bool = False
    shape: str = ""

    @property
    def reads_of_a_person(self) -> bool:
        return self.reach not in (Reach.NOBODY, Reach.COUNTED, Reach.PSEUDONYM)

    def __str__(self) -> str:
        reads = "–" if self.reach == Reach.NOBODY else self.reach.value
        said = f"{reads}, writes" if self.writes else reads
        return f"{said} ({self.shape})" if self.shape else said


NO = May(Reach.NOBODY)
_NAMED = May(Reach.OWN, shape="only who is named to receive it, and what they sent themselves")
_SENT = May(Reach.SELF, shape="only what they sent themselves")
_RUNS_SCHOOL: Mapping[Data, May] = {
    Data.NAME_AND_SCHEDULE: May(Reach.SCHOOL),
    Data.CONTACT: May(Reach.SCHOOL),
    Data.BIRTH_DATE: May(Reach.SCHOOL),
    Data.FAMILY: May(Reach.SCHOOL, writes=True),
    Data.SCHOOL_RESULTS: May(Reach.SCHOOL),
    Data.INDICATORS: May(Reach.NOBODY, writes=True, shape="sealed after the places are given"),
    Data.SESSION_NOTE: May(Reach.SCHOOL),
    Data.CONCERN: _NAMED,
    Data.ASSESSMENT: May(Reach.SCHOOL),
}
_BASIS = "with a basis"

# What may be read and written at most. Of results and indicators Tandem keeps nothing: there is no column for them.
MATRIX: Mapping[Role, Mapping[Data, May]] = {
    Role.PUPIL: {
        Data.NAME_AND_SCHEDULE: May(Reach.SELF),
        Data.CONTACT: May(Reach.SELF, writes=True),
        Data.BIRTH_DATE: May(Reach.SELF),
        Data.FAMILY: May(Reach.SELF),
        Data.SCHOOL_RESULTS: May(Reach.SELF, writes=True, shape="own remark"),
        Data.INDICATORS: May(Reach.SELF),
        Data.SESSION_NOTE: May(Reach.SELF, shape="the shared part"),
        Data.CONCERN: May(Reach.SELF, shape="own words"),
    },
    Role.GUARDIAN: {
        Data.NAME_AND_SCHEDULE: May(Reach.OWN),
        Data.CONTACT: May(Reach.OWN, writes=True),
        Data.BIRTH_DATE: May(Reach.OWN),
        Data.FAMILY: May(Reach.OWN),
        Data.SCHOOL_RESULTS: May(Reach.OWN, shape="from 12 the pupil may object"),
        Data.INDICATORS: May(Reach.OWN, writes=True),
        Data.SESSION_NOTE: May(Reach.OWN, shape="the shared part"),
    },
    Role.TUTOR: {
        Data.NAME_AND_SCHEDULE: May(Reach.OWN, shape="first name and initial; of a visit at home, where it is"),
        Data.CONTACT: May(Reach.NOBODY, shape="only through Tandem"),
        Data.SCHOOL_RESULTS: May(Reach.NOBODY, shape="the goal, never a mark"),
        Data.SESSION_NOTE: May(Reach.OWN, writes=True),
        Data.CONCERN: _SENT,
        Data.ASSESSMENT: May(Reach.SELF, writes=True, shape="a reply"),
    },
    Role.TEACHER: {
        Data.NAME_AND_SCHEDULE: May(Reach.CLASS),
        Data.FAMILY: May(Reach.CLASS, shape="names, to write down what was said"),
        Data.SCHOOL_RESULTS: May(Reach.CLASS, writes=True),
        Data.SESSION_NOTE: May(Reach.CLASS),
        Data.CONCERN: _NAMED,
    },
    Role.SCHOOL_COORDINATOR: _RUNS_SCHOOL,
    Role.HEAD: _RUNS_SCHOOL,
    Role.LOCATION_COORDINATOR: _RUNS_SCHOOL,  # of one site
    Role.CARE_COORDINATOR: _RUNS_SCHOOL,
    Role.PROGRAMME_COORDINATOR: {
        Data.NAME_AND_SCHEDULE: May(Reach.PROGRAMME),
        Data.CONTACT: May(Reach.PROGRAMME),
        Data.SCHOOL_RESULTS: May(Reach.COUNTED),
        Data.INDICATORS: May(Reach.COUNTED, shape="and whether somebody may take part"),
        Data.SESSION_NOTE: May(Reach.PROGRAMME, shape="a sample for quality, and recorded"),
        Data.CONCERN: _NAMED,
        Data.ASSESSMENT: May(Reach.PROGRAMME),
    },
    Role.LECTURER: {
        Data.NAME_AND_SCHEDULE: May(Reach.OWN, shape="slots of own students, never a pupil"),
        Data.SESSION_NOTE: May(Reach.OWN, shape="of own students, pupils without a name"),
        Data.CONCERN: _NAMED,
        Data.ASSESSMENT: May(Reach.OWN, writes=True),
    },
    Role.HE_COORDINATOR: {
        Data.NAME_AND_SCHEDULE: May(Reach.OWN, shape="slots of the college's students, never a pupil"),
        Data.SESSION_NOTE: May(Reach.OWN, shape="of the college's students, pupils without a name"),
        Data.CONCERN: _NAMED,
    },
    Role.CLB_WORKER: {
        Data.NAME_AND_SCHEDULE: May(Reach.OWN, shape=_BASIS),
        Data.SCHOOL_RESULTS: May(Reach.OWN, shape="on request"),
        Data.CONCERN: May(Reach.OWN, shape="when it is handed over"),
    },
    Role.TRUST_PERSON: {
        Data.NAME_AND_SCHEDULE: May(Reach.OWN, shape="in a case that was brought to them"),
        Data.CONTACT: May(Reach.OWN, shape="in a case that was brought to them"),
        Data.CONCERN: May(Reach.OWN, writes=True, shape="when named for it"),
    },
    Role.FINAL_RESPONSIBLE: {Data.NAME_AND_SCHEDULE: May(Reach.COUNTED), Data.CONCERN: _NAMED},
    Role.BRIDGE_FIGURE: {Data.CONCERN: _NAMED},
    Role.PARTNER_CONTACT: {Data.CONCERN: _NAMED},
    Role.FUNDER: {
        Data.SCHOOL_RESULTS: May(Reach.PSEUDONYM),
        Data.INDICATORS: May(Reach.PSEUDONYM, shape="ten or more together"),
        Data.CONCERN: May(Reach.COUNTED, shape="ten or more in a year"),
        Data.ASSESSMENT: May(Reach.COUNTED),
    },
    Role.RESEARCHER: {
        Data.SCHOOL_RESULTS: May(Reach.PSEUDONYM),
        Data.INDICATORS: May(Reach.PSEUDONYM, shape="ten or more together"),
        Data.CONCERN: May(Reach.COUNTED, shape="ten or more in a year"),
        Data.ASSESSMENT: May(Reach.COUNTED),
    },
    Role.PLATFORM_ADMIN: {},
}
# Who reads of pupils only what was opened to them for a reason of its own; no page opens that by itself.
FOR_A_REASON = frozenset({Role.CLB_WORKER, Role.TRUST_PERSON, Role.LECTURER, Role.HE_COORDINATOR})


def may(role: Role, data: Data) -> May:
    """Return what a role may with a kind of data; what stands nowhere is nobody's."""
    return MATRIX[role].get(data, NO)


def as_markdown() -> str:
    """Return the matrix as the table of the documentation."""
    heading = "| role | " + " | ".join(data.value.replace("_", " ") for data in Data) + " |"
    lines = [heading, "|---" * (len(Data) + 1) + "|"]
    lines += [
        f"| {role.value.replace('_', ' ')} | " + " | ".join(str(may(role, data)) for data in Data) + " |"
        for role in Role
    ]
    return "\n".join(lines) + "\n"
