"""What a person wrote down, made ready for the sums.

Days are counted from the onset of the pain; `began` is the day on which the person started writing
here. The curve's own clock starts at `began`: nobody's level before that day is known.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]

DAILY_AT_THE_START = 14.0  # days kept one by one after the start …
DAILY_AT_THE_END = 28.0  # … and before the last entry; between them days are pooled
POOLED_DAYS = 3.0  # width of a pooled stretch in a diary of up to twelve weeks, in days
POOLED_DAYS_LONG = 7.0  # the same in a longer diary
DOUBT = 0.25  # what an entry written in a flare counts for: a flare says little about the course
FEWEST_FOR_A_HABIT = 4  # entries before “only ever 0, 5 or 10” counts as a habit
ADJACENT = 0.4  # correlation of the noise of two days in a row


@dataclass(frozen=True, order=True)
class Entry:
    """One diary entry. `day`: days since onset, may be fractional; `pain`: 0–10, average of the last 24 h."""

    day: float
    pain: float


@dataclass(frozen=True)
class Case:
    """Everything one assessment looks at.

    `today` and `began` are days since onset. `recovered_on`: the day on which an earlier assessment of
    this same episode found the person recovered, or None. `region` is carried along for the reader: the
    published courses are those of the low back, and no other region has enough data for its own.
    """

    entries: tuple[Entry, ...]
    today: float
    began: float = 0.0
    region: str = "lower_back"
    recovered_on: float | None = None

    @cached_property
    def start(self) -> float:
        """Where the curve's clock starts: `began`, or an entry that came before it."""
        return min([self.began, *(entry.day for entry in self.entries)])

    @cached_property
    def diary(self) -> "Series":
        """What was written up to today, one point a day."""
        return daily([entry for entry in self.entries if entry.day <= self.today], self.start)


@dataclass(frozen=True)
class Series:
    """A diary as arrays of one length n.

    `day`: days since `began`, rising; `pain`: 0–10; `count`: entries in the point, less when one is doubted.
    """

    day: Floats
    pain: Floats
    count: Floats
    habit: float = 0.0  # the step of a person who only writes multiples of 5 or of 2, else 0

    @property
    def last(self) -> float:
        """Day of the last entry, 0 when there is none."""
        return float(self.day[-1]) if self.day.size else 0.0

    @property
    def span(self) -> float:
        """Days from the first to the last entry."""
        return float(self.day[-1] - self.day[0]) if self.day.size else 0.0

    def doubting_last(self, entries: int) -> "Series":
        """The same diary with less trust in its last `entries` points."""
        count = self.count.copy()
        count[self.day.size - entries :] *= DOUBT
        return replace(self, count=count)

    def until(self, day: float) -> "Series":
        """The part of the diary up to and including `day`."""
        keep = self.day <= day
        return Series(self.day[keep], self.pain[keep], self.count[keep], self.habit)


@dataclass(frozen=True)
class Batch:
    """The diaries of C people padded to one length: `day`, `pain`, `count` [C, n]; `real` marks entries.

    `habit` [C]: the step of people who only write round numbers, else 0.
    """

    day: Floats
    pain: Floats
    count: Floats
    real: Truths
    habit: Floats

    @classmethod
    def of(cls, diaries: Sequence[Series]) -> "Batch":
        """Stack diaries; padding carries no information."""
        size = (len(diaries), max((s.day.size for s in diaries), default=0) or 1)
        day, pain, count = np.zeros(size), np.zeros(size), np.zeros(size)
        for row, s in enumerate(diaries):
            day[row, : s.day.size], pain[row, : s.day.size], count[row, : s.day.size] = s.day, s.pain, s.count
        return cls(day, pain, count, count > 0, np.array([s.habit for s in diaries]))


def daily(entries: Sequence[Entry], began: float) -> Series:
    """One point a day: the mean of the day's entries, at the day's first moment."""
    rows = np.array([(e.day - began, e.pain, 1.0) for e in entries]).reshape(-1, 3)
    return replace(_pool(rows, np.floor), habit=_habit(rows[:, 1]))


def thinned(series: Series) -> Series:
    """The same diary in fewer points: the middle of a long one is pooled in stretches of 3 or 7 days."""
    last = series.last
    if last <= DAILY_AT_THE_START + DAILY_AT_THE_END:
        return series
    width = POOLED_DAYS if last <= 84 else POOLED_DAYS_LONG

    def stretch(day: Floats) -> Floats:
        middle = (day >= DAILY_AT_THE_START) & (day < last - DAILY_AT_THE_END)
        return np.where(middle, np.floor(day / width) * width, day)

    rows = np.column_stack([series.day, series.pain, series.count])
    return replace(_pool(rows, stretch), habit=series.habit)


def effective(count: Floats) -> Floats:
    """How many independent entries `count` neighbouring ones are worth, given their correlation."""
    return np.minimum(count, 1.0) + np.maximum(count - 1.0, 0.0) * (1.0 - ADJACENT) / (1.0 + ADJACENT)


def _habit(pain: Floats) -> float:
    """The largest step, 5 or 2, of which every score is a multiple; 0 for none or too few scores."""
    if pain.size < FEWEST_FOR_A_HABIT:
        return 0.0
    return next((step for step in (5.0, 2.0) if np.all(np.mod(pain, step) < 1e-9)), 0.0)


def _pool(rows: Floats, key: Callable[[Floats], Floats]) -> Series:
    if not len(rows):
        return Series(np.empty(0), np.empty(0), np.empty(0))
    _, group = np.unique(key(rows[:, 0]), return_inverse=True)
    count = np.bincount(group, rows[:, 2]).astype(np.float64)
    return Series(
        day=np.bincount(group, rows[:, 0] * rows[:, 2]) / count,
        pain=np.bincount(group, rows[:, 1] * rows[:, 2]) / count,
        count=count,
    )
