from typing import Any

import pytest

from exercises.figures.poses import FigureError, blended, figure, keys, read
from tests.exercises.figures.samples import BASES, WORDS, made


def test_a_word_without_a_side_counts_for_both() -> None:
    assert made().start == {"elbow_r": 8, "elbow_l": 8}


def test_the_end_begins_as_the_start() -> None:
    one = made(start={"neck": 10}, end={"head": 5})
    assert one.end == {"elbow_r": 8, "elbow_l": 8, "neck": 10, "head": 5}


def test_a_later_word_for_both_sides_wins_from_an_earlier_word_for_one() -> None:
    one = made(start={"shoulder_r": 50}, end={"shoulder": 90})
    assert (one.end["shoulder_r"], one.end["shoulder_l"]) == (90, 90)


def test_an_angle_of_an_arm_ends_its_reach_and_leaves_the_other_arm_alone() -> None:
    one = made(base="seated", start={"palm_r": [1, 0, 0]}, end={"shoulder_r": 40})
    assert "hand_r" not in one.end
    assert "palm_r" not in one.end
    assert one.end["hand_l"] == "knee+-6,5,-1"


def test_an_angle_of_a_leg_ends_the_foothold() -> None:
    one = made(start={"foot": [0, 4.3, 5], "knee_to": [1, 0, 0]}, end={"knee_l": 20})
    assert "foot_l" not in one.end
    assert "foot_r" in one.end


def test_short_props_and_arrows_are_spelt_out() -> None:
    one = made(props=["chair"], arrows=["hand_r"])
    assert one.props == ({"is": "chair"},)
    assert one.arrows == ({"of": "hand_r"},)


@pytest.mark.parametrize(
    ("table", "field"),
    [
        pytest.param({"key": "wave", "desc": WORDS}, "title", id="no title"),
        pytest.param({"key": "wave", "title": {"nl": "x"}, "desc": WORDS}, "title", id="one language"),
        pytest.param({"key": "wave", "title": WORDS, "desc": {"nl": "x"}}, "desc", id="half a description"),
        pytest.param(
            {"key": "wave", "title": WORDS, "desc": WORDS, "base": "x"}, "base", id="an unknown base"
        ),
        pytest.param({"key": "wave", "title": WORDS, "desc": WORDS, "ink": 1}, "ink", id="an unknown field"),
    ],
)
def test_a_broken_figure_is_refused_by_name_and_field(table: dict[str, Any], field: str) -> None:
    with pytest.raises(FigureError) as refused:
        read(table, BASES)
    assert (refused.value.key, refused.value.field) == ("wave", field)


def test_blending_goes_from_one_pose_to_the_other_in_numbers() -> None:
    assert blended({"neck": 10, "hand_r": "head"}, {"neck": 30, "hand_r": "head"}, 0.25) == {
        "neck": 15,
        "hand_r": "head",
    }


def test_a_word_only_one_pose_has_starts_from_nought() -> None:
    assert blended({}, {"neck": 30}, 0.5) == {"neck": 15}


def test_poses_that_differ_in_more_than_numbers_cannot_be_blended() -> None:
    assert blended({"hand_r": "head"}, {"hand_r": "knee"}, 0.5) is None


def test_every_key_leads_to_its_figure() -> None:
    assert all(figure(key).key == key for key in keys())


def test_an_unknown_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        figure("handstand")
