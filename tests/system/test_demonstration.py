"""The demonstration, made through the API, seen through the physio's eyes."""

import re
import subprocess

import pytest
import requests

from coach.demo.cast import OFFICES, Member, the_cast
from coach.local.place import CHECKOUT
from tests.system.conftest import PEOPLE
from tests.system.stack import Stack, manage

pytestmark = pytest.mark.system
CAST = the_cast(PEOPLE)


@pytest.fixture(scope="module")
def password(demonstration: str) -> str:
    """The one printed at the end."""
    found = re.search(r"password (\S+)\.", demonstration.splitlines()[-1])
    assert found
    return found[1]


def dashboard(stack: Stack, email: str, password: str) -> requests.Session:
    """A browser in which somebody has logged in to the dashboard."""
    browser = requests.Session()
    page = browser.get(f"{stack.url}/admin/", timeout=60)
    form = {
        "csrfmiddlewaretoken": re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[0],
        "username": email,
        "password": password,
        "next": "/admin/",
    }
    answer = browser.post(page.url, data=form, headers={"Referer": page.url}, timeout=60)
    assert answer.status_code == 200, stack.log("web")
    assert "/login/" not in answer.url, "not let in"
    return browser


def clients_seen(browser: requests.Session, stack: Stack) -> set[str]:
    page = browser.get(f"{stack.url}/admin/coach/client/", timeout=60)
    assert page.status_code == 200, stack.log("web")
    return {member.name for member in CAST if member.name in page.text}


def clients_of(physio_email: str) -> list[Member]:
    return [member for member in CAST if member.office.physio_email == physio_email and member.sees_physio]


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.city)
def test_each_physio_sees_their_own_clients_and_nobody_elses(
    office: object, stack: Stack, password: str
) -> None:
    physio = office.physio_email
    browser = dashboard(stack, physio, password)
    assert clients_seen(browser, stack) == {member.name for member in clients_of(physio)} != set()


def test_a_client_has_no_dashboard(stack: Stack, password: str) -> None:
    with pytest.raises(AssertionError, match="not let in"):
        dashboard(stack, CAST[0].email, password)


def test_six_weeks_of_diaries_stand_with_an_assessment_each(stack: Stack, demonstration: str) -> None:
    [(people, entries, days)] = stack.ask(
        """SELECT count(DISTINCT person_id), count(*), count(DISTINCT local_day) FROM coach_diaryentry
        JOIN coach_person person ON person.id = person_id WHERE person.email = ANY(%s)""",
        [member.email for member in CAST],
    )
    assert people == PEOPLE
    assert entries > 10 * PEOPLE
    assert days > 35
    [(assessed,)] = stack.ask(
        """SELECT count(DISTINCT episode.id) FROM coach_assessment
        JOIN coach_episode episode ON episode.id = episode_id
        JOIN coach_person person ON person.id = episode.person_id WHERE person.email = ANY(%s)""",
        [member.email for member in CAST],
    )
    assert assessed == PEOPLE


def test_some_were_nudged_and_answered(stack: Stack, demonstration: str) -> None:
    assert "nudges are answered" in demonstration
    [(answered,)] = stack.ask(
        """SELECT count(*) FROM reminders_nudge nudge JOIN coach_person person ON person.id = person_id
        WHERE person.email = ANY(%s) AND response <> ''""",
        [member.email for member in CAST],
    )
    assert answered > 0


def test_a_second_run_adds_nobody(stack: Stack, demonstration: str) -> None:
    before = (
        stack.ask("SELECT count(*) FROM coach_person"),
        stack.ask("SELECT count(*) FROM coach_diaryentry"),
    )
    again = subprocess.run(  # noqa: S603  our own command
        manage(stack, "demo", "--url", stack.url, "--people", str(PEOPLE)),
        cwd=CHECKOUT,
        env=stack.environ,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "stands already" in again.stdout
    after = stack.ask("SELECT count(*) FROM coach_person"), stack.ask("SELECT count(*) FROM coach_diaryentry")
    assert before == after
