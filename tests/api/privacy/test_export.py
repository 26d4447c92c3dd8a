"""Everything held, in the person's own hands."""

from typing import Any

import pytest

from api.privacy.holdings import history_of, owned, rows_of
from coach.models import Person
from tests.api.privacy.conftest import PASSWORD
from tests.conftest import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(proven: Phone) -> dict[str, Any]:
    answer = proven.get("me/export/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert "attachment" in answer["Content-Disposition"]
    told: dict[str, Any] = answer.json()
    return told


def test_every_row_and_every_version_is_in_it(export: dict[str, Any], full: Person) -> None:
    for model in owned():
        table = export["tables"][model._meta.label]
        history = history_of(full, model)
        assert len(table["rows"]) == rows_of(full, model).count(), model
        assert len(table["history"]) == (0 if history is None else history.count()), model


def test_sealed_words_are_open_to_the_person(export: dict[str, Any]) -> None:
    diary = export["tables"]["coach.DiaryEntry"]
    assert diary["rows"][0]["note"] == diary["history"][0]["note"] == "geheim"


def test_what_opens_a_door_is_left_out(export: dict[str, Any], full: Person) -> None:
    assert "password" not in export["tables"]["coach.Person"]["rows"][0]
    assert "data" not in export["tables"]["mfa.Authenticator"]["rows"][0]
    assert "token" not in export["tables"]["socialaccount.SocialToken"]["rows"][0]
    assert "a token of the push service" not in str(export)
    full.refresh_from_db()
    assert full.password not in str(export)


def test_it_needs_a_fresh_proof(full: Person) -> None:
    refused = Phone(full).get("me/export/")
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert refused.json()["errors"][0]["code"] == "reauthentication_needed"


def test_another_form_is_refused(proven: Phone) -> None:
    assert proven.get("me/export/?format=pdf").status_code == 404


def test_a_wrong_password_proves_nothing(full: Person) -> None:
    phone = Phone(full)
    assert phone.post("accounts/app/v1/auth/reauthenticate", {"password": PASSWORD + "!"}).status_code == 400
    assert phone.get("me/export/").status_code == 403
