"""What tutoring costs, the hidden costs included: every amount is a choice that starts from its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CARD = "Education Lab, praktijkkaart Tutoring (2022)"


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost: so many times so much."""

    text: str | Promise
    count: Decimal
    each: Decimal
    source: str = ""
    hidden: bool = False  # work of people who are paid already, or a room that is there already

    @property
    def total(self) -> Decimal:
        return self.count * self.each


@dataclass(frozen=True, slots=True)
class Cost:
    """What a year costs, in euro."""

    lines: tuple[CostLine, ...]
    pupils: int

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def per_pupil(self) -> Decimal:
        return self.total / self.pupils


def hdt_cost(*, pupils: int, hours_per_week: Decimal, hidden: Iterable[CostLine] = ()) -> Cost:
    """Return the cost of HDT: the card names two points, 2.5 and 5 hours a week; between them it goes evenly.

    Raises
    ------
    ValueError
        When nobody takes part or the hours lie outside what the card knows.
    """
    _refuse_nobody(pupils)
    low, high = Decimal("2.5"), Decimal(5)
    if not low <= hours_per_week <= high:
        raise ValueError("hours_per_week")
    each = Decimal(2500) + (hours_per_week - low) / (high - low) * Decimal(2500)
    line = CostLine(_("een leerling, een schooljaar HDT"), Decimal(pupils), each, CARD)
    return Cost((line, *hidden), pupils)


def reach_cost(
    *,
    pupils: int,
    tutors: int,
    training_per_tutor: bool,
    material: Decimal = Decimal(600),
    training: Decimal = Decimal(3000),
    hidden: Iterable[CostLine] = (),
) -> Cost:
    """Return the cost of REACH; the card does not say whether its € 3,000 is for each tutor or for the group."""
    _refuse_nobody(pupils)
    times = Decimal(tutors if training_per_tutor else 1)
    lines = (
        CostLine(_("lesmateriaal, per tutor"), Decimal(tutors), material, CARD),
        CostLine(
            _("opleiding, per tutor") if training_per_tutor else _("opleiding, voor de groep"), times, training, CARD
        ),
    )
    return Cost((*lines, *hidden), pupils)


def _refuse_nobody(pupils: int) -> None:
    if pupils < 1:
        raise ValueError("pupils")
