"""Open warning signs: first on the list, on the client's page, and off both once the physio looked."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from coach import screening
from coach.caseload import ORDER, caseload, with_rows
from coach.models import CareLink, Episode, Person, TriageAcknowledgement, TriageReport
from coach.triage import Word
from tests.coach.admin.conftest import DAY, begin, judge, signed_in, write
from tests.conftest import NOW, new_id

Link = Callable[[Person, Person], CareLink]
LIST = "/admin/coach/client/"


def warn(episode: Episode, *signs: str) -> TriageReport:
    report, _new = screening.report(episode, dict.fromkeys(signs, True), why="something_changed", at=NOW)
    return report


def page(person: Person, part: str = "change") -> str:
    return f"{LIST}{person.pk}/{part}/"


def look(browser: Browser, person: Person, *reports: object) -> int:
    return browser.post(page(person, "looked-at"), {"report": [str(one) for one in reports]}).status_code


def test_an_open_warning_sign_comes_before_everything(
    make_person: Callable[..., Person], physio: Person, link: Link
) -> None:
    for name, signs, verdict in (("aaron", [], "worsening"), ("zoe", ["fever"], "on_course")):
        client = make_person(name)
        link(client, physio)
        episode = begin(client)
        write(episode, 5, ago=DAY)
        judge(episode, verdict)
        if signs:
            warn(episode, *signs)
    clients = with_rows(caseload(physio, at=NOW).order_by(*ORDER), at=NOW)
    assert [(str(client), client.row.warned) for client in clients] == [("Zoe", True), ("Aaron", False)]


def test_the_list_marks_who_reported_one(episode: Episode, browser: Browser) -> None:
    warn(episode, "fever")
    assert 'data-verdict="worsening"' in browser.get(LIST).content.decode()


def test_what_may_wait_is_no_item(episode: Episode, browser: Browser) -> None:
    warn(episode, "low_mood")
    assert 'id="warnings"' not in browser.get(page(episode.person)).content.decode()
    assert 'data-verdict="worsening"' not in browser.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("language", "sign", "said"),
    [
        pytest.param("nl", "koorts of koude rillingen", "Bel vandaag nog je huisarts", id="Dutch"),
        pytest.param("en", "fever or shivers", "Call your GP today", id="English"),
    ],
)
def test_the_page_says_what_was_reported_and_told_in_the_physios_language(
    episode: Episode, physio: Person, language: str, sign: str, said: str
) -> None:
    warn(episode, "fever")
    physio.language = language
    physio.save()
    html = signed_in(physio).get(page(episode.person)).content.decode()
    assert sign in html
    assert said in html


def test_looking_is_noted_and_takes_the_item_off(episode: Episode, physio: Person, browser: Browser) -> None:
    report = warn(episode, "fever")
    assert f'value="{report.pk}"' in browser.get(page(episode.person)).content.decode()
    assert look(browser, episode.person, report.pk) == 302
    (word,) = TriageAcknowledgement.objects.all()
    assert (word.report, word.by, word.who, word.word, word.at) == (
        report,
        physio,
        "physio",
        "looked_at",
        NOW,
    )
    assert 'id="warnings"' not in browser.get(page(episode.person)).content.decode()
    assert not screening.open_pause(episode.person)


def test_one_that_came_after_the_page_was_opened_stays(episode: Episode, browser: Browser) -> None:
    seen, later = warn(episode, "fever"), warn(episode, "chest_pain")
    look(browser, episode.person, seen.pk, "nonsense", new_id())
    assert list(TriageReport.objects.not_seen_by_a_physio()) == [later]


def test_what_the_client_said_is_shown_and_the_item_stays(episode: Episode, browser: Browser) -> None:
    screening.acknowledge(warn(episode, "fever"), Word.LOOKED_AT, by=episode.person, at=NOW)
    html = browser.get(page(episode.person)).content.decode()
    assert 'id="warnings"' in html
    assert "Anna, " in html


def test_nobody_but_the_clients_own_physio_can_look(
    episode: Episode, stranger: Person, colleague: Person, superuser: Person, browser: Browser
) -> None:
    report, theirs = warn(episode, "fever"), warn(begin(stranger), "fever")
    for other in (colleague, superuser):
        assert look(signed_in(other), episode.person, report.pk) == 404
    assert look(browser, stranger, theirs.pk) == 404
    look(browser, episode.person, theirs.pk)  # through their own client's page
    assert not TriageAcknowledgement.objects.exists()


def test_looking_takes_a_form_of_ours(episode: Episode, physio: Person, browser: Browser) -> None:
    report = warn(episode, "fever")
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(physio)
    assert look(strict, episode.person, report.pk) == 403
    assert browser.get(page(episode.person, "looked-at")).status_code == 403
    assert not TriageAcknowledgement.objects.exists()
    assert "csrfmiddlewaretoken" in browser.get(page(episode.person)).content.decode()
