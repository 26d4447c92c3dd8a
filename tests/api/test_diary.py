"""The pain diary over HTTP: what a phone may send, how often, and what comes of it."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from coach.models import DiaryEntry, Person
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


def entry(episode: UUID, /, **changes: Any) -> dict[str, Any]:
    entry = {
        "episode": str(episode),
        "recorded_at": "2026-11-10T21:30:00Z",
        "utc_offset": 60,
        "pain": 6,
    }
    return entry | changes


def test_an_entry_is_stored_under_the_id_the_phone_made(phone: Phone, episode_id: UUID) -> None:
    made = new_id()
    answer = phone.put(f"diary/{made}/", entry(episode_id, note="stijf na het werk", sleep=3))
    assert answer.status_code == 201
    assert answer.json()["id"] == str(made)
    assert answer.json()["pain"] == 6
    assert answer.json()["note"] == "stijf na het werk"
    assert answer.json()["recorded_at"] == "2026-11-10T21:30:00Z"


def test_the_same_put_again_changes_nothing(phone: Phone, episode_id: UUID) -> None:
    made, body = new_id(), entry(episode_id, note="a")
    first = phone.put(f"diary/{made}/", body)
    again = phone.put(f"diary/{made}/", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert DiaryEntry.everything.count() == 1


def test_a_change_needs_the_version_it_was_made_to(phone: Phone, episode_id: UUID) -> None:
    made = new_id()
    seq = phone.put(f"diary/{made}/", entry(episode_id)).json()["seq"]
    blind = phone.put(f"diary/{made}/", entry(episode_id, pain=2))
    assert blind.status_code == 409
    assert blind.json()["current"]["pain"] == 6
    informed = phone.put(f"diary/{made}/", entry(episode_id, pain=2, base_seq=seq))
    assert (informed.status_code, informed.json()["pain"]) == (200, 2)
    assert informed.json()["seq"] > seq


def test_pain_by_region_and_what_there_was_that_day_are_kept(phone: Phone, episode_id: UUID) -> None:
    given = {"pain_by_region": {"neck": 4, "upper_back": 7}, "triggers": ["desk_work", "cold"]}
    stored = phone.put(f"diary/{new_id()}/", entry(episode_id, **given)).json()
    assert {name: stored[name] for name in given} == given
    bare = phone.put(f"diary/{new_id()}/", entry(episode_id)).json()
    assert (bare["pain_by_region"], bare["triggers"]) == ({}, None)
    none = phone.put(f"diary/{new_id()}/", entry(episode_id, triggers=[])).json()
    assert none["triggers"] == []


@pytest.mark.parametrize("pain", [11, -1, "much", None, [3]])
def test_the_database_keeps_pain_by_region_on_the_scale(phone: Phone, episode_id: UUID, pain: Any) -> None:
    phone.put(f"diary/{new_id()}/", entry(episode_id))
    with pytest.raises(IntegrityError, match="pain_by_region_is_0_to_10"), transaction.atomic():
        DiaryEntry.objects.update(pain_by_region={"neck": pain})


def test_what_a_put_leaves_out_is_emptied(phone: Phone, episode_id: UUID) -> None:
    made = new_id()
    seq = phone.put(f"diary/{made}/", entry(episode_id, sleep=3)).json()["seq"]
    assert phone.put(f"diary/{made}/", entry(episode_id, base_seq=seq)).json()["sleep"] is None


def test_a_deletion_may_be_repeated_and_wins_over_a_later_put(phone: Phone, episode_id: UUID) -> None:
    made = new_id()
    phone.put(f"diary/{made}/", entry(episode_id))
    assert phone.delete(f"diary/{made}/").status_code == 204
    assert phone.delete(f"diary/{made}/").status_code == 204
    assert phone.get(f"diary/{made}/").status_code == 404
    assert phone.put(f"diary/{made}/", entry(episode_id)).status_code == 410
    assert DiaryEntry.everything.get().deleted_at is not None


def test_the_list_comes_newest_first_page_by_page(phone: Phone, episode_id: UUID) -> None:
    for day in range(1, 6):
        phone.put(f"diary/{new_id()}/", entry(episode_id, recorded_at=f"2026-11-0{day}T08:00:00Z", pain=day))
    first = phone.get("diary/?page_size=3").json()
    second = phone.get(first["next"].split("/api/v1/")[1]).json()
    assert [row["pain"] for row in first["results"] + second["results"]] == [5, 4, 3, 2, 1]
    assert second["next"] is None


def test_the_list_can_be_narrowed_to_an_episode_and_a_time(phone: Phone, episode_id: UUID) -> None:
    other = new_id()
    phone.put(f"episodes/{other}/", {"region": "neck", "onset_on": "2026-11-01"})
    phone.put(f"diary/{new_id()}/", entry(episode_id, pain=1))
    phone.put(f"diary/{new_id()}/", entry(other, pain=2, recorded_at="2026-11-12T08:00:00Z"))
    assert [row["pain"] for row in phone.get(f"diary/?episode={other}").json()["results"]] == [2]
    since = phone.get("diary/?since=2026-11-11T00:00:00Z").json()["results"]
    assert [row["pain"] for row in since] == [2]


def test_the_day_is_the_reporters_own(phone: Phone, episode_id: UUID) -> None:
    late = entry(episode_id, recorded_at="2026-11-10T23:30:00Z", utc_offset=60)
    assert phone.put(f"diary/{new_id()}/", late).json()["local_day"] == "2026-11-11"


BAD = [
    pytest.param({"pain": 11}, "pain", id="pain above ten"),
    pytest.param({"pain": -1}, "pain", id="pain below nought"),
    pytest.param({"pain": "much"}, "pain", id="pain in words"),
    pytest.param({"pain": None}, "pain", id="no pain given"),
    pytest.param({"pain": 3.5}, "pain", id="half a point"),
    pytest.param({"mood": 3}, "mood", id="a field we do not know"),
    pytest.param({"seq": 3}, "seq", id="a field that is ours"),
    pytest.param({"recorded_at": "2036-01-01T00:00:00Z"}, "recorded_at", id="a date in the future"),
    pytest.param({"recorded_at": "1036-01-01T00:00:00Z"}, "recorded_at", id="a date in the middle ages"),
    pytest.param({"recorded_at": "0001-01-01T00:00:00+14:00"}, "recorded_at", id="before time began"),
    pytest.param({"recorded_at": "yesterday"}, "recorded_at", id="a date in words"),
    pytest.param({"utc_offset": 900}, "utc_offset", id="an offset no place has"),
    pytest.param({"episode": "00000000-0000-7000-8000-000000000000"}, "episode", id="no such episode"),
    pytest.param({"episode": 7}, "episode", id="an episode that is no id"),
    pytest.param({"note": "x" * 5001}, "note", id="a note too long"),
    pytest.param({"note": "nul\x00byte"}, "note", id="a nul byte"),
    pytest.param({"note": ["a"]}, "note", id="a note that is a list"),
    pytest.param({"symptoms": ["a b"]}, "symptoms.0", id="a symptom that is no key"),
    pytest.param({"activities": {"tillen": 11}}, "activities.tillen", id="an activity above ten"),
    pytest.param({"activities": dict.fromkeys("abcd", 1)}, "activities", id="four activities"),
    pytest.param({"pain_by_region": {"neck": 11}}, "pain_by_region.neck", id="pain in a region above ten"),
    pytest.param({"pain_by_region": {"knee": 4}}, "pain_by_region.knee", id="a region we do not know"),
    pytest.param({"pain_by_region": {"neck": None}}, "pain_by_region.neck", id="a region without pain given"),
    pytest.param({"pain_by_region": ["neck"]}, "pain_by_region", id="regions without pain"),
    pytest.param({"triggers": ["lifting", "moonlight"]}, "triggers.1", id="a trigger we do not know"),
    pytest.param({"triggers": "lifting"}, "triggers", id="a trigger that is no list"),
    pytest.param({"activity_minutes": 1441}, "activity_minutes", id="more minutes than a day has"),
]


@pytest.mark.parametrize(("changes", "attr"), BAD)
def test_bad_input_is_refused_by_name_and_stores_nothing(
    phone: Phone, episode_id: UUID, changes: dict[str, Any], attr: str
) -> None:
    answer = phone.put(f"diary/{new_id()}/", entry(episode_id, **changes))
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]
    assert answer.json()["errors"][0]["detail"]
    assert not DiaryEntry.everything.exists()


def test_a_body_of_two_megabytes_is_refused(phone: Phone, episode_id: UUID) -> None:
    answer = phone.put(f"diary/{new_id()}/", entry(episode_id, note="x" * 2_000_000))
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"
    assert not DiaryEntry.everything.exists()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"pain": NaN}', id="not a number"),
        pytest.param(b'{"pain": 1, "pain": 2}', id="a key twice"),
        pytest.param(b'{"pain": 1', id="cut off"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="a tower of brackets"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="null"),
        pytest.param(b'"\\ud800"', id="half a character"),
        pytest.param(b'{"note": "\\ud800"}', id="half a character in a text"),
    ],
)
def test_a_body_that_is_not_proper_json_is_refused(phone: Phone, episode_id: UUID, body: bytes) -> None:
    answer = phone.put(f"diary/{new_id()}/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert not DiaryEntry.everything.exists()


def test_without_consent_nothing_is_stored_and_the_purpose_is_named(
    phone: Phone, episode_id: UUID, person: Person
) -> None:
    person.consents.create(purpose="health_data", version="1", given=False, at=timezone.now())
    answer = phone.put(f"diary/{new_id()}/", entry(episode_id))
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "consent_needed"
    assert "health_data" in answer.json()["detail"]
    assert not DiaryEntry.everything.exists()


def test_nobody_can_write_in_anothers_diary(phone: Phone, episode_id: UUID, stranger: Person) -> None:
    made = new_id()
    phone.put(f"diary/{made}/", entry(episode_id))
    theirs = Phone(stranger)
    own = new_id()
    theirs.put(f"episodes/{own}/", {"region": "neck", "onset_on": "2026-11-01"})
    assert theirs.put(f"diary/{made}/", entry(own)).status_code == 404
    assert theirs.put(f"diary/{new_id()}/", entry(episode_id)).status_code == 400
    assert theirs.delete(f"diary/{made}/").status_code == 404
    assert DiaryEntry.objects.get().person.email == "anna@example.org"


def test_free_text_is_sealed_in_the_database(phone: Phone, episode_id: UUID) -> None:
    phone.put(f"diary/{new_id()}/", entry(episode_id, note="geheim", medication=["paracetamol"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT note, medication FROM coach_diaryentry")
        note, medication = (bytes(value) for value in cursor.fetchone())
        cursor.execute("SELECT note FROM coach_diaryentryevent")
        past = bytes(cursor.fetchone()[0])
    assert b"geheim" not in note + past
    assert b"paracetamol" not in medication
    assert DiaryEntry.objects.get().note == "geheim"


def test_every_version_is_remembered_by_the_database(phone: Phone, episode_id: UUID) -> None:
    made = new_id()
    seq = phone.put(f"diary/{made}/", entry(episode_id)).json()["seq"]
    phone.put(f"diary/{made}/", entry(episode_id, pain=2, base_seq=seq))
    phone.delete(f"diary/{made}/")
    past = DiaryEntry.everything.get().events.order_by("pgh_id").values_list("pgh_label", "pain")
    assert list(past) == [("insert", 6), ("update", 2), ("update", 2)]


def test_a_phone_whose_clock_runs_a_little_ahead_is_believed(phone: Phone, episode_id: UUID) -> None:
    ahead = timezone.now() + dt.timedelta(minutes=10)
    believed = phone.put(f"diary/{new_id()}/", entry(episode_id, recorded_at=ahead.isoformat()))
    assert believed.status_code == 201
    future = timezone.now() + dt.timedelta(minutes=20)
    refused = phone.put(f"diary/{new_id()}/", entry(episode_id, recorded_at=future.isoformat()))
    assert refused.status_code == 400
