"""Letting a plan's clock run again, in thought: which times it stood on, and which it passed over, and why.

Pure: what the plan said when, and when its interval began anew, come in. What really became of the times the
clock stood on is for `reminders.history` to look up.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, islice, zip_longest
from operator import attrgetter, itemgetter
from typing import NamedTuple

from reminders.rhythm import Rhythm, Timetable

DAY = dt.timedelta(days=1)
INSTANT = dt.timedelta(microseconds=1)


class Hours(NamedTuple):
    """Half-open."""

    starts_at: dt.datetime
    ends_at: dt.datetime


class Passed(StrEnum):
    """Why the clock never stood on a time that somebody might look for."""

    MOVED = "moved"
    TOO_NEAR = "too_near"
    PLAN_CHANGED = "plan_changed"
    MADE_LATER = "made_later"
    OUTSIDE_HOURS = "outside_hours"


class Version(NamedTuple):
    """What the plan said from `since` on; None once it was removed."""

    since: dt.datetime
    timetable: Timetable | None


class Anew(NamedTuple):
    """We heard at `known_at` of a break or an answer that starts the interval anew at `since`."""

    known_at: dt.datetime
    since: dt.datetime


class Earlier(NamedTuple):
    """A nudge that came, or might still have come until `until`."""

    due_at: dt.datetime
    local_date: dt.date
    until: dt.datetime | None = None

    def counts_at(self, moment: dt.datetime) -> bool:
        return self.due_at <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True)
class Stretch:
    """From one edit, break or answer to the next: what the clock went by."""

    start: dt.datetime
    end: dt.datetime
    version: Version
    since: dt.datetime | None

    def slots(self, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
        """Those after the start and from `first` to `last`, also beyond the end."""
        timetable = self.version.timetable
        slot = timetable and timetable.next_after(max(self.start, first - INSTANT), since=self.since)
        while timetable and slot and slot <= last:
            yield slot
            slot = timetable.next_after(slot, since=self.since)


@dataclass
class Replayed:
    """A day. `stood_on`: where there ought to be a nudge; `passed`: why not and because of which moment."""

    stood_on: set[dt.datetime]
    passed: dict[dt.datetime, tuple[Passed, dt.datetime | None]]
    hours: list[Hours]

    def pass_over(self, slots: Iterable[dt.datetime], why: Passed, because_at: dt.datetime | None) -> None:
        """Note those that nobody stood on; what was said first stays."""
        for slot in slots:
            if slot not in self.stood_on:
                self.passed.setdefault(slot, (why, because_at))


def replay(
    versions: Sequence[Version],
    anews: Sequence[Anew],
    earlier: Sequence[Earlier],
    on: dt.date,
    *,
    until: dt.datetime,
) -> Replayed:
    """The day `on` of a plan, each version's own, up to and including `until`. `versions` in order."""
    stretches = list(_stretches(versions, anews, until))
    told = Replayed(set(), {}, _hours(stretches, on))
    for stretch in stretches:
        _stand(told, stretch, earlier, on)
    for stretch, following in zip_longest(stretches, stretches[1:]):
        _miss(told, stretch, following, on, until)
    for stretch in stretches:
        _close(told, stretch, on)
    _compare_with_the_present(told, versions, on, until)
    return told


def _stretches(versions: Sequence[Version], anews: Sequence[Anew], until: dt.datetime) -> Iterator[Stretch]:
    changes: list[Version | Anew] = sorted([*versions, *anews], key=lambda one: one[0])
    now: Stretch | None = None
    for change in changes:
        since = now.since if now else None
        if isinstance(change, Anew) and since and change.known_at >= since >= change.since:
            continue  # one that was taken before the last changes nothing
        if now and now.start < change[0]:
            yield replace(now, end=change[0])
        if isinstance(change, Version):
            now = Stretch(change.since, until, change, since)
        elif now:
            now = Stretch(change.known_at, until, now.version, change.since)
    if now and now.start < until:
        yield now


def _bounds(timetable: Timetable, on: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The first and the last instant of the day by this timetable."""
    return timetable.begins(on), timetable.begins(on + DAY) - INSTANT


def _stand(told: Replayed, stretch: Stretch, earlier: Sequence[Earlier], on: dt.date) -> None:
    """What is due within the stretch, but for what comes too soon: who winds the clock leaves that out."""
    timetable = stretch.version.timetable
    if timetable is None:
        return
    before = max((one for one in earlier if one.counts_at(stretch.start)), default=None, key=itemgetter(0))
    first, last = _bounds(timetable, on)
    for slot in stretch.slots(first, min(last, stretch.end)):
        if before and not timetable.may_follow(slot, before.due_at, before.local_date):
            told.passed.setdefault(slot, (Passed.TOO_NEAR, before.due_at))
        else:
            told.stood_on.add(slot)


def _miss(
    told: Replayed, stretch: Stretch, following: Stretch | None, on: dt.date, until: dt.datetime
) -> None:
    """What the plan brings on an ordinary day and did not now, and what the clock stood on in vain."""
    timetable = stretch.version.timetable
    if timetable is None:
        return
    first, last = _bounds(timetable, on)
    coming = stretch.slots(max(first, stretch.end + INSTANT), min(last, until))
    if following and following.version is stretch.version:
        told.pass_over(islice(coming, 1), Passed.MOVED, following.since)
    elif following:
        told.pass_over(coming, Passed.PLAN_CHANGED, following.start)
    plain = timetable.between(max(first, stretch.start), min(last, stretch.end) + INSTANT)
    told.pass_over(plain, Passed.MOVED, stretch.since)


def _close(told: Replayed, stretch: Stretch, on: dt.date) -> None:
    """The break that would have come next, had the hours not ended."""
    timetable = stretch.version.timetable
    for opens, closes in timetable.windows_on(on) if isinstance(timetable, Rhythm) else ():
        if isinstance(timetable, Rhythm) and stretch.start < closes <= stretch.end:
            within = [slot for slot in (*told.stood_on, stretch.since) if slot and opens <= slot < closes]
            every, phase = dt.timedelta(minutes=timetable.every), dt.timedelta(minutes=timetable.phase)
            coming = max(within) + every if within else opens + phase
            if coming >= closes and timetable.window_at(coming) is None:
                told.pass_over([coming], Passed.OUTSIDE_HOURS, closes)


def _compare_with_the_present(
    told: Replayed, versions: Sequence[Version], on: dt.date, until: dt.datetime
) -> None:
    """What the plan as it stands now would have brought before it stood so."""
    made_at, (since, timetable) = versions[0].since, versions[-1]
    if timetable is None:
        return
    first, last = _bounds(timetable, on)
    if last < made_at:
        return  # one word for the whole day is enough
    slots = list(timetable.between(first, min(last, since, until)))
    told.pass_over([slot for slot in slots if slot < made_at], Passed.MADE_LATER, made_at)
    told.pass_over(slots, Passed.PLAN_CHANGED, since)


def _hours(stretches: Sequence[Stretch], on: dt.date) -> list[Hours]:
    """In which nudges might come, by what the plan said at each moment; in order."""
    hours: list[Hours] = []
    for version, some in groupby(stretches, key=attrgetter("version")):
        those = list(some)
        for opens, closes in version.timetable.windows_on(on) if version.timetable else ():
            # What is still to come is told by the plan as it stands.
            ends = closes if those[-1] is stretches[-1] else min(closes, those[-1].end)
            if max(opens, those[0].start) < ends:
                hours.append(Hours(max(opens, those[0].start), ends))
    return hours
