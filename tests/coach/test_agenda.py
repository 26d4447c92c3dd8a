"""What is asked on which day."""

import datetime as dt
from typing import Any

import pytest

from coach import interview, screening
from coach.agenda import Asked, Item, agenda
from coach.interview import Kind
from coach.models import Episode, Person
from tests.coach.test_interview import FOLLOW_UP, INTAKE
from tests.conftest import NOW, new_id

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def episode(person: Person) -> Episode:
    episode, _ = person.episodes.put(new_id(), {"region": "upper_back", "onset_on": TODAY - DAY})
    return episode


def answer(episode: Episode, kind: Any, answers: dict[str, Any], *, at: dt.datetime = NOW) -> None:
    onset = {"onset_on": episode.onset_on.isoformat()} if kind == Kind.INTAKE else {}
    interview.keep(episode, kind, answers | onset, answers_id=new_id(), at=at)


def triaged(episode: Episode, *, at: dt.datetime = NOW) -> None:
    screening.report(episode, {"fever": False}, why="intake", at=at)


def asked(person: Person, first: dt.date, last: dt.date, *, at: dt.datetime = NOW) -> dict[int, list[Item]]:
    """By the day, counted from today, on which there is anything."""
    return {(day.on - TODAY).days: day.items for day in agenda(person, first, last, at=at) if day.items}


def test_every_day_is_there_and_without_an_episode_nothing_is_asked(person: Person) -> None:
    days = agenda(person, TODAY - DAY, TODAY + DAY, at=NOW)
    assert [(day.on, day.checked_in, day.items) for day in days] == [
        (TODAY + ahead * DAY, False, []) for ahead in (-1, 0, 1)
    ]


def test_a_day_with_an_entry_is_checked_in_by_the_writers_own_calendar(episode: Episode) -> None:
    late = dt.datetime(2026, 11, 16, 23, 30, tzinfo=dt.UTC)  # half past midnight on the 17th there
    entry = {"episode": episode, "recorded_at": late, "utc_offset": 60, "pain": 4}
    episode.person.diary.put(new_id(), entry)
    days = agenda(episode.person, dt.date(2026, 11, 16), dt.date(2026, 11, 18), at=NOW)
    assert [day.checked_in for day in days] == [False, True, False]


def test_who_just_began_is_asked_the_intake_and_the_signs_today(episode: Episode) -> None:
    assert asked(episode.person, TODAY - WEEK, TODAY + WEEK) == {
        0: [Item(Asked.INTAKE, episode.pk), Item(Asked.TRIAGE, episode.pk, why="intake")]
    }


def test_follow_ups_fall_due_in_weeks_2_4_6_and_12(episode: Episode) -> None:
    answer(episode, Kind.INTAKE, INTAKE)
    triaged(episode)
    found = asked(episode.person, TODAY, TODAY + 90 * DAY)
    due = {day: one.week for day, items in found.items() for one in items if one.week}
    assert due == {14: 2, 28: 4, 42: 6, 84: 12}
    assert next(one.until for one in found[14] if one.week == 2) == TODAY + 27 * DAY


def test_week_four_asks_the_signs_again(episode: Episode) -> None:
    triaged(episode)
    found = asked(episode.person, TODAY + DAY, TODAY + 40 * DAY)
    assert found == {27: [Item(Asked.TRIAGE, episode.pk, why="week_4")]}


def test_what_is_open_stands_today_and_what_was_done_on_its_day(episode: Episode) -> None:
    answer(episode, Kind.INTAKE, INTAKE)
    triaged(episode, at=NOW + DAY)
    later = NOW + 16 * DAY
    found = asked(episode.person, TODAY, TODAY + 20 * DAY, at=later)
    due = Item(Asked.FOLLOW_UP, episode.pk, week=2, until=TODAY + 27 * DAY)
    assert found == {
        0: [Item(Asked.INTAKE, episode.pk, done=True)],
        1: [Item(Asked.TRIAGE, episode.pk, done=True, why="intake")],
        16: [due],
    }
    answer(episode, Kind.FOLLOW_UP, FOLLOW_UP, at=later)
    found = asked(episode.person, TODAY + 2 * DAY, TODAY + 20 * DAY, at=later)
    assert found == {16: [Item(Asked.FOLLOW_UP, episode.pk, done=True, week=2)]}


def test_days_gone_by_ask_nothing(episode: Episode) -> None:
    assert asked(episode.person, TODAY - 2 * WEEK, TODAY - DAY) == {}


def test_an_episode_that_ended_asks_nothing(episode: Episode) -> None:
    answer(episode, Kind.INTAKE, INTAKE, at=NOW - 15 * DAY)
    episode.closed_on = TODAY
    episode.save()
    assert asked(episode.person, TODAY, TODAY + 4 * WEEK) == {}


def test_a_day_is_the_persons_own(episode: Episode) -> None:
    answer(episode, Kind.INTAKE, INTAKE)
    triaged(episode)
    evening = NOW.replace(hour=23, minute=30)  # the next day there
    found = asked(episode.person, TODAY, TODAY + 15 * DAY, at=evening + 13 * DAY)
    assert Item(Asked.FOLLOW_UP, episode.pk, week=2, until=TODAY + 27 * DAY) in found[14]


def test_without_advice_the_signs_are_not_asked(episode: Episode, settings: Any) -> None:
    settings.COACH_ADVICE = False
    assert asked(episode.person, TODAY, TODAY + 40 * DAY) == {0: [Item(Asked.INTAKE, episode.pk)]}


def test_a_long_agenda_takes_no_more_queries_than_a_short_one(
    episode: Episode, django_assert_num_queries: Any
) -> None:
    answer(episode, Kind.INTAKE, INTAKE)
    with django_assert_num_queries(8):
        agenda(episode.person, TODAY, TODAY, at=NOW)
    with django_assert_num_queries(8):
        agenda(episode.person, TODAY - 30 * DAY, TODAY + 60 * DAY, at=NOW)
