"""Short messages to a phone, through whatever a place has: no provider is assumed.

`TANDEM_SMS` names a gateway of this module or a class of one's own with the same method: a mail address of a provider
that turns mail into messages, or a folder for trying things out. Without one, phones are not offered to sign in with.
"""

import uuid
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

NAMES = {"mail": "tandem.core.sms.MailGateway", "file": "tandem.core.sms.FileGateway"}


class Gateway(Protocol):
    """What sends one message to one number, written with its country (+32470123456)."""

    def send(self, number: str, text: str) -> None: ...


class SmsNotPossible(Exception):
    """No gateway is set."""


class MailGateway:
    """Mails each message to `<number>@<domain>`, as most providers of messages take them."""

    def send(self, number: str, text: str) -> None:
        EmailMessage(subject="", body=text, to=[f"{number.lstrip('+')}@{settings.SMS_DOMAIN}"]).send()


class FileGateway:
    """Writes each message to a file of its own, as Django's file back end does for mail."""

    def send(self, number: str, text: str) -> None:
        folder = Path(settings.SMS_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        message = EmailMessage(subject="sms", body=text, to=[number]).message()
        (folder / f"{uuid.uuid4().hex}.txt").write_bytes(message.as_bytes())


def is_available() -> bool:
    return bool(settings.SMS_GATEWAY)


def send(number: str, text: str) -> None:
    """Send a message with the gateway of this place."""
    if not is_available():
        raise SmsNotPossible("TANDEM_SMS names no gateway.")
    gateway: Gateway = import_string(NAMES.get(settings.SMS_GATEWAY, settings.SMS_GATEWAY))()
    gateway.send(number, text)
