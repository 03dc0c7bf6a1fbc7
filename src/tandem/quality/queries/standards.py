"""Six standards, each answered with what Tandem holds already: its evidence, its date and its gaps. No score."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from tandem.core.permissions import Role
from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Goal, Initiative
from tandem.initiatives.queries.justification import sites_without_justification
from tandem.initiatives.queries.organisation import organisation_chart
from tandem.initiatives.queries.start import consultations_of, goals_of, groups_of, instruments_of, points_of
from tandem.initiatives.start.points import NINE
from tandem.logbook.queries.kept import notes_between, rhythm_of
from tandem.people.models import Organisation, Site
from tandem.quality.enums import Lacks, Shown, Standard, State
from tandem.quality.models import Evaluation
from tandem.quality.queries.training import training_shown


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something Tandem holds: how many of how many, and when last."""

    shown: Shown
    count: int
    of: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not there yet, and of what."""

    lacks: Lacks
    point: StartPoint | None = None
    site: Site | None = None
    goal: Goal | None = None
    role: Role | None = None
    organisation: Organisation | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One standard with its answer."""

    standard: Standard
    state: State
    evidence: tuple[Evidence, ...]
    gaps: tuple[Gap, ...]

    @property
    def on(self) -> date | None:
        """Return the last day on which something was added to the evidence."""
        return max((each.on for each in self.evidence if each.on), default=None)


def standards_of(initiative: Initiative, *, at: datetime) -> list[Answered]:
    """Return where an initiative stands on each of the six standards."""
    return [_answered(standard, initiative, at) for standard in Standard]


def unanswered(found: Iterable[Answered]) -> list[Standard]:
    """Return the standards for which there is no evidence at all: with one of those it joins no call (R-NEV-27)."""
    return [each.standard for each in found if each.state == State.OPEN]


def evaluations_of(initiative: Initiative) -> list[Evaluation]:
    """Return when partners looked back, the last first."""
    return list(initiative.evaluations.select_related("written_by__person").order_by("-held_date", "pk"))


Found = tuple[list[Evidence], list[Gap]]


def _answered(standard: Standard, initiative: Initiative, at: datetime) -> Answered:
    evidence, gaps = _READERS[standard](initiative, at)
    there = any(each.count for each in evidence)
    state = State.OPEN if not there else State.DISCUSSED if gaps else State.AGREED
    return Answered(standard, state, tuple(evidence), tuple(gaps))


def _consultation(initiative: Initiative, at: datetime) -> Found:
    stands = [stand for stand in points_of(initiative) if stand.point in NINE]
    agreed = [stand.answer for stand in stands if stand.answer and stand.is_agreed]
    meetings = list(consultations_of(initiative))
    heard = sum(group.was_heard for group in groups_of(initiative))
    last = max((answer.agreed_date for answer in agreed if answer.agreed_date), default=None)
    evidence = [
        Evidence(Shown.AGREEMENTS, len(agreed), len(NINE), last),
        Evidence(Shown.GROUPS_HEARD, heard, len(PartnerGroup)),
        Evidence(Shown.MEETINGS, len(meetings), on=max((each.held_date for each in meetings), default=None)),
    ]
    return evidence, [Gap(Lacks.POINT, point=stand.point) for stand in stands if not stand.is_agreed]


def _justification(initiative: Initiative, at: datetime) -> Found:
    missing = sites_without_justification(initiative)
    sites = initiative.sites.count()
    dates = initiative.justifications.filter(confirmed_at__isnull=False).values_list("confirmed_at", flat=True)
    last = max(map(localdate, dates), default=None)
    gaps = [Gap(Lacks.SCHOOL, site=site) for site in missing] if sites else [Gap(Lacks.SCHOOL)]
    return [Evidence(Shown.SCHOOLS, sites - len(missing), sites, last)], gaps


def _training(initiative: Initiative, at: datetime) -> Found:
    found = training_shown(initiative, at=at)
    evidence = [
        Evidence(Shown.STRANDS, len(found.strands), len(found.strands) + len(found.missing), found.last_date),
        Evidence(Shown.TRAININGS, found.trainings),
        Evidence(Shown.COACHING, found.coaching_minutes, found.minutes),
        Evidence(Shown.ATTENDED, found.attended, found.expected),
        Evidence(Shown.SUPPORT, found.support),
    ]
    gaps = [Gap(Lacks.STRAND, word=str(strand.label)) for strand in found.missing]
    if found.trainings and not found.coaching_minutes:
        gaps.append(Gap(Lacks.COACHING))
    if not found.support:
        gaps.append(Gap(Lacks.SUPPORT))
    return evidence, gaps


def _instruments(initiative: Initiative, at: datetime) -> Found:
    goals, instruments = list(goals_of(initiative)), list(instruments_of(initiative))
    seen = {goal.pk for row in instruments if row.of_the_tutor for goal in row.goals.all()}
    gaps = [] if goals else [Gap(Lacks.GOALS)]
    if not any(row.of_the_tutor for row in instruments):
        gaps.append(Gap(Lacks.TUTORS_INSTRUMENT))
    gaps += [Gap(Lacks.GOAL, goal=goal) for goal in goals if goal.pk not in seen]
    answer = initiative.points.filter(point=StartPoint.INSTRUMENTS, from_last_year=False).first()
    return [Evidence(Shown.GOALS_SEEN, len(seen), len(goals), answer.agreed_date if answer else None)], gaps


def _use_of_notes(initiative: Initiative, at: datetime) -> Found:
    notes = notes_between(initiative, first=initiative.starts_date, last=localdate(at))
    evaluations = evaluations_of(initiative)
    last_note = notes.order_by("-session__starts_at").values_list("session__starts_at", flat=True).first()
    evidence = [
        Evidence(Shown.NOTES, notes.count(), on=localdate(last_note) if last_note else None),
        Evidence(Shown.EVALUATIONS, len(evaluations), on=evaluations[0].held_date if evaluations else None),
    ]
    gaps = [] if last_note else [Gap(Lacks.NOTES)]
    if not evaluations:
        gaps.append(Gap(Lacks.EVALUATION))
    return evidence, gaps


def _organisation(initiative: Initiative, at: datetime) -> Found:
    levels = organisation_chart(initiative, on=localdate(at))
    seats = [(level, seat) for level in levels for seat in level.seats]
    taken = [seat for _, seat in seats if seat.person]
    rhythm = rhythm_of(initiative, at=at)
    evidence = [
        Evidence(Shown.ROLES, len(taken), len(seats)),
        Evidence(Shown.DEPUTIES, sum(bool(seat.deputies) for seat in taken)),
        Evidence(Shown.RHYTHM, rhythm.held, rhythm.planned, rhythm.last_date),
    ]
    gaps = [
        Gap(Lacks.SEAT, role=seat.role, organisation=level.organisation) for level, seat in seats if not seat.person
    ]
    if initiative.concern_deputy_id is None:
        gaps.append(Gap(Lacks.DEPUTY))
    return evidence, gaps


_READERS: Mapping[Standard, Callable[[Initiative, datetime], Found]] = {
    Standard.CONSULTATION: _consultation,
    Standard.JUSTIFICATION: _justification,
    Standard.TRAINING: _training,
    Standard.INSTRUMENTS: _instruments,
    Standard.USE_OF_NOTES: _use_of_notes,
    Standard.ORGANISATION: _organisation,
}
