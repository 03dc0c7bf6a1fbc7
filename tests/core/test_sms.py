from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tandem.core import sms
from tandem.core.sms import SmsNotPossible


def test_a_message_goes_as_mail_to_the_number_at_the_gateways_domain(settings, mailoutbox):
    settings.SMS_GATEWAY, settings.SMS_DOMAIN = "mail", "sms.voorbeeld.test"

    sms.send("+32470123456", "123456 is uw code.")

    assert [(mail.to, mail.body) for mail in mailoutbox] == [(["32470123456@sms.voorbeeld.test"], "123456 is uw code.")]


def test_a_message_is_kept_in_a_file(settings, tmp_path: Path):
    settings.SMS_GATEWAY, settings.SMS_FILE_PATH = "file", tmp_path / "sms"

    sms.send("+32470123456", "123456 هو رمزكم.")

    [kept] = (tmp_path / "sms").iterdir()
    message = message_from_bytes(kept.read_bytes(), policy=default)
    assert (message["To"], message.get_content().strip()) == ("+32470123456", "123456 هو رمزكم.")


class Elsewhere:
    sent: list[tuple[str, str]] = []

    def send(self, number: str, text: str) -> None:
        self.sent.append((number, text))


def test_a_place_brings_its_own_gateway(settings):
    settings.SMS_GATEWAY = f"{Elsewhere.__module__}.Elsewhere"

    sms.send("+32470123456", "dag")

    assert Elsewhere.sent == [("+32470123456", "dag")]


def test_without_a_gateway_nothing_is_sent(settings):
    settings.SMS_GATEWAY = ""

    assert not sms.is_available()
    with pytest.raises(SmsNotPossible):
        sms.send("+32470123456", "dag")
