import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from coach.caseload import OFFERED
from coach.models import CareLink, Person
from reminders import planning
from reminders.caseload import OPEN_NUDGES
from reminders.models import Nudge, Plan, WeeklyGoal
from tests.conftest import ALL_DAY, NOW, new_id
from tests.nudges import nudge

LIST = "/admin/coach/client/"
MINUTE = dt.timedelta(minutes=1)
Send = Callable[..., Nudge]


@pytest.fixture
def plan(person: Person) -> Plan:
    content = {"kind": "break", "every_minutes": 60, "windows": ALL_DAY, "time_zone": "Europe/Amsterdam"}
    plan, _ = planning.put(person, new_id(), content, base_seq=None, at=NOW)
    return plan


@pytest.fixture
def send(plan: Plan) -> Send:
    def make(ago: dt.timedelta = 5 * MINUTE, **fields: Any) -> Nudge:
        return nudge(plan, NOW - ago, **fields)

    return make


@pytest.fixture
def browser(physio: Person, care_link: CareLink) -> Any:
    browser = Browser(headers={"accept-language": "en"})
    browser.force_login(physio)
    with time_machine.travel(NOW, tick=False):
        yield browser


def page(browser: Browser, person: Person) -> str:
    return browser.get(f"{LIST}{person.pk}/change/").content.decode()


def test_the_list_of_clients_has_a_column_of_open_nudges() -> None:
    assert OPEN_NUDGES in OFFERED


def test_the_column_counts_what_waits_for_an_answer_of_this_client(
    browser: Browser, send: Send, make_person: Callable[..., Person], physio: Person
) -> None:
    other = make_person("other")
    CareLink.objects.create(client=other, physio=physio, started_at=NOW)
    send(5 * MINUTE)
    send(15 * MINUTE, state="unknown")
    send(20 * MINUTE, response="done")
    send(25 * MINUTE, state="held", reason="paused")
    send(70 * MINUTE)
    clients = browser.get(LIST).context["cl"].result_list
    assert {str(one): one.column_open_nudges for one in clients} == {"Anna": 2, "Other": 0}


def test_the_list_can_be_sorted_by_open_nudges(
    browser: Browser, send: Send, make_person: Callable[..., Person], physio: Person
) -> None:
    other = make_person("aaron")
    CareLink.objects.create(client=other, physio=physio, started_at=NOW)
    send()
    column = browser.get(LIST).context["cl"].list_display
    place = [getattr(one, "__name__", one) for one in column].index("open_nudges")
    listed = browser.get(f"{LIST}?o={place}").context["cl"].result_list
    assert [str(one) for one in listed] == ["Anna", "Aaron"]


def test_the_page_lists_a_week_of_nudges_by_the_clients_clock_and_day(
    browser: Browser, send: Send, person: Person
) -> None:
    send(dt.timedelta(hours=1), response="done")
    send(dt.timedelta(days=1))
    send(dt.timedelta(days=8))
    html = page(browser, person)
    assert html.count('class="coach-nudge"') == 2
    assert "09:30 ✓" in html  # 08:30 UTC in Amsterdam
    assert html.index("18 Nov") < html.index("17 Nov")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"state": "sent"}, "sent, not answered", id="sent"),
        pytest.param({"state": "sent", "response": "snoozed"}, "snoozed", id="snoozed"),
        pytest.param({"state": "unknown"}, "unknown whether it arrived", id="unknown"),
        pytest.param(
            {"state": "held", "reason": "recently_active"}, "the client had just had a break", id="held"
        ),
        pytest.param(
            {"state": "expired", "reason": "too_late"}, "could not be brought in time", id="expired"
        ),
    ],
)
def test_each_nudge_says_what_became_of_it(
    browser: Browser, send: Send, person: Person, physio: Person, fields: dict[str, str], words: str
) -> None:
    physio.language = "en"
    physio.save()
    send(**fields)
    assert words in page(browser, person)


def test_somebody_elses_nudges_are_not_on_the_page(
    browser: Browser, send: Send, make_person: Callable[..., Person], physio: Person
) -> None:
    other = make_person("other")
    CareLink.objects.create(client=other, physio=physio, started_at=NOW)
    send()
    assert 'class="coach-nudge"' not in page(browser, other)


def test_nudges_have_no_pages_of_their_own(browser: Browser, send: Send) -> None:
    assert browser.get(f"/admin/reminders/nudge/{send().pk}/change/").status_code == 404
    assert browser.get("/admin/reminders/plan/").status_code == 404


def test_the_page_tells_how_much_was_done_of_what_came(browser: Browser, person: Person, send: Send) -> None:
    send(3 * 60 * MINUTE)
    send(2 * 60 * MINUTE, response="done")
    send(60 * MINUTE, state="held", reason="paused")
    WeeklyGoal.objects.aim(person, 12, since=NOW.date() - dt.timedelta(days=2))
    found = page(browser, person)
    assert '<td class="number">1 / 2</td>' in found
    assert '<td class="number">12</td>' in found


def test_the_page_says_so_where_nothing_was_asked(browser: Browser, person: Person) -> None:
    assert "Nothing was asked in these weeks." in page(browser, person)
