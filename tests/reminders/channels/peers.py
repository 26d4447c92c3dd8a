"""The other side of a push: real servers on this machine that keep what arrived and answer as told."""

import datetime as dt
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

NAME = "push.test"


@dataclass(frozen=True)
class Arrived:
    path: str
    headers: Mapping[str, str]
    body: bytes


Script = Callable[[Arrived, "Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        arrived = Arrived(self.path, dict(self.headers), body)
        self.server.arrived.append(arrived)
        self.server.script(arrived, self)

    def log_message(self, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A push service over HTTP/1.1."""

    daemon_threads = True
    block_on_close = False
    # With the usual 5, Linux drops the handshake of a sixth caller, who believes it is connected, speaks, and
    # hears nothing for ten seconds and more.
    request_queue_size = 1024

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.tls = tls
        self.arrived: list[Arrived] = []
        self.script: Script = says(201)
        self.closing = threading.Event()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shakes hands in the thread of the connection, so that one caller cannot hold up another."""
        with self.tls.wrap_socket(request, server_side=True) if self.tls else request as connection:
            super().finish_request(connection, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is part of the tests."""

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def says(status: int, body: bytes = b"", **headers: str) -> Script:
    """Answers with a status, a body and headers (`Retry_After="7"`)."""

    def script(arrived: Arrived, handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return script


def is_silent(arrived: Arrived, handler: Handler) -> None:
    """Takes the message and says nothing until the test is over."""
    handler.server.closing.wait()
    handler.close_connection = True


def resets(arrived: Arrived, handler: Handler) -> None:
    """Takes the message and tears the connection down."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def hangs_up(arrived: Arrived, handler: Handler) -> None:
    """Takes the message and closes the connection, politely."""
    handler.close_connection = True


def breaks_off_the_body(arrived: Arrived, handler: Handler) -> None:
    """Says yes, announces a body, and goes away in the middle of it."""
    handler.send_response(201)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


@contextmanager
def listening_only() -> Iterator[int]:
    """A port that takes connections and never reads a byte."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield int(listener.getsockname()[1])


def unused_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Leading(AbstractResolver):
    """Every name leads to one address and one port."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.host, self.port = host, port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=self.host,
                port=self.port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        pass


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for `push.test` and this machine, and its key. The certificate is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    names = [x509.DNSName(NAME), x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, secret
