import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import tink
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from tink import aead, cleartext_keyset_handle

from coach import local


def test_the_keyset_encrypts_and_reads_back(data: Path) -> None:
    aead.register()
    reader = tink.JsonKeysetReader(local.keyset(data).read_text())
    cipher = cleartext_keyset_handle.read(reader).primitive(aead.Aead)
    sealed = cipher.encrypt(b"my back", b"coach")
    assert b"my back" not in sealed
    assert cipher.decrypt(sealed, b"coach") == b"my back"


def test_the_token_key_is_rsa_of_2048_bits(data: Path) -> None:
    key = load_pem_private_key(local.jwt_key(data).encode(), password=None)
    assert isinstance(key, RSAPrivateKey)
    assert key.key_size == 2048


def test_the_push_key_is_of_p256_and_32_bytes(data: Path) -> None:
    key = base64.urlsafe_b64decode(local.vapid_key(data) + "=")
    assert len(key) == 32
    assert ec.derive_private_key(int.from_bytes(key, "big"), ec.SECP256R1())
    assert local.vapid_key(data) == local.vapid_key(data)


def test_secrets_stay_the_same(data: Path) -> None:
    first = (local.keyset(data).read_text(), local.secret_key(data), local.jwt_key(data))
    assert (local.keyset(data).read_text(), local.secret_key(data), local.jwt_key(data)) == first


def test_two_data_folders_have_different_secrets(data: Path) -> None:
    assert local.secret_key(data / "a") != local.secret_key(data / "b")


def test_all_who_make_a_secret_at_once_get_the_same(data: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(local.secret_key, [data] * 32))) == 1
    assert [path.name for path in (data / "keys").iterdir()] == ["secret_key"]


def test_only_the_owner_reads_secrets(data: Path) -> None:
    local.jwt_key(data)
    local.secret_key(data)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (local.keyset(data).parent).iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((data / "keys").stat().st_mode) == 0o700


def test_a_data_folder_nobody_can_write_is_explained(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(local.LocalServerError, match="cannot be used: Not a directory"):
        local.secret_key(folder / "file" / "data")
