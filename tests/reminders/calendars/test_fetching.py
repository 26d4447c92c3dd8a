"""Fetching a calendar from somebody else's server, which need not mean well."""

import dataclasses
import time
from http.server import BaseHTTPRequestHandler

import pytest

from reminders.addresses import is_public
from reminders.calendars.fetching import CannotFetch, Fetched, acceptable, fetch
from reminders.calendars.problem import Problem
from tests.reminders.calendars.conftest import CalendarServer

URL = "https://calendar.example/me.ics"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(URL, True, id="a name"),
        pytest.param("https://calendar.example:443/me.ics?key=1", True, id="its usual port, said"),
        pytest.param("https://93.184.215.14/me.ics", True, id="a public address"),
        pytest.param("http://calendar.example/me.ics", False, id="in the open"),
        pytest.param("webcal://calendar.example/me.ics", False, id="another scheme"),
        pytest.param("file:///etc/passwd", False, id="a file"),
        pytest.param("https://calendar.example:8443/me.ics", False, id="another port"),
        pytest.param("https://calendar.example:99999/", False, id="no port at all"),
        pytest.param("https://me:secret@calendar.example/me.ics", False, id="with a password"),
        pytest.param("https://localhost/me.ics", False, id="this machine"),
        pytest.param("https://127.0.0.1/me.ics", False, id="this machine by address"),
        pytest.param("https://[::1]/me.ics", False, id="this machine, IPv6"),
        pytest.param("https://10.0.0.1/me.ics", False, id="a private network"),
        pytest.param("https://intranet/me.ics", False, id="a name of one word"),
        pytest.param("https://calendar.example/me\r\nHost: evil", False, id="two lines"),
        pytest.param("https:///me.ics", False, id="no host"),
        pytest.param("", False, id="nothing"),
        pytest.param("https://calendar.example/" + "a" * 2000, False, id="too long"),
    ],
)
def test_an_address_is_acceptable_or_not(url: str, expected: bool) -> None:
    assert acceptable(url) is expected


def test_a_calendar_comes_with_its_etag(server: CalendarServer) -> None:
    server.answers["/me.ics"] = (200, {"ETag": '"one"'}, b"BEGIN:VCALENDAR")
    assert fetch(URL, reach=server.reach) == Fetched(b"BEGIN:VCALENDAR", '"one"')
    path, headers = server.asked[0]
    assert (path, headers["host"]) == ("/me.ics", "calendar.example")


def test_one_that_did_not_change_is_not_sent_again(server: CalendarServer) -> None:
    server.answers["/me.ics"] = (304, {}, b"")
    assert fetch(URL, etag='"one"', reach=server.reach) == Fetched(None, '"one"')
    assert server.asked[0][1]["if-none-match"] == '"one"'


def test_a_redirect_is_followed(server: CalendarServer) -> None:
    server.answers["/me.ics"] = (302, {"Location": "https://calendar.example/there.ics"}, b"")
    server.answers["/there.ics"] = (200, {}, b"calendar")
    assert fetch(URL, reach=server.reach).text == b"calendar"


def refused(server: CalendarServer, url: str = URL) -> Problem:
    with pytest.raises(CannotFetch) as caught:
        fetch(url, reach=server.reach)
    return caught.value.problem


@pytest.mark.parametrize(
    "location",
    [
        pytest.param("https://127.0.0.1/me.ics", id="to this machine"),
        pytest.param("https://169.254.169.254/latest/meta-data", id="to where clouds keep their keys"),
        pytest.param("http://calendar.example/me.ics", id="into the open"),
        pytest.param("https://calendar.example:6379/", id="to another port"),
        pytest.param("file:///etc/passwd", id="to a file"),
    ],
)
def test_a_redirect_where_nobody_may_go_is_not_followed(server: CalendarServer, location: str) -> None:
    server.answers["/me.ics"] = (302, {"Location": location}, b"")
    assert refused(server) is Problem.FORBIDDEN
    assert len(server.asked) == 1


def test_a_redirect_to_a_name_that_is_private_is_not_followed(server: CalendarServer) -> None:
    server.answers["/me.ics"] = (302, {"Location": "https://inside.example/me.ics"}, b"")
    addresses = {"calendar.example": "127.0.0.1", "inside.example": "10.0.0.1"}
    server.reach = dataclasses.replace(
        server.reach,
        resolving=lambda host, _port: [addresses[host]],
        permits=lambda address: address == "127.0.0.1" or is_public(address),
    )
    assert refused(server) is Problem.FORBIDDEN


def test_redirects_that_lead_in_a_circle_end(server: CalendarServer) -> None:
    server.answers["/me.ics"] = (302, {"Location": URL}, b"")
    assert refused(server) is Problem.REFUSED
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500, 503])
def test_a_server_that_does_not_give_it_has_refused(server: CalendarServer, status: int) -> None:
    server.answers["/me.ics"] = (status, {}, b"no")
    assert refused(server) is Problem.REFUSED


def test_one_that_is_too_large_is_not_read_to_its_end(server: CalendarServer) -> None:
    server.answers["/me.ics"] = (200, {}, b"x" * 10_001)
    assert refused(server) is Problem.TOO_LARGE


def test_an_answer_that_drips_is_given_up(server: CalendarServer) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)  # the server's slowness is what is tested

    server.answers["/me.ics"] = drip
    server.reach = dataclasses.replace(server.reach, patience=0.3)
    assert refused(server) is Problem.UNREACHABLE


def test_a_stranger_with_another_certificate_is_not_believed(server: CalendarServer) -> None:
    server.answers["/me.ics"] = (200, {}, b"calendar")
    assert refused(server, "https://other.example/me.ics") is Problem.UNREACHABLE
    assert server.asked == []


def test_nobody_at_home(server: CalendarServer) -> None:
    server.reach = dataclasses.replace(server.reach, port=1)
    assert refused(server) is Problem.UNREACHABLE
