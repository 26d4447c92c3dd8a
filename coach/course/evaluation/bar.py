"""What the engine has to reach, and whether it does."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.course.evaluation.events import Flares, Silence, Worsening
from coach.course.evaluation.weekly import Week

WELL_SPECIFIED = "the model itself"


@dataclass(frozen=True)
class Figure:
    """One promise: what was asked, what was measured, whether it holds."""

    asked: str
    measured: str
    reached: bool


def figures(rows: Sequence[Week], flares: Flares, worsening: Worsening, silence: Silence) -> list[Figure]:
    """Every promise of the engine held against one evaluation."""
    return [
        _brier(rows),
        *(_calls(row) for row in rows if row.population == "mixture" and row.week in (4, 6)),
        _calibration([r for r in rows if r.population == WELL_SPECIFIED], 0.05, "well specified"),
        _calibration([r for r in rows if r.population != WELL_SPECIFIED], 0.08, "misspecified"),
        Figure(
            "flares: at least .80 found at no more than 1.5 false alarms per 100 entries",
            f"{flares.found:.2f} at {flares.false_per_100:.2f}",
            flares.found >= 0.80 and flares.false_per_100 <= 1.5,
        ),
        Figure(
            "late worsening: at least .70 found within 14 days, at most 1 false alarm per 3 user-months",
            f"{worsening.found:.2f} at {3 * worsening.false_per_month:.2f}",
            worsening.found >= 0.70 and 3 * worsening.false_per_month <= 1.0,
        ),
        Figure(
            "silence makes nobody better",
            f"{silence.called_better_only_by_silence} called, {silence.likelier_better_by_silence} likelier, "
            f"of {silence.asked}",
            silence.called_better_only_by_silence == 0 and silence.likelier_better_by_silence == 0,
        ),
    ]


def _brier(rows: Sequence[Week]) -> Figure:
    asked = [row for row in rows if row.week in (3, 4, 6, 12)]
    lost = [f"{r.population} week {r.week}" for r in asked if r.brier >= min(r.brier_median, r.brier_naive)]
    return Figure(
        "Brier below both baselines on every generator at weeks 3, 4, 6, 12",
        f"{len(asked) - len(lost)} of {len(asked)}" + (f"; not: {', '.join(lost)}" if lost else ""),
        not lost,
    )


def _calls(row: Week) -> Figure:
    call = row.leaning
    better = call.sensitivity >= call.rule_sensitivity and call.specificity >= call.rule_specificity
    return Figure(
        f"mixture, week {row.week}: at most 25 % abstained, and both at least those of the median windows",
        f"abstained {call.abstained:.0%}, sensitivity {call.sensitivity:.2f} ({call.rule_sensitivity:.2f}), "
        f"specificity {call.specificity:.2f} ({call.rule_specificity:.2f})",
        better and call.abstained <= 0.25,
    )


def _calibration(rows: Sequence[Week], most: float, name: str) -> Figure:
    worst = max(rows, key=lambda row: row.reliability.calibration_error)
    error = worst.reliability.calibration_error
    return Figure(
        f"calibration error at most {most:.2f} in every week, {name}",
        f"worst {error:.3f} ({worst.population}, week {worst.week})",
        error <= most,
    )
