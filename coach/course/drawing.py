"""Everything a client needs to draw the course, as plain lists. Days count from the onset, pain is 0–10."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from coach.course import change
from coach.course.assessment import BAND, expected_band
from coach.course.diary import Batch, Case, Entry, Floats, Series, thinned
from coach.course.posterior import Posterior, posterior
from coach.course.published import REFERENCES, Phase

HORIZON = 84.0  # days the band and the references reach at least
AHEAD = 14.0  # days they reach past today
MOST_POINTS = 29  # points in one line


def drawing(entries: Sequence[Entry], *, today: float, began: float = 0.0) -> dict[str, Any]:
    """Points, fitted course, personal band and published courses of one person.

    - `points`: days, pain — what was written;
    - `fitted`: days, level, low, high — the true level (80 % interval), only as far as the last entry;
    - `band`: days, low, middle, high — where 80 % of this person's single scores were to be expected, given
      the first week of the diary;
    - `references`: days, level, source, phase — published *means*, scaled to where this person began.
    """
    case = Case(tuple(entries), today, began)
    written, began, phase = case.diary, case.start, Phase.after(began)
    ahead = _steps(max(HORIZON, today - began + AHEAD))
    fit = posterior(Batch.of([thinned(written)]), [phase], _steps(written.last)[None])
    first = float(change.first(fit)[0])
    return {
        "points": {"days": _days(written.day, began), "pain": _numbers(written.pain)},
        "fitted": _fitted(fit, written, began),
        "band": _band(written, phase, ahead, began),
        "references": [
            {
                "days": _days(ahead, began),
                "level": _numbers(first * reference.fraction(ahead)),
                "source": reference.source,
                "phase": str(phase),
            }
            for reference in REFERENCES
            if reference.phase is phase
        ],
    }


def _fitted(fit: Posterior, written: Series, began: float) -> dict[str, list[float]]:
    days = _steps(written.last)
    if not written.day.size:
        return {"days": [], "level": [], "low": [], "high": []}
    low, middle, high = np.array([change.quantiles(fit, i, BAND, entry=False)[0] for i in range(days.size)]).T
    return {
        "days": _days(days, began),
        "level": _numbers(middle),
        "low": _numbers(low),
        "high": _numbers(high),
    }


def _band(written: Series, phase: Phase, days: Floats, began: float) -> dict[str, list[float]]:
    low, middle, high = expected_band([written], [phase], days[None])[0].T
    return {
        "days": _days(days, began),
        "low": _numbers(low),
        "middle": _numbers(middle),
        "high": _numbers(high),
    }


def _steps(until: float) -> Floats:
    return np.linspace(0.0, until, min(MOST_POINTS, int(until) + 1))


def _days(days: Floats, began: float) -> list[float]:
    return _numbers(days + began)


def _numbers(values: Floats) -> list[float]:
    return [round(v, 2) for v in values.tolist()]
