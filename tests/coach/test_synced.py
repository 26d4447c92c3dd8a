"""The change sequence: one counter per person, without gaps, whoever commits late."""

from concurrent.futures import Future
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import F

from coach.models import Assessment, Conflict, DiaryEntry, Episode, Gone, Outcome, Person, Put
from tests.conftest import NOW, new_id
from tests.threads import Threads

CONTENT: dict[str, Any] = {"region": "neck", "onset_on": NOW.date()}


@pytest.mark.django_db
def test_each_change_of_any_row_takes_the_persons_next_number(person: Person, stranger: Person) -> None:
    first, _ = person.episodes.put(new_id(), CONTENT)
    second, _ = person.episodes.put(new_id(), CONTENT)
    theirs, _ = stranger.episodes.put(new_id(), CONTENT)
    changed, _ = person.episodes.put(first.pk, {**CONTENT, "region": "shoulder"}, base_seq=first.seq)
    assert (first.seq, second.seq, changed.seq, theirs.seq) == (1, 2, 3, 1)


@pytest.mark.django_db
def test_bulk_and_raw_writes_take_numbers_too(person: Person) -> None:
    for _ in range(3):
        person.episodes.put(new_id(), CONTENT)
    Episode.objects.filter(person=person).update(onset_on=F("onset_on"), pattern="constant")
    assert sorted(Episode.objects.values_list("seq", flat=True)) == [4, 5, 6]


@pytest.mark.django_db
def test_a_write_that_changes_nothing_takes_no_number(person: Person) -> None:
    episode, _ = person.episodes.put(new_id(), CONTENT)
    Episode.objects.update(region=F("region"))
    again, outcome = person.episodes.put(episode.pk, CONTENT)
    assert (again.seq, outcome) == (1, Outcome.UNCHANGED)


@pytest.mark.django_db
def test_a_deletion_takes_a_number_and_leaves_a_tombstone(person: Person) -> None:
    episode, _ = person.episodes.put(new_id(), CONTENT)
    person.episodes.bury(episode.pk, at=NOW)
    tombstone = Episode.everything.get()
    assert (tombstone.seq, tombstone.deleted_at) == (2, NOW)
    assert not person.episodes.exists()
    with pytest.raises(Gone):
        person.episodes.put(episode.pk, CONTENT, base_seq=2)


@pytest.mark.django_db
@pytest.mark.parametrize("base_seq", [None, 0, 2, 99])
def test_a_change_based_on_another_version_is_a_conflict(person: Person, base_seq: int | None) -> None:
    episode, _ = person.episodes.put(new_id(), CONTENT)
    with pytest.raises(Conflict) as conflict:
        person.episodes.put(episode.pk, {**CONTENT, "region": "shoulder"}, base_seq=base_seq)
    assert conflict.value.current == episode
    episode.refresh_from_db()
    assert episode.region == "neck"


@pytest.mark.django_db
def test_an_id_of_somebody_else_does_not_exist(person: Person, stranger: Person) -> None:
    episode, _ = person.episodes.put(new_id(), CONTENT)
    with pytest.raises(Episode.DoesNotExist):
        stranger.episodes.put(episode.pk, CONTENT)
    with pytest.raises(Episode.DoesNotExist):
        stranger.episodes.bury(episode.pk, at=NOW)


@pytest.mark.django_db
def test_many_puts_become_what_each_alone_would(person: Person, stranger: Person) -> None:
    same, changed, stale, dead = (person.episodes.put(new_id(), CONTENT)[0] for _ in range(4))
    person.episodes.bury(dead.pk, at=NOW)
    theirs, _ = stranger.episodes.put(new_id(), CONTENT)
    other = {**CONTENT, "region": "shoulder"}
    puts = [
        Put(new_id(), CONTENT),
        Put(same.pk, CONTENT),
        Put(changed.pk, other, changed.seq),
        Put(stale.pk, other, stale.seq + 9),
        Put(dead.pk, CONTENT),
        Put(theirs.pk, CONTENT),
    ]
    made, unchanged, updated, *refused = person.episodes.put_many(puts)
    assert [one[1] for one in (made, unchanged, updated)] == ["created", "unchanged", "updated"]
    assert [type(one) for one in refused] == [Conflict, Gone, Episode.DoesNotExist]
    assert set(person.episodes.values_list("region", "seq")) == {
        ("neck", 6), ("neck", 1), ("shoulder", 7), ("neck", 3)
    }  # fmt: skip


@pytest.mark.django_db
def test_a_hundred_puts_cost_a_handful_of_statements(person: Person, django_assert_num_queries: Any) -> None:
    puts = [Put(new_id(), CONTENT) for _ in range(100)]
    with django_assert_num_queries(4):  # lock and insert, and a savepoint around them
        person.episodes.put_many(puts)
    with django_assert_num_queries(3):
        outcomes = {outcome for _, outcome in person.episodes.put_many(puts)}
    assert outcomes == {Outcome.UNCHANGED}


@pytest.mark.django_db
def test_a_new_row_on_its_own_costs_one_statement(person: Person, django_assert_num_queries: Any) -> None:
    episode = new_id()
    with django_assert_num_queries(3):  # and a savepoint around it
        person.episodes.put(episode, CONTENT)
    with django_assert_num_queries(4):
        assert person.episodes.put(episode, CONTENT)[1] is Outcome.UNCHANGED
    assert Episode.objects.get().seq == 1


@pytest.mark.django_db
def test_a_changed_row_knows_what_the_database_made_of_it(person: Person) -> None:
    episode, _ = person.episodes.put(new_id(), CONTENT)
    content = {"episode": episode, "recorded_at": NOW, "utc_offset": 0, "pain": 4}
    entry, _ = person.diary.put(new_id(), content)
    later = {**content, "recorded_at": NOW.replace(day=19)}
    moved, _ = person.diary.put(entry.pk, later, base_seq=entry.seq)
    assert moved.local_day == NOW.replace(day=19).date()
    assert moved.seq == DiaryEntry.objects.get().seq


@pytest.mark.django_db
def test_what_the_coach_says_takes_a_number_too(person: Person) -> None:
    episode, _ = person.episodes.put(new_id(), CONTENT)
    said = {"verdict": "plateau", "week": 3, "entries": 5, "days": 9, "sentence": "plateau"}
    Assessment.objects.bulk_create(
        Assessment(person=person, episode=episode, at=NOW, **said) for _ in range(2)
    )
    assert list(Assessment.objects.order_by("seq").values_list("seq", flat=True)) == [2, 3]


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_stored_while_its_episode_is_being_changed(person: Person) -> None:
    """Each holds what the other asks for last: without care they would wait for each other for ever."""
    episode, _ = person.episodes.put(new_id(), CONTENT)
    locked, stored = Event(), Event()

    def change() -> None:
        with transaction.atomic():
            person.episodes._held([episode.pk])
            locked.set()
            assert stored.wait(30)
            Episode.everything.update(region="shoulder")

    with Threads(1) as pool:
        changing = pool.submit(change)
        assert locked.wait(30)
        content = {"episode": episode, "recorded_at": NOW, "utc_offset": 0, "pain": 4}
        person.diary.put(new_id(), content)
        stored.set()
        changing.result(30)
    assert Episode.objects.get().seq == 3


@pytest.mark.django_db(transaction=True)
def test_a_later_number_is_never_visible_before_an_earlier_one(person: Person) -> None:
    """The second writer waits for the first, so that a reader cannot skip over a late committer."""
    written, commit = Event(), Event()

    def slow() -> int:
        with transaction.atomic():
            episode, _ = person.episodes.put(new_id(), CONTENT)
            written.set()
            assert commit.wait(30)
            return episode.seq

    def fast() -> int:
        return person.episodes.put(new_id(), CONTENT)[0].seq

    with Threads(2) as pool:
        first: Future[int] = pool.submit(slow)
        assert written.wait(30)
        second: Future[int] = pool.submit(fast)
        assert not Episode.objects.exists()
        assert not second.done()
        commit.set()
        assert (first.result(30), second.result(30)) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_the_same_new_row_sent_twice_at_once_is_stored_once(person: Person) -> None:
    made = new_id()

    def put(_: int) -> Outcome:
        return person.episodes.put(made, CONTENT)[1]

    with Threads(4) as pool:
        outcomes = sorted(pool.map(put, range(4)))
    assert outcomes == [Outcome.CREATED, *[Outcome.UNCHANGED] * 3]
    assert Episode.everything.count() == 1


@pytest.mark.django_db
def test_ids_made_later_sort_later() -> None:
    made: list[UUID] = [new_id() for _ in range(50)]
    assert made == sorted(made)
