"""The detectors an exponential cannot be: flare, recovery, return of the pain. Robust windows on the diary."""

import numpy as np

from coach.course.diary import Series

FLARE_RISE = 2.0  # points above what was usual
FLARE_ENTRIES, FLARE_DAYS = 3, 5.0  # two of the last three entries, within five days
USUAL_DAYS = 21.0
RECOVERED_DAYS, RECOVERED_ENTRIES, RECOVERED_PAIN = 7.0, 4, 1.0
RETURN_DAYS, RETURN_PAIN = 30.0, 3.0


def flare(series: Series) -> bool:
    """Two of the last three entries (within five days) stand two points above what was usual before them."""
    if series.day.size < 5:
        return False
    day, pain = series.day[-FLARE_ENTRIES:], series.pain[-FLARE_ENTRIES:]
    recent = day > series.last - FLARE_DAYS
    before = (series.day < day[recent][0]) & (series.day >= series.last - USUAL_DAYS)
    if before.sum() < 3:
        return False
    return int((pain[recent] >= np.median(series.pain[before]) + FLARE_RISE).sum()) >= 2


def recovered(series: Series) -> bool:
    """At least seven days and four entries, up to the last one, all at 0 or 1."""
    start = quiet_since(series, series.day.size)
    if start is None:
        return False
    return series.last - series.day[start] >= RECOVERED_DAYS and series.day.size - start >= RECOVERED_ENTRIES


def returned(series: Series, recovered_on: float | None) -> bool:
    """New pain (the last two entries at 3 or more) after at least thirty recovered days.

    `recovered_on`: day since the diary began on which the person was found recovered, or None.
    """
    if series.day.size < 2 or series.pain[-2:].min() < RETURN_PAIN:
        return False
    painful = np.flatnonzero(series.pain[::-1] < RETURN_PAIN)
    first = series.day.size - int(painful[0]) if painful.size else 0
    start = quiet_since(series, first)
    if start is not None and first - start >= RECOVERED_ENTRIES:
        return bool(series.day[first] - series.day[start] >= RETURN_DAYS)
    calm = recovered_on is not None and not np.any(
        series.pain[(series.day >= recovered_on)][:-2] >= RETURN_PAIN
    )
    return bool(calm and recovered_on is not None and series.day[first] - recovered_on >= RETURN_DAYS)


def quiet_since(series: Series, stop: int) -> int | None:
    """Index of the first entry of the unbroken stretch at 0 or 1 that ends just before index `stop`."""
    if stop == 0 or series.pain[stop - 1] > RECOVERED_PAIN:
        return None
    loud = np.flatnonzero(series.pain[:stop] > RECOVERED_PAIN)
    return int(loud[-1]) + 1 if loud.size else 0
