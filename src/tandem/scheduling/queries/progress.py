"""Where initiatives stand on the road from asking to running, for many at once."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.scheduling.enums import RunStatus, Standing, TeamStatus
from tandem.scheduling.models import PlanningRun, Team, TeamMember
from tandem.scheduling.queries.runs import BUSY
from tandem.scheduling.queries.teams import in_full
from tandem.scheduling.queries.waits import waiting_by_team


@dataclass(frozen=True, slots=True)
class Stand:
    """How much there is of everything, and what is open.

    Attributes
    ----------
    to_plan
        Requests without a place at which no plan has looked since they were asked, or since their team was refused.
    """

    sites: int = 0
    requests: int = 0
    enrolments: int = 0
    undecided: int = 0
    ready: int = 0
    to_plan: int = 0
    busy_run: UUID | None = None


def stands_of(initiatives: Collection[Initiative], *, on: date) -> dict[UUID, Stand]:
    """Return where each of these initiatives stands, in a fixed number of reads."""
    keys = [initiative.pk for initiative in initiatives]
    sites = _count(Initiative.sites.through.objects.filter(initiative__in=keys))
    asking = Request.objects.filter(initiative__in=keys, status__in=[RequestStatus.WAITING, RequestStatus.PLACED])
    requests = _count(asking)
    enrolments = _count(Enrolment.objects.filter(initiative__in=keys))
    undecided = _count(Team.objects.filter(initiative__in=keys, status=TeamStatus.PROPOSED))
    ready = _ready(keys, on)
    to_plan = _count(_not_looked_at(asking.filter(status=RequestStatus.WAITING)))
    busy = dict(PlanningRun.objects.filter(initiative__in=keys, status__in=BUSY).values_list("initiative_id", "pk"))
    return {
        pk: Stand(sites[pk], requests[pk], enrolments[pk], undecided[pk], ready[pk], to_plan[pk], busy.get(pk))
        for pk in keys
    }


def _count(rows: QuerySet[Model]) -> Counter[UUID]:
    return Counter(dict(rows.order_by().values_list("initiative_id").annotate(count=Count("pk"))))


def _ready(keys: Collection[UUID], on: date) -> Counter[UUID]:
    accepted = list(in_full(Team.objects.filter(initiative__in=keys, status=TeamStatus.ACCEPTED)))
    waits = waiting_by_team(accepted, on=on)
    return Counter(team.initiative_id for team in accepted if not waits[team.pk])


def _not_looked_at(requests: QuerySet[Request]) -> QuerySet[Request]:
    held = TeamMember.objects.filter(request=OuterRef("pk"), standing__in=[Standing.PROPOSED, Standing.RUNNING])
    done = PlanningRun.objects.filter(status=RunStatus.DONE)
    looked = done.filter(initiative=OuterRef("initiative"), asked_at__date__gte=OuterRef("asked_date"))
    looked_again = done.filter(initiative=OuterRef("team__initiative"), asked_at__gt=OuterRef("team__decided_at"))
    refused = TeamMember.objects.filter(~Exists(looked_again), request=OuterRef("pk"), team__status=TeamStatus.VETOED)
    return requests.filter(~Exists(held)).filter(Q(~Exists(looked)) | Q(Exists(refused)))


def requests_proposed(requests: Iterable[Request]) -> list[UUID]:
    """Return which of these requests stand in a proposal."""
    keys = [request.pk for request in requests]
    places = TeamMember.objects.filter(request__in=keys, standing=Standing.PROPOSED)
    return list(places.order_by("request_id").values_list("request_id", flat=True))
