"""The safety gate (R-NEV-13): who may be with children, and what is still to be seen.

Which paper is asked follows from where somebody tutors: the law of each country in which one of their sites stands. Who
tutors in two countries needs both.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from tandem.core.permissions import Role
from tandem.initiatives.models import Enrolment
from tandem.people.checks import rule_of
from tandem.people.enums import CheckModel, ClearanceKind, Country, Region, TutorKind
from tandem.people.models import Clearance, Halt, Membership, Pupil, Tutor
from tandem.people.queries import current, minor

REGIONS = {country: [region for region in Region if region.country == country] for country in Country}


@dataclass(frozen=True, slots=True)
class Missing:
    """What is still to be seen: a paper of one country, the training, the agreement; or that a halt is lifted."""

    kind: ClearanceKind | None  # nothing for a tutor who was stopped
    model: CheckModel | None = None

    @property
    def label(self) -> str:
        if self.kind is None:
            return ""
        return str(self.model.label if self.model else self.kind.label)


def cleared_tutors(*, on: date) -> QuerySet[Tutor]:
    """Return the tutors whose check, training and agreement stand on a day, and whom nobody stopped."""
    seen = [Exists(_seen(on, kind=kind)) for kind in (ClearanceKind.TRAINING, ClearanceKind.AGREEMENT)]
    checked = Q(Exists(_seen(on, kind=ClearanceKind.CHECK))) | _a_child(on)
    tutors = Tutor.objects.filter(checked, *seen).exclude(_stopped())
    for country in Country:
        tutors = tutors.exclude(_tutors_in(country) & _unchecked(country, on))
    return tutors


def standing_on(on: date) -> QuerySet[Clearance]:
    """Return the clearances that count on a day."""
    return Clearance.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), seen_date__lte=on)


def countries_of(tutor: Tutor) -> set[Country]:
    """Return in which countries somebody tutors; of who tutors nowhere yet, where they come from."""
    return {country for country in Country if Tutor.objects.filter(_tutors_in(country), pk=tutor.pk).exists()}


def missing_of(tutors: Collection[UUID], *, on: date) -> dict[UUID, tuple[Missing, ...]]:
    """Return for each of these tutors what stands between them and a child, in the order in which it is asked."""
    asked: dict[str, tuple[Missing, Q]] = {"halt": (Missing(None), _stopped())}
    for country in sorted(Country):
        paper = Missing(ClearanceKind.CHECK, rule_of(country, on=on).models[0])
        asked[f"check_{country}"] = (paper, _tutors_in(country) & _unchecked(country, on))
    for kind in (ClearanceKind.TRAINING, ClearanceKind.AGREEMENT):
        asked[f"no_{kind}"] = (Missing(kind), ~Q(Exists(_seen(on, kind=kind))))
    facts = {name: Case(When(lacks, then=True), default=False) for name, (_, lacks) in asked.items()}
    rows = Tutor.objects.filter(pk__in=tutors).annotate(**facts).values_list("pk", *facts)
    papers = [paper for paper, _ in asked.values()]
    return {pk: tuple(paper for paper, lacks in zip(papers, lacking, strict=True) if lacks) for pk, *lacking in rows}


WARNED = timedelta(days=60)


def renewals_of(tutors: QuerySet[Tutor], *, on: date) -> QuerySet[Clearance]:
    """Return what runs out within two months for these tutors, or ran out, the first first."""
    return (
        Clearance.objects.filter(tutor__in=tutors.order_by().values("pk"), valid_until__lt=on + WARNED)
        .select_related("tutor__person")
        .order_by("valid_until", "tutor__person__sort_name", "pk")
    )


def coordinators_to_warn(*, on: date) -> list[tuple[Clearance, UUID]]:
    """Return what is to be renewed within two months, with each person who coordinates where the tutor tutors."""
    due = list(renewals_of(Tutor.objects.all(), on=on).filter(valid_until__gte=on))
    organisers: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for who in ("tutor", "student_group__tutors"):
        enrolments = Enrolment.objects.filter(current(on), **{f"{who}__in": {row.tutor_id for row in due}})
        for tutor, organiser in enrolments.values_list(who, "initiative__organiser"):
            organisers[tutor].add(organiser)
    persons: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(
        current(on),
        organisation__in=set().union(*organisers.values()),
        role=Role.PROGRAMME_COORDINATOR,
    )
    for organisation, person in rows.values_list("organisation", "person"):
        persons[organisation].add(person)
    return [
        (row, person)
        for row in due
        for person in sorted(set().union(*(persons[pk] for pk in organisers[row.tutor_id])))
    ]


def _seen(on: date, **what: object) -> QuerySet[Clearance]:
    return standing_on(on).filter(tutor=OuterRef("pk"), **what)


def _checked(country: Country, on: date) -> Q:
    return Q(Exists(_seen(on, kind=ClearanceKind.CHECK, model__in=rule_of(country, on=on).models)))


def _unchecked(country: Country, on: date) -> Q:
    return ~_checked(country, on) & ~_a_child(on)


def _a_child(on: date) -> Q:
    """Select pupils under 18 who help at school: the law asks adults for a paper.

    Their teacher chose and guides them, and they practised and promised like everybody else.
    """
    pupils = Pupil.objects.filter(minor(on), person=OuterRef("person"))
    return Q(Exists(pupils), kind=TutorKind.OLDER_PUPIL)


def _stopped() -> Q:
    return Q(Exists(Halt.objects.filter(tutor=OuterRef("pk"), lifted_at__isnull=True)))


def _tutors_in(country: Country) -> Q:
    """Select who tutors at a site of a country: at their own sites, or where the initiative is when they named none.

    Who has no site yet is held to the country they come from.
    """
    there = REGIONS[country]
    enrolments = Enrolment.objects.filter(
        Q(sites__organisation__region__in=there)
        | Q(sites__isnull=True, initiative__sites__organisation__region__in=there)
    )
    placed = Enrolment.objects.filter(Q(sites__isnull=False) | Q(initiative__sites__isnull=False))
    return _has(enrolments) | Q(organisation__region__in=there) & ~_has(placed)


def _has(enrolments: QuerySet[Enrolment]) -> Q:
    me = OuterRef("pk")
    return Q(Exists(enrolments.filter(tutor=me))) | Q(Exists(enrolments.filter(student_group__tutors=me)))
