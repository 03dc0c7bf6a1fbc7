"""What pupils' files say on a tutor's start page: strengths first, then goals, and what the family wants said."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tandem.core.sealed import unsealed
from tandem.logbook.enums import FileKind
from tandem.logbook.queries.file import items_for_tutors

MOST = 3  # of each: no more than fits a phone


@dataclass(frozen=True, slots=True)
class Told:
    strengths: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


NOTHING = Told()


def told_to_tutors(
    pupils: Collection[uuid.UUID], initiatives: Collection[uuid.UUID], *, on: date
) -> dict[uuid.UUID, Told]:
    """Return what the file of each of these pupils says to a tutor, the newest first."""
    lines: defaultdict[uuid.UUID, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item in unsealed(items_for_tutors(pupils, initiatives, on=on)):
        lines[item.pupil_id][item.kind].append(item.text)
    return {
        pupil: Told(
            strengths=tuple(said[FileKind.STRENGTH][:MOST]),
            goals=tuple(said[FileKind.GOAL][:MOST]),
            messages=tuple(said[FileKind.MESSAGE][:1]),
        )
        for pupil, said in lines.items()
    }
