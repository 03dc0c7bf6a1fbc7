"""A problem while it is being made: rows under opaque ids, still open to change."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tandem import planning
from tandem.scheduling.hours import Span
from tandem.scheduling.weeks import Week

Draft = dict[str, Any]


@dataclass
class SiteDraft:
    """A site with its spans, each under the id of its slot."""

    id: str
    spans: dict[str, Span] = field(default_factory=dict)
    rooms: dict[str, int] | None = None

    def slot_at(self, span: Span) -> str:
        """Return the slot that is exactly this stretch, made if there is none."""
        for key, known in self.spans.items():
            if (known.week, known.day, known.starts, known.ends) == (span.week, span.day, span.starts, span.ends):
                return key
        key = f"{self.id}s{len(self.spans) + 1}"
        self.spans[key] = span
        return key

    def overlapping(self, stretches: Iterable[tuple[int, int, int]]) -> set[str]:
        """Return the slots that overlap any of these stretches."""
        stretches = list(stretches)
        return {key for key, span in self.spans.items() if any(span.overlaps(*stretch) for stretch in stretches)}


@dataclass
class ProblemDraft:
    """Everything under opaque ids, and which row each id stands for."""

    sites: dict[UUID, SiteDraft] = field(default_factory=dict)
    patterns: dict[str, Draft] = field(default_factory=dict)
    weeks: dict[tuple[UUID, Week], str] = field(default_factory=dict)  # site and week -> pattern
    requests: dict[UUID, Draft] = field(default_factory=dict)
    tutors: dict[UUID, Draft] = field(default_factory=dict)  # by enrolment
    classes: dict[UUID, str] = field(default_factory=dict)  # school class -> opaque id
    cycle: int = 1  # weeks
    persons: dict[UUID, str] = field(default_factory=dict)  # person -> opaque id, for who learns
    after_school: dict[str, set[str]] = field(default_factory=dict)  # pattern -> slots
    travel: dict[tuple[str, str], int] = field(default_factory=dict)
    previous: list[planning.PreviousGroup] = field(default_factory=list)
    pinned: dict[UUID, planning.PreviousGroup] = field(default_factory=dict)  # team
    college_full: set[str] = field(default_factory=set)  # requests for which no college has a place left
    college_shut: set[str] = field(default_factory=set)  # requests for which some college has none

    def person(self, pk: UUID) -> str:
        return self.persons.setdefault(pk, f"q{len(self.persons) + 1}")

    def school_class(self, pk: UUID) -> str:
        return self.classes.setdefault(pk, f"c{len(self.classes) + 1}")

    def finish(
        self, rules: planning.Rules, name: str, weights: planning.Weights, max_away: int | None
    ) -> planning.Problem:
        """Return the problem, which refuses nonsense."""
        return planning.Problem(
            sites=tuple(_site(site) for site in self.sites.values()),
            patterns=tuple(planning.Pattern(**pattern) for pattern in self.patterns.values()),
            tutors=tuple(planning.Tutor(**tutor) for tutor in self.tutors.values()),
            requests=tuple(planning.Request(**request) for request in self.requests.values()),
            travel_minutes=self.travel,
            classes=()
            if max_away is None
            else tuple(planning.SchoolClass(key, max_away) for key in self.classes.values()),
            weeks=self.cycle,
            rules=rules,
            weights=weights,
            previous=(*self.pinned.values(), *self.previous),
            name=name,
        )


def _site(site: SiteDraft) -> planning.Site:
    slots = tuple(planning.Slot(key, span.week, span.day, span.starts, span.ends) for key, span in site.spans.items())
    # A school that named no rooms finds them itself: then every slot holds as many sessions as there can ever be.
    rooms = site.rooms if site.rooms is not None else 10_000
    return planning.Site(site.id, slots, rooms)
