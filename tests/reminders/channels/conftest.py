"""A push service to talk to, and something to send."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reminders.channels import Parcel
from reminders.channels.post import Patience
from tests.conftest import new_id
from tests.reminders.channels.peers import Server, make_certificate, serving

HASTE = Patience(connect=2.0, answer=2.0, batch=30.0)  # a test does not wait long for what never comes
CALM = Patience(connect=60.0, answer=60.0, batch=120.0)  # and for as long as it takes for what does
MakeParcel = Callable[..., Parcel]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="session")
def trust(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    """As a client that trusts the test's own authority."""
    return ssl.create_default_context(cafile=str(certificate[0]))


@pytest.fixture(scope="session")
def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def peer() -> Iterator[Server]:
    with serving(Server()) as server:
        yield server


@pytest.fixture
def secure_peer(server_tls: ssl.SSLContext) -> Iterator[Server]:
    with serving(Server(server_tls)) as server:
        yield server


@pytest.fixture
def make_parcel() -> MakeParcel:
    def make(address: Any, **fields: Any) -> Parcel:
        return Parcel(new_id(), address, **{"language": "nl", "seconds_left": 571.4, **fields})

    return make
