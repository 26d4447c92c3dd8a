"""Devices: registered, moved, retired, removed."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from coach.models import Gone, Outcome, Person
from reminders.models import Device
from reminders.models.device import Retirement, mark_of
from tests.conftest import NOW, new_id
from tests.reminders.devices import registered
from tests.threads import Threads

HOUR = dt.timedelta(hours=1)
CONTENT = {"channel": "fcm", "address": "token", "time_zone": "UTC", "app_version": "1.0"}


@pytest.mark.django_db
def test_registering_again_refreshes(person: Person) -> None:
    identity = new_id()
    first, made = person.devices.register(identity, CONTENT, at=NOW)
    again, refreshed = person.devices.register(identity, {**CONTENT, "app_version": "1.1"}, at=NOW + HOUR)
    assert (made, refreshed) == (Outcome.CREATED, Outcome.UPDATED)
    assert (again.app_version, again.last_seen_at) == ("1.1", NOW + HOUR)
    assert again.seq > first.seq
    assert person.devices.count() == 1


@pytest.mark.django_db
def test_a_new_token_replaces_the_old_one(person: Person) -> None:
    identity = new_id()
    person.devices.register(identity, CONTENT, at=NOW)
    person.devices.register(identity, {**CONTENT, "address": "newer"}, at=NOW)
    device = person.devices.get()
    assert (device.address, device.mark) == ("newer", mark_of("fcm", "newer"))


@pytest.mark.django_db
def test_a_token_moves_to_whoever_registers_it_last(person: Person, stranger: Person) -> None:
    before = registered(person, "token")
    after = registered(stranger, "token", at=NOW + HOUR)
    before.refresh_from_db()
    assert (before.retired_at, before.retired_because) == (NOW + HOUR, Retirement.MOVED)
    assert before.address == ""
    assert after.retired_at is None


@pytest.mark.django_db
def test_an_app_installed_anew_takes_its_token_along(person: Person) -> None:
    before, after = registered(person, "token"), registered(person, "token")
    before.refresh_from_db()
    assert before.retired_because == Retirement.MOVED
    assert after.retired_at is None


@pytest.mark.django_db
def test_a_retired_device_comes_back_when_it_registers(person: Person) -> None:
    device = registered(person, "token")
    Device.retire(device.mark, Retirement.GONE, at=NOW)
    person.devices.register(device.pk, CONTENT, at=NOW + HOUR)
    device.refresh_from_db()
    assert (device.retired_at, device.retired_because, device.address) == (None, "", "token")


@pytest.mark.django_db
def test_retiring_concerns_the_token_it_was_sent_to_and_no_newer_one(person: Person) -> None:
    device = registered(person, "old")
    person.devices.register(device.pk, {**CONTENT, "address": "new"}, at=NOW)
    Device.retire(mark_of("fcm", "old"), Retirement.GONE, at=NOW)
    device.refresh_from_db()
    assert device.retired_at is None


@pytest.mark.django_db
def test_a_phone_hears_that_its_device_was_retired(person: Person) -> None:
    device = registered(person, "token")
    Device.retire(device.mark, Retirement.GONE, at=NOW)
    assert person.devices.get().seq > device.seq


@pytest.mark.django_db
def test_a_removed_device_leaves_no_address_behind_and_does_not_come_back(person: Person) -> None:
    device = registered(person, "token")
    person.devices.bury(device.pk, at=NOW)
    person.devices.bury(device.pk, at=NOW + HOUR)
    tombstone = Device.everything.get()
    assert (tombstone.address, tombstone.mark, tombstone.deleted_at) == ("", "", NOW)
    with pytest.raises(Gone):
        person.devices.register(device.pk, CONTENT, at=NOW)


@pytest.mark.django_db
def test_the_device_of_another_cannot_be_registered_over(person: Person, stranger: Person) -> None:
    device = registered(person, "token")
    with pytest.raises(Device.DoesNotExist):
        stranger.devices.register(device.pk, CONTENT, at=NOW)
    device.refresh_from_db()
    assert device.retired_at is None


@pytest.mark.django_db
def test_a_token_is_not_stored_in_clear(person: Person) -> None:
    registered(person, "very-secret-token")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(device)::text, address FROM reminders_device device")
        text, sealed = cursor.fetchone()
    assert "very-secret-token" not in text
    assert b"very-secret-token" not in bytes(sealed)


def test_one_token_on_two_channels_is_two_devices() -> None:
    assert mark_of("fcm", "token") != mark_of("apns", "token")


def test_a_browser_is_known_by_its_endpoint() -> None:
    first = {"endpoint": "https://push.test/1", "keys": {"auth": "a", "p256dh": "b"}}
    assert mark_of("webpush", first) == mark_of("webpush", {**first, "keys": {}})


@pytest.mark.django_db(transaction=True)
def test_of_many_who_register_one_token_at_once_one_keeps_it(make_person: Any) -> None:
    people = [make_person(f"p{i}") for i in range(8)]

    with Threads(8) as threads:
        list(threads.map(lambda person: registered(person, "token"), people))
    assert Device.objects.filter(retired_at=None).count() == 1
    assert Device.objects.count() == 8
