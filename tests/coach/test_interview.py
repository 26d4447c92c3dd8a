"""The intake kept, corrected, and followed up in its weeks."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from coach import interview, screening
from coach.interview import AfterTheEnd, FollowUp, Kind, NotOpen
from coach.models import Episode, IntakeAnswers, Person
from coach.triage import Tier
from tests.conftest import NOW, new_id

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)
INTAKE: dict[str, Any] = {
    "region": "upper_back",
    "pain": 6,
    "onset_on": "2026-11-01",
    "onset_kind": "gradual",
    "earlier_episodes": False,
    "activities": [{"name": "autorijden", "score": 4}],
}
FOLLOW_UP: dict[str, Any] = {
    "activities": [{"name": "autorijden", "score": 7}],
    "impression": "much_better",
}


@pytest.fixture
def episode(person: Person) -> Episode:
    episode, _ = person.episodes.put(new_id(), {"region": "upper_back", "onset_on": NOW.date() - 3 * WEEK})
    return episode


def keep(episode: Episode, kind: Any, answers: dict[str, Any], *, at: dt.datetime = NOW) -> IntakeAnswers:
    kept, _ = interview.keep(episode, kind, answers, answers_id=new_id(), at=at)
    return kept


def test_a_correction_is_a_new_row_and_the_newest_stands(episode: Episode) -> None:
    first = keep(episode, Kind.INTAKE, INTAKE)
    second = keep(episode, Kind.INTAKE, INTAKE | {"pain": 7}, at=NOW + WEEK)
    assert interview.current(episode, Kind.INTAKE) == second
    first.refresh_from_db()
    assert first.answers["pain"] == 6
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        IntakeAnswers.objects.update(version=9)


def test_answers_are_sealed_at_rest(episode: Episode) -> None:
    keep(episode, Kind.INTAKE, INTAKE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers::text, answers FROM coach_intakeanswers")
        stored = cursor.fetchone()
    assert "autorijden" not in str(stored)
    assert b"autorijden" not in bytes(stored[1])


@pytest.mark.parametrize(
    ("weeks", "done", "due"),
    [
        pytest.param(0, [], None, id="just begun"),
        pytest.param(1, [], None, id="not yet"),
        pytest.param(2, [], 2, id="two weeks"),
        pytest.param(3, [2], None, id="answered"),
        pytest.param(4, [2], 4, id="four weeks"),
        pytest.param(7, [], 6, id="the missed ones are not asked any more"),
        pytest.param(15, [], 12, id="the last stays open for four weeks"),
        pytest.param(16, [], None, id="too late for the last"),
    ],
)
def test_the_follow_up_is_due(episode: Episode, weeks: int, done: list[int], due: int | None) -> None:
    keep(episode, Kind.INTAKE, INTAKE)
    for week in done:
        assert keep(episode, Kind.FOLLOW_UP, FOLLOW_UP, at=NOW + week * WEEK).week == week
    assert interview.follow_up_now(episode, at=NOW + weeks * WEEK) == due


def test_without_an_intake_nothing_is_followed_up(episode: Episode) -> None:
    assert interview.follow_up_now(episode, at=NOW + 4 * WEEK) is None
    with pytest.raises(NotOpen):
        keep(episode, Kind.FOLLOW_UP, FOLLOW_UP)


def test_weeks_count_from_the_first_intake_and_a_correction_is_about_the_same_week(episode: Episode) -> None:
    keep(episode, Kind.INTAKE, INTAKE)
    keep(episode, Kind.INTAKE, INTAKE | {"pain": 7}, at=NOW + 2 * WEEK)
    made = [keep(episode, Kind.FOLLOW_UP, FOLLOW_UP, at=NOW + 2 * WEEK).week for _ in range(2)]
    assert made == [2, 2]


DAY = dt.timedelta(days=1)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("days", "answered", "due"),
    [
        pytest.param(13, {}, None, id="the day before the first"),
        pytest.param(14, {}, (2, 14, 27), id="the first day of the first"),
        pytest.param(20, {20: 2}, None, id="answered that day"),
        pytest.param(19, {20: 2}, (2, 14, 27), id="answered the day after"),
        pytest.param(28, {}, (4, 28, 41), id="the first was missed"),
        pytest.param(84, {14: 2}, (12, 84, 111), id="the last has four weeks"),
        pytest.param(111, {}, (12, 84, 111), id="the last day of the last"),
        pytest.param(112, {}, None, id="too late"),
    ],
)
def test_the_follow_up_of_a_day_knows_its_window(
    episode: Episode, days: int, answered: dict[int, int], due: tuple[int, int, int] | None
) -> None:
    keep(episode, Kind.INTAKE, INTAKE)
    for day, week in answered.items():
        assert keep(episode, Kind.FOLLOW_UP, FOLLOW_UP, at=NOW + day * DAY).week == week
    found = interview.follow_ups_due(episode.person, on=TODAY + days * DAY)
    assert found == (
        [FollowUp(episode.pk, due[0], TODAY + due[1] * DAY, TODAY + due[2] * DAY)] if due else []
    )


def test_the_day_of_an_intake_is_a_day_on_the_persons_own_calendar(episode: Episode) -> None:
    late_in_the_evening = dt.datetime(2026, 11, 18, 23, 30, tzinfo=dt.UTC)  # the 19th in Amsterdam
    keep(episode, Kind.INTAKE, INTAKE, at=late_in_the_evening)
    days = (dt.date(2026, 12, 2), dt.date(2026, 12, 3))
    assert [len(interview.follow_ups_due(episode.person, on=day)) for day in days] == [0, 1]


def test_a_follow_up_is_of_every_open_episode_and_of_nobody_else(episode: Episode, stranger: Person) -> None:
    person = episode.person
    other, _ = person.episodes.put(new_id(), {"region": "neck", "onset_on": TODAY - 5 * WEEK})
    keep(other, Kind.INTAKE, INTAKE, at=NOW - 4 * DAY)
    keep(episode, Kind.INTAKE, INTAKE)
    on = TODAY + 14 * DAY
    assert [(one.episode, one.week) for one in interview.follow_ups_due(person, on=on)] == [
        (other.pk, 2),
        (episode.pk, 2),
    ]
    assert interview.follow_ups_due(stranger, on=on) == []
    other.closed_on = TODAY + DAY
    other.save()
    assert [one.episode for one in interview.follow_ups_due(person, on=on)] == [episode.pk]
    person.episodes.bury(episode.pk, at=NOW)
    assert interview.follow_ups_due(person, on=on) == []


def test_the_newest_word_on_the_complaint_stands_in_the_episode(episode: Episode) -> None:
    keep(episode, Kind.INTAKE, INTAKE | {"qualities": ["dull", "nagging"], "worse_with": ["sitting"]})
    held = Episode.objects.get()
    assert (held.onset_on, held.onset_kind) == (dt.date(2026, 11, 1), "gradual")
    assert (held.qualities, held.worse_with, held.activities) == (
        ["dull", "nagging"],
        ["sitting"],
        ["autorijden"],
    )
    keep(episode, Kind.INTAKE, INTAKE | {"region": "neck", "qualities": []}, at=NOW + WEEK)
    held = Episode.objects.get()
    assert (held.region, held.qualities, held.worse_with) == ("neck", [], ["sitting"])


def test_a_phone_hears_that_the_intake_changed_the_episode(episode: Episode) -> None:
    before = Episode.objects.get().seq
    keep(episode, Kind.INTAKE, INTAKE)
    assert Episode.objects.get().seq > before


def test_an_old_intake_sent_again_changes_nothing(episode: Episode) -> None:
    answers_id = new_id()
    interview.keep(episode, Kind.INTAKE, INTAKE, answers_id=answers_id, at=NOW)
    keep(episode, Kind.INTAKE, INTAKE | {"region": "neck"}, at=NOW + DAY)
    _, new = interview.keep(episode, Kind.INTAKE, INTAKE, answers_id=answers_id, at=NOW + 2 * DAY)
    assert not new
    assert Episode.objects.get().region == "neck"


def test_a_form_begins_with_what_stands_in_the_episode(episode: Episode) -> None:
    assert interview.begun(episode, Kind.INTAKE)["region"] == "upper_back"
    keep(episode, Kind.INTAKE, INTAKE | {"birth_year": 1980})
    episode.region, episode.activities = "shoulder", ["autorijden", "tillen"]
    episode.save()
    begun = interview.begun(episode, Kind.INTAKE)
    named = [{"name": "autorijden", "score": 4}, {"name": "tillen", "score": None}]
    assert (begun["region"], begun["pain"], begun["birth_year"], begun["activities"]) == (
        "shoulder",
        6,
        1980,
        named,
    )
    scored_again = [{"name": "autorijden", "score": None}, {"name": "tillen", "score": None}]
    assert interview.begun(episode, Kind.FOLLOW_UP) == {"activities": scored_again}


def test_a_complaint_cannot_begin_after_its_episode_ended(episode: Episode) -> None:
    episode.closed_on = dt.date(2026, 10, 31)
    episode.save()
    with pytest.raises(AfterTheEnd):
        keep(episode, Kind.INTAKE, INTAKE)
    assert not IntakeAnswers.objects.exists()


def test_the_year_of_birth_is_the_persons(episode: Episode) -> None:
    keep(episode, Kind.INTAKE, INTAKE | {"birth_year": 1980.0})
    assert Person.objects.get(pk=episode.person_id).birth_year == 1980


@pytest.mark.parametrize(
    ("changes", "tier"),
    [
        pytest.param({}, Tier.DISCUSS, id="a first episode, of an age we do not know"),
        pytest.param({"birth_year": 1950}, Tier.DAYS, id="a first episode over 55"),
        pytest.param({"birth_year": 1950, "earlier_episodes": True}, Tier.DISCUSS, id="not the first"),
    ],
)
def test_what_the_intake_told_counts_in_the_warning_signs(
    episode: Episode, changes: dict[str, Any], tier: Tier
) -> None:
    keep(episode, Kind.INTAKE, INTAKE | changes)
    report, _ = screening.report(episode, {"night_pain": True}, why="intake", at=NOW)
    assert report.tier == tier
