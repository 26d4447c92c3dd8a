"""Which minute is whose: people spread over the interval, away from the minutes when meetings begin."""

import uuid
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from reminders.rhythm.rhythm import parse_every
from reminders.rhythm.windows import Week, Window, Windows, all_windows, parse_windows

NEAR_A_MEETING: Final = 2


def phase_for(key: uuid.UUID, every: int, windows: Windows) -> int:
    """Minutes from a window's opening to its first break, at least half of `every` and less than `every`.

    Always the same for the same person and week; over many people each allowed minute is as likely as any
    other. Slots stay more than two minutes away from :00 and :30 where interval and openings leave such a
    phase, and as few windows as possible are too short for a break. Raises what `Rhythm.parse` raises.
    """
    phases = _calm_phases(parse_every(every), parse_windows(windows))
    return phases[int.from_bytes(blake2b(key.bytes, digest_size=8).digest(), "big") % len(phases)]


@lru_cache(maxsize=1024)
def _calm_phases(every: int, week: Week) -> list[int]:
    windows = set(all_windows(week))
    audible = _with_fewest_silent_windows(range((every + 1) // 2, every), windows)
    crowded = {phase: sum(_crowded_slots(window, phase, every) for window in windows) for phase in audible}
    clear = [phase for phase in audible if not crowded[phase]]
    # Where none is clear, only the very best would herd everyone onto one minute: keep the better half.
    median = sorted(crowded.values())[(len(audible) - 1) // 2]
    return clear or [phase for phase in audible if crowded[phase] <= median]


def _with_fewest_silent_windows(phases: range, windows: set[Window]) -> list[int]:
    silent = {phase: sum(window.minutes <= phase for window in windows) for phase in phases}
    fewest = min(silent.values())
    return [phase for phase in phases if silent[phase] == fewest]


def _crowded_slots(window: Window, phase: int, every: int) -> int:
    slots = range(window.start.minute + phase, window.start.minute + window.minutes, every)
    return sum((minute + NEAR_A_MEETING) % 30 <= 2 * NEAR_A_MEETING for minute in slots)
