"""The organisation chart, drawn from the roles people have today, with who stands in (R-VLOR-9.4, 10.3-6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.models import Initiative
from tandem.people.models import Membership, Organisation, Person
from tandem.people.queries import current

ALWAYS = (Role.FINAL_RESPONSIBLE, Role.TRUST_PERSON)  # of whom it is shown when there is nobody
AT_SCHOOL = (Role.HEAD, Role.SCHOOL_COORDINATOR, Role.LOCATION_COORDINATOR, Role.CARE_COORDINATOR)


@dataclass(frozen=True, slots=True)
class Seat:
    """A role with who has it and who stands in these days; nobody is a fact worth seeing."""

    role: Role
    person: Person | None
    deputies: tuple[Person, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an organisation chart: the initiative, who organises it, a partner, or a school."""

    organisation: Organisation | None  # none is the initiative itself
    seats: tuple[Seat, ...]


def organisation_chart(initiative: Initiative, *, on: date) -> list[Level]:
    """Return who does what, from the whole initiative down to each school."""
    involved = list(_involved(initiative, on=on))
    whole = [row for row in involved if row.role in ALWAYS]
    seats = [*_seats(whole), *(Seat(role, None) for role in ALWAYS if role not in {row.role for row in whole})]
    partners = [row for row in involved if row.role not in ALWAYS]
    return [
        Level(None, tuple(sorted(seats, key=lambda seat: ALWAYS.index(seat.role)))),
        Level(initiative.organiser, tuple(_held(initiative.organiser, (Role.PROGRAMME_COORDINATOR,), on=on))),
        *(
            Level(organisation, tuple(_seats(row for row in partners if row.organisation_id == organisation.pk)))
            for organisation in sorted({row.organisation for row in partners}, key=lambda each: (each.name, each.pk))
        ),
        *(Level(school, tuple(_held(school, AT_SCHOOL, on=on))) for school in _schools(initiative)),
    ]


def _schools(initiative: Initiative) -> list[Organisation]:
    return list(Organisation.objects.filter(sites__in=initiative.sites.all()).distinct().order_by("name", "pk"))


def _involved(initiative: Initiative, *, on: date) -> Iterable[Membership]:
    involved = initiative.involvements.filter(current(on)).values("membership")
    return _with_deputies(Membership.objects.filter(current(on), pk__in=involved), on=on)


def _held(organisation: Organisation, roles: tuple[Role, ...], *, on: date) -> list[Seat]:
    rows = Membership.objects.filter(current(on), organisation=organisation, role__in=roles, stands_in_for=None)
    found = list(_seats(sorted(_with_deputies(rows, on=on), key=lambda row: roles.index(Role(row.role)))))
    return found or [Seat(roles[0] if len(roles) == 1 else Role.SCHOOL_COORDINATOR, None)]


def _with_deputies(rows: QuerySet[Membership], *, on: date) -> list[Membership]:
    standing_in = Membership.objects.filter(current(on)).select_related("person").order_by("person__sort_name", "pk")
    return list(
        rows.select_related("person", "organisation", "site")
        .prefetch_related(Prefetch("deputies", standing_in))
        .order_by("role", "person__sort_name", "pk")
    )


def _seats(rows: Iterable[Membership]) -> Iterable[Seat]:
    for row in rows:
        deputies = tuple(deputy.person for deputy in row.deputies.all())
        yield Seat(Role(row.role), row.person, deputies, row.site.name if row.site else "")
