"""Where a message may go: the addresses of its person, in the order in which they are tried.

Read after the decision is committed and just before sending, so that a device that was removed in between is
not used. An address that cannot be unsealed is left out: it must not stand in the way of all the others.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from reminders.channels import Channel
from reminders.models import Device
from reminders.models.plan import Preference

logger = logging.getLogger(__name__)

WANTED = """
SELECT nudge.id, nudge.person_id, plan.channels
FROM reminders_nudge nudge JOIN reminders_plan plan ON plan.id = nudge.plan_id
WHERE nudge.id = ANY(%s)
"""
PEOPLE = """
SELECT person.id, person.language, mail.email
FROM coach_person person
LEFT JOIN account_emailaddress mail ON mail.user_id = person.id AND mail.verified AND mail."primary"
WHERE person.id = ANY(%s)
"""
DEVICES = """
SELECT person_id, id, channel, mark, retired_at IS NOT NULL, address
FROM reminders_device WHERE person_id = ANY(%s) AND deleted_at IS NULL
ORDER BY last_seen_at DESC
"""

# `Reachable.route` as one expression, for who decides over hundreds at once: is there any stop, before an
# address is unsealed or tried? %(on)s: the channels that are on.
IN_REACH = """(
    cardinality(plan.channels) = 0
    OR NOT EXISTS (SELECT FROM reminders_device device
                   WHERE device.person_id = plan.person_id AND device.deleted_at IS NULL)
    OR 'push' = ANY(plan.channels) AND EXISTS (
        SELECT FROM reminders_device device
        WHERE device.person_id = plan.person_id AND device.deleted_at IS NULL
          AND device.retired_at IS NULL AND device.channel = ANY(%(on)s))
    OR 'email' = ANY(plan.channels) AND 'email' = ANY(%(on)s) AND EXISTS (
        SELECT FROM account_emailaddress mail
        WHERE mail.user_id = plan.person_id AND mail.verified AND mail."primary")
)"""


@dataclass(frozen=True)
class Stop:
    """One address to try. `device`, `mark`: whose it is, where it is a device's."""

    channel: str
    address: Any
    device: UUID | None = None
    mark: str = ""


INBOX_ALONE = (Stop(Channel.INBOX, None),)


@dataclass(frozen=True)
class Reachable:
    """What is known of a person: `known`: whether they ever registered a device they have not removed."""

    language: str
    mail: str | None
    devices: tuple[Stop, ...] = ()
    known: bool = False

    def route(self, wanted: Sequence[str]) -> tuple[Stop, ...]:
        """The stops for a plan with these preferences; the inbox alone for who has nothing to push to."""
        stops = [stop for one in wanted for stop in self._stops(one)]
        return tuple(stops) if stops or (wanted and self.known) else INBOX_ALONE

    @property
    def everywhere(self) -> tuple[Stop, ...]:
        """All there is."""
        return (*self.devices, *self._stops(Preference.EMAIL))

    def _stops(self, one: str) -> tuple[Stop, ...]:
        if one == Preference.PUSH:
            return self.devices
        return (Stop(Channel.EMAIL, self.mail),) if self.mail else ()


def routes(nudges: Collection[UUID], channels: Collection[str]) -> dict[UUID, tuple[str, tuple[Stop, ...]]]:
    """By nudge: the person's language, and the stops among the `channels` that are on.

    No stops: every device there was is out of reach. A nudge whose person is gone by now is not in it.
    """
    wanted = _rows(WANTED, nudges)
    people = reachable({person for _, person, _ in wanted}, channels)
    return {
        nudge: (people[person].language, people[person].route(wishes))
        for nudge, person, wishes in wanted
        if person in people
    }


def reachable(people: Collection[UUID], channels: Collection[str]) -> dict[UUID, Reachable]:
    """What is known of these people, the device seen last first."""
    devices: dict[UUID, list[Any]] = defaultdict(list)
    for person, *device in _rows(DEVICES, people):
        devices[person].append(device)
    mail_is_on = Channel.EMAIL in channels
    return {
        person: Reachable(
            language,
            mail if mail_is_on else None,
            tuple(_usable(devices[person], channels)),
            bool(devices[person]),
        )
        for person, language, mail in _rows(PEOPLE, people)
    }


def _usable(devices: Iterable[Any], channels: Collection[str]) -> Iterable[Stop]:
    for device, channel, mark, retired, sealed in devices:
        if not retired and channel in channels and (address := _unsealed(device, sealed)):
            yield Stop(channel, address, device, mark)


def _unsealed(device: UUID, sealed: bytes) -> Any:
    """The address, or None where our keys no longer open it."""
    try:
        return Device._meta.get_field("address").from_db_value(sealed, None, connection)  # noqa: SLF001
    except Exception:  # whatever the library raises for a value it cannot read
        logger.exception("the address of device %s cannot be unsealed", device)
        return None


def _rows(query: str, ids: Collection[UUID]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, [list(ids)])
        rows: list[Any] = cursor.fetchall()
        return rows
