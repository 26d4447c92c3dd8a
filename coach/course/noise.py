"""How far a single entry may be trusted: odd days, pooled days, and the habit of round numbers."""

import numpy as np

from coach.course.diary import Batch, Floats, effective

TAIL = 4.0  # degrees of freedom of the Student-t noise
NEIGHBOURS = 9  # entries in the running median against which an odd day is judged
ROUNDS = 2  # times the loose curve is fitted again with the odd days weighing less
LOOSE_TAUS = (5.0, 25.0)  # days
LOOSE_SPREAD = 6.0  # points a part of the loose curve may take
HABIT_SPREAD = 0.5  # sd of the rounding of such people, in steps


def relative_variance(batch: Batch) -> Floats:
    """Variance of each point relative to a plain entry, [C, n]: more for an odd day, less for pooled days.

    The Student-t distribution seen as normals of differing width: an entry r sd away from where it was
    expected gets the variance (nu + r²) / (nu + 1). An entry is odd only when it lies far from a loose curve
    through the whole diary *and* far from its neighbours, so neither a steep fall nor a slow wave is odd.
    """
    nearby = np.abs(batch.pain - _running_median(batch))
    odd = np.minimum(nearby, np.abs(batch.pain - _loose_curve(batch)))
    return _variance(odd) / np.where(batch.real, effective(batch.count), 1.0) + 1e-3


def rounding(batch: Batch) -> Floats:
    """Variance of the rounding of people who only ever write 0, 5, 10 or only even numbers, [C], points².

    Such an error does not average out over days, because the same level is rounded the same way. Its sd is
    taken as half a step: exact rounding would give .29, but people with this habit choose a word, not a
    number.
    """
    return (HABIT_SPREAD * batch.habit) ** 2


def _variance(odd: Floats) -> Floats:
    return (TAIL + odd**2) / (TAIL + 1)


def _loose_curve(batch: Batch) -> Floats:
    """A robust fit of a constant, a slope and two exponentials, [C, n]."""
    parts = [np.ones_like(batch.day), batch.day / 50, *(np.exp(-batch.day / tau) for tau in LOOSE_TAUS)]
    basis = np.stack(parts, axis=2) * batch.real[..., None]
    ridge = np.eye(len(parts)) / LOOSE_SPREAD**2
    fit = np.full_like(batch.pain, np.nan)
    weight = np.ones_like(batch.pain)
    for _ in range(ROUNDS):
        weighed = (basis * weight[..., None]).swapaxes(1, 2)
        parts_found = np.linalg.solve(weighed @ basis + ridge, weighed @ batch.pain[..., None])
        fit = (basis @ parts_found)[..., 0]
        weight = 1 / _variance(batch.pain - fit)
    return fit


def _running_median(batch: Batch) -> Floats:
    """Median of the nearest entries in time, [C, n]; at the ends the window is moved inside the diary."""
    last = batch.real.sum(1)[:, None, None] - 1
    here = np.arange(batch.day.shape[1])[None, :, None]
    half = NEIGHBOURS // 2
    centre = np.clip(here, half, np.maximum(last - half, half))
    near = np.clip(centre + np.arange(-half, half + 1), 0, np.maximum(last, 0))
    people = np.arange(batch.day.shape[0])[:, None, None]
    return np.asarray(np.sort(batch.pain[people, near], axis=2)[..., half])
