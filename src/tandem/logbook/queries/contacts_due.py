"""With whose family a conversation is still to come, as a form asks. Never a list of what parents do or do not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tandem.initiatives.enums import ParentContact
from tandem.logbook.models import FamilyContact
from tandem.logbook.queries.boards import monday
from tandem.people.models import Pupil
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import pupils_of


@dataclass(frozen=True, slots=True)
class Due:
    """A pupil whose parents somebody has yet to speak with, since a day."""

    pupil: Pupil
    since: date


def contacts_due(teams: Iterable[Team], *, on: date) -> list[Due]:
    """Return with whose family no conversation took place yet in this week or month, by name."""
    since: dict[Pupil, date] = {}
    for team in teams:
        begins = _begins(ParentContact(team.initiative.parent_contact), on)
        if begins is not None and team.from_date <= on <= team.to_date:
            for pupil in pupils_of(team, on=on):
                since[pupil] = max(begins, since.get(pupil, begins))
    latest = _latest(pupil.pk for pupil in since)
    due = [Due(pupil, begins) for pupil, begins in since.items() if latest.get(pupil.pk, date.min) < begins]
    return sorted(due, key=lambda row: (row.pupil.person.sort_name, str(row.pupil.pk)))


def _begins(rhythm: ParentContact, on: date) -> date | None:
    """Return since when one conversation is asked; nothing where the form asks only a few in all."""
    match rhythm:
        case ParentContact.WEEK | ParentContact.SESSION:
            return monday(on)
        case ParentContact.FORTNIGHT:
            return monday(on) - timedelta(weeks=1)
        case ParentContact.MONTH:
            return on.replace(day=1)
        case ParentContact.PERIOD:
            return None


def _latest(pupils: Iterable[UUID]) -> Mapping[UUID, date]:
    rows = FamilyContact.objects.filter(pupil__in=list(pupils)).order_by("on_date", "pk")
    return dict(rows.values_list("pupil_id", "on_date"))
