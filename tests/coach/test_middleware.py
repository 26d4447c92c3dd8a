"""The content security policy: our own origin only, and evaluation in the dashboard alone."""

import pytest
from django.test import Client


def policy(url: str) -> dict[str, str]:
    header = Client().get(url)["Content-Security-Policy"]
    return {name: value for name, _, value in (part.strip().partition(" ") for part in header.split(";"))}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "scripts"),
    [
        pytest.param("/admin/login/", {"'self'", "'unsafe-eval'"}, id="the dashboard"),
        pytest.param("/api/v1/docs/", {"'self'"}, id="the API's pages"),
        pytest.param("/api/v1/me/", {"'self'"}, id="an answer"),
        pytest.param("/nowhere/", {"'self'"}, id="a page that is not there"),
    ],
)
def test_scripts_come_from_ourselves(url: str, scripts: set[str]) -> None:
    found = policy(url)
    assert set(found["script-src"].split()) == scripts
    assert found["default-src"] == "'self'"
    assert found["frame-ancestors"] == found["base-uri"] == found["object-src"] == "'none'"
