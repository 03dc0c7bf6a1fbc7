"""Runs of the planner, as far as somebody may see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import initiatives_managed_by
from tandem.people.models import User
from tandem.scheduling.enums import RunStatus
from tandem.scheduling.models import PlanningRun

BUSY = (RunStatus.QUEUED, RunStatus.RUNNING)
HEAVY = ("problem", "keys", "solution")


def runs_visible_to(user: User, *, on: date) -> QuerySet[PlanningRun]:
    """Return the runs of initiatives somebody coordinates, newest first, without their heavy fields."""
    return (
        PlanningRun.objects.filter(initiative__in=initiatives_managed_by(user, on=on).values("pk"))
        .select_related("initiative", "asked_by__person")
        .annotate(most_placed=KT("solution__most_placed"))
        .defer(*HEAVY)
        .order_by("-asked_at", "-pk")
    )


def latest_run(initiative: Initiative) -> PlanningRun | None:
    """Return the newest run of an initiative that was not cancelled and did not fail."""
    usable = initiative.runs.filter(status__in=[*BUSY, RunStatus.DONE])
    return usable.defer(*HEAVY).order_by("-asked_at", "-pk").first()


@dataclass(frozen=True, slots=True)
class RunProgress:
    """Where a run stands, as the page shows it while it lasts."""

    status: str
    placed: int
    requests: int
    objective: int | None
    bound: float | None
    seconds: float
    seconds_limit: int
    most_placed: int | None

    @property
    def busy(self) -> bool:
        return self.status in BUSY

    @property
    def share_of_bound(self) -> float | None:
        """How good the best plan so far is, as a share of what could be at most."""
        if self.objective is None or not self.bound or self.bound <= 0:
            return None
        return max(0.0, min(1.0, self.objective / self.bound))


def progress_of(run: PlanningRun) -> RunProgress:
    most = getattr(run, "most_placed", None)  # where the query asked for it
    return RunProgress(
        status=run.status,
        placed=run.placed,
        requests=run.requests,
        objective=run.objective,
        bound=run.bound,
        seconds=run.seconds,
        seconds_limit=run.seconds_limit,
        most_placed=None if most is None else int(most),
    )
