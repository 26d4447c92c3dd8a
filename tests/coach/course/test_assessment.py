"""Whole assessments: the promises a person and the nightly pass rely on."""

import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.course import Case, Entry, Phase, Verdict, assess, assess_many
from tests.coach.course.people import diary, falling, staying

DIARIES = st.lists(
    st.builds(Entry, st.integers(0, 60).map(float), st.integers(0, 10).map(float)),
    max_size=40,
    unique_by=lambda e: e.day,
)


@pytest.mark.parametrize(
    ("entries", "today", "verdict"),
    [
        pytest.param([], 3.0, Verdict.NOT_ENOUGH_DATA, id="nothing written"),
        pytest.param(diary(staying, range(3)), 3.0, Verdict.NOT_ENOUGH_DATA, id="three days"),
        pytest.param(diary(staying, range(14)), 14.0, Verdict.TOO_EARLY, id="two weeks at 6"),
        pytest.param(diary(staying, range(25)), 25.0, Verdict.SLOWER, id="three and a half weeks at 6"),
        pytest.param(diary(staying, range(42)), 42.0, Verdict.PLATEAU, id="six weeks at 6"),
        pytest.param(diary(falling, range(30)), 30.0, Verdict.ON_COURSE, id="falling for a month"),
        pytest.param(
            [*diary(staying, range(42)), *diary(lambda _: 9, range(42, 52))], 52.0, Verdict.WORSENING, id="up"
        ),
        pytest.param(
            [*diary(falling, range(30)), Entry(30, 7), Entry(31, 7)], 31.0, Verdict.FLARE_UP, id="flare"
        ),
        pytest.param(diary(lambda _: 0, range(10)), 10.0, Verdict.RECOVERED, id="ten days at 0 or 1"),
        pytest.param(diary(falling, range(30)), 40.0, Verdict.NOT_ENOUGH_DATA, id="silent for ten days"),
    ],
)
def test_a_diary_gets_its_verdict(entries: list[Entry], today: float, verdict: Verdict) -> None:
    assert assess(entries, today=today).verdict is verdict


def test_the_answer_says_what_it_rests_on() -> None:
    answer = assess(diary(falling, range(0, 30, 3)), today=30.0)
    assert (answer.entries, answer.days, answer.week) == (10, 27, 4)


def test_the_reduction_lies_in_its_interval_and_near_the_truth() -> None:
    less = assess(diary(falling, range(42)), today=42.0).reduction
    assert less is not None
    assert less.low < less.points < less.high
    assert less.low < falling(0) - falling(41) < less.high


def test_more_pain_never_makes_a_reduction_likelier() -> None:
    start = [Entry(day, 8.0) for day in (0.0, 1.0, 2.0)]
    diaries = [[*start, *diary(lambda _, p=pain: p, range(7, 28))] for pain in range(1, 8)]
    chances = [assess(entries, today=28.0).probability or 0.0 for entries in diaries]
    assert all(low <= high for low, high in pairwise(chances))


def test_one_odd_day_moves_little() -> None:
    entries = diary(falling, range(30))
    odd = [*entries[:-3], Entry(entries[-3].day, 9.0), *entries[-2:]]
    before, after = (assess(e, today=30.0).level or 0.0 for e in (entries, odd))
    assert abs(after - before) < 0.5


def test_entries_after_today_are_not_looked_at() -> None:
    entries = diary(staying, range(42))
    assert assess(entries, today=20.0) == assess(entries[:21], today=20.0)


def test_the_phase_is_how_long_the_pain_had_lasted_when_the_diary_began() -> None:
    late = [Entry(100 + e.day, e.pain) for e in diary(staying, range(14))]
    answer = assess(late, today=114.0, began=100.0)
    assert answer.phase is Phase.PERSISTENT
    assert answer.week == 16


def test_an_answer_is_plain_json() -> None:
    answer = assess(diary(staying, range(42)), today=42.0)
    plain = json.loads(json.dumps(answer.as_json()))
    assert plain["verdict"] == "plateau"
    assert plain["next_step"]["key"] == "end_of_window"


@settings(max_examples=40, deadline=None)
@given(DIARIES, st.randoms(use_true_random=False))
def test_the_same_diary_in_any_order_gets_the_same_answer(
    entries: list[Entry], shuffle: "np.random.Generator"
) -> None:
    mixed = list(entries)
    shuffle.shuffle(mixed)
    assert assess(mixed, today=60.0) == assess(entries, today=60.0)


@settings(max_examples=40, deadline=None)
@given(DIARIES.filter(bool), st.integers(1, 40))
def test_silence_never_makes_anybody_better(entries: list[Entry], days: int) -> None:
    last = max(e.day for e in entries)
    before, after = assess(entries, today=last), assess(entries, today=last + days)
    if after.probability is not None:
        assert before.probability is not None
        assert after.probability >= before.probability
    better = (Verdict.ON_COURSE, Verdict.RECOVERED)
    assert after.verdict not in better or before.verdict in better


@settings(max_examples=15, deadline=None)
@given(st.lists(DIARIES, min_size=1, max_size=6))
def test_the_nightly_pass_gives_the_same_answers_as_one_by_one(diaries: list[list[Entry]]) -> None:
    cases = [Case(tuple(entries), 60.0) for entries in diaries]
    together = list(assess_many(iter(cases), chunk=4))
    assert [a.verdict for a in together] == [assess(c.entries, today=60.0).verdict for c in cases]
    for case, answer in zip(cases, together, strict=True):
        assert answer.probability == pytest.approx(assess(case.entries, today=60.0).probability, abs=2e-4)
