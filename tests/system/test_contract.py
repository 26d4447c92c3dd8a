"""The running service does what the document says, and nothing it does not say."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from tests.conftest import ALL_DAY, new_id
from tests.system.phone import AUTH, PASSWORD, Phone
from tests.system.stack import Stack

pytestmark = pytest.mark.system
PATIENCE = 540  # seconds
THE_END = "me_destroy"  # of who is asking
SIGNING_OUT = ("accounts_auth_session_delete", "accounts_auth_sessions_delete")
ACCOUNTS = ("--include-path-regex", "/accounts/", "--exclude-operation-id-regex", "|".join(SIGNING_OUT))


@pytest.fixture
def user(make_phone: Callable[[str], Phone]) -> Phone:
    """Somebody who said yes to everything and has a row of most kinds."""
    phone = make_phone("somebody")
    phone.consent("health_data", "reminders", "physio_access")
    episode, today = new_id(), phone.tell("GET", "me/agenda/")[0]["date"]
    phone.tell("PUT", f"episodes/{episode}/", {"region": "neck", "onset_on": "2026-11-01"})
    entry = {"episode": str(episode), "recorded_at": f"{today}T00:00:00Z", "utc_offset": 0, "pain": 4}
    phone.tell("PUT", f"diary/{new_id()}/", entry)
    plan = {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"}
    phone.tell("PUT", f"reminders/{new_id()}/", plan)
    phone.tell("PUT", f"enrolments/{new_id()}/", {"programme": "upper-back-desk", "starts_on": today})
    phone.tell("POST", "breaks/", {"id": str(new_id()), "taken_at": f"{today}T00:00:00Z"})
    return phone


def search(phone: Phone, folder: Path, *operations: str) -> Counter[int]:
    """Every check and phase of schemathesis, the same requests each time. How often each status came."""
    answers, token = folder / "answers.har", phone.tokens.get("access_token")
    searched = subprocess.run(  # noqa: S603  our own command
        [
            *(Path(sys.executable).with_name("schemathesis"), "--no-color"),
            *("--config-file", Path(__file__).with_name("contract.toml")),
            *("run", f"{phone.url}/api/v1/schema/?format=json", "--checks", "all", *operations),
            *("--phases", "examples,coverage,fuzzing,stateful", "--warnings", "off"),
            *(("--header", f"Authorization: Bearer {token}") if token else ()),
            *("--continue-on-failure", "--report", "har", "--report-har-path", answers),
        ],
        cwd=folder,  # where it leaves its notes
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert searched.returncode == 0, searched.stdout[-12_000:] + searched.stderr
    return Counter(each["response"]["status"] for each in json.loads(answers.read_text())["log"]["entries"])


def was_listened_to(statuses: Counter[int]) -> bool:
    """Whether what was searched was more than a limit."""
    return statuses[429] < statuses.total() / 20


def test_a_search_finds_nothing_the_document_does_not_say(user: Phone, stack: Stack, tmp_path: Path) -> None:
    search(user, tmp_path, "--exclude-operation-id", THE_END, "--exclude-path-regex", "/accounts/")
    assert user.is_let_in()  # to the end, so that what was searched was not a closed door
    assert requests.get(f"{stack.url}/api/v1/me/", timeout=10).status_code == 401


def test_nor_where_one_is_erased(make_phone: Callable[[str], Phone], tmp_path: Path) -> None:
    """Somebody of its own: nothing is left of them."""
    phone = make_phone("erased")
    phone.tell("POST", f"{AUTH}/reauthenticate", {"password": PASSWORD})
    search(phone, tmp_path, "--include-operation-id", THE_END)
    assert not phone.is_let_in()


@pytest.mark.parametrize("proven", [False, True], ids=["signed in", "and proven again"])
def test_nor_where_one_manages_an_account(
    proven: bool,
    make_phone: Callable[[str], Phone],
    tmp_path: Path,
) -> None:
    phone = make_phone("proven" if proven else "searched")
    if proven:
        phone.tell("POST", f"{AUTH}/reauthenticate", {"password": PASSWORD})
    assert was_listened_to(search(phone, tmp_path, *ACCOUNTS))
    assert phone.is_let_in()


def test_nor_where_nobody_is_signed_in(stack: Stack, tmp_path: Path) -> None:
    statuses = search(Phone(stack.url, "nobody@example.org"), tmp_path, *ACCOUNTS)
    assert was_listened_to(statuses)
    assert statuses[400] > statuses[401]  # what it says of a body is more than to sign in first


@pytest.mark.parametrize("operation", SIGNING_OUT)
def test_nor_where_one_signs_out(operation: str, make_phone: Callable[[str], Phone], tmp_path: Path) -> None:
    phone = make_phone(operation)
    statuses = search(phone, tmp_path, "--include-operation-id", operation)
    assert was_listened_to(statuses)
    assert phone.is_let_in() == (operation != SIGNING_OUT[0] and not statuses[200])
