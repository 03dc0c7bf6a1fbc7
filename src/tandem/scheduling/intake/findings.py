"""What somebody has to know, answer or repair before rows are taken over."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    PROBLEM = "problem"
    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands; `row` counts from 1, as a spreadsheet shows it."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one place: what is wrong and what to do, in Dutch.

    A problem or question with choices is settled by an answer under its key; a problem without choices needs
    another file. A note settles itself.
    """

    kind: FindingKind
    code: str
    key: str
    file: str
    sheet: str
    row: int | None
    column: str
    what: str
    todo: str
    choices: tuple[Choice, ...] = ()
    suggested: str = ""
    answer: str = ""

    @property
    def open(self) -> bool:
        """Whether it still stands in the way."""
        return self.kind is not FindingKind.NOTE and not self.answer
