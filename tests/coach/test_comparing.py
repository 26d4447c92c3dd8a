"""The diary, laid out for comparing."""

import datetime as dt
from typing import Any

import pytest

from coach import comparing
from coach.associations import Link
from coach.models import DiaryEntry, Episode, Person
from tests.conftest import NOW, new_id

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def episode(person: Person) -> Episode:
    onset = NOW.date() - 400 * DAY
    episode, _ = person.episodes.put(new_id(), {"region": "upper_back", "onset_on": onset})
    return episode


def write(episode: Episode, ago: float, pain: int = 5, **fields: Any) -> DiaryEntry:
    content = {"episode": episode, "recorded_at": NOW - ago * DAY, "utc_offset": 60, "pain": pain, **fields}
    entry, _ = episode.person.diary.put(new_id(), content)
    return entry


def test_nothing_written_is_nothing_to_say(episode: Episode) -> None:
    assert comparing.compared(episode, at=NOW) == ()


def test_worse_nights_that_go_with_more_pain_come_first(episode: Episode) -> None:
    for ago in range(40):
        bad = ago * 7 % 3 == 0
        write(episode, ago, 7 if bad else 3, sleep=8 if bad else 2, stress=ago * 5 % 11)
    first, *others = comparing.compared(episode, at=NOW)
    assert (first.factor, first.link, first.days) == ("sleep", Link.MORE_PAIN, 40)
    assert {one.factor for one in others} == {
        "stress",
        "stiffness",
        "worry",
        "activity_minutes",
        "medication",
    }


def test_no_medication_is_a_no_from_the_first_time_it_was_written_down(episode: Episode) -> None:
    for ago, medication in ((4, []), (3, ["paracetamol"]), (2, []), (1, ["ibuprofen"])):
        write(episode, ago, medication=medication)
    found = comparing.days(episode.person.diary.of(episode))
    assert [one.factors["medication"] for one in found] == [None, True, False, True]


def test_a_trigger_not_ticked_is_a_no_where_triggers_were_asked(episode: Episode) -> None:
    for ago, triggers in ((4, None), (3, ["lifting"]), (2, []), (1, ["lifting", "cold"])):
        write(episode, ago, triggers=triggers)
    found = comparing.days(episode.person.diary.of(episode))
    assert [one.factors.get("lifting") for one in found] == [None, True, False, True]
    assert [one.factors.get("cold") for one in found] == [None, False, False, True]
    assert not any("sitting" in one.factors for one in found)


def test_a_trigger_that_goes_with_more_pain_is_named_with_its_interval(episode: Episode) -> None:
    for ago in range(40):
        bad = ago * 7 % 3 == 0
        write(episode, ago, 7 if bad else 3, triggers=["lifting"] if bad else [], sleep=ago * 5 % 11)
    first, *_ = comparing.compared(episode, at=NOW)
    assert (first.factor, first.link, first.days_with) == ("lifting", Link.MORE_PAIN, 14)
    assert first.correlation is not None
    assert 0 < first.correlation.low < first.correlation.high


def test_nine_days_with_a_trigger_say_nothing_yet(episode: Episode) -> None:
    for ago in range(40):
        write(episode, ago, 7 if ago < 9 else 3, triggers=["lifting"] if ago < 9 else [])
    lifting = next(one for one in comparing.compared(episode, at=NOW) if one.factor == "lifting")
    assert (lifting.link, lifting.days_with, lifting.correlation) == (Link.TOO_FEW_DAYS, 9, None)


def test_what_was_not_written_is_not_a_nought(episode: Episode) -> None:
    write(episode, 1)
    (found,) = comparing.days(episode.person.diary.of(episode))
    assert set(found.factors.values()) == {None}


def test_the_day_is_the_reporters_own(episode: Episode) -> None:
    late = write(episode, 10 / 24)  # 23:30 UTC is half past midnight there
    (found,) = comparing.days(episode.person.diary.of(episode))
    assert dt.date.fromordinal(found.day) == late.local_day == NOW.date()


def test_entries_of_more_than_a_year_ago_are_left_out(episode: Episode) -> None:
    write(episode, 366, sleep=3)
    write(episode, 364, sleep=3)
    sleep = next(one for one in comparing.compared(episode, at=NOW) if one.factor == "sleep")
    assert sleep.days == 1
