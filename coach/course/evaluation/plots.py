"""The pictures of an evaluation: reliability, example fits, sensitivity against abstention."""

from collections.abc import Iterator, Sequence

import numpy as np

from coach.course.diary import Floats, Truths
from coach.course.drawing import drawing
from coach.course.evaluation.generators import Population
from coach.course.evaluation.scores import sensitivity, specificity
from coach.course.evaluation.svg import Plot
from coach.course.evaluation.weekly import Week

BLUE, ORANGE, GREY, GREEN, RED = "#1f6fb2", "#d9822b", "#888888", "#2e8b57", "#b03a48"
SHOWN_WEEKS = ((3, ORANGE), (4, GREEN), (6, BLUE), (12, RED))
TENTHS = (0, 0.2, 0.4, 0.6, 0.8, 1)


def reliability_plot(rows: Sequence[Week], population: str) -> str:
    """What was said against what came true, for one generator."""
    plot = Plot(f"Said and true: {population}", (0, 1), (0, 1), "said", "came true", TENTHS, TENTHS)
    plot.line([0, 1], [0, 1], GREY, dash="4 4")
    for place, (week, color) in enumerate(SHOWN_WEEKS):
        for row in (r for r in rows if r.week == week and r.population == population):
            enough = row.reliability.count >= 10
            said, true = row.reliability.said[enough].tolist(), row.reliability.true[enough].tolist()
            plot.line(said, true, color)
            plot.dots(said, true, color)
            plot.note(0.04, 0.93 - 0.07 * place, f"week {week}", color)
    return plot.svg()


def abstention_plot(rows: Sequence[Week], population: str, week: int) -> str:
    """Sensitivity and specificity as the engine keeps silent about more and more people."""
    row = next(r for r in rows if r.population == population and r.week == week)
    silent, sens, spec = _by_abstention(row.probability, row.truth)
    title = f"Keeping silent pays: {population}, week {week}"
    plot = Plot(
        title, (0, 0.5), (0.5, 1), "share kept silent about", "share right", TENTHS[:3], (0.5, 0.75, 1)
    )
    plot.line(silent, sens, ORANGE)
    plot.line(silent, spec, BLUE)
    plot.note(0.3, 0.58, "sensitivity", ORANGE)
    plot.note(0.3, 0.54, "specificity", BLUE)
    return plot.svg()


def fit_plot(population: Population, person: int, day: int, title: str) -> str:
    """One invented person: diary, fitted course, personal band, published means, and the truth."""
    case = population.case(person, day)
    drawn = drawing(case.entries, today=case.today)
    plot = Plot(
        title, (0, 84), (0, 10), "days", "pain 0–10", (0, 14, 28, 42, 56, 70, 84), (0, 2, 4, 6, 8, 10)
    )
    band, fitted = drawn["band"], drawn["fitted"]
    within = [i for i, d in enumerate(band["days"]) if d <= 84]
    days, low, high = ([band[key][i] for i in within] for key in ("days", "low", "high"))
    plot.band(days, low, high, GREY)
    for reference in drawn["references"]:
        days, level = reference["days"], reference["level"]
        plot.line([days[i] for i in within], [level[i] for i in within], GREEN, dash="2 3")
    plot.band(fitted["days"], fitted["low"], fitted["high"], BLUE)
    plot.line(fitted["days"], fitted["level"], BLUE)
    plot.line(list(range(85)), population.level[person].tolist(), ORANGE, dash="6 3")
    plot.dots(drawn["points"]["days"], drawn["points"]["pain"], "#222222")
    return plot.svg()


def examples(population: Population, day: int) -> Iterator[tuple[str, str]]:
    """Three people of a population, as file name and drawing: recovering, half way, not yet."""
    left = population.level[:, day] / population.level[:, 0]
    for name, share in (("recovering", 0.05), ("half way", 0.5), ("not yet", 0.95)):
        person = int(np.abs(left - share).argmin())
        yield (
            f"fit-{name.replace(' ', '-')}",
            fit_plot(population, person, day, f"An invented person: {name}"),
        )


def _by_abstention(probability: Floats, truth: Truths) -> tuple[list[float], ...]:
    """Silent, sensitivity, specificity when the people nearest to an even chance are left out first."""
    centre = 0.3
    silent, sens, spec = [], [], []
    for width in np.linspace(0, 0.65, 27):
        speaks = (probability <= centre * (1 - width)) | (probability >= centre + (1 - centre) * width)
        silent.append(float(1 - speaks.mean()))
        sens.append(sensitivity(probability[speaks] > centre, truth[speaks]))
        spec.append(specificity(probability[speaks] > centre, truth[speaks]))
    return silent, [max(s, 0.5) for s in sens], [max(s, 0.5) for s in spec]
