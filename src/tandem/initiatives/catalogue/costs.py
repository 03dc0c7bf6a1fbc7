"""What tutoring costs, the hidden costs included: every amount is a choice that starts from its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from tandem.core.glossary import Text

CARD = "Education Lab, praktijkkaart Tutoring (2022)"
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost: so many times so much."""

    text: Text
    count: Decimal
    each: Decimal
    source: str = ""
    hidden: bool = False  # work of people who are paid already, or a room that is there already

    @property
    def total(self) -> Decimal:
        return self.count * self.each


@dataclass(frozen=True, slots=True)
class Cost:
    """What a form costs from the first to the last session, in euro."""

    lines: tuple[CostLine, ...]
    pupils: int

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), NOTHING)

    @property
    def hidden(self) -> Decimal:
        return sum((line.total for line in self.lines if line.hidden), NOTHING)

    @property
    def per_pupil(self) -> Decimal:
        return self.total / self.pupils


@dataclass(frozen=True, slots=True)
class Hidden:
    """What people do who are paid already, in hours a week or once; and what a room costs."""

    hour: Decimal = NOTHING  # what an hour of staff costs
    coordination_hours: Decimal = NOTHING  # a week
    consultation_hours: Decimal = NOTHING  # a week, of teachers with tutors
    replacement_hours: Decimal = NOTHING  # a week, of who takes over the tutors' own work
    room_hour: Decimal = NOTHING  # an hour of a room

    def lines(self, *, weeks: int, room_hours: Decimal) -> tuple[CostLine, ...]:
        """Return the lines that cost something."""
        over = Decimal(weeks)
        found = (
            CostLine(_("coördinatie, uren"), self.coordination_hours * over, self.hour, hidden=True),
            CostLine(_("overleg van leerkrachten, uren"), self.consultation_hours * over, self.hour, hidden=True),
            CostLine(_("vervanging, uren"), self.replacement_hours * over, self.hour, hidden=True),
            CostLine(_("lokalen, uren"), room_hours, self.room_hour, hidden=True),
        )
        return tuple(line for line in found if line.total)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many take part, in groups of which size, and how often."""

    pupils: int
    group: int
    times_per_week: int
    minutes: int
    weeks: int

    def __post_init__(self) -> None:
        if min(self.pupils, self.group, self.times_per_week, self.minutes, self.weeks) < 1:
            raise ValueError("A plan has some pupils in some groups, some times a week, for some weeks.")

    @property
    def groups(self) -> int:
        return -(-self.pupils // self.group)

    @property
    def hours(self) -> Decimal:
        """The hours tutors are with pupils, all groups together."""
        return Decimal(self.groups * self.times_per_week * self.minutes * self.weeks) / 60


@dataclass(frozen=True, slots=True)
class Prices:
    """What is paid for: an hour of a tutor, what each tutor needs, and what the programme pays once."""

    tutor_hour: Decimal = NOTHING
    tutors: int = 1
    material: Decimal = NOTHING  # for each tutor
    training: Decimal = NOTHING
    training_per_tutor: bool = True
    source: str = ""  # of the material and the training


def cost_of(plan: Plan, prices: Prices, hidden: Hidden) -> Cost:
    """Return what a plan costs at these prices."""
    tutors = Decimal(prices.tutors)
    lines = (
        CostLine(_("uren van tutors"), plan.hours, prices.tutor_hour),
        CostLine(_("lesmateriaal, per tutor"), tutors, prices.material, prices.source),
        _training(tutors, prices.training, per_tutor=prices.training_per_tutor, source=prices.source),
    )
    paid = tuple(line for line in lines if line.total)
    return Cost((*paid, *hidden.lines(weeks=plan.weeks, room_hours=plan.hours)), plan.pupils)


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
    lines = (
        CostLine(_("lesmateriaal, per tutor"), Decimal(tutors), material, CARD),
        _training(Decimal(tutors), training, per_tutor=training_per_tutor, source=CARD),
    )
    return Cost((*lines, *hidden), pupils)


def _training(tutors: Decimal, each: Decimal, *, per_tutor: bool, source: str = "") -> CostLine:
    text = _("opleiding, per tutor") if per_tutor else _("opleiding, voor de groep")
    return CostLine(text, tutors if per_tutor else Decimal(1), each, source)


def _refuse_nobody(pupils: int) -> None:
    if pupils < 1:
        raise ValueError("pupils")
