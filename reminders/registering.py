"""A device says how to reach it and where it is, and what follows from that for its person's plans."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from coach.models import Outcome, Person
from reminders import planning
from reminders.models import Device


def register(
    person: Person, device_id: UUID, content: Mapping[str, Any], *, at: dt.datetime
) -> tuple[Device, Outcome]:
    """Register or refresh a device; raises what `DeviceManager.register` raises.

    One that moved to another zone takes the person along. One that stayed where it was says nothing new, so
    that a browser at home does not call back a traveller.
    """
    with transaction.atomic():
        before = person.devices.filter(pk=device_id).values_list("time_zone", flat=True).first()
        device, outcome = person.devices.register(device_id, content, at=at)
        if device.time_zone != before:
            planning.travel(person, device.time_zone, at=at)
        return device, outcome
