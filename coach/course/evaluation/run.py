"""One whole evaluation, told line by line as it goes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from coach.course import windows
from coach.course.evaluation import plots, report
from coach.course.evaluation.bar import figures
from coach.course.evaluation.events import flares, silence, two_of_three, worsening
from coach.course.evaluation.generators import GENERATORS, late_worsening, mixture, sawtooth_flares
from coach.course.evaluation.weekly import Week, weeks

EVENTS, WORSE, SILENT, EXAMPLES = 50, 51, 52, 53  # branches of the seed, beside those of the generators


def evaluation(people: int, seed: int, out: Path | None = None) -> Iterator[str]:
    """The validation table, reproducible from `seed`; plots go to `out`."""
    yield report.HEAD
    yield report.COLUMNS
    populations: list[list[Week]] = []
    for index, generator in enumerate(GENERATORS):
        populations.append([])
        for row in weeks(generator, people, (seed, index)):
            populations[-1].append(row)
            yield report.table_row(row)
    rows = [row for some in populations for row in some]
    yield "\nReliability: said → came true (people)"
    yield from report.reliability_rows(rows)
    yield "\nWrong “slower” calls per user-month"
    yield from report.false_alarms(populations)
    yield "\nDay by day"
    yield from _events(rows, people, seed)
    if out:
        yield from _draw(rows, seed, out)


def _events(rows: Sequence[Week], people: int, seed: int) -> Iterator[str]:
    with_flares = sawtooth_flares(np.random.default_rng([seed, EVENTS]), max(people // 2, 20))
    found, common = flares(with_flares, windows.flaring), flares(with_flares, two_of_three)
    worse = worsening(late_worsening(np.random.default_rng([seed, WORSE]), max(people // 2, 20)))
    quiet = silence(mixture(np.random.default_rng([seed, SILENT]), max(people // 5, 20)))
    yield from report.events(found, common, worse, quiet)
    yield "\nAgainst what was promised"
    yield from report.verdict(figures(rows, found, worse, quiet))


def _draw(rows: Sequence[Week], seed: int, out: Path) -> Iterator[str]:
    out.mkdir(parents=True, exist_ok=True)
    drawn = {
        "reliability-well-specified": plots.reliability_plot(rows, "the model itself"),
        "reliability-mixture": plots.reliability_plot(rows, "mixture"),
        "abstention": plots.abstention_plot(rows, "mixture", 4),
        **dict(plots.examples(mixture(np.random.default_rng([seed, EXAMPLES]), 200), 42)),
    }
    for name, svg in drawn.items():
        (out / f"{name}.svg").write_text(svg, encoding="utf-8")
        yield f"wrote {out / name}.svg"
