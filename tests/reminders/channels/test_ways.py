"""Which channels are on, and what a bad key says when a process starts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from reminders.channels.ways import apns, pushes, ways, webpush
from reminders.checks import push_channels


@pytest.fixture
def configured(settings: Any) -> Iterator[Callable[..., None]]:
    """Sets variables as an installation does, and asks anew."""

    def forget() -> None:
        ways.cache_clear()
        webpush.cache_clear()

    def configure(**variables: str) -> None:
        for name, value in variables.items():
            setattr(settings, f"COACH_{name}", value)
        forget()

    yield configure
    forget()


def test_here_browsers_can_be_pushed_to_without_any_variable() -> None:
    assert pushes() == ["webpush"]
    assert {"inbox", "email", "webpush"} == set(ways())


def test_a_channel_without_its_variables_is_off(configured: Callable[..., None]) -> None:
    configured(VAPID_KEY="", FCM_ACCOUNT="", APNS_KEY="")
    assert pushes() == []
    assert push_channels() == []


def test_a_channel_with_its_variables_is_on(configured: Callable[..., None], tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    path = tmp_path / "key.p8"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    apple = {
        "KEY": str(path),
        "KEY_ID": "ABC",
        "TEAM": "DEF",
        "TOPIC": "org.example",
        "URL": "https://a.test",
    }
    configured(**{f"APNS_{name}": value for name, value in apple.items()})
    assert pushes() == ["webpush", "apns"]
    sender = apns()
    assert sender is not None
    assert (sender.topic, sender.url) == ("org.example", "https://a.test")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("VAPID_KEY", None, id="no key of 32 bytes"),
        pytest.param("FCM_ACCOUNT", None, id="no file"),
        pytest.param("FCM_ACCOUNT", "hello", id="no JSON"),
        pytest.param("FCM_ACCOUNT", "{}", id="no account"),
        pytest.param("FCM_ACCOUNT", "[]", id="JSON of another shape"),
        pytest.param("APNS_KEY", None, id="no such file"),
        pytest.param("APNS_KEY", "hello", id="no PEM"),
    ],
)
def test_a_bad_key_is_named_at_the_start(
    configured: Callable[..., None], tmp_path: Path, name: str, content: str | None
) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_text(content)
    configured(**{name: str(path), "APNS_KEY_ID": "a", "APNS_TEAM": "b", "APNS_TOPIC": "c", "APNS_URL": "d"})
    [problem] = push_channels()
    assert problem.msg.startswith(f"COACH_{name} is unusable: ")
    assert content is None or content not in problem.msg
    assert "leave it out" in (problem.hint or "")
