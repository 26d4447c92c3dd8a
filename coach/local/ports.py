"""Whether a TCP port of this machine can be had, and whether a web server answers on it."""

import socket
from http.client import HTTPConnection, HTTPException

HOST = "127.0.0.1"


def free(port: int) -> bool:
    """Whether a server may listen on it; connections that linger after an earlier one do not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def answers(port: int, *, patience: float = 2.0) -> bool:
    """Whether an HTTP server answers a request on it, whatever the answer."""
    connection = HTTPConnection(HOST, port, timeout=patience)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True
