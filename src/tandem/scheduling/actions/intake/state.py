"""What one import writes with, handed from step to step."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tandem.people.models import Person, Pupil, SchoolClass, User
from tandem.scheduling.intake.names import Name, name_key
from tandem.scheduling.models import Import
from tandem.scheduling.queries.intake.compare import Comparison


@dataclass
class Taking:
    """What one import writes with, and what it wrote so far that later rows refer to."""

    intake: Import
    comparison: Comparison
    by: User
    at: datetime
    on: date
    classes: dict[str, SchoolClass] = field(default_factory=dict)
    pupils: dict[str, Pupil] = field(default_factory=dict)
    staff: dict[object, Person] = field(default_factory=dict)

    @property
    def starts(self) -> date:
        """The first day of the school year: from then on a first list holds."""
        return date(self.comparison.school_year, 8, 1)

    @property
    def from_date(self) -> date:
        """The day from which something that was otherwise before is as the list says."""
        return max(self.on, self.starts)


def staff_person(taking: Taking, name: Name) -> Person:
    """Return who a timetable means by a name or code, new when the school did not know them."""
    known = taking.staff.get(name_key(name))
    if known is None:
        known = Person.objects.create(
            given_name=(name.given or name.family)[:100],
            infix=name.infix[:30],
            family_name=name.family[:100] if name.given else "",
        )
        taking.staff[name_key(name)] = known
    return known
