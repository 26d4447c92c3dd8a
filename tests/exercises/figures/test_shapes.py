from itertools import pairwise

from exercises.figures.body import bodies
from exercises.figures.shapes import body_parts
from tests.exercises.figures.samples import made

BODY = bodies(made())[0]


def test_a_body_has_a_trunk_a_head_two_legs_and_two_arms() -> None:
    assert len(body_parts(BODY)) == 6


def test_everything_hangs_together() -> None:
    torso, head, *limbs = body_parts(BODY)
    trunk = set(torso[0].points)
    assert head[0].points[0] in trunk
    for limb in limbs:
        assert limb[0].points[0] in trunk
        for upper, lower in pairwise(limb):
            assert upper.points[-1] == lower.points[0]


def test_limbs_taper_away_from_the_trunk() -> None:
    for limb in body_parts(BODY)[2:]:
        widths = [stroke.width for stroke in limb]
        assert widths == sorted(widths, reverse=True)
