"""The real figures: every one drawable, anatomically possible, inside its frame, and small."""

from xml.etree import ElementTree as ET

import pytest

from exercises.catalogue import load
from exercises.figures import draw, keys
from exercises.figures.body import bodies, lowest
from exercises.figures.drawing import GAP, PANEL, framed, loop, scenes
from exercises.figures.poses import figure
from exercises.figures.projection import Mark
from exercises.figures.skeleton import BONES, RADIUS, Joints
from exercises.figures.vectors import length, subtract

SVG = "{http://www.w3.org/2000/svg}"
CARRIED = {"cycle", "rowing-machine", "step-up", "pull-up", "swim", "warm-bath"}
"""Nobody's feet or back are on the floor here: a saddle, a step, a bar or water carries them."""

SEATED = [key for key in keys() if "chair" in {prop["is"] for prop in figure(key).props}]


def solid(one: Joints) -> list[tuple[str, float]]:
    return [(f"{a}-{b}", length(subtract(one[b], one[a])) - size) for a, b, size in BONES]


def inside(mark: Mark, left: float) -> bool:
    rim = mark.width / 2
    return all(
        left <= x - rim and x + rim <= left + PANEL[0] and y - rim >= 0 and y + rim <= PANEL[1]
        for x, y in mark.points
    )


def test_every_figure_belongs_to_an_exercise_and_every_exercise_has_one() -> None:
    used = {key for exercise in load().exercises for key in exercise.figures}
    assert used == set(keys())


def test_a_drawing_bears_the_name_of_its_exercise() -> None:
    for exercise in load().exercises:
        title = figure(exercise.figures[0]).title
        assert (title["nl"], title["en"]) == (exercise.name.nl, exercise.name.en)


def test_no_limb_changes_length() -> None:
    for key in keys():
        for body in bodies(figure(key)):
            assert [bone for bone, error in solid(body) if abs(error) > 1e-6] == [], key


def test_nobody_sinks_into_the_floor_or_floats_above_it() -> None:
    for key in keys():
        for body in bodies(figure(key)):
            assert lowest(body) > -0.7, key
            assert key in CARRIED or lowest(body) < 1.3, key


@pytest.mark.parametrize("key", keys())
def test_nothing_leaves_the_frame(key: str) -> None:
    start, end = framed(scenes(figure(key)), across=PANEL[0] + GAP)
    assert all(inside(mark, 0) for mark in start.marks)
    assert all(inside(mark, PANEL[0] + GAP) for mark in end.marks)
    assert all(inside(mark, 0) for frame in framed(loop(figure(key)), across=0) for mark in frame.marks)


def test_start_and_end_differ_visibly() -> None:
    for key in keys():
        start, end = bodies(figure(key))
        assert max(length(subtract(start[joint], end[joint])) for joint in start) > 1.5, key


@pytest.mark.parametrize("key", SEATED)
def test_whoever_starts_on_a_chair_has_hips_on_the_seat_and_a_foot_on_the_floor(key: str) -> None:
    body = bodies(figure(key))[0]
    soles = [body[f"{part}_{side}"][1] - RADIUS[part] for part in ("toe", "heel") for side in ("r", "l")]
    assert min(soles) == pytest.approx(0, abs=0.3)
    assert body["hip_r"][1] == pytest.approx(body["hip_l"][1], abs=0.1)
    assert 26 < body["pelvis"][1] < 37


def test_the_head_is_on_the_neck() -> None:
    for key in keys():
        for body in bodies(figure(key)):
            assert length(subtract(body["head"], body["chest"])) > 7, key


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("key", keys())
def test_a_drawing_is_small_well_formed_and_says_what_it_shows(key: str, language: str) -> None:
    drawn = draw(key, language)
    root = ET.fromstring(drawn)  # noqa: S314  we drew it ourselves
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert len(drawn.encode()) < 8000
    assert title is not None
    assert described is not None
    assert title.text == figure(key).title[language]
    assert described.text == figure(key).description[language]
    assert root.get("role") == "img"
    assert "script" not in drawn
    assert "href" not in drawn


def test_a_loop_is_well_formed_and_under_24_kb() -> None:
    for key in keys():
        drawn = draw(key, animated=True)
        ET.fromstring(drawn)  # noqa: S314  we drew it ourselves
        assert len(drawn.encode()) < 24_000, key


def test_titles_and_descriptions_differ_between_the_languages() -> None:
    for key in keys():
        described = figure(key).description
        assert described["nl"] != described["en"], key
        assert all(words.endswith(".") for words in described.values()), key
