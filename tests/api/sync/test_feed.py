"""What changed since: in order, nothing twice, nothing left out, also while others write."""

from threading import Event
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from api.sync.registry import PULLED
from coach.models import Episode, Person
from tests.api.sync.phones import await_end_or_lock, delete, entry, episode, plan, pull, push, put, rows
from tests.conftest import Phone, new_id
from tests.threads import Threads


@pytest.mark.django_db
def test_everything_comes_once_in_the_order_it_changed(phone: Phone, person: Person) -> None:
    complaint = new_id()
    push(phone, put("episode", episode(), complaint), put("reminder", plan()))
    push(phone, *[put("diary", entry(complaint, pain=pain)) for pain in range(4)])
    push(phone, put("day_off", {"kind": "sick", "starts_on": "2026-11-03", "ends_on": "2026-11-04"}))
    page = pull(phone)
    changes = rows(page)
    assert [change["type"] for change in changes] == [
        "episode", "reminder", "diary", "diary", "diary", "diary", "assessment", "day_off"
    ]  # fmt: skip
    assert [change["seq"] for change in changes] == sorted(change["seq"] for change in changes)
    assert not page["has_more"]
    assert pull(phone, page["cursor"])["changes"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_pages_of_any_size_say_the_same(phone: Phone, episode_id: UUID, limit: int) -> None:
    push(phone, *[put("diary", entry(episode_id, pain=pain)) for pain in range(3)])
    found, cursor, more = [], "", True
    while more:
        page = pull(phone, cursor, limit)
        assert len(rows(page)) <= limit
        found += rows(page)
        cursor, more = page["cursor"], page["has_more"]
    assert found == rows(pull(phone))
    assert len(found) == 5


@pytest.mark.django_db
def test_each_type_is_shown_as_its_own_route_shows_it(phone: Phone, episode_id: UUID) -> None:
    mine, off = new_id(), new_id()
    phone.put(f"diary/{mine}/", entry(episode_id, note="één", activities={"tuin": 3}, symptoms=["fever"]))
    phone.put(f"reminders/{(reminder := new_id())}/", plan(paused_until="2026-12-01T00:00:00.5Z"))
    phone.put(f"days-off/{off}/", {"kind": "rest", "starts_on": "2026-11-03", "ends_on": "2026-11-04"})
    told = {change["type"]: change["data"] for change in rows(pull(phone))}
    assert told["diary"] == phone.get(f"diary/{mine}/").json()
    assert told["diary"]["triage"]["tier"] != "none"
    assert told["episode"] == phone.get(f"episodes/{episode_id}/").json()
    assert told["reminder"] == phone.get(f"reminders/{reminder}/").json()
    assert told["day_off"] == phone.get(f"days-off/{off}/").json()
    current = phone.get(f"episodes/{episode_id}/course/").json()["current"]
    assert current.items() <= told["assessment"].items()
    assert told["assessment"]["episode"] == str(episode_id)


@pytest.mark.django_db
def test_a_changed_row_comes_again_and_a_deleted_one_as_a_deletion(phone: Phone, episode_id: UUID) -> None:
    first, second = new_id(), new_id()
    push(phone, put("diary", entry(episode_id), first), put("diary", entry(episode_id), second))
    cursor = pull(phone)["cursor"]
    push(phone, put("diary", entry(episode_id, pain=1), first, base_seq=2), delete("diary", second))
    edited, gone, assessed = rows(pull(phone, cursor))
    assert (edited["id"], edited["data"]["pain"]) == (str(first), 1)
    assert (gone["id"], gone["deleted"], gone["data"]) == (str(second), True, None)
    assert assessed["type"] == "assessment"


@pytest.mark.django_db
def test_what_the_dashboard_changes_reaches_the_phone(phone: Phone, episode_id: UUID) -> None:
    cursor = pull(phone)["cursor"]
    Episode.objects.update(pattern="constant")
    assert [row["data"]["pattern"] for row in rows(pull(phone, cursor))] == ["constant"]


@pytest.mark.django_db
def test_nobody_hears_of_anothers_changes(phone: Phone, episode_id: UUID, stranger: Person) -> None:
    assert rows(pull(Phone(stranger))) == []


@pytest.mark.django_db
def test_a_phone_that_is_up_to_date_costs_five_queries(
    phone: Phone, episode_id: UUID, django_assert_num_queries: Any
) -> None:
    cursor = pull(phone)["cursor"]
    with django_assert_num_queries(5):  # who calls, how far we are, and the documents
        pull(phone, cursor)


@pytest.mark.django_db
def test_two_hundred_entries_cost_no_more_queries_than_two(
    phone: Phone, episode_id: UUID, django_assert_num_queries: Any
) -> None:
    for count in (2, 200):
        push(phone, *[put("diary", entry(episode_id)) for _ in range(count)])
        with django_assert_num_queries(9):
            pull(phone, limit=500)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "attr"),
    [
        pytest.param("limit=0", "limit", id="no rows"),
        pytest.param("limit=501", "limit", id="too many rows"),
        pytest.param("limit=many", "limit", id="a limit in words"),
        pytest.param("limit=²", "limit", id="a limit in a digit that is none"),
        pytest.param("since=4", "since", id="a parameter we do not know"),
    ],
)
def test_a_bad_question_is_refused_by_name(phone: Phone, query: str, attr: str) -> None:
    answer = phone.get(f"sync/?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


@pytest.mark.django_db(transaction=True)
def test_a_writer_who_commits_late_is_not_skipped(person: Person, phone: Phone) -> None:
    """The slow one writes first and commits last; a phone that asks in between must not step over it."""
    phone.put(f"episodes/{(complaint := new_id())}/", episode())
    written, commit = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            person.diary.put(new_id(), content(complaint, pain=1))
            written.set()
            assert commit.wait(30)

    def fast() -> None:
        person.diary.put(new_id(), content(complaint, pain=2))

    with Threads(2) as pool:
        slower = pool.submit(slow)
        assert written.wait(30)
        faster = pool.submit(fast)
        await_end_or_lock(faster)
        between = pull(phone)
        commit.set()
        slower.result(30), faster.result(30)
    after = pull(phone, between["cursor"])
    told = [row["data"]["pain"] for row in rows(between) + rows(after) if row["type"] == "diary"]
    assert told == [1, 2]


def content(complaint: UUID, pain: int) -> dict[str, Any]:
    return {"episode_id": complaint, "recorded_at": timezone.now(), "utc_offset": 0, "pain": pain}


def test_each_type_that_is_pulled_has_an_index_for_it() -> None:
    for kind in PULLED.values():
        assert ["person", "seq"] in [index.fields for index in kind.model._meta.indexes], kind.type
