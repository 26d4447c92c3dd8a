"""What a physio sees of a client's intake and follow-ups."""

from typing import Any

import pytest
from django.test import Client as Browser

from coach import interview
from coach.interview import Kind
from coach.models import Episode, IntakeAnswers, Person
from tests.coach.admin.conftest import DAY, begin, signed_in
from tests.coach.test_interview import FOLLOW_UP, INTAKE
from tests.conftest import NOW, new_id


def answer(episode: Episode, kind: Any, answers: dict[str, Any], days: int = 0) -> IntakeAnswers:
    kept, _ = interview.keep(episode, kind, answers, answers_id=new_id(), at=NOW - (30 - days) * DAY)
    return kept


def page(browser: Browser, person: Person, query: str = "") -> str:
    html: str = browser.get(f"/admin/coach/client/{person.pk}/change/{query}").content.decode()
    return html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("nl", ("Waar heb je de meeste pijn?", "bovenrug, vaak tussen"), id="Dutch"),
        pytest.param("en", ("Where is most of the pain?", "upper back, often between"), id="English"),
    ],
)
def test_the_answers_are_read_out_in_the_physios_language(
    person: Person, physio: Person, episode: Episode, language: str, words: tuple[str, ...]
) -> None:
    answer(episode, Kind.INTAKE, INTAKE | {"onset_story": "Getild & gedraaid"})
    physio.language = language
    physio.save()
    html = page(signed_in(physio), person)
    assert [word for word in (*words, "Getild &amp; gedraaid", "autorijden 4") if word not in html] == []


def test_the_newest_version_stands_and_says_what_it_was(
    person: Person, episode: Episode, browser: Browser
) -> None:
    first = answer(episode, Kind.INTAKE, INTAKE | {"onset_story": "bukken"})
    answer(episode, Kind.INTAKE, INTAKE | {"onset_story": "tillen"}, days=3)
    newest, older = page(browser, person), page(browser, person, f"?intake={first.pk}")
    assert newest.index(">tillen<") < newest.index("bukken")
    assert ">bukken<" in older
    assert "tillen" not in older


def test_an_unknown_version_shows_the_newest(person: Person, episode: Episode, browser: Browser) -> None:
    answer(episode, Kind.INTAKE, INTAKE | {"onset_story": "bukken"})
    assert "bukken" in page(browser, person, "?intake=nonsense")


def test_the_intake_of_another_client_cannot_be_named(
    stranger: Person, person: Person, episode: Episode, browser: Browser
) -> None:
    theirs = answer(begin(stranger), Kind.INTAKE, INTAKE | {"onset_story": "geheim"})
    assert "geheim" not in page(browser, person, f"?intake={theirs.pk}")


def test_without_an_intake_the_page_says_so(person: Person, episode: Episode, browser: Browser) -> None:
    html = page(browser, person)
    assert 'id="intake"' in html
    assert 'id="follow-ups"' not in html


def test_activities_are_shown_over_the_weeks_with_the_impression_of_change(
    person: Person, physio: Person, episode: Episode
) -> None:
    answer(episode, Kind.INTAKE, INTAKE)
    answer(episode, Kind.FOLLOW_UP, FOLLOW_UP | {"note": "eindelijk weer"}, days=14)
    physio.language = "nl"
    physio.save()
    html = page(signed_in(physio), person).split('id="follow-ups"')[1]
    assert '<td>autorijden</td><td class="number">4</td><td class="number">7</td>' in html
    assert "veel beter" in html
    assert "eindelijk weer" in html
