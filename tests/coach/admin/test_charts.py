import datetime as dt
import re
from typing import Any

import pytest

from coach.admin.charts import Frame, course_chart, sparkline

ONSET = dt.date(2026, 9, 1)


def drawn(began: float = 0.0, until: float = 84.0, days: tuple[float, ...] = (0.5, 3.5)) -> dict[str, Any]:
    reach = [began, until]
    return {
        "points": {"days": list(days), "pain": [6.0, 4.0][: len(days)]},
        "fitted": {
            "days": list(days),
            "level": [6, 5][: len(days)],
            "low": [5, 4][: len(days)],
            "high": [7, 6][: len(days)],
        },
        "band": {"days": reach, "low": [3, -0.5], "middle": [5, 3], "high": [8, 10.4]},
        "references": [
            {"days": reach, "level": [6, 2], "source": "First", "phase": "acute"},
            {"days": reach, "level": [6, 1], "source": "Second", "phase": "acute"},
        ],
    }


def heights(path: str) -> list[float]:
    return [float(y) for y in re.findall(r",(-?[\d.]+)", path)]


@pytest.mark.parametrize(
    ("day", "pain", "place"),
    [
        pytest.param(0, 0, (10, 90), id="nothing at the start, bottom left"),
        pytest.param(10, 10, (190, 10), id="worst at the end, top right"),
        pytest.param(5, 5, (100, 50), id="half way, half"),
    ],
)
def test_a_frame_places_pain_upwards_and_days_to_the_right(
    day: float, pain: float, place: tuple[float, float]
) -> None:
    frame = Frame(first=0, last=10, width=200, height=100, left=10, right=10, top=10, bottom=10)
    assert (frame.x(day), frame.y(pain)) == place


def test_a_frame_of_one_day_does_not_divide_by_nothing() -> None:
    assert Frame(first=3, last=3, width=100, height=10).x(3) == 0


def test_nothing_written_draws_nothing() -> None:
    assert sparkline([], days=42) is None
    nothing = drawn(days=())
    nothing["fitted"] = {"days": [], "level": [], "low": [], "high": []}
    assert course_chart(nothing, today=3, onset_on=ONSET) is None


def test_a_sparkline_ends_where_the_last_entry_was() -> None:
    line = sparkline([(-42.0, 10.0), (0.0, 0.0)], days=42)
    assert line is not None
    assert line.line == "M2.0,4.0L116.0,32.0"
    assert (line.x, line.y) == ("116.0", "32.0")


def test_a_course_stays_inside_the_drawing_where_an_interval_goes_below_zero_or_above_ten() -> None:
    chart = course_chart(drawn(), today=3.5, onset_on=ONSET)
    assert chart is not None
    assert min(heights(chart.band)) == chart.frame.y(10)
    assert max(heights(chart.band)) == chart.frame.y(0)


def test_a_course_names_each_published_one() -> None:
    chart = course_chart(drawn(), today=3.5, onset_on=ONSET)
    assert chart is not None
    assert [(one.number, one.source) for one in chart.references] == [(1, "First"), (2, "Second")]


def test_a_dot_knows_its_day() -> None:
    chart = course_chart(drawn(), today=3.5, onset_on=ONSET)
    assert chart is not None
    assert [(dot.day, dot.pain) for dot in chart.dots] == [(ONSET, 6.0), (dt.date(2026, 9, 4), 4.0)]


@pytest.mark.parametrize(
    ("began", "until", "labels"),
    [
        pytest.param(0, 84, [str(week) for week in range(13)], id="a new complaint, every week"),
        pytest.param(
            10, 94, [str(week) for week in range(1, 14)], id="a diary that began in the second week"
        ),
        pytest.param(0, 364, [str(week) for week in range(0, 53, 4)], id="a year, every fourth week"),
    ],
)
def test_weeks_are_counted_from_the_onset_and_never_crowd(
    began: float, until: float, labels: list[str]
) -> None:
    chart = course_chart(drawn(began, until, (began + 1,)), today=began + 2, onset_on=ONSET)
    assert chart is not None
    assert [tick.label for tick in chart.weeks] == labels
