"""What every answer carries, and the app that is too old."""

from typing import Any

import pytest

from tests.conftest import Phone

pytestmark = pytest.mark.django_db


def test_answers_about_a_person_are_kept_in_no_shared_cache(phone: Phone) -> None:
    assert phone.get("me/")["Cache-Control"] == "private, no-store"
    assert phone.get("no/such/address/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        pytest.param("2.4.0", 200, id="the least one"),
        pytest.param("2.4", 200, id="the same, said shorter"),
        pytest.param("2.10", 200, id="ten is more than four"),
        pytest.param("10.0.0", 200, id="ten is more than two"),
        pytest.param("2.3.9", 426, id="just below"),
        pytest.param("1", 426, id="far below"),
        pytest.param("", 200, id="none said"),
        pytest.param("latest", 200, id="none that can be read"),
        pytest.param("1" * 5000, 200, id="a very long one"),
    ],
)
def test_an_app_that_is_too_old_is_told_to_update(
    phone: Phone, settings: Any, told: str, status: int
) -> None:
    settings.COACH_APP_MINIMUM = "2.4.0"
    settings.COACH_APP_LINK = "https://coach.example/app"
    answer = phone.get("me/", HTTP_X_APP_VERSION=told)
    assert answer.status_code == status
    if status == 426:
        assert answer.json()["detail"].endswith("Update it to 2.4.0 or newer.")
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Link"] == '<https://coach.example/app>; rel="latest-version"'


def test_without_a_least_version_any_app_will_do(phone: Phone) -> None:
    assert phone.get("me/", HTTP_X_APP_VERSION="0.0.1").status_code == 200


def test_no_other_origin_is_let_in(phone: Phone) -> None:
    answer = phone.get("me/", HTTP_ORIGIN="https://elsewhere.example")
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_an_origin_that_was_named_is_let_in(phone: Phone, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://app.example"]
    answer = phone.get("me/", HTTP_ORIGIN="https://app.example")
    assert answer["Access-Control-Allow-Origin"] == "https://app.example"
    assert "Access-Control-Allow-Credentials" not in answer
