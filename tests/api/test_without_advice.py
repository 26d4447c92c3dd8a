"""`COACH_ADVICE=off`: no verdict and no word on warning signs; everything else as ever."""

import os
import subprocess
import sys
from typing import Any
from uuid import UUID

import pytest

from coach.caseload import caseload, with_rows
from coach.models import Assessment, CareLink, Person, TriageReport
from reminders import delivery, dispatch
from reminders.models import Nudge
from tests.coach.admin.conftest import signed_in
from tests.conftest import ALL_DAY, NOW, Phone, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def _off(settings: Any, phone: Phone, episode_id: UUID) -> None:
    """Switched off after a verdict was given and a warning sign reported."""
    write(phone, episode_id, symptoms=["fever"])
    settings.COACH_ADVICE = False


def write(phone: Phone, episode: UUID, **fields: Any) -> Any:
    entry = {"episode": str(episode), "recorded_at": "2026-11-10T21:30:00Z", "utc_offset": 60, "pain": 6}
    return phone.put(f"diary/{new_id()}/", entry | fields)


@pytest.mark.usefixtures("_off")
def test_the_course_draws_and_says_nothing(phone: Phone, episode_id: UUID) -> None:
    course = phone.get(f"episodes/{episode_id}/course/").json()
    assert (course["advice"], course["current"], course["history"]) == ("off", None, [])
    assert course["points"]["pain"] == [6.0]


@pytest.mark.usefixtures("_off")
def test_the_diary_is_written_without_a_verdict_and_without_a_warning(phone: Phone, episode_id: UUID) -> None:
    before = (Assessment.objects.count(), TriageReport.objects.count())
    answer = write(phone, episode_id, symptoms=["chest_pain"])
    assert (answer.status_code, answer.json()["triage"]) == (201, None)
    assert answer.json()["symptoms"] == ["chest_pain"]
    assert phone.delete(f"diary/{answer.json()['id']}/").status_code == 204
    assert [one["triage"] for one in phone.get("diary/").json()["results"]] == [None]
    assert (Assessment.objects.count(), TriageReport.objects.count()) == before == (1, 1)


@pytest.mark.usefixtures("_off")
def test_warning_signs_are_not_there(phone: Phone, episode_id: UUID) -> None:
    url, report = f"episodes/{episode_id}/triage/", TriageReport.objects.get().pk
    answers = [
        phone.get(url),
        phone.post(url, {"id": str(new_id()), "answers": {"fever": True}}),
        phone.post(f"{url}{report}/acknowledgement/", {"word": "looked_at"}),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Phone().get(url).status_code == 401


@pytest.mark.usefixtures("_off")
def test_intake_and_associations_are_there(phone: Phone, episode_id: UUID) -> None:
    for part in ("intake", "follow-up", "associations"):
        assert phone.get(f"episodes/{episode_id}/{part}/").status_code == 200


@pytest.mark.usefixtures("_off")
def test_breaks_come_and_no_warning_from_before_rests_them(phone: Phone, person: Person) -> None:
    plan = {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"}
    assert phone.put(f"reminders/{new_id()}/", plan).status_code == 201
    clock = person.plans.get().clock
    clock.next_due_at = NOW
    clock.save()
    dispatch.materialise(at=NOW)
    assert delivery.deliver(at=NOW)
    assert Nudge.objects.get().state == "sent"


@pytest.mark.usefixtures("_off")
def test_the_physio_reads_the_diary_without_a_verdict(
    person: Person, physio: Person, care_link: CareLink
) -> None:
    (client,) = with_rows(caseload(physio, at=NOW), at=NOW)
    assert (client.row.verdict, client.row.pain) == ("", 6)
    html = signed_in(physio).get(f"/admin/coach/client/{person.pk}/change/").content.decode()
    assert "coach-chart" in html
    assert 'data-verdict="not_enough_data"' not in html
    assert signed_in(physio).get("/admin/coach/client/").status_code == 200


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        pytest.param("on", "True", id="on"),
        pytest.param("off", "False", id="off"),
        pytest.param("0", "", id="a guess"),
    ],
)
def test_the_variable_is_read_or_refused(value: str, advice: str) -> None:
    read = subprocess.run(
        [sys.executable, "-c", "from coach import settings; print(settings.COACH_ADVICE)"],
        env={**os.environ, "COACH_ADVICE": value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.stdout.strip() == advice
    assert advice or "COACH_ADVICE=on or off" in read.stderr
