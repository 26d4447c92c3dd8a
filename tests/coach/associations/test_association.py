from collections.abc import Callable

import numpy as np
import pytest

from coach.associations import FACTORS, Association, Day, Link, associations
from coach.associations.association import FEWEST_DAYS

Pain = Callable[[bool], float]
WAVES = np.random.default_rng(11).normal(0, 1, 400)


def diary(yes: int, no: int, pain: Pain, factor: str = "lifting") -> list[Day]:
    """`yes` days with the factor and `no` without, well mixed, the pain of each with some noise."""
    marks = np.random.default_rng(12).permutation([True] * yes + [False] * no)
    return [Day(day, pain(bool(mark)) + WAVES[day], {factor: bool(mark)}) for day, mark in enumerate(marks)]


def worse(mark: bool) -> float:
    return 6.0 if mark else 3.0


def better(mark: bool) -> float:
    return 3.0 if mark else 6.0


def the_same(_mark: bool) -> float:
    return 4.0


def only(found: tuple[Association, ...]) -> Association:
    assert len(found) == 1
    return found[0]


LINKS = [
    pytest.param(20, 20, worse, Link.MORE_PAIN, id="worse days"),
    pytest.param(20, 20, better, Link.LESS_PAIN, id="better days"),
    pytest.param(20, 20, the_same, Link.UNCLEAR, id="neither"),
    pytest.param(10, 10, worse, Link.MORE_PAIN, id="ten with and ten without"),
    pytest.param(9, 40, worse, Link.TOO_FEW_DAYS, id="nine with"),
    pytest.param(40, 9, worse, Link.TOO_FEW_DAYS, id="nine without"),
    pytest.param(30, 0, worse, Link.TOO_FEW_DAYS, id="every day with"),
]


@pytest.mark.parametrize(("yes", "no", "pain", "link"), LINKS)
def test_a_yes_or_no_is_compared_from_ten_days_each(yes: int, no: int, pain: Pain, link: Link) -> None:
    found = only(associations(diary(yes, no, pain)))
    assert found.link is link
    assert found.days == yes + no
    assert (found.correlation is None) is (link is Link.TOO_FEW_DAYS)
    if min(yes, no):
        assert (found.days_with, found.days_without) == (yes, no)


def test_a_number_is_split_at_the_persons_own_middle() -> None:
    stress = np.random.default_rng(13).permutation(np.repeat([1.0, 3.0, 6.0], [12, 6, 12]))
    found = only(
        associations([Day(d, 2 + s / 2 + WAVES[d] / 2, {"stress": s}) for d, s in enumerate(stress)])
    )
    assert (found.link, found.days, found.days_with, found.days_without) == (Link.MORE_PAIN, 30, 12, 18)


def test_a_number_that_hardly_ever_differs_has_too_few_days() -> None:
    found = only(associations([Day(d, 4 + WAVES[d], {"stress": 7.0 if d < 9 else 0.0}) for d in range(60)]))
    assert (found.link, found.days_with, found.days_without) == (Link.TOO_FEW_DAYS, 9, 51)


def test_a_pain_that_never_changes_goes_with_nothing() -> None:
    entries = [Day(entry.day, 4.0, entry.factors) for entry in diary(20, 20, the_same)]
    found = only(associations(entries))
    assert (found.link, found.correlation) == (Link.TOO_ALIKE, None)


def test_what_was_not_written_down_is_not_a_no() -> None:
    entries = diary(20, 20, worse)
    unwritten = [Day(100 + day, 0.0, {"lifting": None}) for day in range(30)]
    unmentioned = [Day(200 + day, 9.0, {}) for day in range(30)]
    assert associations(entries + unwritten + unmentioned) == associations(entries)


def test_entries_of_one_day_are_one_day() -> None:
    once = diary(15, 15, worse)
    twice = [Day(e.day, e.pain + shift, e.factors) for e in once for shift in (-1, 1)]
    evening = [Day(e.day, e.pain, {"lifting": False}) for e in once]
    assert only(associations(twice)).days == 30
    assert only(associations(once + evening)).days_with == 15  # once is enough to be a day with


def test_the_order_of_the_entries_does_not_matter() -> None:
    entries = diary(20, 20, worse)
    assert associations(entries[::-1]) == associations(entries)


def test_the_more_we_look_at_the_more_certain_we_must_be() -> None:
    alone = diary(20, 20, worse)
    noise = np.random.default_rng(14).permutation([True, False] * 20)
    more = [Day(e.day, e.pain, {**e.factors, "worked": bool(n)}) for e, n in zip(alone, noise, strict=True)]
    narrow, wide = only(associations(alone)).correlation, associations(more)[0].correlation
    assert narrow is not None
    assert wide is not None
    assert wide.rho == narrow.rho
    assert wide.low < narrow.low


def test_the_clearest_comes_first_and_what_says_too_little_last() -> None:
    random = np.random.default_rng(15)
    lifting, worked = random.permutation([True, False] * 30), random.permutation([True, False] * 30)
    entries = [
        Day(
            day,
            3 + 3 * lifting[day] + WAVES[day],
            {"lifting": bool(lifting[day]), "worked": bool(worked[day])},
        )
        for day in range(60)
    ]
    entries.append(Day(60, 3.0, {"standing": True}))
    assert [found.factor for found in associations(entries)] == ["lifting", "worked", "standing"]


def test_an_empty_diary_says_nothing() -> None:
    assert associations([]) == ()


def test_a_factor_never_written_down_has_no_days() -> None:
    found = only(associations([Day(0, 4.0, {"sleep": None})]))
    assert (found.link, found.days, found.days_with, found.days_without) == (Link.TOO_FEW_DAYS, 0, 0, 0)


@pytest.mark.parametrize(
    ("factors", "error", "message"),
    [
        pytest.param(
            {"moon": True}, ValueError, "'moon' is not a factor we look at", id="a factor nobody knows"
        ),
        pytest.param(
            {"lifting": 3.0}, TypeError, "lifting is a trigger, not 3.0", id="a number for a trigger"
        ),
        pytest.param({"sleep": True}, TypeError, "sleep is a number, not True", id="a yes for a number"),
    ],
)
def test_a_stray_factor_is_refused(
    factors: dict[str, float | bool], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        associations([Day(0, 4.0, factors)])


def test_over_all_factors_together_chance_is_rarely_taken_for_more() -> None:
    random = np.random.default_rng(16)
    numbers = [key for key, factor in FACTORS.items() if factor.kind == "number"]
    fooled = 0
    for _ in range(200):
        pain = random.integers(0, 11, 40)
        entries = [
            Day(day, float(pain[day]), {key: float(random.integers(0, 11)) for key in numbers})
            for day in range(40)
        ]
        fooled += any(found.link in (Link.MORE_PAIN, Link.LESS_PAIN) for found in associations(entries))
    assert fooled <= 18  # 5 % promised: 10 expected, 18 is two and a half standard deviations up


def test_ten_days_are_asked_for() -> None:
    assert FEWEST_DAYS == 10
