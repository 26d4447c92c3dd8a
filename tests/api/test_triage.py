"""Warning signs over HTTP: asked, answered, told about, and acknowledged."""

from typing import Any
from uuid import UUID

import pytest

from coach.models import Person, TriageReport
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(episode_id: UUID) -> str:
    return f"episodes/{episode_id}/triage/"


def answered(phone: Phone, url: str, /, **answers: Any) -> Any:
    return phone.post(url, {"id": str(new_id()), "answers": answers})


def test_the_questions_come_most_urgent_first_in_the_language_asked(person: Person, url: str) -> None:
    english, dutch = (Phone(person, language).get(url).json() for language in ("en", "nl"))
    assert [one["key"] for one in english["questions"]] == [one["key"] for one in dutch["questions"]]
    assert english["questions"][0]["key"] == "chest_pain"
    assert english["questions"][0]["question"].startswith("Do you have pain or pressure")
    assert dutch["questions"][0]["question"].startswith("Heb je pijn of druk")
    assert (english["due"], english["last"], english["paused"]) == ("intake", None, False)


def test_what_is_known_is_not_asked(phone: Phone, url: str) -> None:
    asked = {one["key"] for one in phone.get(url).json()["questions"]}
    assert "over_70" in asked
    phone.patch("me/", {"birth_year": 1990})
    assert "over_70" not in {one["key"] for one in phone.get(url).json()["questions"]}


def test_the_answer_says_what_to_do_and_whom_to_call(phone: Phone, url: str) -> None:
    answer = answered(phone, url, chest_pain=True, fever=False, weight_loss=None)
    said = answer.json()
    assert answer.status_code == 201
    assert (said["tier"], said["signs"], said["why"]) == ("emergency", ["chest_pain"], "intake")
    assert said["title"] == "Call 112 now"
    assert said["text"].startswith("You report: pain or pressure on your chest.")
    assert said["calls"] == [{"label": "112", "number": "112"}]
    assert said["pauses"] == {
        "nudges": ["break", "exercise"],
        "until": "looked_at",
        "by": ["person", "physio"],
    }
    now = phone.get(url).json()
    assert (now["due"], now["last"], now["paused"]) == (None, said, True)


def test_no_sign_is_never_called_safe(phone: Phone, url: str) -> None:
    said = answered(phone, url, chest_pain=False).json()
    assert (said["tier"], said["pauses"]) == ("none", None)
    assert "ruled out" in said["text"]


def test_the_last_outcome_is_told_in_the_language_of_who_asks(person: Person, phone: Phone, url: str) -> None:
    answered(phone, url, fever=True)
    assert Phone(person, "nl").get(url).json()["last"]["title"] == "Bel vandaag nog je huisarts"


def test_answers_sent_again_are_the_same_report(phone: Phone, url: str) -> None:
    body = {"id": str(new_id()), "answers": {"fever": True}, "why": "something_changed"}
    first, again = phone.post(url, body), phone.post(url, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert TriageReport.objects.count() == 1


def test_other_answers_under_the_same_id_are_refused_with_what_it_holds(phone: Phone, url: str) -> None:
    body = {"id": str(new_id()), "answers": {"fever": True}}
    kept = phone.post(url, body).json()
    other = phone.post(url, body | {"answers": {"fever": False}})
    assert other.status_code == 409
    assert other.json()["current"] == kept


def test_an_id_of_somebody_else_does_not_exist(phone: Phone, stranger: Person, url: str) -> None:
    body = {"id": str(new_id()), "answers": {"fever": True}}
    phone.post(url, body)
    theirs, own = Phone(stranger), new_id()
    theirs.put(f"episodes/{own}/", {"region": "neck", "onset_on": "2026-11-01"})
    assert theirs.post(f"episodes/{own}/triage/", body).status_code == 404
    assert TriageReport.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "attr", "code"),
    [
        pytest.param({"answers": {"tail_pain": True}}, "answers.tail_pain", "unknown", id="no such sign"),
        pytest.param({"answers": {"fever": "yes"}}, "answers.fever", "invalid", id="a word for a yes"),
        pytest.param({"answers": {"fever": 1}}, "answers.fever", "invalid", id="a number for a yes"),
        pytest.param({"answers": {}}, "answers", "empty", id="nothing answered"),
        pytest.param({"why": "boredom"}, "why", "invalid_choice", id="no such reason"),
        pytest.param({"why": "diary"}, "why", "invalid_choice", id="a reason that is ours to give"),
        pytest.param({"id": "7"}, "id", "invalid", id="an id that is none"),
        pytest.param({"tier": "none"}, "tier", "unknown_field", id="an outcome of their own"),
    ],
)
def test_what_cannot_be_kept_is_named(
    phone: Phone, url: str, changes: dict[str, Any], attr: str, code: str
) -> None:
    answer = phone.post(url, {"id": str(new_id()), "answers": {"fever": True}} | changes)
    assert answer.status_code == 400
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [(attr, code)]
    assert not TriageReport.objects.exists()


def test_without_consent_nothing_is_kept(phone: Phone, url: str) -> None:
    phone.post("me/consents/", {"purpose": "health_data", "version": "1", "given": False})
    assert answered(phone, url, fever=True).status_code == 403


# --- acknowledging ------------------------------------------------------------------------------------------


def test_the_pause_ends_when_the_person_says_it_was_looked_at(phone: Phone, url: str) -> None:
    made = answered(phone, url, fever=True).json()["id"]
    said = [
        phone.post(f"{url}{made}/acknowledgement/", {"word": word}) for word in ("acknowledged", "looked_at")
    ]
    assert [(one.status_code, one.json()["paused"]) for one in said] == [(201, True), (201, False)]
    assert said[1].json()["who"] == "person"
    again = phone.post(f"{url}{made}/acknowledgement/", {"word": "looked_at"})
    assert (again.status_code, again.json()) == (200, said[1].json())
    assert phone.get(url).json()["paused"] is False


def test_a_report_of_another_episode_is_not_found(phone: Phone, url: str) -> None:
    made, other = answered(phone, url, fever=True).json()["id"], new_id()
    phone.put(f"episodes/{other}/", {"region": "neck", "onset_on": "2026-11-01"})
    answer = phone.post(f"episodes/{other}/triage/{made}/acknowledgement/", {"word": "looked_at"})
    assert answer.status_code == 404


def test_a_word_we_do_not_know_is_refused(phone: Phone, url: str) -> None:
    made = answered(phone, url, fever=True).json()["id"]
    answer = phone.post(f"{url}{made}/acknowledgement/", {"word": "nonsense"})
    assert answer.json()["errors"][0]["attr"] == "word"


# --- in the diary -------------------------------------------------------------------------------------------


def test_the_answer_to_a_diary_entry_tells_what_its_signs_come_to(phone: Phone, episode_id: UUID) -> None:
    body = {"episode": str(episode_id), "recorded_at": "2026-11-10T21:30:00Z", "utc_offset": 60, "pain": 6}
    entry = new_id()
    first = phone.put(f"diary/{entry}/", body | {"symptoms": ["fever", "tired_eyes"]})
    assert first.json()["triage"]["tier"] == "same_day"
    assert first.json()["triage"]["title"] == "Call your GP today"
    assert phone.put(f"diary/{entry}/", body | {"symptoms": ["fever", "tired_eyes"]}).json() == first.json()
    assert phone.get("diary/").json()["results"][0] == first.json()
    assert phone.put(f"diary/{new_id()}/", body | {"symptoms": ["tired_eyes"]}).json()["triage"] is None
