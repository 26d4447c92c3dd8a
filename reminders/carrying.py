"""Bringing messages to their people: the first address that takes a message is the only one that gets it.

No database in here. A message moves on to its next address only after a clear no from the one before, so
that it can never arrive at two.
"""

import datetime as dt
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID

from reminders.channels import Answer, Outcome, Parcel, Send, Ways
from reminders.channels.post import NO_TIME
from reminders.routes import Stop

logger = logging.getLogger(__name__)

BEGIN_WITHIN = 20.0  # seconds from being taken up to the last call that begins
NO_ADDRESS = Answer(Outcome.REFUSED, why="no address")
CLEAR_NO = {Outcome.GONE, Outcome.REFUSED}
Clock = Callable[[], float]


@dataclass(frozen=True)
class Errand:
    """One message, for how many seconds it is of use, and the stops to try, in order."""

    message: UUID
    stops: tuple[Stop, ...]
    language: str
    seconds_left: float
    important: bool = False


@dataclass
class Trip:
    """How an errand goes: the last stop tried and its answer, and the stops where nobody lives any more."""

    errand: Errand
    answer: Answer = NO_ADDRESS
    stop: Stop | None = None
    gone: list[Stop] = field(default_factory=list)
    tried: int = 0

    @property
    def next_stop(self) -> Stop | None:
        """Where to go now: the first stop, or the one after a clear no."""
        onward = self.tried < len(self.errand.stops) and self.answer.outcome in CLEAR_NO
        return self.errand.stops[self.tried] if onward else None

    def parcel(self, stop: Stop, waited: float) -> Parcel:
        left = self.errand.seconds_left - waited
        return Parcel(self.errand.message, stop.address, self.errand.language, left, self.errand.important)

    def arrive(self, stop: Stop, answer: Answer) -> None:
        self.stop, self.answer, self.tried = stop, answer, self.tried + 1
        if answer.outcome is Outcome.GONE:
            self.gone.append(stop)


def carry(
    errands: Sequence[Errand], ways: Ways, *, at: dt.datetime, since: float, clock: Clock = time.monotonic
) -> list[Trip]:
    """Run every errand, taken up at `at`, which was the moment `since` on `clock`.

    Who was held up too long begins nothing any more: by then the message may have been given up for lost.
    """
    trips = [Trip(errand) for errand in errands]
    while moving := [trip for trip in trips if trip.next_stop]:
        waited = clock() - since
        if in_time := _in_time(moving, waited):
            _go_one_stop(in_time, ways, at, waited)
    return trips


def _in_time(trips: Sequence[Trip], waited: float) -> list[Trip]:
    """Those that may still begin; the others were not sent."""
    for trip in trips:
        if waited > min(BEGIN_WITHIN, trip.errand.seconds_left):
            trip.answer = NO_TIME
    return [trip for trip in trips if trip.next_stop]


def _go_one_stop(trips: Sequence[Trip], ways: Ways, at: dt.datetime, waited: float) -> None:
    """Each to its next stop: one channel in this thread, the others beside it."""
    by_channel: dict[str, list[tuple[Trip, Stop]]] = defaultdict(list)
    for trip in trips:
        if stop := trip.next_stop:
            by_channel[stop.channel].append((trip, stop))
    *others, last = [(ways[channel], going) for channel, going in by_channel.items()]
    with ThreadPoolExecutor(max(1, len(others))) as threads:
        calls = [threads.submit(_send, *other, at, waited) for other in others]
        _send(*last, at, waited)
    for call in calls:
        call.result()


def _send(send: Send, going: Sequence[tuple[Trip, Stop]], at: dt.datetime, waited: float) -> None:
    parcels = [trip.parcel(stop, waited) for trip, stop in going]
    for (trip, stop), answer in zip(going, _answers(send, parcels, at), strict=True):
        trip.arrive(stop, answer)


def _answers(send: Send, parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
    try:
        return send(parcels, at)
    except Exception:  # a defect of ours: some may have gone out before it struck
        logger.exception("sending %s messages failed", len(parcels))
        return [Answer(Outcome.UNKNOWN, why="a defect") for _ in parcels]
