"""The cursor: whose it is, which database's, and when it is good no more."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from coach import clearing
from coach.models import ChangeCounter, DiaryEntry, Episode, Person
from tests.api.sync.phones import delete, entry, pull, push, put, rows
from tests.conftest import Phone, new_id


@pytest.fixture
def cursor(phone: Phone, episode_id: UUID) -> str:
    """Of a phone that is up to date."""
    held: str = pull(phone)["cursor"]
    return held


def refused(phone: Phone, cursor: str) -> bool:
    answer = phone.get(f"sync/?cursor={cursor}")
    if answer.status_code == 200:
        return False
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert answer.json()["errors"][0]["code"] == "full_resync"
    return True


@pytest.mark.django_db
def test_a_cursor_of_another_person_is_refused(cursor: str, stranger: Person) -> None:
    assert refused(Phone(stranger), cursor)


@pytest.mark.django_db
@pytest.mark.parametrize("made_up", ["41", "x.y", "é", "WzFd.eRh6", "0" * 5000])
def test_a_cursor_nobody_gave_out_is_refused(phone: Phone, made_up: str) -> None:
    assert refused(phone, made_up)


@pytest.mark.django_db
def test_a_cursor_with_a_changed_letter_is_refused(phone: Phone, cursor: str) -> None:
    assert refused(phone, ("A" if cursor[0] != "A" else "B") + cursor[1:])


@pytest.mark.django_db
def test_a_cursor_from_before_a_restore_is_refused_once_its_number_is_ahead(
    phone: Phone, cursor: str
) -> None:
    ChangeCounter.objects.update(seq=0)
    assert refused(phone, cursor)


@pytest.mark.django_db(transaction=True)
def test_a_cursor_from_before_the_tables_were_written_anew_is_refused(phone: Phone, cursor: str) -> None:
    """As a restore from a dump does."""
    assert not refused(phone, cursor)
    with connection.cursor() as database:
        database.execute("CREATE TEMPORARY TABLE dump AS SELECT * FROM coach_changecounter")
        database.execute("TRUNCATE coach_changecounter")
        database.execute("INSERT INTO coach_changecounter SELECT * FROM dump")
    assert refused(phone, cursor)
    assert not refused(phone, pull(phone)["cursor"])


@pytest.mark.django_db
def test_the_operator_can_make_every_phone_start_anew(phone: Phone, cursor: str, settings: Any) -> None:
    settings.COACH_EPOCH = "after the flood"
    assert refused(phone, cursor)


@pytest.mark.django_db
def test_a_cursor_from_before_a_pruned_deletion_is_refused(phone: Phone, episode_id: UUID) -> None:
    mine = new_id()
    push(phone, put("diary", entry(episode_id), mine))
    before = pull(phone)["cursor"]
    push(phone, delete("diary", mine))
    after = pull(phone)["cursor"]
    clearing.clear_away(at=timezone.now() + dt.timedelta(days=181))
    assert not DiaryEntry.everything.exists()
    assert refused(phone, before)
    assert not refused(phone, after)


@pytest.mark.django_db
def test_a_phone_that_starts_anew_gets_through_though_deletions_were_pruned(
    phone: Phone, episode_id: UUID
) -> None:
    """Its first cursors stand before the deletion, which cannot concern it: it held nothing."""
    gone = [new_id() for _ in range(3)]
    push(phone, *[put("diary", entry(episode_id), one) for one in gone], put("diary", entry(episode_id)))
    push(phone, *[delete("diary", one) for one in gone])
    clearing.clear_away(at=timezone.now() + dt.timedelta(days=181))
    first = pull(phone, limit=1)
    second = pull(phone, first["cursor"], limit=1)
    assert [row["type"] for row in rows(first) + rows(second)] == ["episode", "diary"]
    assert second["has_more"]


@pytest.mark.django_db
def test_a_cursor_does_not_age_while_nothing_is_pruned(phone: Phone, person: Person, cursor: str) -> None:
    later = timezone.now() + dt.timedelta(days=400)
    clearing.clear_away(at=later)
    with time_machine.travel(later):
        afterwards = Phone(person)
        assert not refused(afterwards, cursor)
    assert Episode.objects.exists()
