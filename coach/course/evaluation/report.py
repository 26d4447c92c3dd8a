"""The validation table, as text."""

from collections.abc import Iterable, Iterator, Sequence

from coach.course.evaluation.bar import Figure
from coach.course.evaluation.events import Flares, Silence, Worsening
from coach.course.evaluation.scores import Reliability
from coach.course.evaluation.weekly import Calls, Week, false_alarms_per_month

HEAD = """\
Target: the true reduction is still below the important one. Baselines: median of the last 7 days minus
median of the first 7 (med), last minus first entry (naive), each calibrated on 3,000 other people of the
same generator. Calls: sensitivity/specificity where the engine speaks, (median rule on the same people).
`verdicts` speaks at P ≤ .2 and ≥ .8; `leaning` at P ≤ .08 and ≥ .45. ECE: expected calibration error.
"""
COLUMNS = "".join(
    [
        f"{'generator':<19}{'week':>5}{'true':>6}{'no P':>6} |",
        f"{'Brier':>7}{'med':>7}{'naive':>7} |{'ECE':>6} |",
        f"{'verdicts: silent':>17} {'sens':>10} {'spec':>10} |",
        f"{'leaning: silent':>16} {'sens':>10} {'spec':>10}",
    ]
)


def table_row(row: Week) -> str:
    """One generator in one week."""
    return (
        f"{row.population:<19}{row.week:>5}{row.base_rate:>6.2f}{row.without_answer:>6.2f} |"
        f"{row.brier:>7.3f}{row.brier_median:>7.3f}{row.brier_naive:>7.3f} |"
        f"{row.reliability.calibration_error:>6.3f} |{_calls(row.at_verdicts, 17)} |{_calls(row.leaning, 16)}"
    )


def reliability_rows(rows: Iterable[Week]) -> Iterator[str]:
    """Per generator and week and tenth of the scale: said → came true (people)."""
    for row in rows:
        yield f"{row.population:<19}{row.week:>5}  {_bins(row.reliability)}"


def events(found: Flares, common: Flares, worse: Worsening, quiet: Silence) -> Iterator[str]:
    """Flares, late worsening and silence."""
    yield f"flares, engine:       found {found.found:.2f} of {found.flares}, {_hundred(found)}"
    yield f"flares, two of three: found {common.found:.2f} of {common.flares}, {_hundred(common)}"
    yield (
        f"late worsening:       found {worse.found:.2f} within 14 days, "
        f"{worse.false_per_month:.3f} false alarms per user-month ({worse.people} people)"
    )
    yield (
        f"silence:              {quiet.called_better_only_by_silence} of {quiet.asked} called better by it, "
        f"{quiet.likelier_better_by_silence} made likelier to be"
    )


def false_alarms(populations: Iterable[Sequence[Week]]) -> Iterator[str]:
    """Wrong `slower` calls per user-month, per generator."""
    for rows in populations:
        yield f"{rows[0].population:<19} {false_alarms_per_month(list(rows)):.3f}"


def verdict(figures: Iterable[Figure]) -> Iterator[str]:
    """Every promise, reached or not."""
    for figure in figures:
        yield f"{'reached    ' if figure.reached else 'NOT REACHED'}  {figure.asked}: {figure.measured}"


def _calls(calls: Calls, width: int) -> str:
    return (
        f"{calls.abstained:>{width}.2f} {calls.sensitivity:>5.2f} ({calls.rule_sensitivity:.2f}"
        f"){calls.specificity:>5.2f} ({calls.rule_specificity:.2f})"
    )


def _hundred(flares: Flares) -> str:
    return f"{flares.false_per_100:.2f} false alarms per 100 entries"


def _bins(reliability: Reliability) -> str:
    told = zip(reliability.count, reliability.said, reliability.true, strict=True)
    return " ".join(f"{said:.2f}→{true:.2f}({count})" for count, said, true in told if count)
