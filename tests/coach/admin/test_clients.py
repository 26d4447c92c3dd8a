import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from coach.models import AccessLog, CareLink, Episode, Person
from coach.models.consent import Purpose
from tests.coach.admin.conftest import DAY, begin, judge, signed_in, write
from tests.conftest import NOW, new_id

LIST = "/admin/coach/client/"
Link = Callable[[Person, Person], CareLink]


def page(person: Person, query: str = "") -> str:
    return f"{LIST}{person.pk}/change/{query}"


def names(answer: Any) -> list[str]:
    return [str(client) for client in answer.context["cl"].result_list]


def caseload(make_person: Callable[..., Person], physio: Person, count: int, prefix: str) -> None:
    for number in range(count):
        client = make_person(f"{prefix}{number}")
        CareLink.objects.create(client=client, physio=physio, started_at=NOW)
        episode = begin(client)
        for ago in range(1, 5):
            write(episode, ago, ago=ago * DAY)
        judge(episode, "plateau")


# --- the list ----------------------------------------------------------------------------------------------


def test_a_physio_sees_own_clients_only(
    make_person: Callable[..., Person], person: Person, care_link: CareLink, colleague: Person, link: Link
) -> None:
    theirs = make_person("theirs")
    link(theirs, colleague)
    assert names(signed_in(care_link.physio).get(LIST)) == ["Anna"]
    assert names(signed_in(colleague).get(LIST)) == ["Theirs"]


def test_a_client_leaves_the_list_with_the_link_the_consent_or_the_account(
    make_person: Callable[..., Person], physio: Person, link: Link, browser: Browser
) -> None:
    ended, refused, closed = (make_person(name) for name in ("ended", "refused", "closed"))
    links = [link(client, physio) for client in (ended, refused, closed)]
    assert len(names(browser.get(LIST))) == 3
    links[0].end(at=NOW)
    refused.consents.create(purpose=Purpose.PHYSIO_ACCESS, version="1", given=False, at=NOW + DAY)
    closed.is_active = False
    closed.save()
    assert names(browser.get(LIST)) == []
    for client in (ended, refused, closed):
        assert browser.get(page(client)).status_code == 404


def test_the_list_says_how_each_client_is(episode: Episode, browser: Browser) -> None:
    write(episode, 7, ago=3 * DAY)
    judge(episode, "worsening", ago=3 * DAY)
    cells = re.sub(r"<[^>]+>|\s+", " ", signed_in(browser_owner(browser, "en")).get(LIST).content.decode())
    for word in ("Anna", "anna@example.org", "Upper back", "4 weeks", " 7 ", "getting worse", "3 days"):
        assert word in cells


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", ["Worse", "Flat"], id="everyone"),
        pytest.param("?verdict=plateau", ["Flat"], id="by verdict"),
        pytest.param("?region=neck", ["Worse"], id="by region"),
        pytest.param("?verdict=plateau&region=neck", [], id="by both"),
        pytest.param("?q=WORS", ["Worse"], id="by part of a name"),
        pytest.param("?q=flat@example", ["Flat"], id="by part of an address"),
        pytest.param("?q=nobody", [], id="by a name that is not there"),
        pytest.param("?o=-0", ["Worse", "Flat"], id="by name, last first"),
        pytest.param("?o=0", ["Flat", "Worse"], id="by name"),
        pytest.param("?o=2", ["Flat", "Worse"], id="by latest pain, most first"),
    ],
)
def test_the_list_can_be_narrowed_and_sorted(
    make_person: Callable[..., Person],
    physio: Person,
    link: Link,
    browser: Browser,
    query: str,
    expected: list[str],
) -> None:
    for name, region, verdict, pain in (
        ("flat", "lower_back", "plateau", 8),
        ("worse", "neck", "worsening", 2),
    ):
        client = make_person(name)
        link(client, physio)
        episode = begin(client, region=region)
        write(episode, pain)
        judge(episode, verdict)
    answer = browser.get(LIST + query)
    assert names(answer) == expected
    seen = AccessLog.objects.values_list("person__display_name", flat=True)
    assert sorted(seen) == sorted(expected)


def test_the_list_takes_as_many_queries_for_two_clients_as_for_twelve(
    make_person: Callable[..., Person], physio: Person, browser: Browser
) -> None:
    caseload(make_person, physio, 2, "a")
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        assert len(names(browser.get(LIST))) == 2
    caseload(make_person, physio, 10, "b")
    with CaptureQueriesContext(connection) as many:
        assert len(names(browser.get(LIST))) == 12
    assert len(many) == len(few)
    assert len(many) <= 8


def test_each_client_on_the_list_is_noted_as_seen(
    make_person: Callable[..., Person], physio: Person, browser: Browser
) -> None:
    caseload(make_person, physio, 3, "a")
    browser.get(LIST)
    notes = AccessLog.objects.all()
    assert {(note.reader_id, note.reader_name, note.part, note.at) for note in notes} == {
        (physio.pk, "Fysio", "worklist", NOW)
    }
    assert len({note.person_id for note in notes}) == len(notes) == 3


def test_a_physio_without_clients_is_told_how_to_get_one(browser: Browser) -> None:
    assert "/admin/coach/careinvitation/add/" in browser.get(LIST).content.decode()
    assert not AccessLog.objects.exists()


# --- the page of one client --------------------------------------------------------------------------------


def test_the_page_shows_the_course_the_words_and_the_diary(
    person: Person, episode: Episode, browser: Browser
) -> None:
    write(episode, 6, ago=10 * DAY, note="Lang gezeten & stijf", medication=["paracetamol"])
    write(episode, 3, ago=2 * DAY, symptoms=["night_pain"], activities={"tillen": 4})
    judge(episode, "plateau", ago=2 * DAY)
    html = browser.get(page(person)).content.decode()
    assert "Lang gezeten &amp; stijf" in html
    assert all(word in html for word in ("paracetamol", "night pain", "tillen 4"))
    assert html.index("night pain") < html.index("Lang gezeten")  # newest first
    for part in ("band", "interval", "fitted", "reference", "today"):
        assert f'<path class="{part}"' in html
    assert html.count('<circle class="dot"') == 2 + 1  # the third is in the legend
    assert "Wallwork SB et al., CMAJ 2024" in html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("nl", "Je pijn blijft", id="Dutch"),
        pytest.param("en", "Your pain has stayed", id="English"),
    ],
)
def test_the_verdict_is_explained_in_the_readers_language(
    person: Person, physio: Person, episode: Episode, language: str, words: str
) -> None:
    judge(episode, "plateau")
    assert words in signed_in(browser_owner(None, language, physio)).get(page(person)).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("nl", ("nek 4", "iets zwaars dragen, kou of tocht"), id="Dutch"),
        pytest.param("en", ("neck 4", "carrying something heavy, cold or draughts"), id="English"),
    ],
)
def test_pain_by_region_and_what_there_was_that_day_are_said_in_words(
    person: Person, physio: Person, episode: Episode, language: str, words: tuple[str, ...]
) -> None:
    write(episode, 6, pain_by_region={"neck": 4, "upper_back": 6}, triggers=["heavy_load", "cold"])
    html = signed_in(browser_owner(None, language, physio)).get(page(person)).content.decode()
    assert [word for word in words if word not in html] == []


def test_moments_in_the_diary_are_on_the_writers_clock(
    person: Person, episode: Episode, browser: Browser
) -> None:
    write(episode, 5, ago=dt.timedelta(hours=11), offset=330)  # 22:30 UTC is 04:00 the next day there
    html = browser.get(page(person)).content.decode()
    assert "04:00" in html
    assert "22:30" not in html


def test_verdicts_that_stayed_the_same_are_one_line(
    person: Person, episode: Episode, browser: Browser
) -> None:
    for ago, verdict in ((9, "slower"), (6, "plateau"), (4, "plateau"), (2, "plateau")):
        judge(episode, verdict, ago=ago * DAY, probability=0.001)
    html = browser.get(page(person)).content.decode()
    spells = html.split('class="coach-table"')[1].split("</table>")[0]
    assert re.findall(r'data-verdict="(\w+)"', spells) == ["plateau", "slower"]
    assert "&gt; 99 %" in spells


def test_the_diary_comes_in_pages(person: Person, episode: Episode, browser: Browser) -> None:
    for hour in range(25):
        write(episode, 5, ago=dt.timedelta(hours=hour), note=f"entry-{hour}.")
    first = browser.get(page(person)).content.decode()
    (onward,) = re.findall(r'href="(\?[^"]*)#diary"', first)
    second = browser.get(page(person, onward.replace("&amp;", "&"))).content.decode()
    assert "entry-0." in first
    assert "entry-24." in second
    assert "entry-24." not in first


def test_an_earlier_episode_is_a_click_away(person: Person, episode: Episode, browser: Browser) -> None:
    earlier = begin(person, region="neck", weeks=40, closed_on=NOW.date() - 200 * DAY)
    write(earlier, 8, ago=220 * DAY, note="from before")
    assert "from before" not in browser.get(page(person)).content.decode()
    assert "from before" in browser.get(page(person, f"?episode={earlier.pk}")).content.decode()


def test_an_episode_of_somebody_else_is_not_found_on_this_page(
    person: Person, stranger: Person, care_link: CareLink, browser: Browser
) -> None:
    theirs = begin(stranger)
    answers = [browser.get(page(person, f"?episode={one}")) for one in (theirs.pk, new_id(), "nonsense")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


def test_a_client_without_an_episode_has_a_page(
    person: Person, care_link: CareLink, browser: Browser
) -> None:
    assert browser.get(page(person)).status_code == 200


def test_an_episode_without_a_diary_draws_nothing(person: Person, episode: Episode, browser: Browser) -> None:
    html = browser.get(page(person)).content.decode()
    assert "coach-chart" not in html


def test_reading_a_page_is_noted(person: Person, physio: Person, episode: Episode, browser: Browser) -> None:
    browser.get(page(person))
    (note,) = AccessLog.objects.all()
    assert (note.person_id, note.reader_id, note.part, note.at) == (person.pk, physio.pk, "record", NOW)


def test_a_page_that_was_not_shown_is_not_noted(
    person: Person, care_link: CareLink, colleague: Person, browser: Browser
) -> None:
    signed_in(colleague).get(page(person))
    browser.get(page(person, "?episode=nonsense"))
    browser.post(page(person), {"email": "other@example.org"})
    assert not AccessLog.objects.exists()


def test_nothing_can_be_changed_on_the_page(person: Person, episode: Episode, browser: Browser) -> None:
    html = browser.get(page(person)).content.decode()
    assert set(re.findall(r'<form[^>]*action="([^"]*)"', html)) <= {"/admin/logout/", "/admin/language/"}
    assert browser.post(page(person), {"email": "other@example.org"}).status_code == 403
    person.refresh_from_db()
    assert person.email == "anna@example.org"


@pytest.mark.parametrize("address", ["", "page"])
def test_no_page_runs_a_script_of_its_own(
    person: Person, episode: Episode, browser: Browser, address: str
) -> None:
    write(episode, 5)
    html = browser.get(page(person) if address else LIST).content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r'(src|href)="(https?:)?//', html)


def test_the_page_takes_as_many_queries_for_a_long_diary_as_for_a_short_one(
    person: Person, episode: Episode, browser: Browser
) -> None:
    write(episode, 5)
    judge(episode, "plateau")
    browser.get(page(person))
    with CaptureQueriesContext(connection) as few:
        browser.get(page(person))
    for ago in range(2, 18):
        write(episode, 5, ago=ago * DAY)
        judge(episode, "plateau", ago=ago * DAY)
    with CaptureQueriesContext(connection) as many:
        browser.get(page(person))
    assert len(many) == len(few)
    assert len(many) <= 22


def browser_owner(browser: Browser | None, language: str, physio: Person | None = None) -> Person:
    """The signed-in physio, who from now on reads `language`."""
    owner = physio or Person.objects.get(pk=browser.session["_auth_user_id"])  # type: ignore[union-attr]
    owner.language = language
    owner.save()
    return owner
