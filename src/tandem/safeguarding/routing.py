"""Whom a worry goes to: people who were named beforehand, never the one it is about, never the one who wrote it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.initiatives.models import Initiative, SiteContact
from tandem.people.models import Guardian, Membership, Person, Pupil, Site, User
from tandem.people.queries import current


@dataclass(frozen=True, slots=True)
class Place:
    """Where a worry comes from: what is named for this site of this initiative counts."""

    initiative: Initiative
    site: Site

    @property
    def key(self) -> str:
        return f"{self.initiative.pk}:{self.site.pk}"


@dataclass(frozen=True, slots=True)
class Route:
    """Who receives a worry, and who stands in."""

    receiver: Person
    deputy: Person | None


def named_at(place: Place, *, on: date) -> tuple[list[User], list[User]]:
    """Return who is named to receive worries here, and who stands in for them, nearest first."""
    row = (
        SiteContact.objects.filter(initiative=place.initiative, site=place.site)
        .select_related("contact__person", "deputy__person")
        .first()
    )
    contacts = [row.contact if row else None, place.initiative.concern_contact]
    deputies = [row.deputy if row else None, place.initiative.concern_deputy]
    named = _known(contacts)
    return named, [*_known(deputies), *_standing_in_for(named, on=on)]


def route(place: Place, *, excluded: Collection[UUID], on: date) -> Route | None:
    """Return who receives a worry and who stands in, past everybody it concerns; nobody when nobody is left."""
    contacts, deputies = named_at(place, on=on)
    fit = [user.person for user in (*contacts, *deputies) if user.person_id not in excluded]
    if not fit:
        return None
    receiver = fit[0]
    standing_in = [user.person for user in (*deputies, *contacts) if user.person_id not in excluded]
    others = [person for person in standing_in if person.pk != receiver.pk]
    return Route(receiver, next(iter(others), None))


def concerned_at_home(pupil: Pupil | None) -> set[UUID]:
    """Return the parents and carers of a child: a worry about the child may be about them."""
    return set(Guardian.objects.filter(pupil=pupil).values_list("person", flat=True)) if pupil else set()


def _known(users: Iterable[User | None]) -> list[User]:
    return list({user.pk: user for user in users if user is not None and user.is_active}.values())


def _standing_in_for(contacts: Collection[User], *, on: date) -> list[User]:
    """Return who stands in for these people in whatever role they have, these days."""
    rows = Membership.objects.filter(
        current(on), stands_in_for__person__in=[user.person_id for user in contacts]
    ).values("person")
    return list(
        User.objects.filter(person__in=rows, is_active=True)
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )
