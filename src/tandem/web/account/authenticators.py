"""What a second step stands on, sealed under the key of the person it belongs to."""

import base64
import uuid
from collections.abc import Collection

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tandem.core import vault
from tandem.people.models import User

WHERE = "mfa_authenticator|data"


def seal(text: str, *, person_id: uuid.UUID) -> str:
    return base64.b64encode(vault.seal(text, person_id=person_id, where=WHERE)).decode()


def unseal(sealed: str) -> str:
    return vault.unseal(base64.b64decode(sealed), where=WHERE)


def add_app(users: Collection[User], secret: str) -> None:
    """Give each of these accounts an app with this secret, for whoever cannot hold a camera to it."""
    keys = vault.data_keys([user.person_id for user in users])
    Authenticator.objects.bulk_create(
        Authenticator(
            user=user,
            type=Authenticator.Type.TOTP,
            data={"secret": base64.b64encode(vault.seal_under(keys[user.person_id], secret, where=WHERE)).decode()},
        )
        for user in users
    )


def code_now(secret: str) -> str:
    """Return what an app with this secret shows at this moment."""
    code: str = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    return code
