"""A batch of changes: each item stands and falls by itself, and what follows from them follows once."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from api.sync.registry import WRITTEN
from coach.models import Assessment, DiaryEntry, Episode, Person, TriageReport
from reminders import delivery, dispatch
from reminders.models import BreakTaken, Nudge, Plan, PlanClock
from tests.api.sync.phones import delete, entry, episode, plan, pull, push, put, rows
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


def statuses(results: list[dict[str, Any]]) -> list[str]:
    return [result["status"] for result in results]


def test_a_month_offline_goes_up_in_one_request(phone: Phone, django_assert_max_num_queries: Any) -> None:
    complaint = new_id()
    month = [
        put("diary", entry(complaint, recorded_at=f"2026-10-{day:02}T{hour}:00:00Z", note="stijf"))
        for day in range(1, 31)
        for hour in ("08", "20")
    ]
    with django_assert_max_num_queries(40):
        results = push(phone, put("episode", episode(onset_on="2026-10-01"), complaint), *month)
    assert set(statuses(results)) == {"applied"}
    assert [result["seq"] for result in results] == list(range(1, 62))
    assert DiaryEntry.objects.count() == 60


def test_each_episode_a_batch_touches_is_assessed_once(phone: Phone) -> None:
    first, second, third = (new_id() for _ in range(3))
    push(phone, *[put("episode", episode(), one) for one in (first, second, third)])
    gone = new_id()
    push(phone, put("diary", entry(second), gone))
    before = Assessment.objects.count()
    push(
        phone,
        *[put("diary", entry(first, recorded_at=f"2026-11-0{day}T08:00:00Z")) for day in (3, 4, 5)],
        put("episode", episode(region="shoulder"), third, base_seq=3),
        put("diary", entry(first, pain=9)),
        put("episode", episode(pattern="constant"), second, base_seq=2),
        delete("diary", gone),
    )
    assert Assessment.objects.count() == before + 2
    assert list(Assessment.objects.filter(episode=first).values_list("entries", flat=True)) == [4]


def test_the_same_content_is_unchanged_and_other_content_needs_the_version(
    phone: Phone, episode_id: UUID
) -> None:
    mine = new_id()
    push(phone, put("diary", entry(episode_id), mine))
    same, blind, stale = push(
        phone,
        put("diary", entry(episode_id), mine),
        put("diary", entry(episode_id, pain=1), mine),
        put("diary", entry(episode_id, pain=1), mine, base_seq=1),
    )
    assert same == {"type": "diary", "id": str(mine), "status": "unchanged", "seq": 2}
    assert statuses([blind, stale]) == ["conflict", "conflict"]
    assert blind["current"] == phone.get(f"diary/{mine}/").json()
    (informed,) = push(phone, put("diary", entry(episode_id, pain=1), mine, base_seq=blind["seq"]))
    assert informed["status"] == "applied"
    assert phone.get(f"diary/{mine}/").json()["pain"] == 1


def test_a_deletion_needs_no_version_may_be_repeated_and_wins(phone: Phone, episode_id: UUID) -> None:
    mine = new_id()
    push(phone, put("diary", entry(episode_id), mine))
    first = push(phone, delete("diary", mine))
    again, edit = push(
        phone, delete("diary", mine), put("diary", entry(episode_id, pain=1), mine, base_seq=2)
    )
    assert (statuses(first), again["status"]) == (["applied"], "unchanged")
    assert again["seq"] == first[0]["seq"]
    assert (edit["status"], edit["errors"][0]["code"], edit["seq"]) == ("rejected", "deleted", again["seq"])
    assert not DiaryEntry.objects.exists()


def test_items_are_applied_in_their_order(phone: Phone, episode_id: UUID) -> None:
    mine = new_id()
    results = push(
        phone,
        put("diary", entry(episode_id, pain=1), mine),
        put("diary", entry(episode_id, pain=2), mine, base_seq=2),
        put("diary", entry(episode_id, pain=3), mine, base_seq=3),
        delete("diary", mine),
        put("diary", entry(episode_id, pain=4), mine, base_seq=5),
    )
    assert statuses(results) == ["applied", "applied", "applied", "applied", "rejected"]
    assert DiaryEntry.everything.get().pain == 3


def test_an_entry_may_follow_its_episode_but_not_outlive_it(phone: Phone) -> None:
    complaint = new_id()
    results = push(
        phone,
        put("diary", entry(complaint)),
        put("episode", episode(), complaint),
        put("diary", entry(complaint)),
        delete("episode", complaint),
        put("diary", entry(complaint)),
    )
    assert statuses(results) == ["rejected", "applied", "applied", "applied", "rejected"]
    assert results[0]["errors"][0]["attr"] == results[4]["errors"][0]["attr"] == "data.episode"


@pytest.mark.parametrize(
    ("change", "attr"),
    [
        pytest.param({"op": "patch"}, "op", id="an operation we do not know"),
        pytest.param({"type": "assessment"}, "type", id="a type that is ours to write"),
        pytest.param({"type": ["diary"]}, "type", id="a type that is a list"),
        pytest.param({"id": "1"}, "id", id="an id that is none"),
        pytest.param({"id": None}, "id", id="no id"),
        pytest.param({"base_seq": 0}, "base_seq", id="a version that cannot be"),
        pytest.param({"base_seq": 2**63}, "base_seq", id="a version too large"),
        pytest.param({"data": []}, "data", id="content that is a list"),
        pytest.param({"data": None}, "data", id="no content"),
        pytest.param({"mood": 1}, "mood", id="a field we do not know"),
        pytest.param({"op": "delete", "type": "response"}, "op", id="an answer taken back"),
        pytest.param({"data": {"pain": 3}}, "data.episode", id="content without an episode"),
    ],
)
def test_a_bad_item_is_rejected_by_name_and_the_others_are_stored(
    phone: Phone, episode_id: UUID, change: dict[str, Any], attr: str
) -> None:
    good = [put("diary", entry(episode_id, pain=pain)) for pain in range(2)]
    bad = {**put("diary", entry(episode_id)), **change}
    results = push(phone, good[0], bad, good[1])
    assert statuses(results) == ["applied", "rejected", "applied"]
    assert attr in [error["attr"] for error in results[1]["errors"]]
    assert DiaryEntry.objects.count() == 2


@pytest.mark.parametrize("bad", [1, None, "put", [], [[]]])
def test_an_item_that_is_no_object_is_rejected_alone(phone: Phone, episode_id: UUID, bad: Any) -> None:
    results = push(phone, bad, put("diary", entry(episode_id)))
    assert statuses(results) == ["rejected", "applied"]
    assert (results[0]["type"], results[0]["id"]) == (None, None)


def test_an_item_the_database_refuses_takes_no_other_along(phone: Phone, episode_id: UUID) -> None:
    """Our own rules should let nothing pass that the database refuses; here they do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE coach_diaryentry ADD CONSTRAINT no_fives CHECK (pain <> 5)")
    results = push(phone, *[put("diary", entry(episode_id, pain=pain)) for pain in (4, 5, 6)])
    assert statuses(results) == ["applied", "rejected", "applied"]
    assert results[1]["errors"][0]["code"] == "not_stored"


def test_an_id_of_somebody_else_does_not_exist(phone: Phone, episode_id: UUID, stranger: Person) -> None:
    mine, own = new_id(), new_id()
    push(phone, put("diary", entry(episode_id), mine))
    before = list(DiaryEntry.everything.values())
    theirs = Phone(stranger)
    results = push(
        theirs,
        put("episode", episode(), own),
        put("diary", entry(own), mine),
        delete("diary", mine),
        delete("diary", new_id()),
        put("diary", entry(episode_id)),
    )
    assert statuses(results) == ["applied", *["rejected"] * 4]
    taken, buried, unknown, foreign = (result["errors"] for result in results[1:])
    assert taken == buried == unknown
    assert foreign[0]["attr"] == "data.episode"
    assert list(DiaryEntry.everything.values()) == before


def test_without_consent_an_item_is_rejected_until_it_is_given(phone: Phone, person: Person) -> None:
    person.consents.create(purpose="reminders", version="1", given=False, at=timezone.now())
    changes = [put("reminder", plan())]
    (refused,) = push(phone, *changes)
    assert (refused["status"], refused["errors"][0]["code"]) == ("rejected", "consent_needed")
    person.consents.create(purpose="reminders", version="1", given=True, at=timezone.now())
    assert statuses(push(phone, *changes)) == ["applied"]


def test_deleting_needs_no_consent(phone: Phone, person: Person, episode_id: UUID) -> None:
    person.consents.create(purpose="health_data", version="1", given=False, at=timezone.now())
    assert statuses(push(phone, delete("episode", episode_id))) == ["applied"]


def test_a_warning_sign_written_offline_is_heeded(phone: Phone, episode_id: UUID) -> None:
    cursor = pull(phone)["cursor"]
    mine = new_id()
    push(phone, put("diary", entry(episode_id, symptoms=["fever"]), mine), put("diary", entry(episode_id)))
    told = {row["id"]: row["data"] for row in rows(pull(phone, cursor))}
    assert told[str(mine)]["triage"]["tier"] == TriageReport.objects.get().tier
    assert TriageReport.objects.get().entry_id == mine


def test_a_plan_winds_its_clock_and_a_deleted_one_stops_it(phone: Phone) -> None:
    mine, other = new_id(), new_id()
    push(phone, put("reminder", plan(), mine), put("reminder", plan(every_minutes=20), other))
    assert all(clock.next_due_at > timezone.now() for clock in PlanClock.objects.all())
    push(phone, delete("reminder", mine), put("reminder", plan(every_minutes=30), other, base_seq=2))
    assert PlanClock.objects.get(plan=mine).next_due_at is None
    assert Plan.objects.get().clock.next_due_at < timezone.now() + dt.timedelta(minutes=60)


def test_a_plan_and_a_break_may_come_together(phone: Phone) -> None:
    taken = (timezone.now() - dt.timedelta(minutes=1)).isoformat()
    results = push(phone, put("break", {"taken_at": taken}), put("reminder", plan()))
    assert statuses(results) == ["applied", "applied"]
    assert Plan.objects.get().clock.next_due_at > timezone.now()


@pytest.fixture
def nudge(phone: Phone) -> Nudge:
    """One that has just come."""
    push(phone, put("reminder", plan()))
    now = timezone.now()
    PlanClock.objects.update(next_due_at=now)
    dispatch.materialise(at=now)
    delivery.deliver(at=now)
    return Nudge.objects.get()


def test_a_nudge_is_answered_once(phone: Phone, nudge: Nudge) -> None:
    done, unknown, again, other = push(
        phone,
        put("response", {"action": "done"}, nudge.pk),
        put("response", {"action": "done"}),
        put("response", {"action": "done"}, nudge.pk),
        put("response", {"action": "skip"}, nudge.pk),
    )
    assert (done["status"], done["seq"]) == ("applied", None)
    assert unknown["errors"][0]["code"] == "not_found"
    assert again["status"] == "unchanged"
    assert (other["status"], other["errors"][0]["code"]) == ("rejected", "already_answered")
    assert other["errors"][0]["attr"] == "data.action"
    nudge.refresh_from_db()
    assert nudge.response == "done"


def test_anothers_nudge_cannot_be_answered(nudge: Nudge, stranger: Person) -> None:
    (result,) = push(Phone(stranger), put("response", {"action": "done"}, nudge.pk))
    assert (result["status"], result["errors"][0]["code"]) == ("rejected", "not_found")


def test_a_row_shown_by_sync_is_refused_with_our_own_fields_in_it(phone: Phone, episode_id: UUID) -> None:
    (shown,) = rows(pull(phone))
    (result,) = push(phone, put("episode", shown["data"], episode_id, base_seq=shown["seq"]))
    assert {error["attr"] for error in result["errors"]} == {"data.id", "data.seq", "data.created_at"}


def test_a_break_is_stored_and_belongs_to_a_day(phone: Phone) -> None:
    taken = put("break", {"taken_at": "2026-11-20T08:00:00Z"})
    push(phone, taken, taken)
    assert [str(one.local_day) for one in BreakTaken.objects.all()] == ["2026-11-20"]


def test_all_types_that_can_be_written_are_tried_here() -> None:
    """If this fails, a type is new: give it a test above, or in a file of its own."""
    here = {"episode", "diary", "day_off", "reminder", "break", "response"}
    assert set(WRITTEN) == here | {"enrolment", "session"}
    assert Episode.objects.count() == 0
