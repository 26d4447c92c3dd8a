"""Access and refresh tokens: each refresh token works once, and a second use ends the whole sign-in."""

import logging

from allauth.headless.tokens.strategies.jwt import JWTTokenStrategy, internal
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.core.cache import cache

logger = logging.getLogger(__name__)


class EachRefreshOnce(JWTTokenStrategy):
    """A refresh token that comes twice was copied: neither holder can be told from the other, so both go.

    What was issued from one sign-in shares its session; ending that ends every token of it (RFC 9700, 4.14).
    """

    def refresh_token(self, refresh_token: str) -> tuple[str, str] | None:
        payload = internal.decode_token(refresh_token, "refresh")
        if payload is None:
            return None
        # The cache decides between two at once; a session on its own could let both through.
        first = cache.add(f"refreshed:{payload['jti']}", 1, settings.HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN)
        fresh = self._fresh(refresh_token) if first else None
        if fresh is None and (session := internal.get_token_session(payload)) is not None:
            session.flush()
            logger.warning("a refresh token came twice: its sign-in was ended")
        return fresh

    def _fresh(self, refresh_token: str) -> tuple[str, str] | None:
        try:
            fresh: tuple[str, str] | None = super().refresh_token(refresh_token)
        except UpdateError:  # the session was ended meanwhile, by a copy of this token
            return None
        return fresh
