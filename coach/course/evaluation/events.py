"""Flares and late worsening, day by day, and what silence does to a verdict."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coach.course import windows
from coach.course.assessment import assess_many
from coach.course.diary import Case, Series, Truths, Whole
from coach.course.evaluation.generators import DAYS, NEVER, Population
from coach.course.evaluation.weekly import DAYS_PER_MONTH
from coach.course.verdict import FORTNIGHT, VERY_LIKELY, Verdict

GRACE = 3  # days after a flare in which an alarm is neither right nor wrong
SAME_ALARM = 7  # days within which a repeated worsening alarm is the same alarm
FEWEST_WRITTEN = 2  # entries in a flare before anybody could see it


@dataclass(frozen=True)
class Flares:
    """`found`: share of the flares with at least two entries; `false_per_100`: entries with a false alarm."""

    flares: int
    found: float
    false_per_100: float


@dataclass(frozen=True)
class Worsening:
    """`found`: share seen within 14 days of setting in; false alarms per user-month."""

    people: int
    found: float
    false_per_month: float


@dataclass(frozen=True)
class Silence:
    """What happens to people who stop writing: asked again `LATER` days after their last entry."""

    asked: int
    called_better_only_by_silence: int
    likelier_better_by_silence: int


def two_of_three(series: Series) -> bool:
    """The common rule for a flare: two of the last three entries two points above the 21-day median."""
    recent = series.day[-3:] > series.last - 5
    before = series.pain[:-3][series.day[:-3] >= series.last - 21]
    return before.size >= 3 and int((series.pain[-3:][recent] >= np.median(before) + 2).sum()) >= 2


def flares(population: Population, rule: Callable[[Series], bool]) -> Flares:
    """Ask a rule after every entry of everybody."""
    seen, found, wrong, quiet = 0, 0, 0, 0
    for person in range(len(population)):
        days, alarm = _alarms(population, person, rule)
        flaring = population.flaring[person]
        calm = ~_grown(flaring, GRACE)[days]
        wrong, quiet = wrong + int((alarm & calm).sum()), quiet + int(calm.sum())
        for start, stop in _runs(flaring):
            inside = (days >= start) & (days < stop)
            if inside.sum() >= FEWEST_WRITTEN:
                seen, found = seen + 1, found + bool(alarm[inside].any())
    return Flares(seen, found / max(seen, 1), 100 * wrong / max(quiet, 1))


def worsening(population: Population) -> Worsening:
    """Ask the engine's detector after every entry of everybody, from two weeks on."""
    onsets, found, wrong = 0, 0, 0

    def rule(series: Series) -> bool:
        return series.span >= FORTNIGHT and windows.rising(series) >= VERY_LIKELY

    for person in range(len(population)):
        days, alarm = _alarms(population, person, rule)
        onset = int(population.worsens[person])
        alarmed = days[alarm]
        if onset < NEVER:
            onsets, found = onsets + 1, found + bool(((alarmed >= onset) & (alarmed <= onset + 14)).any())
        wrong += _separate(alarmed[~_truly_worse(population, person)[alarmed]])
    months = len(population) * (DAYS - FORTNIGHT) / DAYS_PER_MONTH
    return Worsening(len(population), found / max(onsets, 1), float(wrong / months))


LATER = (1, 3, 6, 8, 14, 28)


def silence(population: Population, days: tuple[int, ...] = (14, 21, 28, 42)) -> Silence:
    """Assess everybody on their last entry and again after days without one; nothing else differs."""
    cases = [population.case(person, day) for person in range(len(population)) for day in days]
    cases = [Case(case.entries, case.entries[-1].day) for case in cases if case.entries]
    now = list(assess_many(cases))
    by_silence = likelier = 0
    for gap in LATER:
        later = assess_many(Case(case.entries, case.today + gap) for case in cases)
        for before, after in zip(now, later, strict=True):
            by_silence += _better(after.verdict) and not _better(before.verdict)
            likelier += (after.probability or 1.0) < (before.probability or 0.0)
    return Silence(len(cases) * len(LATER), by_silence, likelier)


def _better(verdict: Verdict) -> bool:
    return verdict in (Verdict.ON_COURSE, Verdict.RECOVERED)


def _alarms(population: Population, person: int, rule: Callable[[Series], bool]) -> tuple[Whole, Truths]:
    """The days a person wrote on, and whether the rule alarmed there."""
    whole = population.case(person, DAYS - 1).diary
    alarm = [rule(whole.until(day)) for day in whole.day]
    return whole.day.astype(np.int64), np.array(alarm, dtype=np.bool_)


def _truly_worse(population: Population, person: int) -> Truths:
    """Days on which the true level is a point above a fortnight before, or was in the last week, [DAYS]."""
    level = population.level[person]
    worse = np.zeros(DAYS, dtype=np.bool_)
    worse[14:] = level[14:] - level[:-14] >= 1.0
    worse = _grown(worse, SAME_ALARM)
    worse[int(population.worsens[person]) :] = True
    return worse


def _grown(mask: Truths, by: int) -> Truths:
    """The mask, lasting `by` days longer."""
    grown = mask.copy()
    for shift in range(1, by + 1):
        grown[shift:] |= mask[:-shift]
    return grown


def _runs(mask: Truths) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _separate(days: Whole) -> int:
    """How many alarms these days are, when one within a week of the last is the same one."""
    count, last = 0, -NEVER
    for day in days:
        count += day - last > SAME_ALARM
        last = day
    return count
