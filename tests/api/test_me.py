"""The caller's own profile, consents, physios and access log over HTTP."""

from typing import Any

import pytest
from django.utils import timezone

from coach.models import AccessLog, CareInvitation, CareLink, Organisation, Person
from tests.conftest import NOW, Phone

pytestmark = pytest.mark.django_db


def test_the_profile_can_be_read_and_changed(phone: Phone, person: Person) -> None:
    assert phone.get("me/").json()["email"] == "anna@example.org"
    answer = phone.patch("me/", {"time_zone": "Asia/Kolkata", "language": "en", "birth_year": 1980})
    assert answer.status_code == 200
    person.refresh_from_db()
    assert (person.time_zone, person.language, person.birth_year) == ("Asia/Kolkata", "en", 1980)


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({"time_zone": "Europe/Utrecht"}, "time_zone"),
        ({"language": "fr"}, "language"),
        ({"birth_year": 1850}, "birth_year"),
        ({"email": "x@example.org"}, "email"),
        ({"is_staff": True}, "is_staff"),
        ({"display_name": "x" * 81}, "display_name"),
    ],
)
def test_a_bad_profile_is_refused_by_name(
    phone: Phone, person: Person, body: dict[str, Any], attr: str
) -> None:
    answer = phone.patch("me/", body)
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


def test_consents_are_added_and_listed_newest_first(phone: Phone, person: Person) -> None:
    answer = phone.post("me/consents/", {"purpose": "health_data", "version": "2", "given": False})
    assert answer.status_code == 201
    listed = phone.get("me/consents/").json()["results"]
    assert (listed[0]["version"], listed[0]["given"]) == ("2", False)
    assert not person.agrees_to("health_data")  # type: ignore[arg-type]


def test_a_consent_without_a_yes_or_a_no_is_refused(phone: Phone) -> None:
    answer = phone.post("me/consents/", {"purpose": "health_data", "version": "2"})
    assert [error["attr"] for error in answer.json()["errors"]] == ["given"]


def test_a_physio_is_let_in_by_code_and_sent_away_again(phone: Phone, physio: Person) -> None:
    code = CareInvitation.objects.create(physio=physio, created_at=timezone.now()).code
    made = phone.post("me/physios/", {"code": code})
    assert (made.status_code, made.json()["physio_name"]) == (201, "Fysio")
    assert phone.post("me/physios/", {"code": code}).status_code == 400
    assert phone.delete(f"me/physios/{made.json()['id']}/").status_code == 204
    assert CareLink.objects.get().ended_at is not None


def test_a_physio_is_not_let_in_without_consent(phone: Phone, person: Person, physio: Person) -> None:
    person.consents.create(purpose="physio_access", version="1", given=False, at=timezone.now())
    code = CareInvitation.objects.create(physio=physio, created_at=timezone.now()).code
    assert phone.post("me/physios/", {"code": code}).status_code == 403
    assert not CareLink.objects.exists()


def test_the_access_log_says_who_read_what(phone: Phone, person: Person, physio: Person) -> None:
    AccessLog.objects.note([person], reader=physio, part=AccessLog.Part.RECORD, at=NOW)
    line = phone.get("me/access-log/").json()["results"][0]
    assert (line["reader_name"], line["part"], line["at"]) == ("Fysio", "record", "2026-11-18T09:30:00Z")


def test_an_organisation_is_joined_by_code_once_and_left_again(phone: Phone) -> None:
    office = Organisation.objects.create(name="Kantoor")
    for _ in range(2):
        joined = phone.post("organisations/", {"code": office.join_code.lower()})
        assert (joined.status_code, joined.json()["name"], joined.json()["role"]) == (
            201,
            "Kantoor",
            "member",
        )
    assert len(phone.get("organisations/").json()["results"]) == 1
    assert phone.delete(f"organisations/{office.pk}/").status_code == 204
    assert phone.get("organisations/").json()["results"] == []
    assert office.memberships.get().left_at is not None


def test_an_unknown_code_is_refused(phone: Phone) -> None:
    answer = phone.post("organisations/", {"code": "ABCDEF"})
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "code")
