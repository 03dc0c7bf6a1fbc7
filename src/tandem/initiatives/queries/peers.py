"""Which classes are asked for pupils who help, who would like to, and who of them begins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tandem.initiatives.enums import InitiativeStatus, SkillKind
from tandem.initiatives.models import Enrolment, Initiative, PeerCall, PeerGuide, PeerOffer, TutorSkill
from tandem.initiatives.peers import pupils_help
from tandem.people.enums import ClearanceKind
from tandem.people.models import Clearance, Person, Pupil, SchoolClass
from tandem.people.queries.places import teaching


def peer_initiatives_at(school_class: SchoolClass) -> list[Initiative]:
    """Return the initiatives at the site of a class in which pupils help pupils, by name."""
    found = (
        Initiative.objects.filter(sites=school_class.site_id)
        .exclude(status=InitiativeStatus.ENDED)
        .select_related("organiser")
        .order_by("name", "pk")
    )
    return [initiative for initiative in found if pupils_help(initiative)]


def open_calls_of(school_class: SchoolClass) -> QuerySet[PeerCall]:
    """Return what a class is asked now."""
    return (
        PeerCall.objects.filter(school_class=school_class, closed_at__isnull=True)
        .select_related("initiative__organiser", "school_class__site")
        .order_by("subject", "asked_at", "pk")
    )


def calls_of(school_class: SchoolClass) -> QuerySet[PeerCall]:
    """Return what a class is or was asked in initiatives that still go on, what is asked now first."""
    return (
        PeerCall.objects.filter(school_class=school_class)
        .exclude(initiative__status=InitiativeStatus.ENDED)
        .select_related("initiative__organiser", "school_class__site")
        .order_by("-closed_at", "subject", "pk")
    )


@dataclass(frozen=True, slots=True)
class Helper:
    """A pupil of a class that is asked: whether they would like to help, and how far they are."""

    pupil: Pupil
    offers: bool
    begins: bool = False
    masters: bool = False
    prepared: bool = False


def helpers_of(call: PeerCall, pupils: Collection[Pupil]) -> list[Helper]:
    """Return for each pupil of a class whether they would like to help, begin, master the subject and practised."""
    offered = set(PeerOffer.objects.filter(call=call).values_list("pupil", flat=True))
    persons = {pupil.person_id for pupil in pupils}
    enrolled = Enrolment.objects.filter(initiative=call.initiative_id, tutor__person__in=persons)
    tutors = dict(enrolled.values_list("tutor__person", "tutor"))
    mastered = set(
        TutorSkill.objects.filter(
            tutor__in=tutors.values(), kind=SkillKind.MASTERY, subject=call.subject.strip().lower()
        ).values_list("tutor", flat=True)
    )
    seen: dict[UUID, set[str]] = {}
    for tutor, kind in Clearance.objects.filter(tutor__in=tutors.values()).values_list("tutor", "kind"):
        seen.setdefault(tutor, set()).add(kind)
    both = {ClearanceKind.TRAINING, ClearanceKind.AGREEMENT}
    return [
        Helper(
            pupil,
            offers=pupil.pk in offered,
            begins=tutor is not None,
            masters=tutor in mastered,
            prepared=tutor is not None and both <= seen.get(tutor, set()),
        )
        for pupil in pupils
        for tutor in [tutors.get(pupil.person_id)]
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a pupil's class, and what the pupil said."""

    call: PeerCall
    offered: bool

    @property
    def is_open(self) -> bool:
        return self.call.closed_at is None


def asked_of_pupil(pupil: Pupil, *, on: date) -> list[Asked]:
    """Return what a pupil's classes are asked, and the rounds that are over in which they wanted to help and wait."""
    classes = pupil.places.filter(from_date__lte=on).exclude(to_date__lt=on).values("school_class")
    mine = set(PeerOffer.objects.filter(pupil=pupil).values_list("call", flat=True))
    begins = Enrolment.objects.filter(tutor__person=pupil.person_id).values("initiative")
    rows = (
        PeerCall.objects.filter(school_class__in=classes)
        .exclude(initiative__status=InitiativeStatus.ENDED)
        .exclude(initiative__in=begins)
        .select_related("initiative__organiser")
        .order_by("closed_at", "subject", "pk")
    )
    return [Asked(row, row.pk in mine) for row in rows if row.closed_at is None or row.pk in mine]


def ticked_by(initiatives: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """Return of whom it is known, by initiative, that they learned to guide pupils who help."""
    rows = PeerGuide.objects.filter(initiative__in=initiatives)
    return frozenset(rows.values_list("initiative", "person"))


def teachers_of(school_class: SchoolClass, *, on: date) -> list[Person]:
    """Return who teaches a class on a day, by name."""
    rows = school_class.class_teachers.filter(teaching(on)).select_related("person")
    return [row.person for row in rows.order_by("person__sort_name", "pk")]
