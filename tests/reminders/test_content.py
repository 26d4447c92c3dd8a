"""Which exercise a break brings."""

import dataclasses
from typing import Any
from uuid import UUID

import pytest

from exercises.catalogue import load
from reminders.content import MicroBreak, choose, circle

ANNA = UUID(int=1)
QUIET = MicroBreak(
    "roll", "mobility", "easy", frozenset({"neck"}), frozenset({"desk", "home"}), frozenset(), frozenset()
)


def named(slug: str, *regions: str, ruled_out_by: tuple[str, ...] = ()) -> MicroBreak:
    return dataclasses.replace(
        QUIET, slug=slug, regions=frozenset(regions or ("neck",)), ruled_out_by=frozenset(ruled_out_by)
    )


def pick(exercises: list[MicroBreak], last: str | None = None, **known: Any) -> str | None:
    known = {"regions": (), "signs": (), "who": ANNA, **known}
    return choose(circle(exercises), last=last, **known)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"level": "moderate"}, id="more than easy"),
        pytest.param({"kind": "strength"}, id="strength"),
        pytest.param({"kind": "endurance"}, id="endurance"),
        pytest.param({"places": frozenset({"gym", "outdoors"})}, id="not at work"),
        pytest.param({"equipment": frozenset({"band"})}, id="with something to bring"),
    ],
)
def test_what_is_strenuous_or_needs_more_than_a_desk_never_comes(changes: dict[str, Any]) -> None:
    assert pick([dataclasses.replace(QUIET, **changes)]) is None


def test_each_comes_again_only_after_all_the_others() -> None:
    exercises = [named(slug) for slug in "abcdefg"]
    shown: list[str | None] = [None]
    for _ in range(21):
        shown.append(pick(exercises, last=shown[-1]))
    first, second, third = shown[1:8], shown[8:15], shown[15:22]
    assert set(first) == set("abcdefg")
    assert first == second == third


def test_people_begin_at_different_places() -> None:
    exercises = [named(slug) for slug in "abcdefg"]
    assert len({pick(exercises, who=UUID(int=number)) for number in range(40)}) == 7


def test_the_same_people_at_the_same_moment_get_the_same() -> None:
    exercises = [named(slug) for slug in "abcdefg"]
    assert pick(exercises) == pick(list(reversed(exercises)))


@pytest.mark.parametrize(
    ("regions", "expected"),
    [
        pytest.param(["neck"], {"neck", "all"}, id="one region"),
        pytest.param(["neck", "legs"], {"neck", "legs", "all"}, id="two regions"),
        pytest.param([], {"neck", "legs", "back", "all"}, id="no complaint"),
    ],
)
def test_it_is_for_where_it_hurts_or_for_the_whole_body(regions: list[str], expected: set[str]) -> None:
    exercises = [
        named("neck", "neck"),
        named("legs", "legs"),
        named("back", "lower_back"),
        named("all", "whole_body"),
    ]
    shown: set[str | None] = set()
    last = None
    for _ in range(8):
        last = pick(exercises, last=last, regions=regions)
        shown.add(last)
    assert shown == expected


def test_where_only_one_is_for_the_region_another_comes_in_between() -> None:
    exercises = [named("neck", "neck"), named("legs", "legs"), named("back", "lower_back")]
    last, shown = None, []
    for _ in range(6):
        last = pick(exercises, last=last, regions=["neck"])
        shown.append(last)
    assert shown[0::2] == ["neck"] * 3
    assert "neck" not in shown[1::2]


def test_what_a_reported_sign_rules_out_never_comes() -> None:
    exercises = [named("a", ruled_out_by=("fever",)), named("b", ruled_out_by=("fever", "chest_pain"))]
    assert pick(exercises, signs=["fever"]) is None
    assert pick(exercises, signs=["chest_pain"]) == "a"


def test_the_same_never_comes_twice_in_a_row() -> None:
    assert pick([named("a")], last="a") is None


def test_one_that_was_retired_meanwhile_is_no_hindrance() -> None:
    assert pick([named("a"), named("b")], last="gone") in {"a", "b"}


@pytest.mark.parametrize("region", ["lower_back", "middle_back", "upper_back", "neck", "shoulder"])
def test_our_own_library_has_enough_for_a_day_at_a_desk(region: str) -> None:
    ours = circle(
        MicroBreak(
            one.slug, one.kind, one.level, frozenset(one.regions), frozenset(one.places),
            frozenset(one.equipment), frozenset(one.ruled_out_by),
        )
        for one in load().exercises
        if one.micro_break
    )  # fmt: skip
    assert sum(one.suits([region]) for one in ours) >= 8
