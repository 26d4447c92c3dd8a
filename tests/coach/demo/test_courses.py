import pytest

from coach.demo.courses import COURSES

FIRST = 6.0


@pytest.mark.parametrize("name", COURSES)
def test_a_course_stays_near_the_scale(name: str) -> None:
    levels = [COURSES[name](day, FIRST) for day in range(42)]
    assert levels[0] == pytest.approx(FIRST, abs=0.01)
    assert all(0 <= level <= 10 for level in levels)


@pytest.mark.parametrize(
    ("name", "day", "lowest", "highest"),
    [
        pytest.param("recovers", 14, 0, 2, id="who recovers has little pain left after two weeks"),
        pytest.param("recovers_slowly", 14, 3, 5, id="who recovers slowly is halfway then"),
        pytest.param("recovers_slowly", 41, 0, 2.5, id="and there after six weeks"),
        pytest.param("becomes_pain_free", 28, 0, 0.1, id="pain free means none"),
        pytest.param("stalls", 8, 4, 5, id="who stalls gets somewhat better at first"),
        pytest.param("stalls", 41, 4, 5, id="and no further"),
        pytest.param("persists", 40, 5, 7, id="who persists is where they were"),
        pytest.param("flares", 35, 0, 1.5, id="who flares was nearly well"),
        pytest.param("flares", 37, 4, 8, id="before it came back"),
        pytest.param("flares", 41, 1, 4, id="and it settles again"),
        pytest.param("worsens_late", 21, 4, 5, id="who worsens late was getting better"),
        pytest.param("worsens_late", 41, 8, 10, id="and is worse than ever at the end"),
        pytest.param("returns", 30, 0, 0.1, id="who has it back was rid of it"),
        pytest.param("returns", 40, 4, 6, id="and has it back"),
    ],
)
def test_each_course_goes_its_own_way(name: str, day: int, lowest: float, highest: float) -> None:
    assert lowest <= COURSES[name](day, FIRST) <= highest
