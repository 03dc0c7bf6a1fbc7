"""How long what is kept, as published. A programme may make a period shorter, never longer."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.privacy.register.terms import Period

MONTH = timedelta(days=30)
YEAR = timedelta(days=365)

# Counted from what stands beside it. None: no clock of ours ends it.
PERIODS: dict[Period, timedelta | None] = {
    Period.WAITING: 3 * MONTH,  # from the last day of the initiative
    Period.NOTES: YEAR,  # from the last day of the initiative, or of the school year
    Period.ATTENDANCE: 5 * YEAR,  # from the last day of the initiative
    Period.ACCOUNT: YEAR,  # from the last day somebody took part, or signed in
    Period.SIGN_IN: timedelta(days=90),
    Period.READS: 3 * YEAR,
    Period.TRAIL: 7 * YEAR,
    Period.MESSAGES: MONTH,
    Period.LISTS: MONTH,
    Period.CONCERN: None,  # the confidential adviser, by the law of the case
    Period.ORGANISATION: None,
}
SHORTENED = frozenset({Period.WAITING, Period.NOTES, Period.ATTENDANCE, Period.ACCOUNT})  # what a programme may shorten
AHEAD = MONTH  # how long before it goes a coordinator is told


def published() -> list[tuple[str, str]]:
    """Return the table of periods as people read it."""
    return [(str(period.label), _length(PERIODS[period])) for period in Period]


def _length(length: timedelta | None) -> str:
    if length is None:
        return _("geen vaste termijn")
    if length % YEAR == timedelta():
        return ngettext("%(count)d jaar", "%(count)d jaar", length // YEAR) % {"count": length // YEAR}
    return ngettext("%(count)d dag", "%(count)d dagen", length.days) % {"count": length.days}
