"""What runs by itself for the whole of Tandem: the outbox, and jobs whose worker died.

Here, above all contexts, since the outbox hands messages to handlers of every context and of the pages.
"""

from collections.abc import Mapping

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from tandem.core import limits, outbox
from tandem.core import work as works
from tandem.core.isolation import Purpose, acting_for
from tandem.core.outbox import Handler
from tandem.core.work import Doer
from tandem.safeguarding import actions as signals
from tandem.scheduling import tasks as scheduling
from tandem.web import notices
from tandem.web.family import sending
from tandem.web.public import application_mails

HANDLERS: Mapping[str, Handler] = {
    **scheduling.HANDLERS,
    **notices.HANDLERS,
    **sending.HANDLERS,
    **application_mails.HANDLERS,
}
WORK: Mapping[str, Doer] = {**scheduling.WORK}


@app.periodic(cron="* * * * * */5")
@app.task(name="outbox.deliver", queueing_lock="outbox.deliver")
def deliver_outbox(timestamp: int) -> None:
    """Hand over what waits in the outbox, every five seconds."""
    with acting_for(None, on=timezone.localdate(), purpose=Purpose.OUTBOX):
        outbox.deliver(HANDLERS, at=timezone.now())


@app.task(name=works.TASK)
def do_work(work: str) -> None:
    """Do one piece of long work that somebody asked for."""
    with acting_for(None, on=timezone.localdate(), purpose=Purpose.WORK):
        works.perform(work, WORK, now=timezone.now)


@app.periodic(cron="* * * * *")
@app.task(name="safeguarding.watch", queueing_lock="safeguarding.watch")
def watch_signals(timestamp: int) -> None:
    """Every minute: pass on signals nobody read in time, and send the mails without content."""
    at = timezone.now()
    on = timezone.localdate(at)
    with acting_for(None, on=on, purpose=Purpose.SAFETY):
        signals.pass_on_unread(at=at, on=on)
        signals.tell(mail=notices.mail_about_signal, at=at)


@app.periodic(cron="40 2 * * *")
@app.task(name="safeguarding.forget", queueing_lock="safeguarding.forget")
def forget_signals(timestamp: int) -> None:
    """Forget the signals that were closed a year ago."""
    signals.forget_closed(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Do jobs again whose worker died: after a `kill -9` nothing is done again by itself."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="25 4 * * *")
@app.task(name="limits.forget_old_tries", queueing_lock="limits.forget_old_tries")
def forget_old_tries(timestamp: int) -> None:
    """Forget who tried to sign in: after a day nobody counts it any more."""
    limits.forget_old_tries(at=timezone.now())
