"""Work in the background: somebody knows when a tutor has not come back from a visit."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tandem.core.isolation import Purpose, acting_for
from tandem.logbook.actions.home import warn_of_late_visits


@app.periodic(cron="*/5 * * * *")
@app.task(name="logbook.watch_visits", queueing_lock="logbook.watch_visits")
def watch_visits(timestamp: int) -> None:
    """Warn who knows where a tutor is, when the tutor has not said that they left."""
    with acting_for(None, on=timezone.localdate(), purpose=Purpose.SAFETY):
        warn_of_late_visits(at=timezone.now())
