"""Every night what has been kept long enough goes and the audit trail is noted; every month a warning."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from tandem.core import audit_chain
from tandem.core.isolation import Purpose, acting_for
from tandem.initiatives.actions.recruitment import forget_unconfirmed
from tandem.privacy.actions import retention
from tandem.privacy.actions.erasing import forget_old_mail
from tandem.privacy.register import Period
from tandem.privacy.retention import PERIODS


@app.periodic(cron="40 2 * * *")
@app.task(name="privacy.sweep", queueing_lock="privacy.sweep")
def sweep(timestamp: int) -> None:
    """Let go what has been kept long enough."""
    at = timezone.now()
    with acting_for(None, on=timezone.localdate(at), purpose=Purpose.KEEPING):
        retention.sweep(at=at)
    forget_old_mail(before=at - (PERIODS[Period.MESSAGES] or timedelta()))


@app.periodic(cron="15,45 * * * *")
@app.task(name="privacy.forget_unconfirmed", queueing_lock="privacy.forget_unconfirmed")
def forget_unconfirmed_applications(timestamp: int) -> None:
    """Forget who applied to tutor and did not confirm their address, before a day is over."""
    at = timezone.now()
    with acting_for(None, on=timezone.localdate(at), purpose=Purpose.KEEPING):
        forget_unconfirmed(at=at)


@app.periodic(cron="10 6 1 * *")
@app.task(name="privacy.announce", queueing_lock="privacy.announce")
def announce(timestamp: int) -> None:
    """Tell coordinators what goes a month from now."""
    at = timezone.now()
    with acting_for(None, on=timezone.localdate(at), purpose=Purpose.KEEPING):
        retention.announce(at=at)


@app.periodic(cron="55 23 * * *")
@app.task(name="audit.note_heads", queueing_lock="audit.note_heads")
def note_heads(timestamp: int) -> None:
    """Note the heads of the audit trail in a file that only grows, and with the data protection officer."""
    at = timezone.now()
    with acting_for(None, on=timezone.localdate(at), purpose=Purpose.KEEPING):
        found = audit_chain.heads()
    audit_chain.note_heads(settings.TANDEM_AUDIT_HEADS, found, at=at)
    if settings.TANDEM_DPO_EMAIL and found:
        words = "\n".join(audit_chain.told(found, at=at))
        send_mail(
            _("Het spoor van Tandem op %(day)s") % {"day": at.date()},
            words,
            settings.DEFAULT_FROM_EMAIL,
            [settings.TANDEM_DPO_EMAIL],
        )
