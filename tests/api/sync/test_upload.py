"""Taking in a batch: what it may look like, and that the same one again gets the same bytes."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from coach.models import Assessment, DiaryEntry, Person, Receipt
from tests.api.sync.phones import delete, entry, episode, push, put
from tests.conftest import Phone, new_id
from tests.threads import Threads


def mixed(episode_id: UUID) -> list[Any]:
    mine = new_id()
    return [
        put("diary", entry(episode_id, note="één"), mine),
        put("diary", entry(episode_id, pain=11)),
        put("diary", entry(episode_id, pain=1), mine),
        "nonsense",
    ]


@pytest.mark.django_db
def test_the_same_batch_again_gets_the_same_bytes(phone: Phone, person: Person, episode_id: UUID) -> None:
    batch = {"changes": mixed(episode_id)}
    first = phone.post("sync/", batch)
    DiaryEntry.objects.update(pain=7)  # the physio, or another phone, meanwhile
    rows = list(DiaryEntry.everything.values())
    for _ in range(3):
        again = phone.post("sync/", batch)
        assert (again.status_code, again.content) == (200, first.content)
    assert list(DiaryEntry.everything.values()) == rows
    assert Assessment.objects.count() == 1
    statuses = [result["status"] for result in first.json()["results"]]
    assert statuses == ["applied", "rejected", "conflict", "rejected"]


@pytest.mark.django_db
def test_a_batch_that_changed_nothing_is_looked_at_afresh(phone: Phone) -> None:
    complaint = new_id()
    early = put("diary", entry(complaint))
    assert push(phone, early)[0]["status"] == "rejected"
    push(phone, put("episode", episode(), complaint))
    assert push(phone, early)[0]["status"] == "applied"


@pytest.mark.django_db
def test_the_same_batch_of_another_person_is_another_batch(
    phone: Phone, episode_id: UUID, stranger: Person
) -> None:
    batch = {"changes": [put("diary", entry(episode_id))]}
    assert phone.post("sync/", batch).json()["results"][0]["status"] == "applied"
    assert Phone(stranger).post("sync/", batch).json()["results"][0]["status"] == "rejected"


@pytest.mark.django_db
def test_a_kept_answer_is_sealed(phone: Phone, episode_id: UUID) -> None:
    phone.post("sync/", {"changes": mixed(episode_id)})
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM coach_receipt")
        sealed = bytes(cursor.fetchone()[0])
    assert b"conflict" not in sealed
    assert "één" in Receipt.objects.get().answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "attr"),
    [
        pytest.param({}, "changes", id="no changes"),
        pytest.param({"changes": {}}, "changes", id="changes that are no list"),
        pytest.param({"changes": [], "mood": 1}, "mood", id="a field we do not know"),
        pytest.param({"changes": [0] * 501}, "changes", id="too many changes"),
    ],
)
def test_a_batch_that_is_none_is_refused_by_name(phone: Phone, body: dict[str, Any], attr: str) -> None:
    answer = phone.post("sync/", body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


@pytest.mark.django_db
def test_an_empty_batch_is_fine(phone: Phone) -> None:
    assert push(phone) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b'{"changes": [' + b"[" * 100_000, 400, id="a tower of brackets"),
        pytest.param(
            b'{"changes": [{"op": "put", "type": "diary", "id": 1, "data": {"a": ' + b'{"a":' * 5000,
            400,
            id="a tower of braces",
        ),
        pytest.param(b'{"changes": ["\\ud800"]}', 400, id="half a character"),
        pytest.param(b'{"changes": [{"op": "\xff"}]}', 400, id="not UTF-8"),
        pytest.param(b'{"changes": ["' + b"x" * 2_000_000 + b'"]}', 413, id="two megabytes"),
    ],
)
def test_a_body_that_is_not_proper_json_is_refused(phone: Phone, body: bytes, status: int) -> None:
    answer = phone.post("sync/", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.django_db
def test_five_hundred_items_of_nonsense_are_answered_each(phone: Phone) -> None:
    deep: Any = {}
    for _ in range(200):
        deep = {"a": [deep]}
    results = push(phone, *[put("diary", {**deep, "pain": 10**400}) for _ in range(500)])
    assert {result["status"] for result in results} == {"rejected"}
    assert not DiaryEntry.everything.exists()


@pytest.mark.django_db(transaction=True)
def test_one_batch_sent_several_times_at_once_is_taken_in_once(person: Person) -> None:
    phones = [Phone(person) for _ in range(4)]
    complaint, gone = new_id(), new_id()
    batch = {
        "changes": [
            put("episode", episode(), complaint),
            *[put("diary", entry(complaint, pain=pain)) for pain in range(5)],
            put("diary", entry(complaint), gone),
            delete("diary", gone),
        ]
    }

    def send(phone: Phone) -> bytes:
        content: bytes = phone.post("sync/", batch).content
        return content

    with Threads(4) as pool:
        answers = set(pool.map(send, phones))
    assert len(answers) == 1
    assert DiaryEntry.objects.count() == 5
    assert Assessment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_phones_with_the_same_rows_the_other_way_round_both_get_an_answer(person: Person) -> None:
    """Beside single puts, too: every row is taken in one order, so nobody waits in a circle."""
    Phone(person).put(f"episodes/{(complaint := new_id())}/", episode())
    ids = [new_id() for _ in range(12)]

    def send(turn: int) -> set[int]:
        phone, mine = Phone(person), ids if turn % 2 else ids[::-1]
        codes = {phone.put(f"diary/{mine[3]}/", entry(complaint)).status_code}
        changes = [put("diary", entry(complaint), one) for one in mine]
        changes.insert(6, put("episode", episode(pattern="constant"), complaint, base_seq=turn))
        return {*codes, phone.post("sync/", {"changes": changes}).status_code}

    with Threads(4) as pool:
        codes = set().union(*pool.map(send, range(1, 9)))
    assert codes <= {200, 201}
    assert DiaryEntry.objects.count() == 12
