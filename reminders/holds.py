"""Why a nudge that is due is not sent after all: one function per reason, asked in this order at send time.

Each function says yes or no about one set of facts; its name is the reason that is recorded.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from reminders import quieting
from reminders.models.nudge import Reason
from reminders.rhythm import Rhythm, Timetable


@dataclass(frozen=True)
class Facts:
    """Everything that decides over one due nudge, read in the transaction that decides."""

    now: dt.datetime
    due_at: dt.datetime
    expires_at: dt.datetime
    local_date: dt.date
    snoozed: bool  # put off by the person: they asked for it
    plan_seq: int
    rhythm_seq: int
    plan_deleted: bool
    person_active: bool
    agrees: bool
    paused_until: dt.datetime | None
    day_off: bool  # and a nudge that asks to move, as `warned`
    warned: bool  # a warning sign nobody has said the word about
    done_already: bool  # what it asks for was done that day without being asked
    last_break: dt.datetime | None
    busy_until: dt.datetime | None  # by their own calendar, and read not long ago
    daily_cap: int | None
    came_today: int  # of this plan, on the same local date, snoozes not counted
    today: str  # the day as a word, see `reminders.quieting`
    question_open: bool
    in_reach: bool  # the plan has somewhere to go, as far as one can know without trying
    rhythm: Timetable


def too_late(facts: Facts) -> bool:
    return facts.now >= facts.expires_at


def withdrawn(facts: Facts) -> bool:
    return not (facts.person_active and facts.agrees)


def paused(facts: Facts) -> bool:
    return facts.day_off or (facts.paused_until is not None and facts.paused_until > facts.now)


def safety_pause(facts: Facts) -> bool:
    return facts.warned


def not_due_any_more(facts: Facts) -> bool:
    return facts.plan_deleted or facts.plan_seq < facts.rhythm_seq or facts.done_already


def outside_hours(facts: Facts) -> bool:
    """Outside every window; a snoozed one also in the hours of another day than its own."""
    rhythm = facts.rhythm
    strayed = facts.snoozed and rhythm.local_date(facts.now) != facts.local_date
    return strayed or rhythm.window_at(facts.now) is None


def recently_active(facts: Facts) -> bool:
    """A break within half an interval before now. A snoozed nudge is exempt: it was asked for."""
    if facts.last_break is None or facts.snoozed or not isinstance(facts.rhythm, Rhythm):
        return False
    return dt.timedelta(0) <= facts.now - facts.last_break < dt.timedelta(minutes=facts.rhythm.every / 2)


def in_meeting(facts: Facts) -> bool:
    """Busy now. One whose meeting ends within its life is put off rather than held: see `put_off`."""
    return facts.busy_until is not None


def daily_cap(facts: Facts) -> bool:
    """As many came today as the person wants. A snoozed nudge is the same one again and exempt."""
    return facts.daily_cap is not None and not facts.snoozed and facts.came_today >= facts.daily_cap


def quieted(facts: Facts) -> bool:
    """Three in a row went unanswered today, or we asked about it and await the answer."""
    return not facts.snoozed and (facts.question_open or quieting.rests(facts.today))


def unreachable(facts: Facts) -> bool:
    """Every device there was is out of reach, and nothing else is wanted."""
    return not facts.in_reach


RULES: tuple[Callable[[Facts], bool], ...] = (
    too_late,
    withdrawn,
    paused,
    safety_pause,
    not_due_any_more,
    outside_hours,
    recently_active,
    in_meeting,
    daily_cap,
    quieted,
    unreachable,
)


def reason(facts: Facts) -> Reason | None:
    """The first rule that says no, or None where the nudge may go."""
    return next((Reason(rule.__name__) for rule in RULES if rule(facts)), None)


def put_off(facts: Facts) -> dt.datetime | None:
    """When to ask again: at the end of a meeting that is over before the nudge is of no use any more."""
    if reason(facts) is Reason.IN_MEETING and facts.busy_until and facts.busy_until < facts.expires_at:
        return facts.busy_until
    return None
