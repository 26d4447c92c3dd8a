"""Doses, sessions that went one way or another, and people who respond, for the tests of the progression."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from exercises.programmes.model import Bounds, Range
from exercises.progression import Bout, Dose, StopReason

SEEDED = settings(max_examples=60, derandomize=True, database=None, deadline=None)
TODAY = date(2026, 4, 20)
DOSE = Dose(sets=2, repetitions=10)
LIGHTER, HEAVIER = replace(DOSE, repetitions=8), replace(DOSE, repetitions=12)
LOWEST, HIGHEST = Dose(1, 6), Dose(3, 12)
BOUNDS = Bounds(sets=Range(1, 3), repetitions=Range(6, 12, 2))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def bout(days_ago: int, **differs: Any) -> Bout:
    """A session that went well so many days before today, but for what `differs`; all of it done."""
    dose = differs.get("dose", DOSE)
    fine = {"done": dose, "pain_during": 1, "pain_after": 1, "pain_next_day": 1, "effort": 4.0}
    return Bout(**{"on": ago(days_ago), "dose": dose, **fine, **differs})


@st.composite
def some_bounds(draw: st.DrawFn) -> Bounds:
    def within(most: int) -> Range:
        least = draw(st.integers(1, most))
        return Range(least, draw(st.integers(least, most)), draw(st.integers(1, 5)))

    maybe = st.booleans()
    return Bounds(
        sets=within(5) if draw(maybe) else None,
        repetitions=within(20) if draw(maybe) else None,
        seconds=within(60) if draw(maybe) else None,
        load_kg=within(20) if draw(maybe) else None,
    )


@st.composite
def some_doses(draw: st.DrawFn, bounds: Bounds) -> Dose:
    def value(within: Range | None, usual: int) -> Any:
        return draw(st.integers(int(within.least), int(within.most))) if within else usual

    return Dose(
        value(bounds.sets, 2),
        value(bounds.repetitions, 10),
        value(bounds.seconds, 5),
        value(bounds.load_kg, 2),
    )


pains = st.none() | st.integers(0, 10)


@st.composite
def some_bouts(draw: st.DrawFn, bounds: Bounds) -> list[Bout]:
    """Up to eight sessions in the last six weeks, at one to three doses."""
    doses = [draw(some_doses(bounds)) for _ in range(draw(st.integers(1, 3)))]
    found = []
    for days in sorted(draw(st.lists(st.integers(0, 42), max_size=8)), reverse=True):
        dose = draw(st.sampled_from(doses))
        found.append(
            Bout(
                ago(days),
                dose,
                draw(st.sampled_from([None, dose, replace(dose, sets=1)])),
                draw(pains),
                draw(pains),
                draw(pains),
                draw(st.none() | st.integers(0, 10)),
                draw(st.sampled_from([None, None, None, *StopReason])),
            )
        )
    return found
