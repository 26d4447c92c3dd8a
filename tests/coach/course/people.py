"""Diaries for the tests of the course, made without chance."""

from collections.abc import Callable

from coach.course import Entry

WIGGLE = (0.0, 1.0, -1.0, 0.0, -1.0, 1.0, 0.0)  # the ups and downs of a week


def diary(course: Callable[[float], float], days: range) -> list[Entry]:
    """A whole-numbered diary along a course, with the same small ups and downs every week."""
    return [Entry(float(d), float(min(10, max(0, round(course(d) + WIGGLE[d % 7]))))) for d in days]


def falling(day: float) -> float:
    """From 7 to nearly nothing in six weeks."""
    return 7 * 2.718 ** (-day / 15)


def staying(day: float) -> float:
    """Around 6 all along."""
    return 6 + 0 * day
