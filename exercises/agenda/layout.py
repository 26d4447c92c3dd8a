"""Spreading a week's routines over seven days, the same way every time."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise

from exercises.agenda.plan import Routine, Week

Offsets = tuple[int, ...]  # days since the week began, 0 to 6, in order


def layout(week: Week, start: date) -> dict[date, tuple[Routine, ...]]:
    """The sessions of the seven days from `start`: which routines on which day, as the week names them.

    What has preferred days chooses first, then the most frequent. Each takes days of its own where there are
    any, and spreads over those. Where rest leaves no room for all its times, as many as it allows.
    """
    sessions = enumerate(_sessions(week, start.weekday()))
    return {start + timedelta(days=offset): session for offset, session in sessions if session}


@lru_cache(maxsize=4_096)
def _sessions(week: Week, weekday: int) -> tuple[Week, ...]:
    """What is on each of the seven days; `weekday` is that of the first one."""
    placed: dict[str, Offsets] = {}
    for one in sorted(week, key=lambda one: (not one.weekdays, -one.times_per_week)):
        taken = {offset for offsets in placed.values() for offset in offsets}
        placed[one.key] = _best(one, weekday, taken)
    return tuple(tuple(one for one in week if offset in placed[one.key]) for offset in range(7))


def _best(one: Routine, weekday: int, taken: Collection[int]) -> Offsets:
    preferred = {offset for offset in range(7) if (weekday + offset) % 7 in one.weekdays}

    def cost(offsets: Offsets) -> tuple[int, int, int, Offsets]:
        strange = len(set(offsets) - preferred) if preferred else 0
        uneven = sum(gap * gap for gap in _gaps(offsets))
        return strange, len(set(offsets) & set(taken)), uneven, offsets

    return min(_rested(one), key=cost)


def _rested(one: Routine) -> list[Offsets]:
    """All ways to place it with enough rest, next week's first time included; once a week always fits."""
    for times in range(one.times_per_week, 1, -1):
        if ways := [way for way in _ways(times) if min(_gaps(way)) > one.rest_days]:
            return ways
    return list(_ways(1))


def _ways(times: int) -> Iterator[Offsets]:
    return combinations(range(7), times)


def _gaps(offsets: Offsets) -> list[int]:
    """Days from each time to the next, the week being a ring."""
    return [later - earlier for earlier, later in pairwise((*offsets, offsets[0] + 7))]
