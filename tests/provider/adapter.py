from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

from tests.provider.server import PEOPLE


class Adapter(DefaultOIDCAdapter):
    def get_claims(self, purpose: str, user: Any, client: Any, scopes: Any, **kwargs: Any) -> dict[str, Any]:
        """Say how this person showed who they are, as schools' sign-ins do."""
        claims: dict[str, Any] = super().get_claims(purpose, user, client, scopes, **kwargs)
        amr = next(methods for name, _email, _verified, methods in PEOPLE if name == user.username)
        return claims | {"amr": amr}
