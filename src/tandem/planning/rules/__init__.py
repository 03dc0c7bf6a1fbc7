"""The hard rules: one module each, whose docstring is the rule and whose violations name the facts."""

from collections.abc import Callable, Iterator

from tandem.planning.plan import Plan, Violation
from tandem.planning.rules.class_away import class_away
from tandem.planning.rules.group_id_twice import group_id_twice
from tandem.planning.rules.group_mixed import group_mixed
from tandem.planning.rules.group_size import group_size
from tandem.planning.rules.group_unknown import group_unknown
from tandem.planning.rules.kept_apart import kept_apart
from tandem.planning.rules.level_spread import level_spread
from tandem.planning.rules.miss_limit import miss_limit
from tandem.planning.rules.one_session_a_day import one_session_a_day
from tandem.planning.rules.person_double_booked import person_double_booked
from tandem.planning.rules.person_twice import person_twice
from tandem.planning.rules.pinned import pinned
from tandem.planning.rules.request_twice import request_twice
from tandem.planning.rules.rooms import rooms
from tandem.planning.rules.same_class import same_class
from tandem.planning.rules.session_count import session_count
from tandem.planning.rules.slot_forbidden import slot_forbidden
from tandem.planning.rules.slot_short import slot_short
from tandem.planning.rules.slot_unknown import slot_unknown
from tandem.planning.rules.tutor_able import tutor_able
from tandem.planning.rules.tutor_available import tutor_available
from tandem.planning.rules.tutor_double_booked import tutor_double_booked
from tandem.planning.rules.tutor_load_day import tutor_load_day
from tandem.planning.rules.tutor_load_week import tutor_load_week
from tandem.planning.rules.tutor_refused import tutor_refused
from tandem.planning.rules.tutor_site import tutor_site

Rule = Callable[[Plan], Iterator[Violation]]

RULES: tuple[Rule, ...] = (
    group_id_twice,
    group_unknown,
    group_mixed,
    group_size,
    person_twice,
    level_spread,
    kept_apart,
    request_twice,
    tutor_site,
    tutor_able,
    tutor_refused,
    same_class,
    slot_unknown,
    slot_short,
    slot_forbidden,
    session_count,
    one_session_a_day,
    miss_limit,
    tutor_available,
    tutor_double_booked,
    tutor_load_week,
    tutor_load_day,
    person_double_booked,
    class_away,
    rooms,
    pinned,
)

__all__ = ["RULES", "Rule"]
