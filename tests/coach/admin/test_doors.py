"""Every address of the dashboard, tried by everybody it is not for.

The addresses come from the site itself, so one that is added tomorrow is walked tomorrow.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client as Browser
from django.urls import URLPattern

from coach.models import CareInvitation, CareLink, Episode, Organisation, Person
from tests.coach.admin.conftest import judge, signed_in, write
from tests.conftest import NOW

ABSENT = "01a2006c-0000-7000-8000-000000000000"
OPEN_TO_ALL = {"login/", "logout/", "jsi18n/"}
SECRET = "words of her own"
WORDS = ("anna@", ">anna<", SECRET, "ABCDEFGHJK")  # in any page: somebody saw what was not theirs


def addresses() -> Iterator[str]:
    for entry in admin.site.get_urls():
        if isinstance(entry, URLPattern):
            yield str(entry.pattern)
            continue
        for inner in entry.url_patterns:
            yield f"{entry.pattern}{inner.pattern}"


def plain(address: str) -> str:
    """The address as one types it, with `<id>` where something is asked for."""
    for converter in ("<path:object_id>", "<id>"):
        address = address.replace(converter, "{id}")
    return address


ADDRESSES = sorted({plain(one) for one in addresses() if "(?P" not in one and "<path:content" not in one})
OF_ROWS = [one for one in ADDRESSES if "{id}" in one]
GUESSED = [f"coach/{model}/{{id}}/{view}" for model in ("client", "carelink", "careinvitation", "person",
           "episode", "diaryentry", "assessment", "accesslog", "consent") for view in (
           "", "change/", "delete/", "history/", "password/")]  # fmt: skip


@pytest.fixture
def hers(episode: Episode, care_link: CareLink, physio: Person) -> dict[str, str]:
    """Something of Anna's and her physio's for each kind of row."""
    write(episode, 5, note=SECRET)
    judge(episode, "plateau")
    CareInvitation.objects.create(code="ABCDEFGHJK", physio=physio, created_at=NOW)
    return {
        "client": str(episode.person_id),
        "carelink": str(care_link.pk),
        "careinvitation": "ABCDEFGHJK",
        "organisation": str(Organisation.objects.create(name="Office").pk),
    }


def asked(address: str, row: str) -> str:
    return "/admin/" + address.replace("{id}", row)


def answers(browser: Browser, address: str, row: str) -> list[tuple[int, bytes]]:
    url = asked(address, row)
    given = [browser.get(url), browser.post(url, {"pain": 0})]
    return [(answer.status_code, answer.content) for answer in given]


def leaks(answer: Any) -> list[str]:
    text = answer.content.decode().lower()
    return [word for word in WORDS if word.lower() in text]


def test_the_walk_knows_the_addresses_and_would_notice_a_leak(hers: dict[str, str], browser: Browser) -> None:
    """The positive control: the client's own physio does see all of it."""
    assert {"", "coach/client/", "coach/client/{id}/change/", "coach/person/{id}/history/"} <= set(ADDRESSES)
    assert "coach/client/{id}/delete/" not in ADDRESSES
    assert leaks(browser.get(asked("coach/client/{id}/change/", hers["client"]))) == [
        "anna@",
        ">anna<",
        SECRET,
    ]
    assert leaks(browser.get("/admin/coach/client/")) == ["anna@", ">anna<"]
    assert leaks(browser.get("/admin/coach/careinvitation/")) == ["ABCDEFGHJK"]


def test_nobody_gets_further_than_the_login(hers: dict[str, str]) -> None:
    for address in set(ADDRESSES) - OPEN_TO_ALL:
        row = hers.get(address.split("/")[1], ABSENT) if "/" in address else ABSENT
        answer = Browser().get(asked(address, row))
        assert answer.status_code in {302, 405}, address
        assert "/admin/login/" in answer.headers.get("Location", "/admin/login/"), address


@pytest.mark.parametrize("who", ["client", "manager", "colleague", "staff", "superuser"])
def test_no_address_shows_a_client_to_somebody_who_does_not_treat_them(
    who: str, hers: dict[str, str], people: dict[str, Person]
) -> None:
    browser = signed_in(people[who])
    for address in ADDRESSES:
        if who == "superuser" and address.startswith("coach/person/"):
            continue  # accounts are theirs to manage: names, no health
        for row in {hers.get(address.split("/")[1], ABSENT) if "/" in address else ABSENT}:
            assert not leaks(browser.get(asked(address, row))), address


def test_a_superuser_sees_names_of_accounts_but_not_a_word_of_the_diary(
    hers: dict[str, str], people: dict[str, Person]
) -> None:
    browser = signed_in(people["superuser"])
    for address in ADDRESSES:
        text = browser.get(asked(address, hers["client"])).content.decode()
        assert SECRET not in text, address
        assert "plateau" not in text, address


@pytest.mark.parametrize("who", ["colleague", "staff", "superuser"])
def test_somebody_elses_row_answers_in_the_same_bytes_as_none(
    who: str, hers: dict[str, str], people: dict[str, Person]
) -> None:
    browser = signed_in(people[who])
    manages = {"person", "organisation", "exercise"} if who == "superuser" else set()
    for address in {*OF_ROWS, *GUESSED}:
        kind = address.split("/")[1]
        if kind not in manages:
            row = hers.get(kind, hers["client"])
            assert answers(browser, address, row) == answers(browser, address, ABSENT), address


@pytest.mark.parametrize("who", ["colleague", "staff", "superuser"])
def test_a_client_of_another_physio_is_not_found(
    who: str, hers: dict[str, str], people: dict[str, Person]
) -> None:
    browser = signed_in(people[who])
    for view in ("", "change/", "delete/", "history/", "nonsense/"):
        for row in (hers["client"], ABSENT, "not-a-uuid"):
            found = {status for status, _ in answers(browser, f"coach/client/{{id}}/{view}", row)}
            assert found == {404}, (view, row)


@pytest.mark.parametrize("view", ["delete/", "history/", "add/"])
def test_even_an_own_client_has_no_page_to(view: str, hers: dict[str, str], browser: Browser) -> None:
    assert browser.get(asked(f"coach/client/{{id}}/{view}", hers["client"])).status_code == 404


@pytest.mark.parametrize("who", ["client", "manager"])
def test_somebody_without_the_dashboard_is_shown_the_login(who: str, people: dict[str, Person]) -> None:
    answer = signed_in(people[who]).get("/admin/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/login/?next=/admin/")


def test_staff_without_a_role_see_nothing(people: dict[str, Person]) -> None:
    answer = signed_in(people["staff"]).get("/admin/")
    assert answer.status_code == 200
    assert answer.context["app_list"] == []


@pytest.mark.parametrize("term", ["anna", "nobody"])
def test_the_search_boxes_of_the_site_know_no_client(
    term: str, hers: dict[str, str], browser: Browser
) -> None:
    assert not leaks(browser.get(f"/admin/search/?s={term}"))
    assert not leaks(browser.get(f"/admin/search/?s={term}&extended=1"))
    asked_for = "app_label=coach&model_name=membership&field_name=person"
    assert browser.get(f"/admin/autocomplete/?{asked_for}&term={term}").status_code == 403


@pytest.mark.parametrize(
    "guess", ["password__startswith=argon2", "birth_year=1980", "consents__given=1", "is_superuser__exact=1"]
)
def test_a_list_answers_no_questions_but_its_own_filters(
    guess: str, hers: dict[str, str], browser: Browser
) -> None:
    assert browser.get(f"/admin/coach/client/?{guess}").status_code == 400


@pytest.fixture
def people(
    person: Person,
    colleague: Person,
    superuser: Person,
    make_person: Callable[..., Person],
) -> dict[str, Person]:
    manager = make_person("manager")
    Organisation.objects.create(name="Firm").memberships.create(person=manager, role="manager", joined_at=NOW)
    return {
        "client": make_person("client"),
        "manager": manager,
        "colleague": colleague,
        "staff": make_person("staff", is_staff=True),
        "superuser": superuser,
    }
