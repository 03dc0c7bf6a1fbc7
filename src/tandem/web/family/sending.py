"""The code a family asked for, sent to its address or phone in its own language."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tandem.core import sms
from tandem.core.isolation import Purpose, acting_for
from tandem.core.outbox import Handler
from tandem.people.actions import entrance
from tandem.people.enums import AddressKind
from tandem.people.models import SentCode


def send_code(payload: Mapping[str, Any]) -> None:
    """Make the code and send it; one that came too late to be typed is not sent at all."""
    with acting_for(None, purpose=Purpose.ENTRY, on=timezone.localdate()):
        _send(payload)


def _send(payload: Mapping[str, Any]) -> None:
    sent = SentCode.objects.filter(pk=payload["code"], spent_at__isnull=True, valid_until__gt=timezone.now()).first()
    if sent is None:
        return
    code = entrance.make_code(sent=sent)
    with translation.override(sent.language):
        first = _("%(code)s is uw code voor Tandem. Ze geldt tien minuten.") % {"code": code}
        rest = _(
            "Hebt u geen code gevraagd? Dan hoeft u niets te doen. Geef de code aan niemand, ook niet aan uw kind."
        )
        if sent.kind == AddressKind.PHONE:
            sms.send(sent.address, first)
        else:
            send_mail(_("Uw code voor Tandem"), f"{first}\n\n{rest}\n", None, [sent.address])


HANDLERS: Mapping[str, Handler] = {entrance.SEND_CODE: send_code}
