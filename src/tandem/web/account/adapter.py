"""Where allauth asks us how we want it."""

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tandem.people.models import User
from tandem.web.account import authenticators


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up alone: the programme or the school invites."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ours asks first: `proof.proven_recently`, which also takes a code by mail."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send what our templates say; they need no request, which is over when a change is committed."""
        self.render_mail(template_prefix, email, {**context, "email": email}).send()

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, object] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner of the account what changed, without saying from where: a mailbox is read by others too."""
        if address := email or user.email:
            self.send_mail(template_prefix, address, context or {})


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    def encrypt(self, text: str) -> str:
        """Seal a secret under the key of whoever sets it up: erasing them also reaches their authenticators."""
        return authenticators.seal(text, person_id=context.request.user.person_id)

    def decrypt(self, encrypted_text: str) -> str:
        return authenticators.unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Draw the code as part of the page, without styles of its own: the page allows none."""
        svg: str = segno.make(url, error="m").svg_inline(scale=5, border=2, omitsize=True, dark="#000", light="#fff")
        return svg

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's own name
        return str(_("Toegangssleutel"))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": "Tandem"}
