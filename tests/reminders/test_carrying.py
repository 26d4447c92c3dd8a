"""How an errand goes: one address after the other, and never two that may both have it."""

import datetime as dt
import threading
from collections.abc import Sequence
from typing import Any

import pytest

from reminders.carrying import BEGIN_WITHIN, Errand, Trip, carry
from reminders.channels import ACCEPTED, Answer, Channel, Outcome, Parcel
from reminders.routes import Stop
from tests.conftest import NOW, new_id
from tests.reminders.provider import GONE, REFUSED, UNKNOWN, Provider, later

LIFE = 600.0


def errand(*addresses: str, **fields: Any) -> Errand:
    stops = tuple(Stop(Channel.FCM, one, mark=f"mark of {one}") for one in addresses)
    return Errand(new_id(), stops, **{"language": "nl", "seconds_left": LIFE, **fields})


def carried(provider: Provider, *errands: Errand, waited: float = 0.0) -> list[Trip]:
    return carry(errands, provider.ways, at=NOW, since=100.0, clock=lambda: 100.0 + waited)


@pytest.mark.parametrize(
    ("first", "tried", "outcome"),
    [
        pytest.param(ACCEPTED, ["a"], Outcome.ACCEPTED, id="accepted"),
        pytest.param(GONE, ["a", "b"], Outcome.ACCEPTED, id="gone: the next one at once"),
        pytest.param(REFUSED, ["a", "b"], Outcome.ACCEPTED, id="refused for good: the next one at once"),
        pytest.param(later(30), ["a"], Outcome.LATER, id="refused for now: the same one later"),
        pytest.param(UNKNOWN, ["a"], Outcome.UNKNOWN, id="may have arrived: nowhere else"),
    ],
)
def test_only_a_clear_no_leads_to_the_next_address(first: Answer, tried: list[str], outcome: Outcome) -> None:
    provider = Provider(a=first)
    [trip] = carried(provider, errand("a", "b", "c"))
    assert provider.tried == tried
    assert trip.answer.outcome is outcome
    assert trip.stop is not None
    assert trip.stop.address == tried[-1]


def test_addresses_where_nobody_lives_are_remembered() -> None:
    [trip] = carried(Provider(a=GONE, b=REFUSED, c=GONE), errand("a", "b", "c"))
    assert [stop.address for stop in trip.gone] == ["a", "c"]
    assert trip.answer == GONE


def test_without_an_address_nothing_is_sent() -> None:
    provider = Provider()
    [trip] = carried(provider, errand())
    assert provider.tried == []
    assert (trip.answer.outcome, trip.stop) == (Outcome.REFUSED, None)


@pytest.mark.parametrize(
    ("waited", "left", "sent"),
    [
        pytest.param(BEGIN_WITHIN, LIFE, True, id="held up, and just in time"),
        pytest.param(BEGIN_WITHIN + 0.1, LIFE, False, id="held up until it may be given up for lost"),
        pytest.param(6.0, 5.0, False, id="held up for longer than it is of use"),
    ],
)
def test_who_was_held_up_too_long_begins_nothing(waited: float, left: float, sent: bool) -> None:
    provider = Provider()
    [trip] = carried(provider, errand("a", seconds_left=left), waited=waited)
    assert (len(provider.parcels) == 1) is sent
    assert trip.answer.outcome is (Outcome.ACCEPTED if sent else Outcome.LATER)


def test_time_that_passed_is_taken_off_what_is_left() -> None:
    provider = Provider()
    carried(provider, errand("a"), waited=7.5)
    assert provider.parcels[0].seconds_left == LIFE - 7.5


def test_a_channel_that_breaks_leaves_its_messages_unknown_and_the_others_alone() -> None:
    def broken(parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        raise ZeroDivisionError

    well = Errand(new_id(), (Stop(Channel.APNS, "b"),), "nl", LIFE)
    ways = {Channel.FCM: broken, Channel.APNS: Provider().send}
    trips = carry([errand("a"), well], ways, at=NOW, since=0.0, clock=lambda: 0.0)
    assert [trip.answer.outcome for trip in trips] == [Outcome.UNKNOWN, Outcome.ACCEPTED]


def test_channels_go_beside_each_other() -> None:
    """Each waits until the other has begun: one after the other they would wait for ever."""
    both = threading.Barrier(2, timeout=30)

    def meet(parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        both.wait()
        return [ACCEPTED for _ in parcels]

    other = Errand(new_id(), (Stop(Channel.APNS, "b"),), "nl", LIFE)
    trips = carry([errand("a"), other], {Channel.FCM: meet, Channel.APNS: meet}, at=NOW, since=0.0)
    assert {trip.answer.outcome for trip in trips} <= {Outcome.ACCEPTED, Outcome.LATER}
    assert not both.broken
