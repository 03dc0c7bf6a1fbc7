"""The safety gate (R-NEV-13): who may be with children, and what is still to be seen.

Which paper is asked follows from where somebody tutors: the law of each country in which one of their sites stands. Who
tutors in two countries needs both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tandem.core.permissions import Role
from tandem.core.reading import once_per_page
from tandem.initiatives.models import Enrolment, Initiative
from tandem.people.checks import rule_of
from tandem.people.enums import CheckModel, ClearanceKind, Country, Region, Stage, TutorKind
from tandem.people.models import ClassPlace, Clearance, Halt, Membership, Pupil, Tutor
from tandem.people.queries import current
from tandem.people.queries.ages import latest_birth_of_adults

PRIMARY = (Stage.PRIMARY_NL, Stage.PRIMARY_BE)
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
    checked = Q(Exists(_seen(on, kind=ClearanceKind.CHECK))) | _pupils_helping(on)
    tutors = Tutor.objects.filter(checked, *seen).exclude(_stopped())
    for country in Country:
        tutors = tutors.exclude(_tutors_in(country) & _unchecked(country, on))
    return tutors


@once_per_page
def cleared_of(person: UUID, *, on: date) -> tuple[UUID, ...]:
    """Return as which tutors a person is cleared on a day."""
    mine = Tutor.objects.filter(person=person).order_by("pk").values_list("pk", flat=True)
    return tuple(pk for pk, missing in missing_of(list(mine), on=on).items() if not missing)


def standing_on(on: date) -> QuerySet[Clearance]:
    """Return the clearances that count on a day."""
    return Clearance.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), seen_date__lte=on)


def countries_of(tutor: Tutor) -> set[Country]:
    """Return in which countries somebody tutors; of who tutors nowhere yet, where they come from."""
    return _countries({tutor.pk: Region(tutor.organisation.region)})[tutor.pk]


def missing_of(tutors: Collection[UUID], *, on: date) -> dict[UUID, tuple[Missing, ...]]:
    """Return for each of these tutors what stands between them and a child, in the order in which it is asked.

    The same rule as that of `cleared_tutors`, from a few short questions: as one, it takes longer to plan than a page.
    """
    return dict(_missing_of(frozenset(tutors), on=on)) if tutors else {}


@once_per_page
def _missing_of(tutors: frozenset[UUID], *, on: date) -> dict[UUID, tuple[Missing, ...]]:
    facts = {"stopped": Exists(_halted()), "child": Exists(_children(on))}
    rows = list(
        Tutor.objects.filter(pk__in=tutors).annotate(**facts).values_list("pk", "organisation__region", "kind", *facts)
    )
    countries = _countries({pk: Region(region) for pk, region, *_ in rows})
    stopped = {pk for pk, _, _, is_stopped, _ in rows if is_stopped}
    children = {pk for pk, _, kind, _, is_child in rows if is_child and kind == TutorKind.OLDER_PUPIL}
    seen: defaultdict[UUID, set[tuple[str, str]]] = defaultdict(set)
    papers = standing_on(on).filter(tutor__in=countries)
    for pk, kind, model in papers.values_list("tutor", "kind", "model"):
        seen[pk].add((kind, model))
    return {
        pk: tuple(_missing(_asking(found, on) if pk in children else found, seen[pk], on, stopped=pk in stopped))
        for pk, found in countries.items()
    }


def _asking(countries: set[Country], on: date) -> set[Country]:
    """Return which of these countries ask a paper of a pupil who helps, too."""
    return {country for country in countries if rule_of(country, on=on).of_pupils}


def _missing(countries: set[Country], seen: set[tuple[str, str]], on: date, *, stopped: bool) -> Iterator[Missing]:
    if stopped:
        yield Missing(None)
    for country in sorted(countries):
        models = rule_of(country, on=on).models
        if not any((ClearanceKind.CHECK, model) in seen for model in models):
            yield Missing(ClearanceKind.CHECK, models[0])
    kinds = {kind for kind, _ in seen}
    yield from (Missing(kind) for kind in (ClearanceKind.TRAINING, ClearanceKind.AGREEMENT) if kind not in kinds)


def _countries(homes: Mapping[UUID, Region]) -> dict[UUID, set[Country]]:
    """Return in which countries each tutor tutors: at their own sites, or where the initiative is when they named none.

    Who has no site yet is held to the country they come from.
    """
    enrolments = Enrolment.objects.filter(Q(tutor__in=homes) | Q(student_group__tutors__in=homes))
    enrolled = [
        (alone or in_group, *row)
        for alone, in_group, *row in enrolments.values_list("tutor", "student_group__tutors", "pk", "initiative")
    ]
    own = _regions(Enrolment, {enrolment for _, enrolment, _ in enrolled})
    of_initiatives = _regions(Initiative, {initiative for _, _, initiative in enrolled})
    found: defaultdict[UUID, set[Country]] = defaultdict(set)
    for tutor, enrolment, initiative in enrolled:
        found[tutor] |= own.get(enrolment) or of_initiatives.get(initiative, set())
    return {tutor: found[tutor] or {home.country} for tutor, home in homes.items()}


def _regions(model: type[Enrolment] | type[Initiative], keys: Collection[UUID]) -> dict[UUID, set[Country]]:
    """Return in which countries the sites of each of these stand."""
    name = str(model._meta.model_name)
    rows = model.sites.through.objects.filter(**{f"{name}__in": keys}) if keys else model.sites.through.objects.none()
    found: defaultdict[UUID, set[Country]] = defaultdict(set)
    for key, region in rows.values_list(name, "site__organisation__region"):
        found[key].add(Region(region).country)
    return found


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
    asked = ~_checked(country, on)
    return asked if rule_of(country, on=on).of_pupils else asked & ~_pupils_helping(on)


def _pupils_helping(on: date) -> Q:
    """Select pupils under 18 who help other pupils: their teachers choose and guide them (decision 0016)."""
    return Q(Exists(_children(on)), kind=TutorKind.OLDER_PUPIL)


def _children(on: date) -> QuerySet[Pupil]:
    """Select pupils who cannot be of age: by their birth date, or where nobody gave it, in a primary school now."""
    primary = ClassPlace.objects.filter(current(on), pupil=OuterRef("pk"), school_class__site__stage__in=PRIMARY)
    young = Q(birth_date__gt=latest_birth_of_adults(on)) | Q(Exists(primary), birth_date__isnull=True)
    return Pupil.objects.filter(young, person=OuterRef("person"))


def _stopped() -> Q:
    return Q(Exists(_halted()))


def _halted() -> QuerySet[Halt]:
    return Halt.objects.filter(tutor=OuterRef("pk"), lifted_at__isnull=True)


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
