"""Families a school writes to: who they are, what their letter tells, and whether they came in since."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, auto
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Initiative, Involvement, Request
from tandem.initiatives.queries import pupils_with_requests, purposes_asked
from tandem.logbook.queries.family import GoodNews, NextTime, good_news, next_times
from tandem.people.enums import ConsentAnswer
from tandem.people.models import Consent, FamilyLetter, Guardian, Person, Pupil, SchoolClass, User
from tandem.people.queries import coordinators_of, current, minor


class Standing(StrEnum):
    """How far a family is with its letter."""

    NEW = auto()  # no letter was printed
    UNDER_WAY = auto()  # printed, and its code still holds
    EXPIRED = auto()  # printed, and never used in time
    CAME_IN = auto()
    SAID_NO = auto()  # answered no to all that is asked: nobody asks again


@dataclass(frozen=True, slots=True)
class Family:
    """One guardian with the children at one school their letter is about."""

    person: Person
    pupils: tuple[Pupil, ...]
    standing: Standing
    letter: FamilyLetter | None
    address: str  # where post about these children goes to this guardian


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What a letter tells of one child: what goes well first."""

    pupil: Pupil
    good: tuple[GoodNews, ...]
    likes: tuple[str, ...]
    next: NextTime | None


def families_of(
    user: User, *, on: date, at: datetime, of_class: SchoolClass | None = None, of_initiative: Initiative | None = None
) -> list[Family]:
    """Return the families somebody may write to, by name: those of pupils for whom something is asked."""
    pupils = {pupil.pk: pupil for pupil in _asked_for(user, on=on, of_class=of_class, of_initiative=of_initiative)}
    guardians = _told(pupils, on=on)
    letters = {
        (letter.person_id, letter.organisation_id): letter
        for letter in FamilyLetter.objects.filter(person__in={guardian.person_id for guardian in guardians})
        .select_related("asked_again")
        .order_by("made_at", "pk")
    }
    noes = _said_no(pupils.values(), guardians)
    children: dict[tuple[UUID, UUID], list[Guardian]] = defaultdict(list)
    for guardian in guardians:
        children[guardian.person_id, pupils[guardian.pupil_id].organisation_id].append(guardian)
    return [
        Family(
            mine[0].person,
            tuple(pupils[guardian.pupil_id] for guardian in mine),
            _standing(mine, letters.get(key), noes, at),
            letters.get(key),
            next((guardian.address for guardian in mine if guardian.address), ""),
        )
        for key, mine in children.items()
    ]


def _asked_for(
    user: User, *, on: date, of_class: SchoolClass | None, of_initiative: Initiative | None
) -> QuerySet[Pupil]:
    asked = Request.objects.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED])
    if of_initiative is not None:
        asked = asked.filter(initiative=of_initiative)
    found = pupils_with_requests(user, on=on).filter(pk__in=asked.values("pupil"))
    if of_class is not None:
        found = found.filter(places__school_class=of_class, places__to_date__isnull=True)
    return found


def _told(pupils: Collection[UUID], *, on: date) -> list[Guardian]:
    return list(
        Guardian.objects.filter(
            minor(on, "pupil__") | Q(pupil__guardians_may_see=True), pupil__in=pupils, contact_ban=False
        )
        .select_related("person__user")
        .prefetch_related("person__user__own_addresses")
        .order_by("person__sort_name", "person", "pupil__person__sort_name", "pk")
    )


def _said_no(pupils: Iterable[Pupil], guardians: Iterable[Guardian]) -> set[tuple[UUID, UUID]]:
    """Return which guardian said no to all that is asked for which pupil."""
    asked = {pupil.pk: set(purposes_asked(pupil)) for pupil in pupils}
    said: dict[tuple[UUID, UUID], dict[str, str]] = defaultdict(dict)
    people = {guardian.person_id for guardian in guardians}
    for consent in Consent.objects.filter(answered_by__in=people, pupil__in=asked).order_by("answered_at", "pk"):
        said[consent.answered_by_id, consent.pupil_id][consent.purpose] = consent.answer
    return {
        (person, pupil)
        for (person, pupil), answers in said.items()
        if asked[pupil] and all(answers.get(purpose) == ConsentAnswer.NO for purpose in asked[pupil])
    }


def _standing(
    guardians: list[Guardian], letter: FamilyLetter | None, noes: set[tuple[UUID, UUID]], at: datetime
) -> Standing:
    user: User | None = getattr(guardians[0].person, "user", None)
    if (letter and letter.spent_at) or (user and (user.email or user.own_addresses.all())):
        return Standing.CAME_IN
    if all((guardian.person_id, guardian.pupil_id) in noes for guardian in guardians):
        return Standing.SAID_NO
    if letter is None:
        return Standing.NEW
    return Standing.UNDER_WAY if letter.valid_until > at else Standing.EXPIRED


def facts_of(pupils: Iterable[Pupil], *, at: datetime) -> dict[UUID, ChildFacts]:
    """Return what letters tell of these pupils, fetched with their requests."""
    pupils = list(pupils)
    good, coming = good_news(pupils, at_most=2), next_times(pupils, at=at)
    return {
        pupil.pk: ChildFacts(
            pupil,
            tuple(good.get(pupil.pk, ())),
            tuple(dict.fromkeys(word for request in pupil.requests.all() for word in request.interests)),
            coming.get(pupil.pk),
        )
        for pupil in pupils
    }


def people_to_call(pupils: Iterable[Pupil], *, on: date) -> dict[UUID, list[Person]]:
    """Return for each pupil whom its family can call: the trust persons of its initiatives, then who coordinates."""
    pupils = list(pupils)
    found: dict[UUID | None, list[Person]] = defaultdict(list)
    trusted: dict[UUID, list[Person]] = defaultdict(list)
    involved = Involvement.objects.filter(
        current(on),
        Q(membership__to_date__isnull=True) | Q(membership__to_date__gte=on),
        membership__from_date__lte=on,
        initiative__requests__pupil__in=pupils,
        membership__role=Role.TRUST_PERSON,
    )
    for involvement in involved.select_related("membership__person").order_by("membership__person__sort_name", "pk"):
        trusted[involvement.initiative_id].append(involvement.membership.person)
    asked = Request.objects.filter(pupil__in=pupils).select_related("initiative__concern_contact__person")
    for request in asked.order_by("subject", "pk"):
        found[request.pupil_id] += trusted[request.initiative_id]
        if request.initiative.concern_contact is not None:
            found[request.pupil_id].append(request.initiative.concern_contact.person)
    at_school = coordinators_of({pupil.organisation for pupil in pupils}, on=on)
    return {
        pupil.pk: list(dict.fromkeys([*found[pupil.pk], *at_school.get(pupil.organisation_id, [])])) for pupil in pupils
    }
