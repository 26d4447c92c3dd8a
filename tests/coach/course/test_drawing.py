"""What a client draws."""

import json

from coach.course import drawing
from tests.coach.course.people import diary, falling


def test_a_drawing_is_plain_json_with_lines_of_equal_length() -> None:
    drawn = json.loads(json.dumps(drawing(diary(falling, range(30)), today=30.0)))
    for name in ("points", "fitted", "band"):
        assert len({len(values) for values in drawn[name].values()}) == 1
    assert len(drawn["references"]) == 2


def test_the_fit_stops_at_the_last_entry_and_the_band_goes_on() -> None:
    drawn = drawing(diary(falling, range(30)), today=40.0)
    assert drawn["fitted"]["days"][-1] == 29.0
    assert drawn["band"]["days"][-1] == 84.0


def test_the_band_is_ordered_and_stays_on_the_scale() -> None:
    band = drawing(diary(falling, range(30)), today=30.0)["band"]
    for low, middle, high in zip(band["low"], band["middle"], band["high"], strict=True):
        assert 0 <= low <= middle <= high <= 10


def test_days_count_from_the_onset_also_when_the_diary_began_later() -> None:
    drawn = drawing([], today=50.0, began=50.0)
    assert drawn["fitted"]["days"] == []
    assert drawn["band"]["days"][0] == 50.0


def test_published_means_start_where_the_person_began() -> None:
    drawn = drawing(diary(falling, range(30)), today=30.0)
    assert {round(r["level"][0], 2) for r in drawn["references"]} == {
        round(drawn["references"][0]["level"][0], 2)
    }
    assert all(r["source"] for r in drawn["references"])
