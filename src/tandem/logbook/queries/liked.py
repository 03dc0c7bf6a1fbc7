"""Whether children liked coming, as they said themselves with one tap: per group, never per tutor (R-NEV-04)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from tandem.logbook.enums import Liked
from tandem.logbook.models import PupilEntry
from tandem.scheduling.models import Team


@dataclass(frozen=True, slots=True)
class LikedComing:
    """How often children of a group gave each answer."""

    team: Team
    answers: tuple[tuple[Liked, int], ...]

    @property
    def times(self) -> int:
        return sum(count for _, count in self.answers)


def liked_coming(teams: QuerySet[Team], *, first: date, last: date) -> list[LikedComing]:
    """Return what children of each group answered in a period; by site and first child, never by the answers."""
    found = {team.pk: team for team in teams}
    rows = (
        PupilEntry.objects.filter(
            log_entry__session__team__in=found,
            log_entry__session__starts_at__date__gte=first,
            log_entry__session__starts_at__date__lte=last,
        )
        .exclude(liked="")
        .values_list("log_entry__session__team", "liked")
        .annotate(count=Count("pk"))
        .order_by("log_entry__session__team", "liked")
    )
    counts: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    for team, liked, count in rows:
        counts[team][liked] = count
    lines = [
        LikedComing(found[pk], tuple((answer, counted[answer.value]) for answer in Liked))
        for pk, counted in counts.items()
    ]
    return sorted(lines, key=lambda line: (line.team.site.name, _first_name(line.team), str(line.team.pk)))


def _first_name(team: Team) -> str:
    """Return by whom a group is found: its first child by name, or the class that is visited."""
    for member in team.members.all():
        pupil = member.request.pupil
        return pupil.person.sort_name if pupil is not None else str(member.request.school_class)
    return ""
