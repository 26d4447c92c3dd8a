"""A stretch of time in which a timetable steps on by itself, so that a database can do the stepping.

Inside a window breaks come at equal distances in real time, wherever the first one fell: on the grid, or a
whole interval after a break was taken. So all that Python has to say, once per timetable and window, is when
the window closes and what comes first after it; "the next one" is then an addition and a comparison.
"""

import json
import uuid
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Final, NamedTuple

from reminders.rhythm.daily import Daily
from reminders.rhythm.rhythm import INSTANT, Rhythm

ONE_SLOT_LONG: Final = INSTANT


class Opening(NamedTuple):
    """A half-open range in UTC. `first_after` is the first slot once it closed; None when none comes soon."""

    opens_at: datetime
    closes_at: datetime
    step: timedelta
    first_after: datetime | None
    local_date: date

    def after(self, slot: datetime) -> datetime | None:
        """What follows a slot in this opening: the sum that the database does for a million plans."""
        following = slot + self.step
        return following if following < self.closes_at else self.first_after


def opening_at(timetable: Rhythm | Daily, slot: datetime) -> Opening:
    """The opening that holds `slot`; one as long as that slot alone where the timetable has no interval.

    A break taken moves the slots of its window, and their window only. So what `after` says of a slot that
    came from `next_after(…, since=…)` is what `next_after` would say, with any `since` before that slot.
    """
    day = timetable.local_date(slot)
    window = timetable.window_at(slot)
    if isinstance(timetable, Daily) or window is None:
        return Opening(slot, slot + ONE_SLOT_LONG, ONE_SLOT_LONG, timetable.next_after(slot), day)
    opens, closes = window
    step = timedelta(minutes=timetable.every)
    return Opening(opens, closes, step, timetable.next_after(closes - INSTANT), day)


def shape_of(timetable: Rhythm | Daily) -> uuid.UUID:
    """The same for equal timetables, however they were spelled, and for no others."""
    if isinstance(timetable, Daily):
        parts: list[object] = ["daily", timetable.at.isoformat(), sorted(timetable.days), timetable.zone]
    else:
        week = [[str(window) for window in day] for day in timetable.windows]
        parts = ["breaks", timetable.every, week, timetable.zone, timetable.phase]
    return uuid.UUID(bytes=blake2b(json.dumps(parts).encode(), digest_size=16).digest())
