"""One person, or everyone due tonight: from diary to assessment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

import numpy as np

from coach.course import change, windows
from coach.course.calibration import SHIFTS, calibrated
from coach.course.diary import Batch, Case, Entry, Floats, Series, Truths, thinned
from coach.course.policy import POLICIES, Step, next_step
from coach.course.posterior import Posterior, posterior
from coach.course.published import Phase
from coach.course.verdict import FORTNIGHT, UNLIKELY, Evidence, Verdict, judge, silent_too_long

CHUNK = 32  # people per solve; bounds the memory of the nightly pass
BAND_DAYS = 7.0  # the personal band is what was to be expected after the first week of the diary
BAND = np.array([0.1, 0.5, 0.9])  # an 80 % band around its middle
REACH = 1.2816  # sd to either side that hold 80 % of a normal
LAST, FORTNIGHT_AGO = 0, 1  # the target days of one assessment


@dataclass(frozen=True)
class Reduction:
    """How far the pain came down since the diary began, points; `low`–`high` holds it in 8 of 10 cases."""

    points: float
    low: float
    high: float


@dataclass(frozen=True)
class Assessment:
    """The answer. `probability`: P(the true reduction is still below the important one), 0–1, or None.

    `week` counts from the onset; `entries` and `days` are what the answer rests on: days with an entry, and
    the days from the first to the last of them. `sentence` and `params` are what `sentence()` renders.
    """

    verdict: Verdict
    probability: float | None
    phase: Phase
    week: int
    entries: int
    days: int
    next_step: Step | None
    reduction: Reduction | None
    level: float | None
    sentence: str
    params: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The same in plain JSON types."""
        plain = asdict(self)
        if self.next_step:
            plain["next_step"] |= {
                "verdicts": sorted(self.next_step.verdicts),
                "regions": sorted(self.next_step.regions),
            }
        return plain


def assess(
    entries: Sequence[Entry],
    *,
    today: float,
    began: float = 0.0,
    region: str = "lower_back",
    recovered_on: float | None = None,
    policies: Sequence[Step] = POLICIES,
) -> Assessment:
    """Is this person getting better? Days count from the onset; entries after `today` are not looked at."""
    case = Case(tuple(entries), today, began, region, recovered_on)
    return next(assess_many([case], policies=policies))


def assess_many(
    cases: Iterable[Case], *, policies: Sequence[Step] = POLICIES, chunk: int = CHUNK
) -> Iterator[Assessment]:
    """The same answers as `assess`, in order, for a stream of people; holds `chunk` of them at a time."""
    for some in _chunks(cases, chunk):
        diaries = [case.diary for case in some]
        evidence, reductions = _weigh(some, diaries)
        for case, diary, seen, less in zip(some, diaries, evidence, reductions, strict=True):
            yield _conclude(case, diary, seen, less, policies)


def expected_band(diaries: Sequence[Series], phases: Sequence[Phase], days: Floats) -> Floats:
    """Low, middle and high score to be expected on `days` [C, m] after the diary's first week: [C, m, 3].

    Personal: it knows the level a person began at, and has room for the noise of one entry.
    """
    post = posterior(Batch.of([d.until(BAND_DAYS) for d in diaries]), phases, days)
    return np.stack([change.quantiles(post, i, BAND, entry=True) for i in range(days.shape[1])], axis=1)


def _chunks(cases: Iterable[Case], size: int) -> Iterator[list[Case]]:
    stream = iter(cases)
    while some := list(islice(stream, size)):
        yield some


def _weigh(cases: list[Case], diaries: list[Series]) -> tuple[list[Evidence], list[Reduction]]:
    phases = [Phase.after(case.began) for case in cases]
    flares = [windows.flaring(d) for d in diaries]
    calm = [
        d.doubting_last(windows.FLARE_ENTRIES) if flare else d
        for d, flare in zip(diaries, flares, strict=True)
    ]
    last = np.array([d.last for d in calm])
    post = posterior(Batch.of([thinned(d) for d in calm]), phases, np.column_stack([last, _earlier(last)]))
    silent = np.array([max(0.0, c.today - c.start - d.last) for c, d in zip(cases, diaries, strict=True)])
    shift = np.array([SHIFTS[phase] for phase in phases])
    unchanged = calibrated(change.unchanged(post, LAST, silent), shift)
    flat = change.flat(post, FORTNIGHT_AGO, LAST)
    level, _ = change.level(post, LAST)
    inside = _inside(calm, phases, level, unchanged)
    evidence = [
        Evidence(
            entries=diary.day.size,
            days=diary.span,
            silent=float(silent[i]),
            week=int(case.today // 7),
            diary_week=int((case.today - case.start) // 7),
            unchanged=float(unchanged[i]),
            rising=windows.rising(diary),
            flat=float(flat[i]),
            level=float(level[i]),
            within_band=bool(inside[i]),
            flare=flares[i],
            recovered=windows.recovered(diary),
            returned=windows.returned(diary, _since(case.recovered_on, case.start)),
        )
        for i, (case, diary) in enumerate(zip(cases, diaries, strict=True))
    ]
    return evidence, _reductions(post, silent)


def _conclude(
    case: Case, diary: Series, seen: Evidence, less: Reduction, policies: Sequence[Step]
) -> Assessment:
    verdict, rule = judge(seen)
    known = diary.day.size > 0 and not silent_too_long(seen)
    step = next_step(verdict, seen.week, policies, case.region)
    return Assessment(
        verdict=verdict,
        probability=round(seen.unchanged, 4) if known else None,
        phase=Phase.after(case.began),
        week=seen.week,
        entries=seen.entries,
        days=round(seen.days),
        next_step=step,
        reduction=less if known else None,
        level=round(seen.level, 2) if known else None,
        sentence=f"{verdict}.{rule}" if verdict is Verdict.NOT_ENOUGH_DATA else str(verdict),
        params=_params(seen, less, step),
    )


def _params(seen: Evidence, less: Reduction, step: Step | None) -> dict[str, Any]:
    return {
        "entries": seen.entries,
        "days": round(seen.days),
        "silent": int(seen.silent),
        "week": seen.week,
        "points": less.points,
        "low": less.low,
        "high": less.high,
        "level": round(seen.level, 1),
        "step": step.key if step else None,
    }


def _reductions(post: Posterior, silent: Floats) -> list[Reduction]:
    mean, spread = change.reduction(post, LAST, silent)
    return [
        Reduction(round(m, 1), round(m - REACH * s, 1), round(m + REACH * s, 1))
        for m, s in zip(mean.tolist(), spread.tolist(), strict=True)
    ]


def _inside(diaries: list[Series], phases: list[Phase], level: Floats, unchanged: Floats) -> Truths:
    """Whether the level lies within the personal band; only looked up where a verdict hangs on it.

    A level of 1 or less always does: the noise of a single entry alone lifts the upper edge that high.
    """
    inside = np.ones(len(diaries), dtype=np.bool_)
    ask = np.flatnonzero((unchanged <= UNLIKELY) & (level > 1.0))
    if ask.size:
        some = [diaries[i] for i in ask]
        days = np.array([[d.last] for d in some])
        inside[ask] = level[ask] <= expected_band(some, [phases[i] for i in ask], days)[:, 0, 2]
    return inside


def _earlier(last: Floats) -> Floats:
    return np.maximum(last - FORTNIGHT, 0.0)


def _since(day: float | None, start: float) -> float | None:
    return None if day is None else day - start
