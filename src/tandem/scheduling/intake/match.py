"""Finding the pupil somebody means by a name in another list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from tandem.scheduling.intake.grades import class_key, parse_grade
from tandem.scheduling.intake.names import Name, name_key
from tandem.scheduling.intake.text import Unclear

EXACT, GIVEN_ONLY, ALIKE = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Candidate:
    number: str
    name: Name
    class_name: str
    birth_date: date | None = None
    year: int | None = None


def closeness(wanted: Name, other: Name) -> int:
    """Return how well a name as somebody wrote it fits a name in the list; 0 when it does not."""
    a, b = name_key(wanted), name_key(other)
    if a.given == b.given and a.family and a.family == b.family:
        return EXACT
    if not a.family and a.given and a.given in (b.given, b.given.split(" ")[0]):
        return GIVEN_ONLY
    if not a.given and a.family == b.family:
        return GIVEN_ONLY
    if f"{a.given}{a.family}" == f"{b.given}{b.family}" or f"{a.family}{a.given}" == f"{b.given}{b.family}":
        return EXACT
    if a.family and fuzz.ratio(f"{a.given} {a.family}", f"{b.given} {b.family}") >= 84:
        return ALIKE
    if a.family == b.family and a.family and (a.given[:1] == b.given[:1] and len(a.given.strip(".")) == 1):
        return ALIKE
    return 0


def in_class(candidate: Candidate, wanted: object) -> bool:
    """Tell whether a pupil is in the class, or in the year, that was written down."""
    if wanted is None or class_key(wanted) == class_key(candidate.class_name):
        return True
    try:
        years = parse_grade(wanted).years
        own = (candidate.year,) if candidate.year is not None else parse_grade(candidate.class_name).years
    except Unclear:
        return False
    return bool(set(years) & set(own)) and class_key(wanted).isdigit()


def candidates(wanted: Name, wanted_class: object, pupils: Sequence[Candidate]) -> list[tuple[int, Candidate]]:
    """Return who may be meant, best first: of the class that was named when anybody fits there."""
    fitting = [(score, pupil) for pupil in pupils if (score := closeness(wanted, pupil.name))]
    inside = [pair for pair in fitting if in_class(pair[1], wanted_class)]
    chosen = inside or fitting
    return sorted(chosen, key=lambda pair: (-pair[0], pair[1].class_name, str(pair[1].name), pair[1].number))
