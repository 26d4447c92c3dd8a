"""What an exponential cannot see: a flare, recovery, pain that returns. Robust windows on the diary."""

import numpy as np

from coach.course.change import normal_cdf
from coach.course.diary import Floats, Series, Truths

FLARE_ENTRIES, FLARE_DAYS = 2, 7.0  # the last two entries, within seven days
FLARE_EACH, FLARE_TOGETHER = 0.5, 3.1  # points above what was usual: each of them, and both together
USUAL_DAYS, USUAL_HALF_LIFE, USUAL_TRIM = 28.0, 7.0, 0.15  # what was usual: recent days weigh more
RISE, RECENT_DAYS, GAP_DAYS, FEWEST_IN_A_WINDOW = (
    1.0,
    7.0,
    10.0,
    3,
)  # worsening: a point, last week, before it
NOISE_PER_CHANGE, LEAST_NOISE, MOST_NOISE = 0.71, 0.56, 1.5  # sd per mean day-to-day change; limits in points
RECOVERED_DAYS, RECOVERED_ENTRIES, RECOVERED_PAIN = 7.0, 4, 1.0
RETURN_DAYS, RETURN_PAIN = 30.0, 3.0


def flaring(series: Series) -> bool:
    """Whether the last two entries stand clearly above what was usual before them: not one odd day, but two.

    Chosen on invented people other than those of the evaluation (seeds 201 to 204). Asking for two of the
    last three at two points or more, as is common, finds fewer flares at more false alarms: a flare that
    wears off seldom shows two such entries, and a plain median lags behind a recovery.
    """
    before = series.day.size - FLARE_ENTRIES
    if before < 3 or series.last - series.day[before] >= FLARE_DAYS:
        return False
    recent = (series.day >= series.last - USUAL_DAYS) & (np.arange(series.day.size) < before)
    if recent.sum() < 3:
        return False
    above = series.pain[before:] - usual(series.day[recent], series.pain[recent], series.last)
    return bool(above.min() >= FLARE_EACH and above.sum() >= FLARE_TOGETHER)


def rising(series: Series) -> float:
    """P(the level of the last week is at least a point above that of the weeks before it), 0–1.

    Two windows, the last seven days against days 10 to 28 before the last entry, with the noise measured on
    this person's own day-to-day changes. 0 when a window holds fewer than three entries. It is the answer of
    the windows alone: the prior of the course, in which a rise is rare, would find late worsening too late.
    """
    age = series.last - series.day
    recent, before = age < RECENT_DAYS, (age >= GAP_DAYS) & (age < USUAL_DAYS)
    if min(recent.sum(), before.sum()) < FEWEST_IN_A_WINDOW:
        return 0.0
    noise = NOISE_PER_CHANGE * float(np.abs(np.diff(series.pain[age < USUAL_DAYS])).mean())
    spread = min(max(noise, LEAST_NOISE), MOST_NOISE) * np.sqrt(_share(recent) + _share(before))
    rise = series.pain[recent].mean() - series.pain[before].mean()
    return float(normal_cdf(np.asarray((rise - RISE) / spread)))


def _share(window: Truths) -> float:
    """Variance of a window's mean for unit noise: its entries correlate, so each further one adds half."""
    return 1 / (1 + 0.52 * (int(window.sum()) - 1))


def usual(day: Floats, pain: Floats, now: float) -> float:
    """The level before `now`: a mean that halves an entry's weight every week and leaves the extremes out."""
    order = np.argsort(pain, kind="stable")
    weight = 0.5 ** ((now - day[order]) / USUAL_HALF_LIFE)
    reached = np.cumsum(weight) / weight.sum()
    inner = (reached > USUAL_TRIM) & (reached - weight / weight.sum() < 1 - USUAL_TRIM)
    return float(pain[order][inner] @ weight[inner] / weight[inner].sum())


def recovered(series: Series) -> bool:
    """At least seven days and four entries, up to the last one, all at 0 or 1."""
    start = quiet_since(series, series.day.size)
    if start is None:
        return False
    long = float(series.last - series.day[start]) >= RECOVERED_DAYS
    return long and series.day.size - start >= RECOVERED_ENTRIES


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
