"""The secrets of a data folder, for Coach on one machine. Production brings its own in variables."""

import base64
import io
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import tink
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tink import aead, cleartext_keyset_handle

from coach.local.failure import unusable


def keyset(data: Path) -> Path:
    """The file of the Tink AES256-GCM keyset that encrypts free text, in clear, made once."""
    return _kept(data, "keyset.json", _new_keyset)


def secret_key(data: Path) -> str:
    """Django's SECRET_KEY, made once: 64 random bytes."""
    return _kept(data, "secret_key", lambda: secrets.token_urlsafe(64)).read_text()


def jwt_key(data: Path) -> str:
    """The RSA private key (2048 bits, PKCS#8 PEM) that signs access tokens, made once."""
    return _kept(data, "jwt.pem", _new_rsa_key).read_text()


def vapid_key(data: Path) -> str:
    """The P-256 private key that signs web pushes, 32 bytes in URL-safe base64, made once."""
    return _kept(data, "vapid_key", _new_p256_key).read_text()


def _kept(data: Path, name: str, make: Callable[[], str]) -> Path:
    """The secret's file, readable by its owner only. Of several processes making it at once, one wins."""
    path = data / "keys" / name
    try:
        if not path.exists():
            _make(path, make())
    except OSError as error:
        raise unusable(data, error) from error
    return path


def _make(path: Path, secret: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    _write_private(draft, secret)
    _publish(draft, path)


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _publish(draft: Path, path: Path) -> None:
    """A hard link appears whole or not at all and never replaces a secret already in use."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _new_keyset() -> str:
    aead.register()
    text = io.StringIO()
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    cleartext_keyset_handle.write(tink.JsonKeysetWriter(text), handle)
    return text.getvalue()


def _new_rsa_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _new_p256_key() -> str:
    key = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(key.to_bytes(32, "big")).rstrip(b"=").decode()
