import pytest

from exercises.figures import draw
from exercises.figures.drawing import PANEL, framed, loop, scenes
from exercises.figures.poses import FigureError
from tests.exercises.figures.samples import made


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Kin intrekken"), ("en", "Chin tuck"), ("de", "Kin intrekken")]
)
def test_a_figure_is_titled_in_the_language_asked_for(language: str, title: str) -> None:
    assert f'<title id="chin-tuck-title">{title}</title>' in draw("chin-tuck", language)


def test_start_and_end_stand_side_by_side() -> None:
    svg = draw("squat")
    assert 'viewBox="0 0 320 160"' in svg
    assert svg.count("<rect") == 2


def test_an_animated_figure_is_one_panel_of_six_frames() -> None:
    svg = draw("squat", animated=True)
    assert 'viewBox="0 0 156 160"' in svg
    assert svg.count('<g class="n n') == 6


def test_the_same_figure_is_drawn_the_same_every_time() -> None:
    assert draw("squat") == draw("squat")


def test_an_unknown_figure_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        draw("handstand")


def test_the_limbs_of_the_far_side_are_dimmed_from_the_side_and_not_from_the_front() -> None:
    side, front = scenes(made())[0], scenes(made(view="front"))[0]
    assert {mark.tone for mark in side.marks} >= {"f", "b", "l"}
    assert "f" not in {mark.tone for mark in front.marks}


@pytest.mark.parametrize(("view", "eyes"), [("front", 2), ("side", 1), ("back", 0)])
def test_one_sees_as_many_eyes_as_face_us(view: str, eyes: int) -> None:
    scene = scenes(made(view=view))[0]
    assert sum(mark.tone == "h" for mark in scene.marks) == eyes


def test_both_panels_are_drawn_at_one_scale() -> None:
    start, end = framed(scenes(made(end={"shoulder": 180})), across=164)
    assert sorted(mark.width for mark in start.marks) == sorted(mark.width for mark in end.marks)


def test_a_prop_can_belong_to_one_panel() -> None:
    ball = {"is": "disc", "at": [30, 5, 0], "r": 5, "panel": 2}
    start, end = scenes(made(props=[ball]))
    assert len(end.marks) == len(start.marks) + 1


def test_a_floor_line_is_drawn_only_where_there_is_a_floor() -> None:
    with_floor, without = (framed(scenes(made(floor=floor)), across=164)[0] for floor in (True, False))
    assert len(with_floor.marks) == len(without.marks) + 1


def test_the_loop_begins_at_the_start_and_stops_at_the_end() -> None:
    one = made(end={"shoulder": 90})
    first, *_, last = loop(one)
    assert [mark.points for mark in first.marks] == [mark.points for mark in scenes(one)[0].marks]
    assert [mark.points for mark in last.marks] == [mark.points for mark in scenes(one)[1].marks]


def test_a_long_reach_still_fits_the_panel() -> None:
    wide = made(props=[{"is": "line", "points": [[-200, 10, 0], [200, 10, 0]]}])
    xs = [x for mark in framed(scenes(wide), across=0)[0].marks for x, _ in mark.points]
    assert min(xs) >= 0
    assert max(xs) <= PANEL[0]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        pytest.param({"view": "under"}, "view", id="an unknown view"),
        pytest.param({"props": ["sofa"]}, "props", id="an unknown prop"),
        pytest.param({"props": [{"is": "disc", "at": "tail", "r": 1}]}, "props", id="an unknown joint"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(fields: dict[str, object], field: str) -> None:
    with pytest.raises(FigureError) as refused:
        scenes(made(**fields))
    assert (refused.value.key, refused.value.field) == ("wave", field)
