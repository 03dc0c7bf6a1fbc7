"""A school in an initiative: who of its partners sees what they say to each other, and how it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from uuid import UUID

from django.db.models import Count, Q

from tandem.core.permissions import Permission
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import (
    Enrolment,
    Initiative,
    Justification,
    MutualExpectation,
    PlanStep,
)
from tandem.initiatives.queries.colleges import colleges_coordinated_by, initiatives_of_colleges
from tandem.initiatives.queries.initiatives import initiatives_managed_by
from tandem.initiatives.together.expectations import TOPICS, Side
from tandem.people.models import Site, User
from tandem.people.queries import current, sites_visible_to


class Part(StrEnum):
    """As what somebody looks at a school in an initiative."""

    PROGRAMME = auto()
    SCHOOL = auto()  # speaks for the school
    SCHOOL_READER = auto()
    COLLEGE = auto()
    TUTOR = auto()


@dataclass(frozen=True, slots=True)
class Partnership:
    """One school in one initiative, as somebody may see it."""

    initiative: Initiative
    site: Site
    parts: frozenset[Part]

    @property
    def speaks_for_school(self) -> bool:
        return Part.SCHOOL in self.parts

    @property
    def speaks_for_programme(self) -> bool:
        return Part.PROGRAMME in self.parts

    @property
    def side(self) -> Side | None:
        """Return for which side somebody answers: the school's, when they have both."""
        if self.speaks_for_school:
            return Side.SCHOOL
        return Side.PROGRAMME if self.speaks_for_programme else None


def partnerships_visible_to(
    user: User, *, on: date, tutoring: bool = False, initiative: UUID | None = None, site: UUID | None = None
) -> list[Partnership]:
    """Return the schools in initiatives somebody has a part in, by initiative and name; a tutor's only where asked."""
    ways = {
        Part.PROGRAMME: Q(initiative__in=initiatives_managed_by(user, on=on).order_by().values("pk")),
        Part.SCHOOL: Q(site__in=_sites(user, on, Permission.SCHOOL_MANAGE)),
        Part.SCHOOL_READER: Q(site__in=_sites(user, on, Permission.SCHOOL_READ)),
        Part.COLLEGE: Q(
            initiative__in=initiatives_of_colleges(colleges_coordinated_by(user, on=on)).order_by().values("pk")
        ),
    }
    if tutoring:
        ways[Part.TUTOR] = _tutored(user, on)
    pairs = Initiative.sites.through.objects.all()
    if initiative is not None:
        pairs = pairs.filter(initiative=initiative)
    if site is not None:
        pairs = pairs.filter(site=site)
    parts: dict[tuple[UUID, UUID], set[Part]] = {}
    for part, way in ways.items():
        for key in pairs.filter(way).values_list("initiative_id", "site_id"):
            parts.setdefault(key, set()).add(part)
    initiatives = Initiative.objects.select_related("organiser").in_bulk([pk for pk, _ in parts])
    sites = Site.objects.select_related("organisation").in_bulk([pk for _, pk in parts])
    found = [Partnership(initiatives[a], sites[b], frozenset(held)) for (a, b), held in parts.items()]
    return sorted(found, key=lambda row: (-row.initiative.starts_date.toordinal(), row.initiative.name, *_name(row)))


def _name(row: Partnership) -> tuple[str, str, str]:
    return row.site.name, str(row.site.pk), str(row.initiative.pk)


def _sites(user: User, on: date, permission: Permission) -> object:
    return sites_visible_to(user, on=on, to=permission).order_by().values("pk")


def _tutored(user: User, on: date) -> Q:
    """Return where somebody tutors: at the sites they named, or at all of the initiative."""
    mine = Enrolment.objects.filter(
        Q(tutor__person=user.person_id) | Q(student_group__tutors__person=user.person_id), current(on)
    )
    pairs = Enrolment.sites.through.objects.filter(enrolment__in=mine.values("pk"))
    named = {(row.enrolment.initiative_id, row.site_id) for row in pairs.select_related("enrolment")}
    found = Q(initiative__in=mine.exclude(pk__in=pairs.values("enrolment")).values("initiative"))
    for initiative, site in named:
        found |= Q(initiative=initiative, site=site)
    return found


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a school in an initiative is, part by part: counted, never added up."""

    justified: bool
    topics: int
    said_by_school: int
    said_by_programme: int
    differing: int
    steps: int
    done: int

    @property
    def expectations_complete(self) -> bool:
        return self.said_by_school == self.said_by_programme == self.topics and not self.differing


def stands_of(partnerships: list[Partnership]) -> dict[tuple[UUID, UUID], Stand]:
    """Return how each of these schools stands."""
    keys = {(row.initiative.pk, row.site.pk) for row in partnerships}
    among = {"initiative__in": {a for a, _ in keys}, "site__in": {b for _, b in keys}}
    justified = {(row.initiative_id, row.site_id) for row in Justification.objects.filter(**among) if row.stands}
    said: dict[tuple[UUID, UUID], dict[str, dict[str, str]]] = {}
    for row in MutualExpectation.objects.filter(**among):
        said.setdefault((row.initiative_id, row.site_id), {}).setdefault(row.side, {})[row.topic] = row.whose
    steps = {
        (row["initiative"], row["site"]): (row["all"], row["done"])
        for row in PlanStep.objects.filter(**among)
        .values("initiative", "site")
        .annotate(all=Count("pk"), done=Count("done_at"))
        .order_by()
    }
    return {key: _stand(key in justified, said.get(key, {}), *steps.get(key, (0, 0))) for key in keys}


def _stand(justified: bool, said: dict[str, dict[str, str]], steps: int, done: int) -> Stand:
    school, programme = said.get(Side.SCHOOL, {}), said.get(Side.PROGRAMME, {})
    return Stand(
        justified=justified,
        topics=len(TOPICS),
        said_by_school=len(school),
        said_by_programme=len(programme),
        differing=sum(programme[topic] != whose for topic, whose in school.items() if topic in programme),
        steps=steps,
        done=done,
    )


def unjustified_of(user: User, *, on: date) -> list[Partnership]:
    """Return the schools somebody speaks for that have not said yet why they take part, in what is being prepared."""
    preparing = [
        row
        for row in partnerships_visible_to(user, on=on)
        if row.speaks_for_school and row.initiative.status == InitiativeStatus.PREPARING
    ]
    stands = stands_of(preparing) if preparing else {}
    return [row for row in preparing if not stands[row.initiative.pk, row.site.pk].justified]
