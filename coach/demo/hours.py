"""Working hours around a moment, so that somebody is nudged soon whatever the hour is.

When exactly is the server's to say: it spreads people over the interval. So a phone asks for hours, looks at
what came of them, and moves them; `WAVES` says how many people are wanted when.
"""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

Windows = dict[str, list[list[str]]]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BEFORE_LUNCH = (0, 4 * 60)  # minutes after the day began, and how long it lasts
AFTER_LUNCH = (5 * 60, 4 * 60)
WAVES = ((5, 3), (10, 2), (15, 1))  # so many minutes with so many people in each
MINUTE = dt.timedelta(minutes=1)
MEETINGS_BEGIN = 30  # the server keeps away from :00 and :30, with intervals that let it


def wave_minutes(waves: Sequence[tuple[int, int]] = WAVES) -> list[int]:
    """For each person in turn, in which minute from the start on they are to be nudged; then nobody more."""
    people_per_minute = [people for minutes, people in waves for _ in range(minutes)]
    return [minute for minute, people in enumerate(people_per_minute) for _ in range(people)]


def aim(minute: int, *, began: dt.datetime, at: dt.datetime, margin: dt.timedelta) -> dt.datetime:
    """The `minute`-th whole minute after `began`, or the next that is `margin` away from `at`."""
    return max(_next_minute(began + margin) + minute * MINUTE, _next_minute(at + margin))


def interval(number: int, aimed: dt.datetime) -> int:
    """Minutes between breaks: 60, or 30 for every third; 25 where the aim is a minute when meetings begin."""
    near = (aimed.minute + 2) % MEETINGS_BEGIN <= 4
    return 25 if near else (60, 60, 30)[number % 3]


def working_day(start: dt.datetime, zone: ZoneInfo) -> Windows:
    """Two times four hours with lunch in between, begun at `start`, Monday to Friday and on that very day."""
    local = start.astimezone(zone)
    minute = local.hour * 60 + local.minute
    days = sorted({*range(5), local.weekday()})
    windows: Windows = {}
    for day in days:
        for after, length in (BEFORE_LUNCH, AFTER_LUNCH):
            later, begins = divmod(minute + after, 24 * 60)
            row = windows.setdefault(WEEKDAYS[(day + later) % 7], [])
            row.append([_clock(begins), _clock((begins + length) % (24 * 60))])
    return windows


def office_week(hours: Sequence[tuple[str, str]]) -> Windows:
    """The same hours from Monday to Friday."""
    return {day: [list(window) for window in hours] for day in WEEKDAYS[:5]}


def missed_by(first: dt.datetime, aimed: dt.datetime, every: int) -> dt.timedelta:
    """How far the nudge nearest to the aim lies from it, `first` being one of them; − when too early."""
    half = dt.timedelta(minutes=every) / 2
    return (first - aimed + half) % dt.timedelta(minutes=every) - half


def _next_minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0) + MINUTE


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
