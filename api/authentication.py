"""Who is calling: the access token of the account library, checked against its session at each request."""

import time
from functools import lru_cache
from typing import Any

from allauth.headless.contrib.rest_framework.authentication import JWTTokenAuthentication
from allauth.headless.tokens.strategies.jwt import internal
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.exceptions import AuthenticationFailed


class BearerToken(JWTTokenAuthentication):
    """`Authorization: Bearer …`. Dies with logout, a new password, a closed or a deleted account."""

    def authenticate_credentials(self, key: str) -> tuple[Any, dict[str, Any]]:
        claims = proven(key)
        session = internal.get_token_session(claims) if claims["exp"] > time.time() else None
        person = internal.validate_token_user(claims, session) if session is not None else None
        if person is None:
            raise AuthenticationFailed
        return person, claims


@lru_cache(maxsize=4096)
def proven(token: str) -> dict[str, Any]:
    """What an access token says. A phone sends it for an hour; its signature is checked once in a process.

    Only what was proven is kept, and whether it still holds is asked at each request.
    """
    claims: dict[str, Any] | None = internal.decode_token(token, "access")
    if claims is None:
        raise AuthenticationFailed
    return claims


class BearerTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = BearerToken
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
