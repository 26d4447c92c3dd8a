"""Devices for tests, in as few words as there are."""

import datetime as dt
from typing import Any

from coach.models import Person
from reminders.models import Device
from tests.conftest import NOW, new_id


def registered(person: Person, token: str, *, at: dt.datetime = NOW, **fields: Any) -> Device:
    """A device of `person` that was seen last at `at`."""
    content = {
        "channel": "fcm",
        "address": token,
        "time_zone": person.time_zone,
        "app_version": "1.0",
        **fields,
    }
    device, _outcome = person.devices.register(new_id(), content, at=at)
    return device
