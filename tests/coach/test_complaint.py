"""A change of an episode, and the course that is counted from its onset."""

import datetime as dt
from typing import Any

import pytest

from coach import complaint, journal
from coach.models import Assessment, Episode, Outcome, Person
from tests.conftest import NOW, new_id

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)
ONSET = NOW.date() - 3 * WEEK


def put(person: Person, episode_id: Any, base_seq: int | None = None, **content: Any) -> tuple[Any, Any]:
    body = {"region": "neck", "onset_on": ONSET, **content}
    return complaint.write(person, episode_id, body, base_seq=base_seq, at=NOW)


@pytest.fixture
def episode(person: Person) -> Episode:
    found: Episode = put(person, new_id())[0]
    return found


def write_in_diary(episode: Episode) -> None:
    entry = {"episode": episode, "recorded_at": NOW - WEEK, "utc_offset": 60, "pain": 5}
    journal.write(episode.person, new_id(), entry, base_seq=None, at=NOW - WEEK)


def weeks() -> list[int]:
    """As the coach counted them, in the order it spoke."""
    return list(Assessment.objects.order_by("at", "id").values_list("week", flat=True))


def test_an_episode_without_a_diary_has_no_course(episode: Episode) -> None:
    assert not Assessment.objects.exists()


def test_a_new_onset_is_assessed_anew(person: Person, episode: Episode) -> None:
    write_in_diary(episode)
    _, outcome = put(person, episode.pk, episode.seq, onset_on=ONSET - 2 * WEEK)
    assert outcome is Outcome.UPDATED
    assert weeks() == [2, 5]


def test_the_same_again_says_nothing_new(person: Person, episode: Episode) -> None:
    write_in_diary(episode)
    assert put(person, episode.pk)[1] is Outcome.UNCHANGED
    assert weeks() == [2]


def test_without_advice_nothing_is_assessed(person: Person, episode: Episode, settings: Any) -> None:
    write_in_diary(episode)
    settings.COACH_ADVICE = False
    put(person, episode.pk, episode.seq, onset_on=ONSET - 2 * WEEK)
    assert weeks() == [2]
