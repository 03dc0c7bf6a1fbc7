"""Why a team fits, and why somebody has no place yet: facts, which the pages put into words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tandem.initiatives.models import Enrolment, Request
from tandem.people.models import Tutor
from tandem.planning import ReasonKind
from tandem.scheduling.enums import Standing
from tandem.scheduling.models import PlanningRun, Team, TeamMember
from tandem.scheduling.weeks import is_lesson


class FitKind(StrEnum):
    SUBJECT = auto()  # teaches the subject at this level
    LANGUAGE = auto()  # shares a language with a pupil
    INTEREST = auto()  # shares an interest
    NOTHING_MISSED = auto()  # no lesson is missed
    MISSES = auto()  # these lessons are missed
    SAME_TUTOR = auto()  # the tutor this pupil had before
    AFTER_SCHOOL = auto()  # (partly) after school


@dataclass(frozen=True, slots=True)
class Fit:
    """One reason for (or price of) a match; `values` are subjects, languages, interests or missed lessons."""

    kind: FitKind
    values: tuple[str, ...] = ()


def why_fits(team: Team) -> tuple[Fit, ...]:
    """Return why a team fits, in facts."""
    return tuple(_fits(team))


def _fits(team: Team) -> Iterator[Fit]:
    requests = [member.request for member in team.members.all()]
    yield Fit(FitKind.SUBJECT, (team.subject,))
    tutor = team.enrolment.tutor
    if tutor is not None:
        for kind, field in ((FitKind.LANGUAGE, "languages"), (FitKind.INTEREST, "interests")):
            own = {str(value).casefold() for value in getattr(tutor, field)}
            shared = {v for request in requests for v in getattr(request, field) if str(v).casefold() in own}
            if shared:
                yield Fit(kind, tuple(sorted(shared)))
    if _had_before(team, requests):
        yield Fit(FitKind.SAME_TUTOR)
    slots = team.slots.all()
    missed = Counter(label for slot in slots for label in slot.misses)
    if missed:
        yield Fit(FitKind.MISSES, tuple(sorted(missed)))
    else:
        yield Fit(FitKind.NOTHING_MISSED)
    if any(slot.after_school for slot in slots):
        yield Fit(FitKind.AFTER_SCHOOL)


def _had_before(team: Team, requests: list[Request]) -> bool:
    return (
        TeamMember.objects.filter(
            request__in=requests, standing__in=[Standing.RUNNING, Standing.PAST], team__enrolment=team.enrolment_id
        )
        .exclude(team=team)
        .exclude(team__published_at=None)
        .exists()
    )


class UnplacedKind(StrEnum):
    """Why there is no place, as far as anybody may know it. A refusal of a person never shows."""

    NO_TUTOR_AT_SITE = auto()
    SUBJECT = auto()  # nobody at the site teaches this subject at this level
    NOT_THIS_PUPIL = auto()  # "past niet voor deze leerling"
    NO_SHARED_TIME = auto()  # tutors and pupil are never free together
    LESSONS = auto()  # possible only by missing a lesson too often
    FULL = auto()  # the tutors are full
    NO_ROOM = auto()
    GROUP = auto()  # nobody to form a group with
    NO_OPEN_HOURS = auto()  # the class has no hour yet in which a pupil may leave
    OUTWEIGHED = auto()  # possible, but others would lose their place
    COLLEGE_FULL = auto()  # the college has no places left for this school


SHOWN_AS: dict[ReasonKind, UnplacedKind] = {
    ReasonKind.NO_TUTOR_AT_SITE: UnplacedKind.NO_TUTOR_AT_SITE,
    ReasonKind.NOT_ABLE: UnplacedKind.SUBJECT,
    ReasonKind.PRIVATE: UnplacedKind.NOT_THIS_PUPIL,
    ReasonKind.CLASSMATE: UnplacedKind.NOT_THIS_PUPIL,
    ReasonKind.NEVER_TOGETHER: UnplacedKind.NO_SHARED_TIME,
    ReasonKind.LESSONS: UnplacedKind.LESSONS,
    ReasonKind.FULL: UnplacedKind.FULL,
    ReasonKind.BUSY: UnplacedKind.NO_SHARED_TIME,
    ReasonKind.NO_ROOM: UnplacedKind.NO_ROOM,
    ReasonKind.CLASS_AWAY: UnplacedKind.LESSONS,
    ReasonKind.GROUP: UnplacedKind.GROUP,
    ReasonKind.OUTWEIGHED: UnplacedKind.OUTWEIGHED,
}


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: how many tutors it concerns, which lessons, and who (never for a private reason)."""

    kind: UnplacedKind
    count: int = 0
    lessons: tuple[str, ...] = ()
    tutors: tuple[Tutor, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A request the run found no place for, and why."""

    request: Request
    reasons: tuple[Why, ...]


def unplaced(run: PlanningRun, *, among: QuerySet[Request] | None = None) -> list[Unplaced]:
    """Return the requests a run found no place for, with reasons, by site and name."""
    reasons: dict[str, list[dict[str, Any]]] = run.solution.get("unplaced", {})
    keys: dict[str, str] = run.keys.get("requests", {})
    opaque = {UUID(keys[key]): key for key in reasons if key in keys}
    shut = _without_open_hours(run)
    tutors = tutors_behind(run)
    requests = (Request.objects.all() if among is None else among).filter(pk__in=opaque)
    requests = requests.select_related("pupil__person", "school_class", "site").order_by(
        "site__name", "pupil__person__sort_name", "school_class__name", "subject", "pk"
    )
    full, partly_full = (set(run.keys.get(name, ())) for name in ("college_full", "college_shut"))
    return [
        Unplaced(request, (Why(UnplacedKind.COLLEGE_FULL),))
        if opaque[request.pk] in full
        else Unplaced(request, (Why(UnplacedKind.NO_OPEN_HOURS),))
        if opaque[request.pk] in shut
        else Unplaced(request, tuple(_whys(reasons[opaque[request.pk]], tutors, opaque[request.pk] in partly_full)))
        for request in requests
    ]


def _without_open_hours(run: PlanningRun) -> set[str]:
    """Return the requests for which no hour of the week is open: first the class must say when a pupil may leave."""
    open_in = {pattern["id"]: set(pattern["slots"]) for pattern in run.problem.get("patterns", [])}
    return {
        row["id"]
        for row in run.problem.get("requests", [])
        if not (open_in.get(row.get("pattern"), set()) | set(row.get("slots", ()))) - set(row.get("not_slots", ()))
    }


def tutors_behind(run: PlanningRun) -> dict[str, Tutor]:
    """Return the tutor behind each id of a run's problem."""
    keys: dict[str, str] = run.keys.get("tutors", {})
    rows = Enrolment.objects.filter(pk__in=keys.values(), tutor__isnull=False).select_related("tutor__person")
    by_enrolment = {str(row.pk): row.tutor for row in rows if row.tutor is not None}
    return {key: by_enrolment[pk] for key, pk in keys.items() if pk in by_enrolment}


def _whys(reasons: list[dict[str, Any]], tutors: Mapping[str, Tutor], college_full: bool) -> Iterator[Why]:
    merged: dict[UnplacedKind, Why] = {}
    for row in reasons:
        kind = SHOWN_AS[ReasonKind(row["kind"])]
        if kind == UnplacedKind.NOT_THIS_PUPIL and college_full:
            kind = UnplacedKind.COLLEGE_FULL
        if kind in (
            UnplacedKind.NOT_THIS_PUPIL,
            UnplacedKind.COLLEGE_FULL,
        ):  # who and how many would tell who refused whom
            merged[kind] = Why(kind)
            continue
        before = merged.get(kind, Why(kind))
        labels = [label for label in row.get("labels", ()) if is_lesson(label)]
        lessons = tuple(sorted({*before.lessons, *labels}))
        named = (*before.tutors, *(tutors[key] for key in row.get("tutors", ()) if key in tutors))
        merged[kind] = Why(kind, before.count + row.get("count", 0), lessons, named)
    yield from merged.values()
