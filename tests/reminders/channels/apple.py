"""Apple's push server, as far as a sender can tell: run by a web server that speaks real HTTP/2.

A device token that begins with a key of `ANSWERS` gets that answer. Each arrival is a line of JSON in the
file that ARRIVALS names.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Answer = tuple[int, str, dict[str, str]]
ANSWERS: dict[str, Answer] = {
    "01": (410, "Unregistered", {}),
    "02": (400, "BadDeviceToken", {}),
    "03": (400, "DeviceTokenNotForTopic", {}),
    "04": (400, "BadCollapseId", {}),
    "05": (413, "PayloadTooLarge", {}),
    "06": (403, "ExpiredProviderToken", {}),
    "07": (403, "Forbidden", {}),
    "08": (429, "TooManyRequests", {"Retry-After": "9"}),
    "09": (500, "InternalServerError", {}),
    "0a": (503, "ServiceUnavailable", {}),
    "0b": (308, "", {"Location": "/elsewhere"}),
    "0c": (410, "ExpiredToken", {}),
}


def device(key: str) -> str:
    return key.ljust(64, "f")


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
    body = environ["wsgi.input"].read()
    path = environ["PATH_INFO"]
    headers = {name[5:].lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    arrival = {
        "protocol": environ["SERVER_PROTOCOL"],
        "path": path,
        "headers": headers,
        "body": body.decode(),
    }
    with Path(os.environ["ARRIVALS"]).open("a") as file:
        file.write(json.dumps(arrival) + "\n")
    status, reason, extra = ANSWERS.get(path.rpartition("/")[2][:2], (200, "", {}))
    start_response(f"{status} -", [*extra.items(), ("apns-id", headers.get("apns_id", ""))])
    return iter([json.dumps({"reason": reason}).encode()] if reason else [])
