"""The question of the course, put at fixed weeks: is the true reduction still below the important one?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from coach.course.assessment import assess_many
from coach.course.change import important
from coach.course.diary import Floats, Truths
from coach.course.evaluation.baselines import calibrate, last_minus_first, median_windows, says_unchanged
from coach.course.evaluation.generators import Generator, Population
from coach.course.evaluation.scores import Reliability, brier, reliability, sensitivity, specificity
from coach.course.verdict import LIKELY, UNLIKELY

WEEKS = (2, 3, 4, 6, 12)
TRAINING = 3000  # other people, from the same generator, on whom the baselines are calibrated
DAYS_PER_MONTH = 30.4


@dataclass(frozen=True)
class Call:
    """Saying yes or no, and otherwise nothing: yes from `likely` up, no up to `unlikely`."""

    unlikely: float
    likely: float

    def speaks(self, probability: Floats) -> Truths:
        """Whether a yes or a no is said; NaN is silence."""
        return np.asarray((probability <= self.unlikely) | (probability >= self.likely))


VERDICTS = Call(UNLIKELY, LIKELY)  # the thresholds of the verdicts themselves
# A call that leans towards not missing people, chosen on other people (seeds 101 to 120): at a base rate near
# one in ten, even thresholds make any calibrated probability miss more than it falsely alarms.
LEANING = Call(0.08, 0.45)


@dataclass(frozen=True)
class Calls:
    """How good the calls are where they are made, beside the median-window rule on the same people."""

    abstained: float
    sensitivity: float
    specificity: float
    rule_sensitivity: float
    rule_specificity: float
    false_alarms: int


@dataclass(frozen=True)
class Week:
    """One generator in one week. Brier scores are over everybody who got a probability."""

    population: str
    week: int
    people: int
    base_rate: float
    without_answer: float
    brier: float
    brier_median: float
    brier_naive: float
    reliability: Reliability
    at_verdicts: Calls
    leaning: Calls
    probability: Floats
    truth: Truths


def unchanged(population: Population, day: int) -> Truths:
    """The truth: the course has come down by less than what matters from where this person began, [P]."""
    first = population.level[:, 0]
    return np.asarray(first - population.level[:, day] < important(first))


def engine(population: Population, day: int) -> Floats:
    """What the engine says, [P]; NaN where it says nothing."""
    answers = assess_many(population.case(person, day) for person in range(len(population)))
    return np.array([np.nan if a.probability is None else a.probability for a in answers])


def weeks(generator: Generator, people: int, seed: tuple[int, ...]) -> Iterator[Week]:
    """Evaluate one generator at all weeks; the people it is evaluated on are nobody's training people."""
    population = generator(np.random.default_rng([*seed, 0]), people)
    training = generator(np.random.default_rng([*seed, 1]), TRAINING)
    for week in WEEKS:
        yield _week(population, training, week)


def _week(population: Population, training: Population, week: int) -> Week:
    day = 7 * week
    truth, said = unchanged(population, day), engine(population, day)
    known = ~np.isnan(said)
    truths = unchanged(training, day)
    rivals = [calibrate(rule, training, day, truths) for rule in (median_windows, last_minus_first)]
    scores = [brier(rival.probability(population, day)[known], truth[known]) for rival in rivals]
    return Week(
        population=population.name,
        week=week,
        people=len(population),
        base_rate=float(truth.mean()),
        without_answer=float(1 - known.mean()),
        brier=brier(said[known], truth[known]),
        brier_median=scores[0],
        brier_naive=scores[1],
        reliability=reliability(said[known], truth[known]),
        at_verdicts=_calls(VERDICTS, population, day, said, truth),
        leaning=_calls(LEANING, population, day, said, truth),
        probability=said[known],
        truth=truth[known],
    )


def _calls(call: Call, population: Population, day: int, said: Floats, truth: Truths) -> Calls:
    first, last = median_windows(population, day)
    speaks = call.speaks(said)
    both = speaks & ~np.isnan(first + last)
    mine, rule = said >= call.likely, says_unchanged(first, last)
    return Calls(
        abstained=float(1 - speaks.mean()),
        sensitivity=sensitivity(mine[both], truth[both]),
        specificity=specificity(mine[both], truth[both]),
        rule_sensitivity=sensitivity(rule[both], truth[both]),
        rule_specificity=specificity(rule[both], truth[both]),
        false_alarms=int((mine & speaks & ~truth).sum()),
    )


def false_alarms_per_month(rows: list[Week]) -> float:
    """Wrong `slower` calls over the weeks a generator is asked about, per month that one person writes."""
    months = rows[0].people * 7 * max(row.week for row in rows) / DAYS_PER_MONTH
    return sum(row.at_verdicts.false_alarms for row in rows if row.week >= 3) / months
