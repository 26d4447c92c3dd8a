"""Clearing away old tombstones and answers: what goes, what stays, and what is remembered of it."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from coach import clearing, journal
from coach.models import ChangeCounter, DiaryEntry, Episode, Person, Receipt
from coach.schedule import BEAT
from coach.tasks import clear_away
from tests.conftest import NOW, new_id

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(days=181)


@pytest.fixture
def episode(person: Person) -> Episode:
    return person.episodes.put(new_id(), {"region": "neck", "onset_on": NOW.date()})[0]


def written(person: Person, episode: Episode, **changes: Any) -> UUID:
    content = {"episode": episode, "recorded_at": NOW, "utc_offset": 0, "pain": 4, **changes}
    return person.diary.put(new_id(), content)[0].pk


def test_an_old_tombstone_goes_for_good_with_its_history(person: Person, episode: Episode) -> None:
    gone, kept = written(person, episode, note="weg"), written(person, episode)
    person.diary.bury(gone, at=NOW)
    assert clearing.clear_away(at=LATER) == 1
    assert [row.pk for row in DiaryEntry.everything.all()] == [kept]
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT pgh_obj_id FROM coach_diaryentryevent")
        assert cursor.fetchall() == [(kept,)]


def test_how_far_was_pruned_is_remembered_per_person(
    person: Person, stranger: Person, episode: Episode
) -> None:
    for _ in range(3):
        person.diary.bury(written(person, episode), at=NOW)
    stranger.episodes.put(new_id(), {"region": "neck", "onset_on": NOW.date()})
    assert clearing.clear_away(at=LATER, chunk=2) == 3
    assert ChangeCounter.objects.get(person=person).pruned == 7
    assert ChangeCounter.objects.get(person=stranger).pruned == 0


def test_a_young_tombstone_stays(person: Person, episode: Episode) -> None:
    person.diary.bury(written(person, episode), at=NOW)
    assert clearing.clear_away(at=NOW + dt.timedelta(days=179)) == 0
    assert DiaryEntry.everything.exists()


def test_a_tombstone_that_something_was_said_about_stays(person: Person, episode: Episode) -> None:
    content = {"episode": episode, "recorded_at": NOW, "utc_offset": 0, "pain": 4, "symptoms": ["fever"]}
    entry, _ = journal.write(person, new_id(), content, base_seq=None, at=NOW)
    person.diary.bury(entry.pk, at=NOW)
    person.episodes.bury(episode.pk, at=NOW)
    assert clearing.clear_away(at=LATER) == 0
    assert DiaryEntry.everything.exists()
    assert Episode.everything.exists()


def test_a_second_pass_finds_nothing(person: Person, episode: Episode) -> None:
    person.diary.bury(written(person, episode), at=NOW)
    assert [clearing.clear_away(at=LATER) for _ in range(2)] == [1, 0]


def test_an_answer_to_a_batch_is_kept_for_a_week(person: Person) -> None:
    for days in (6, 8):
        person.receipts.create(digest=str(days), answer="{}", at=NOW - dt.timedelta(days=days))
    clearing.clear_away(at=NOW)
    assert [receipt.digest for receipt in Receipt.objects.all()] == ["6"]


def test_it_runs_every_night() -> None:
    entry = BEAT["clear-away"]
    assert (entry["task"], entry["schedule"].hour) == (clear_away.name, {3})
    clear_away()
