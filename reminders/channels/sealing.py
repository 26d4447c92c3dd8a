"""Encrypting a message for one browser (RFC 8291), in one record of aes128gcm (RFC 8188).

The push service carries it and cannot read it. Source: RFC 8291, sections 3.3, 3.4 and 4.
"""

import base64
import os
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD = 4096  # bytes; a push service need not take more (RFC 8291, 4)
LONGEST = RECORD - 16 - 1 - 86  # bytes of a message: less the tag, the delimiter and the header
LAST_RECORD = b"\x02"


def seal(message: bytes, keys: Mapping[str, str]) -> bytes:
    """`message` as only the browser with these `keys` (`p256dh`, `auth`) reads it. May raise ValueError."""
    if len(message) > LONGEST:
        raise ValueError(f"a message of {len(message)} bytes; {LONGEST} fit")
    theirs, secret = browser_keys(keys)
    ours, salt = ec.generate_private_key(CURVE), os.urandom(16)
    here, there = point(ours.public_key()), point(theirs)
    shared = _derived(ours.exchange(ec.ECDH(), theirs), secret, b"WebPush: info\0" + there + here, 32)
    key = _derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(shared, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(here)]) + here
    return header + AESGCM(key).encrypt(nonce, message + LAST_RECORD, None)


def browser_keys(keys: Mapping[str, str]) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    """The browser's public key and its 16 secret bytes. ValueError where they are not that."""
    secret = decoded(keys["auth"])
    if len(secret) != 16:
        raise ValueError("auth is not 16 bytes")
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(keys["p256dh"])), secret


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """65 bytes: a public key as the push standards write it."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(value: bytes) -> str:
    """URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The bytes of URL-safe base64, padded or not. ValueError for anything else."""
    bare = text.rstrip("=")
    return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
