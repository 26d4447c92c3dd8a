"""Who we are, for a push service (RFC 8292): a token signed with our key, made once for many messages."""

import datetime as dt

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from reminders.channels.sealing import CURVE, decoded, encoded, point

GOOD_FOR = dt.timedelta(hours=12)  # 24 at most (RFC 8292, 2)
RENEWED_AFTER = dt.timedelta(hours=6)


class Vapid:
    """`key`: the 32 bytes of a P-256 private key, URL-safe base64; `contact`: a mailto: or https: address."""

    def __init__(self, key: str, contact: str) -> None:
        self._key = ec.derive_private_key(int.from_bytes(decoded(key), "big"), CURVE)
        self._contact = contact
        self._tokens: dict[str, tuple[str, dt.datetime]] = {}
        self.public_key = encoded(point(self._key.public_key()))

    def authorization(self, audience: str, *, at: dt.datetime) -> str:
        """The value of the header for the push service at the origin `audience`."""
        token, made_at = self._tokens.get(audience, ("", at))
        if not token or not dt.timedelta(0) <= at - made_at < RENEWED_AFTER:
            token = self._signed(audience, at)
            self._tokens[audience] = token, at
        return f"vapid t={token}, k={self.public_key}"

    def _signed(self, audience: str, at: dt.datetime) -> str:
        claims = {"aud": audience, "exp": int((at + GOOD_FOR).timestamp()), "sub": self._contact}
        return jwt.encode(claims, self._key, algorithm="ES256")
