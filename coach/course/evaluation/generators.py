"""Invented people whose true course is known. Seven ways of being a diary, and none knows the engine's sums.

Every generator returns a `Population`; days 0–84 after onset, one possible entry a day. Only the first one
draws from the engine's own prior. The others share Downie's mix of courses, but with shapes of their own
(straight declines, waves, steps) that the engine's exponential cannot follow exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from coach.course import prior as grid
from coach.course.diary import Case, Entry, Floats, Truths, Whole
from coach.course.published import DOWNIE_CLASSES, Phase

DAYS = 85
CLOCK: Floats = np.arange(DAYS, dtype=np.float64)
AUTOCORRELATION = 0.4
NEVER = DAYS


@dataclass(frozen=True)
class Population:
    """P invented people.

    `level` [P, DAYS]: the true course, 0–10. `score` [P, DAYS]: what they would write. `written` [P, DAYS]:
    the days they did. `flaring` [P, DAYS]: a flare is on (not part of the course: a flare is not a failure).
    `worsens` [P]: the day a late worsening sets in, `NEVER` for most.
    """

    name: str
    level: Floats
    score: Floats
    written: Truths
    flaring: Truths
    worsens: Whole

    def __len__(self) -> int:
        return len(self.level)

    def case(self, person: int, day: int) -> Case:
        """What the engine gets to see of one person on a day."""
        days = np.flatnonzero(self.written[person, : day + 1])
        return Case(tuple(Entry(float(d), float(self.score[person, d])) for d in days), float(day))


Generator = Callable[[np.random.Generator, int], Population]


def the_model_itself(rng: np.random.Generator, people: int) -> Population:
    """Drawn from the acute prior: its kinds, its drift, its noise."""
    cells = grid.prior(Phase.ACUTE)
    drift, tau, rest, first = np.unravel_index(rng.choice(cells.size, people, p=cells.ravel()), cells.shape)
    left = np.exp(-CLOCK / grid.TAUS[tau, None])
    f = grid.RESIDUES[rest, None]
    level = grid.LEVELS[first, None] * (f + (1 - f) * left) + grid.DRIFT_SPREAD[drift, None] * _wander(
        rng, people
    )
    spread = rng.choice(grid.NOISE_SPREAD, people, p=grid.NOISE_SHARE)
    return _written_down("the model itself", rng, np.clip(level, 0, 10), noise=spread[:, None])


def mixture(rng: np.random.Generator, people: int) -> Population:
    """Downie's mix, autocorrelated heavy-tailed noise, half of the days written."""
    return _written_down("mixture", rng, _courses(rng, people))


def late_worsening(rng: np.random.Generator, people: int) -> Population:
    """The mixture; from weeks 4 to 9 half of the people get 2 to 4 points worse within 7 to 14 days."""
    level = _courses(rng, people)
    starts = np.where(rng.random(people) < 0.5, rng.integers(28, 64, people), NEVER)
    rise, takes = rng.uniform(2, 4, (people, 1)), rng.uniform(7, 14, (people, 1))
    level = np.clip(level + rise * np.clip((CLOCK - starts[:, None]) / takes, 0, 1), 0, 10)
    return replace(_written_down("late worsening", rng, level, adherence=0.7), worsens=starts)


def sawtooth_flares(rng: np.random.Generator, people: int) -> Population:
    """The mixture with flares: a jump of 2.5 to 5 points, gone in 5 to 10 days, about one a month."""
    level = _courses(rng, people)
    extra, flaring = np.zeros_like(level), np.zeros(level.shape, dtype=np.bool_)
    for person, start in zip(*np.nonzero(rng.random(level.shape) < 1 / 30), strict=True):
        if start < 10 or flaring[person, max(0, start - 10) :].any():
            continue
        lasts = rng.integers(5, 11)
        saw = rng.uniform(2.5, 5) * (1 - np.arange(lasts) / lasts)
        stop = min(DAYS, start + lasts)
        extra[person, start:stop] = saw[: stop - start]
        flaring[person, start:stop] = True
    people_in_flare = _written_down("sawtooth flares", rng, np.clip(level + extra, 0, 10), adherence=0.7)
    return replace(people_in_flare, level=level, flaring=flaring)


def silent_when_well(rng: np.random.Generator, people: int) -> Population:
    """The mixture, where people stop writing as the pain goes."""
    whole = mixture(rng, people)
    chance = 0.1 + 0.75 * np.clip(whole.score / 6, 0, 1)
    return replace(whole, name="silent when well", written=rng.random(chance.shape) < chance)


def silent_when_bad(rng: np.random.Generator, people: int) -> Population:
    """The mixture, where people stop writing on bad days."""
    whole = mixture(rng, people)
    chance = 0.85 - 0.75 * np.clip((whole.score - 1) / 7, 0, 1)
    return replace(whole, name="silent when bad", written=rng.random(chance.shape) < chance)


def adherence(share: float) -> Generator:
    """The mixture with another share of days written."""

    def some_days(rng: np.random.Generator, people: int) -> Population:
        whole = mixture(rng, people)
        return replace(whole, name=f"{share:.0%} of days", written=rng.random(whole.score.shape) < share)

    return some_days


def habit(name: str, step: float) -> Generator:
    """The mixture, where people only ever write multiples of `step`."""

    def rounded(rng: np.random.Generator, people: int) -> Population:
        whole = mixture(rng, people)
        return replace(whole, name=name, score=np.clip(np.floor(whole.score / step + 0.5) * step, 0, 10))

    return rounded


GENERATORS: tuple[Generator, ...] = (
    the_model_itself,
    mixture,
    late_worsening,
    sawtooth_flares,
    silent_when_well,
    silent_when_bad,
    adherence(0.3),
    adherence(0.5),
    adherence(0.8),
    habit("even numbers only", 2.0),
    habit("0, 5 or 10 only", 5.0),
)


def _courses(rng: np.random.Generator, people: int) -> Floats:
    """True levels [people, DAYS] in Downie's mix, from first levels of about 6."""
    shares = np.array([c.value for c in DOWNIE_CLASSES])
    kind = rng.choice(shares.size, people, p=shares / shares.sum())
    first = np.clip(rng.normal(6.0, 1.6, (people, 1)), 2.5, 10.0)
    shapes = np.stack([_rapid(rng, people), _by_week_12(rng, people), _incomplete(rng, people),
                       _fluctuating(rng, people), _persistent(rng, people)])  # fmt: skip
    return np.clip(first * shapes[kind, np.arange(people)], 0, 10)


def _rapid(rng: np.random.Generator, people: int) -> Floats:
    return np.exp(-CLOCK / rng.uniform(3, 7, (people, 1)))


def _by_week_12(rng: np.random.Generator, people: int) -> Floats:
    straight = np.clip(1 - CLOCK / rng.uniform(30, 84, (people, 1)), 0, 1)
    bent = np.exp(-CLOCK / rng.uniform(12, 36, (people, 1)))
    return np.where(rng.random((people, 1)) < 0.5, straight, bent)


def _incomplete(rng: np.random.Generator, people: int) -> Floats:
    rest = rng.uniform(0.3, 0.65, (people, 1))
    return rest + (1 - rest) * np.exp(-CLOCK / rng.uniform(8, 40, (people, 1)))


def _fluctuating(rng: np.random.Generator, people: int) -> Floats:
    low, back = rng.uniform(0.3, 0.6, (people, 1)), rng.uniform(0.1, 0.4, (people, 1))
    fall = low + (1 - low) * np.exp(-CLOCK / 10)
    wave = 0.12 * (np.sin(2 * np.pi * (CLOCK / rng.uniform(20, 45, (people, 1)) + rng.random((people, 1)))))
    return fall + wave * np.minimum(CLOCK / 10, 1) + back * np.clip((CLOCK - 42) / 42, 0, 1)


def _persistent(rng: np.random.Generator, people: int) -> Floats:
    return 1 - rng.uniform(-0.05, 0.2, (people, 1)) * np.minimum(CLOCK / 42, 1)


def _written_down(
    name: str, rng: np.random.Generator, level: Floats, *, noise: Floats | float = 1.0, adherence: float = 0.5
) -> Population:
    """Noise on top, whole numbers from 0 to 10, and a share of the days."""
    score = np.clip(np.rint(level + noise * _noise(rng, level.shape)), 0, 10)
    written = rng.random(level.shape) < adherence
    return Population(name, level, score, written, np.zeros_like(written), np.full(len(level), NEVER))


def _noise(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Unit-variance noise with Student-t (4) shocks, correlated .4 from day to day, [P, DAYS]."""
    shocks = rng.standard_t(4, shape) / np.sqrt(2.0)
    noise: Floats = shocks.copy()
    for day in range(1, shape[1]):
        noise[:, day] = AUTOCORRELATION * noise[:, day - 1] + np.sqrt(1 - AUTOCORRELATION**2) * shocks[:, day]
    return noise


def _wander(rng: np.random.Generator, people: int) -> Floats:
    """A unit drift that starts at zero and forgets itself over the prior's drift days, [P, DAYS]."""
    keep = np.exp(-1 / grid.DRIFT_DAYS)
    drift = np.zeros((people, DAYS))
    for day in range(1, DAYS):
        drift[:, day] = keep * drift[:, day - 1] + np.sqrt(1 - keep**2) * rng.normal(size=people)
    return drift
