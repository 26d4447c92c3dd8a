"""Devices over HTTP: registered, listed, removed, and never giving their secrets away."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.utils import timezone

from coach.models import Person
from reminders import delivery, dispatch
from reminders.channels.sealing import encoded, point
from reminders.channels.ways import pushes, ways, webpush
from reminders.models import Device, Nudge, PlanClock
from tests.conftest import ALL_DAY, Phone, new_id
from tests.reminders.provider import Provider

pytestmark = pytest.mark.django_db
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/abc"


def subscription(**changes: Any) -> dict[str, Any]:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    keys = {"p256dh": encoded(point(key)), "auth": encoded(b"sixteen bytes ok")}
    return {"endpoint": ENDPOINT, "expirationTime": None, "keys": keys, **changes}


def browser(**changes: Any) -> dict[str, Any]:
    return {
        "channel": "webpush",
        "subscription": subscription(),
        "time_zone": "Europe/Amsterdam",
        "app_version": "1.2.0",
        **changes,
    }


def test_a_browser_registers_and_its_secrets_are_not_shown(phone: Phone) -> None:
    identity, body = new_id(), browser()
    made = phone.put(f"devices/{identity}/", body)
    assert made.status_code == 201
    assert made.json() == {
        "id": str(identity),
        "channel": "webpush",
        "time_zone": "Europe/Amsterdam",
        "app_version": "1.2.0",
        "last_seen_at": made.json()["last_seen_at"],
        "retired_at": None,
        "retired_because": "",
        "seq": made.json()["seq"],
    }
    shown = phone.get("devices/").content.decode() + phone.get(f"devices/{identity}/").content.decode()
    assert str(identity) in shown
    for secret in (ENDPOINT, *body["subscription"]["keys"].values()):
        assert secret not in shown


def test_registering_again_needs_no_version(phone: Phone) -> None:
    identity = new_id()
    phone.put(f"devices/{identity}/", browser())
    again = phone.put(f"devices/{identity}/", browser(app_version="1.3.0"))
    assert (again.status_code, again.json()["app_version"]) == (200, "1.3.0")
    assert len(phone.get("devices/").json()["results"]) == 1


def test_a_removed_device_is_gone_and_its_id_with_it(phone: Phone) -> None:
    identity = new_id()
    phone.put(f"devices/{identity}/", browser())
    assert phone.delete(f"devices/{identity}/").status_code == 204
    assert phone.delete(f"devices/{identity}/").status_code == 204
    assert phone.get("devices/").json()["results"] == []
    assert phone.put(f"devices/{identity}/", browser()).status_code == 410


@pytest.mark.parametrize(
    ("change", "attr", "code"),
    [
        pytest.param({"channel": "fcm"}, "channel", "channel_off", id="a channel that is off here"),
        pytest.param({"channel": "pigeon"}, "channel", "invalid_choice", id="a channel there is not"),
        pytest.param({"subscription": None}, "subscription", "null", id="no subscription"),
        pytest.param({"token": "abc"}, "token", "of_another_kind", id="a token for a browser"),
        pytest.param({"time_zone": "Mars/Olympus"}, "time_zone", "unknown_zone", id="a zone there is not"),
        pytest.param({"colour": "red"}, "colour", "unknown_field", id="a field there is not"),
        pytest.param({"retired_at": None}, "retired_at", "unknown_field", id="a field that is ours"),
        pytest.param(
            {"subscription": subscription(endpoint="https://evil.example/x")},
            "subscription",
            "unusable",
            id="no push service",
        ),
        pytest.param(
            {"subscription": subscription(endpoint="https://127.0.0.1/x")},
            "subscription",
            "unusable",
            id="this machine",
        ),
        pytest.param(
            {"subscription": subscription(keys={"p256dh": "AAAA", "auth": "AAAA"})},
            "subscription",
            "unusable",
            id="keys that are none",
        ),
        pytest.param(
            {"subscription": subscription(keys={"auth": "AAAA"})},
            "subscription.keys.p256dh",
            "required",
            id="half the keys",
        ),
    ],
)
def test_what_cannot_be_sent_to_is_refused_by_name(
    phone: Phone, change: dict[str, Any], attr: str, code: str
) -> None:
    answer = phone.put(f"devices/{new_id()}/", browser(**change))
    assert answer.status_code == 400
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [(attr, code)]
    assert Device.objects.count() == 0


def test_a_channel_that_is_off_is_refused_with_those_that_are_on(phone: Phone) -> None:
    answer = phone.put(f"devices/{new_id()}/", browser(channel="apns"))
    detail = answer.json()["errors"][0]["detail"]
    assert detail == "This service does not send by “apns”. It sends by: webpush."


@pytest.fixture
def all_channels(settings: Any, tmp_path: Any) -> Iterator[None]:
    """An installation that sends to phones, too."""
    for name in ("KEY", "KEY_ID", "TEAM", "TOPIC", "URL"):
        setattr(settings, f"COACH_APNS_{name}", "https://apple.test")
    key = ec.generate_private_key(ec.SECP256R1())
    path = tmp_path / "key.p8"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings.COACH_APNS_KEY = str(path)
    ways.cache_clear()
    yield
    ways.cache_clear()


@pytest.mark.parametrize(
    ("token", "errors"),
    [
        pytest.param("0af3" * 16, [], id="as Apple gives it"),
        pytest.param("../../3/device", [("token", "unusable")], id="a path"),
        pytest.param(None, [("token", "null")], id="none"),
    ],
)
def test_a_phone_registers_with_its_token(
    phone: Phone, all_channels: None, token: str | None, errors: list[tuple[str, str]]
) -> None:
    assert pushes() == ["webpush", "apns"]
    body = {"channel": "apns", "token": token, "time_zone": "UTC", "app_version": "1"}
    answer = phone.put(f"devices/{new_id()}/", body)
    assert [(error["attr"], error["code"]) for error in answer.json().get("errors", [])] == errors
    assert answer.status_code == (400 if errors else 201)


def test_the_key_for_browsers_is_the_one_we_sign_with(phone: Phone) -> None:
    sender = webpush()
    assert sender is not None
    assert phone.get("devices/vapid-key/").json() == {"key": sender.vapid.public_key}


def test_without_a_key_there_is_none(phone: Phone, settings: Any) -> None:
    settings.COACH_VAPID_KEY = ""
    webpush.cache_clear()
    try:
        assert phone.get("devices/vapid-key/").status_code == 404
    finally:
        webpush.cache_clear()


def test_registering_asks_no_consent(make_person: Callable[..., Person]) -> None:
    answer = Phone(make_person("carla", agrees=False)).put(f"devices/{new_id()}/", browser())
    assert answer.status_code == 201


def test_a_token_registered_by_another_reaches_the_other(person: Person, stranger: Person) -> None:
    body = browser()
    Phone(person).put(f"devices/{new_id()}/", body)
    Phone(stranger).put(f"devices/{new_id()}/", body)
    [mine] = Phone(person).get("devices/").json()["results"]
    [theirs] = Phone(stranger).get("devices/").json()["results"]
    assert (mine["retired_because"], theirs["retired_because"]) == ("moved", "")


def test_a_phone_that_travels_takes_the_plans_along(phone: Phone, person: Person) -> None:
    identity = new_id()
    phone.put(f"devices/{identity}/", browser())
    plan = {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "Europe/Amsterdam"}
    phone.put(f"reminders/{new_id()}/", plan)
    phone.put(f"devices/{identity}/", browser(time_zone="America/New_York"))
    assert phone.get("me/").json()["time_zone"] == "America/New_York"
    assert phone.get("reminders/").json()["results"][0]["time_zone"] == "America/New_York"


@pytest.fixture
def sent(phone: Phone) -> Nudge:
    """A nudge that has just come to a browser."""
    phone.put(f"devices/{new_id()}/", browser())
    phone.put(f"reminders/{new_id()}/", {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"})
    now = timezone.now()
    PlanClock.objects.update(next_due_at=now)
    dispatch.materialise(at=now)
    delivery.deliver(at=now, ways=Provider().ways)
    return Nudge.objects.get()


def test_a_nudge_says_how_it_came_and_what_the_device_reports(phone: Phone, sent: Nudge) -> None:
    row = phone.get(f"nudges/{sent.pk}/").json()
    assert (row["state"], row["channel"], row["attempts"]) == ("sent", "webpush", 1)
    assert (row["delivered_at"], row["opened_at"]) == (None, None)

    first = phone.post(f"nudges/{sent.pk}/receipts/", {"delivered_at": "2026-11-18T09:30:02Z"})
    assert first.json()["delivered_at"] == "2026-11-18T09:30:02Z"
    second = phone.post(
        f"nudges/{sent.pk}/receipts/",
        {"delivered_at": "2026-11-18T09:33:00Z", "opened_at": "2026-11-18T09:33:00Z"},
    )
    assert second.json()["delivered_at"] == "2026-11-18T09:30:02Z", "what was reported first stays"
    assert second.json()["opened_at"] == "2026-11-18T09:33:00Z"


def test_what_was_opened_had_arrived(phone: Phone, sent: Nudge) -> None:
    row = phone.post(f"nudges/{sent.pk}/receipts/", {"opened_at": "2026-11-18T09:33:00Z"}).json()
    assert row["delivered_at"] == row["opened_at"] == "2026-11-18T09:33:00Z"


def test_nothing_is_reported_from_the_future(phone: Phone, sent: Nudge) -> None:
    phone.post(f"nudges/{sent.pk}/receipts/", {"delivered_at": "2126-01-01T00:00:00Z"})
    sent.refresh_from_db()
    assert sent.delivered_at is not None
    assert sent.delivered_at <= timezone.now()


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        pytest.param({}, "delivered_at", id="nothing"),
        pytest.param({"opened_at": "soon"}, "opened_at", id="no moment"),
        pytest.param({"read_at": "2026-11-18T09:33:00Z"}, "read_at", id="a field there is not"),
    ],
)
def test_a_receipt_that_says_nothing_is_refused_by_name(
    phone: Phone, sent: Nudge, body: dict[str, Any], attr: str
) -> None:
    answer = phone.post(f"nudges/{sent.pk}/receipts/", body)
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


def test_a_plan_names_each_way_once(phone: Phone) -> None:
    plan = {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"}
    made = phone.put(f"reminders/{new_id()}/", {**plan, "channels": ["email", "push"]})
    assert made.json()["channels"] == ["email", "push"]
    assert phone.put(f"reminders/{new_id()}/", plan).json()["channels"] == ["push"]
    twice = phone.put(f"reminders/{new_id()}/", {**plan, "channels": ["push", "push"]})
    assert [error["attr"] for error in twice.json()["errors"]] == ["channels"]
