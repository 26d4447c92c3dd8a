"""A client's programmes on the physio's dashboard: who may, what they see, what they may change."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from coach import screening
from coach.models import AccessLog, CareLink, Person
from coach.models.consent import Purpose
from exercises import enrolling
from exercises.models import Author, Decision, Enrolment, EnrolmentVersion, Exercise, Programme, Status
from tests.conftest import NOW, new_id
from tests.exercises.admin.practice import DAY, PAGE, SQUAT, TODAY, asked, did, dose, give, signed_in
from tests.exercises.training import fill_library

STRANGE = "00000000-0000-7000-8000-000000000000"


@pytest.fixture(autouse=True)
def _wednesday_morning(db: None) -> Iterator[None]:
    fill_library("back-to-strength", "upper-back-desk")
    let_clients_see("wall-slide", "side-plank", "plank")
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def enrolment(person: Person, physio: Person, care_link: CareLink) -> Enrolment:
    return give(person, physio)


@pytest.fixture
def browser(physio: Person) -> Browser:
    return signed_in(physio)


def let_clients_see(*slugs: str) -> None:
    texts = {f"{name}_{language}": "…" for name in ("purpose", "name") for language in ("nl", "en")}
    steps = {"steps_nl": ["…"], "steps_en": ["…"]}
    rows = Exercise.objects.filter(slug__in=slugs)
    rows.update(position="standing", needs_review=False, both_sides=True, **texts, **steps)


def page(enrolment: Enrolment, tail: str = "change/") -> str:
    return f"{PAGE}{enrolment.pk}/{tail}"


def words_on(answer: Any) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()).replace("  ", " ")


def errors_on(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return re.findall(r'<p class="exercises-error" role="alert">([^<]*)</p>', answer.content.decode())


def prescribed(enrolment: Enrolment, phase: int = 0, slug: str = "squat") -> Any:
    return Enrolment.objects.get(pk=enrolment.pk).current.plan.phases[phase].prescription(slug)


def warn(person: Person) -> Any:
    episode, _ = person.episodes.put(new_id(), {"region": "lower_back", "onset_on": TODAY - 9 * DAY})
    return screening.report(episode, {"fever": True}, why="something_changed", at=NOW)[0]


# --- who may -----------------------------------------------------------------------------------------------


def addresses(enrolment: Enrolment, decision: Decision) -> list[str]:
    tails = ["change/", "alter/dose/?exercise=squat", "alter/swap/?exercise=squat", "alter/add/"]
    tails += ["alter/leave-out/?exercise=squat", "alter/days/", "alter/limits/", "status/"]
    return [*(page(enrolment, tail) for tail in [*tails, f"decisions/{decision.pk}/"])]


def test_a_physio_without_the_care_link_finds_nothing_there(
    enrolment: Enrolment, make_person: Callable[..., Person]
) -> None:
    colleague = signed_in(make_person("collega", is_staff=True, is_physio=True))
    for address in addresses(enrolment, asked(enrolment)):
        nowhere = address.replace(str(enrolment.pk), STRANGE)
        for method in ("get", "post"):
            theirs, none = (getattr(colleague, method)(one) for one in (address, nowhere))
            assert (theirs.status_code, theirs.content) == (404, none.content), address
    client, nobody = f"{PAGE}add/?client={enrolment.person_id}", f"{PAGE}add/?client={STRANGE}"
    assert colleague.get(client).status_code == 404
    assert colleague.get(client).content == colleague.get(nobody).content
    assert not AccessLog.objects.exists()
    assert EnrolmentVersion.objects.count() == 1


@pytest.mark.parametrize(
    "role",
    [
        pytest.param({"is_superuser": True}, id="who runs the service"),
        pytest.param({}, id="staff of an organisation"),
    ],
)
def test_staff_who_are_no_physio_see_nothing(
    enrolment: Enrolment, make_person: Callable[..., Person], role: dict[str, bool]
) -> None:
    staff = signed_in(make_person("staf", is_staff=True, **role))
    found = [staff.get(one) for one in addresses(enrolment, asked(enrolment))]
    assert {answer.status_code for answer in found} <= {302, 403, 404}
    assert "Squat" not in "".join(answer.content.decode() for answer in found)
    assert staff.get(f"{PAGE}add/?client={enrolment.person_id}").status_code in {302, 403, 404}
    assert not AccessLog.objects.exists()


def test_the_page_goes_with_the_link_and_with_the_consent(
    enrolment: Enrolment, care_link: CareLink, browser: Browser
) -> None:
    assert browser.get(page(enrolment)).status_code == 200
    refused = enrolment.person.consents.create(
        purpose=Purpose.PHYSIO_ACCESS, version="1", given=False, at=NOW + DAY
    )
    assert browser.get(page(enrolment)).status_code == 404
    enrolment.person.consents.create(
        purpose=Purpose.PHYSIO_ACCESS, version="1", given=True, at=refused.at + DAY
    )
    assert browser.get(page(enrolment)).status_code == 200
    care_link.end(at=NOW)
    assert browser.get(page(enrolment)).status_code == 404


def test_each_reading_is_noted(enrolment: Enrolment, physio: Person, browser: Browser) -> None:
    browser.get(page(enrolment))
    browser.get(page(enrolment, "alter/limits/"))
    notes = AccessLog.objects.values_list("person", "reader", "part", "at")
    assert list(notes) == [(enrolment.person_id, physio.pk, "programme", NOW)] * 2


@pytest.mark.parametrize("tail", ["history/", "delete/", "alter/everything/", "alter/dose/?exercise=plough"])
def test_no_other_door_leads_anywhere(enrolment: Enrolment, browser: Browser, tail: str) -> None:
    assert browser.get(page(enrolment, tail)).status_code == 404
    assert browser.get(PAGE).status_code == 404


# --- reading -----------------------------------------------------------------------------------------------


def test_the_page_tells_what_was_done_decided_and_changed(
    enrolment: Enrolment, physio: Person, browser: Browser
) -> None:
    did(enrolment, ago=2, stopped="pain", completed=False, pain_during=6)
    asked(enrolment)
    browser.post(page(enrolment, "alter/dose/?exercise=squat"), dose(note="Knie doet weer mee"))
    said = words_on(browser.get(page(enrolment)))
    for part in (
        *(
            "Back to strength",
            "running",
            "1 of 2",
            "0 of 4",
        ),  # this week until yesterday, and the week before
        *("2 × 7", "4.5", " 6 ", "pain the next day 2", "Ging wel", "Mon 16 Nov"),
        *("ask the physio", "In 2 of the last 3 times it hurt more than it should."),
        *("2 × 8 became 3 × 10", "Knie doet weer mee", str(physio)),
        *("repetitions 6–15", "pain up to 2 is fine, up to 4 allowed; effort up to 6"),
    ):
        assert part in said, part


@pytest.mark.parametrize("language", ["nl", "en"])
def test_programmes_and_exercises_are_called_by_their_names(
    enrolment: Enrolment, physio: Person, language: str
) -> None:
    squat = Exercise.objects.get(slug="squat")
    said = words_on(signed_in(physio, language).get(page(enrolment)))
    assert enrolment.programme.text("title", language) in said
    assert squat.text("name", language) in said


def test_the_clients_page_leads_to_the_programme_and_counts(enrolment: Enrolment, browser: Browser) -> None:
    did(enrolment, ago=2)
    asked(enrolment)
    asked(enrolment, "plank")
    html = browser.get(f"/admin/coach/client/{enrolment.person_id}/change/").content.decode()
    assert page(enrolment) in html
    assert f"{PAGE}add/?client={enrolment.person_id}" in html
    assert "2 questions for you" in html


def test_long_lists_come_in_pages(enrolment: Enrolment, browser: Browser) -> None:
    for number in range(18):
        asked(enrolment, note=f"note-{number}.", at=NOW - number * DAY)
    first, second = (browser.get(page(enrolment, f"change/?decisions={n}")).content.decode() for n in (1, 2))
    assert "note-0." in first
    assert "note-17." not in first
    assert "note-17." in second


def test_the_page_takes_as_many_queries_for_many_sessions_as_for_one(
    enrolment: Enrolment, browser: Browser
) -> None:
    did(enrolment, ago=1)
    asked(enrolment)
    browser.get(page(enrolment))
    with CaptureQueriesContext(connection) as few:
        browser.get(page(enrolment))
    for ago in range(2, 9):
        did(enrolment, ago=ago)
        asked(enrolment, at=NOW - ago * DAY)
    with CaptureQueriesContext(connection) as many:
        browser.get(page(enrolment))
    assert len(many) == len(few) <= 23


def test_no_page_runs_a_script_of_its_own(enrolment: Enrolment, browser: Browser) -> None:
    for tail in ("change/", "alter/add/"):
        html = browser.get(page(enrolment, tail)).content.decode()
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        assert not re.search(r'(src|href)="(https?:)?//', html)


# --- giving ------------------------------------------------------------------------------------------------


def given(browser: Browser, client: Person, **changes: Any) -> Any:
    body = {"programme": "upper-back-desk", "starts_on": "2026-11-23", **changes}
    return browser.post(f"{PAGE}add/?client={client.pk}", body)


def test_a_ready_programme_is_given_from_a_day_on(
    person: Person, physio: Person, care_link: CareLink, browser: Browser
) -> None:
    episode, _ = person.episodes.put(new_id(), {"region": "upper_back", "onset_on": TODAY - 9 * DAY})
    form = browser.get(f"{PAGE}add/?client={person.pk}").content.decode()
    assert "upper-back-desk" in form
    assert f'value="{TODAY}"' in form
    answer = given(browser, person, episode=str(episode.pk))
    made = Enrolment.objects.get()
    assert answer["Location"] == page(made)
    assert (made.person, made.programme_id, made.episode) == (person, "upper-back-desk", episode)
    assert (made.starts_on, made.assigned_by, made.assigned_by_name) == (
        dt.date(2026, 11, 23),
        "physio",
        str(physio),
    )


def test_while_a_warning_sign_is_open_nothing_is_given_and_it_says_so(
    person: Person, physio: Person, care_link: CareLink, browser: Browser
) -> None:
    report = warn(person)
    (error,) = errors_on(given(browser, person))
    assert "warning sign" in error
    assert "Look at it" in error
    assert not Enrolment.objects.exists()
    screening.looked_at([report], by=physio, at=NOW)
    assert given(browser, person).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"starts_on": "2025-01-01"}, "at most a month ago", id="too long ago"),
        pytest.param({"starts_on": "tomorrow"}, "valid date", id="no day"),
        pytest.param({"programme": ""}, "Choose a programme", id="no programme"),
        pytest.param({"programme": "nonsense"}, "valid choice", id="an unknown programme"),
        pytest.param({"episode": str(new_id())}, "valid choice", id="an unknown complaint"),
        pytest.param({"programme": "back-to-strength"}, "doing this programme already", id="running"),
    ],
)
def test_what_cannot_be_given_is_said_at_its_field(
    enrolment: Enrolment, browser: Browser, changes: dict[str, str], words: str
) -> None:
    (error,) = errors_on(given(browser, enrolment.person, **changes))
    assert words in error
    assert Enrolment.objects.count() == 1


def test_a_programme_that_waits_for_review_is_not_offered(
    person: Person, care_link: CareLink, browser: Browser
) -> None:
    Programme.objects.filter(slug="upper-back-desk").update(needs_review=True)
    assert errors_on(given(browser, person))


# --- changing ----------------------------------------------------------------------------------------------


def alter(browser: Browser, enrolment: Enrolment, what: str, exercise: str = "", **body: Any) -> Any:
    tail = f"alter/{what}/" + (f"?exercise={exercise}" if exercise else "")
    return browser.post(page(enrolment, tail), body)


def test_the_dose_with_its_bounds_changes_from_today_on_with_a_reason(
    enrolment: Enrolment, physio: Person, browser: Browser
) -> None:
    shown = browser.get(page(enrolment, "alter/dose/?exercise=squat")).content.decode()
    assert re.search(
        r'name="repetitions__most"[^>]*value="15"|value="15"[^>]*name="repetitions__most"', shown
    )
    answer = alter(browser, enrolment, "dose", "squat", **dose())
    assert answer["Location"] == page(enrolment)
    made = EnrolmentVersion.objects.get(number=2)
    assert (made.made_by, made.made_by_name, made.note, made.since) == (
        "physio",
        str(physio),
        "Gaat goed",
        TODAY,
    )
    for phase in (0, 2):
        one = prescribed(enrolment, phase)
        assert (one.sets, one.repetitions, one.bounds.sets) == (3, 10, None)
        assert (one.bounds.repetitions.least, one.bounds.repetitions.most) == (6, 15)
    assert prescribed(enrolment).bounds.repetitions.step == 2  # as it was


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"note": " "}, ["Say why"], id="no reason"),
        pytest.param({"sets__dose": ""}, ["sets", "fill in a number"], id="no sets"),
        pytest.param({"sets__dose": 99}, ["less than or equal to 6"], id="too many sets"),
        pytest.param(
            {"repetitions__dose": "", "repetitions__least": "", "repetitions__most": ""},
            ["Give repetitions, or seconds"],
            id="nothing to count",
        ),
        pytest.param(
            {"repetitions__dose": 5}, ["repetitions", "5 is not from 6 to 15"], id="below its bounds"
        ),
        pytest.param({"repetitions__most": ""}, ["repetitions", "both the least and the most"], id="half"),
        pytest.param(
            {"load_kg__least": 1, "load_kg__most": 4}, ["load in kg", "Give the dose"], id="bounds of nothing"
        ),
        pytest.param({"repetitions__least": 20}, ["not from 20 to 15"], id="upside down"),
    ],
)
def test_a_dose_that_cannot_be_is_said_at_its_field(
    enrolment: Enrolment, browser: Browser, changes: dict[str, Any], words: list[str]
) -> None:
    (error,) = errors_on(alter(browser, enrolment, "dose", "squat", **dose(**changes)))
    assert all(word in error for word in words), error
    assert EnrolmentVersion.objects.count() == 1


def test_the_same_again_is_no_change_and_says_so(enrolment: Enrolment, browser: Browser) -> None:
    alter(browser, enrolment, "dose", "squat", **dose())
    (error,) = errors_on(alter(browser, enrolment, "dose", "squat", **dose()))
    assert "stands already" in error
    assert EnrolmentVersion.objects.count() == 2


def test_an_exercise_is_swapped_for_another(enrolment: Enrolment, browser: Browser) -> None:
    assert alter(browser, enrolment, "swap", "squat", **dose(other="wall-slide")).status_code == 302
    assert prescribed(enrolment) is None
    other = prescribed(enrolment, slug="wall-slide")
    assert (other.sets, other.repetitions) == (3, 10)


def test_an_exercise_that_is_asked_already_is_not_offered(enrolment: Enrolment, browser: Browser) -> None:
    assert errors_on(alter(browser, enrolment, "swap", "squat", **dose(other="plank")))


def test_an_exercise_is_added_to_a_day(enrolment: Enrolment, browser: Browser) -> None:
    body = dose(other="side-plank", day="strength", repetitions__dose="", seconds__dose=15)
    body |= {"repetitions__least": "", "repetitions__most": ""}
    assert alter(browser, enrolment, "add", **body).status_code == 302
    added = prescribed(enrolment, slug="side-plank")
    assert (added.sets, added.seconds, added.side) == (3, 15, "both")


def test_an_exercise_is_left_out(enrolment: Enrolment, browser: Browser) -> None:
    assert "Squat" not in errors_on(browser.get(page(enrolment, "alter/leave-out/?exercise=squat")))
    assert errors_on(alter(browser, enrolment, "leave-out", "squat"))
    assert prescribed(enrolment)
    assert alter(browser, enrolment, "leave-out", "squat", note="Knie").status_code == 302
    assert prescribed(enrolment) is None


def test_the_days_a_week_change(enrolment: Enrolment, browser: Browser) -> None:
    assert alter(browser, enrolment, "days", day="strength", times=1, note="Druk").status_code == 302
    phases = Enrolment.objects.get(pk=enrolment.pk).current.plan.phases
    assert {day.times_per_week for phase in phases for day in phase.days if day.key == "strength"} == {1}
    (error,) = errors_on(alter(browser, enrolment, "days", day="strength", times=8, note="x"))
    assert "7" in error


def test_the_limits_of_pain_and_effort_change(enrolment: Enrolment, browser: Browser) -> None:
    told = {"fine": 1, "allowed": 3, "effort": "3.5", "note": "Voorzichtig"}
    assert alter(browser, enrolment, "limits", **told).status_code == 302
    limits = Enrolment.objects.get(pk=enrolment.pk).current.plan.limits
    assert (limits.fine, limits.allowed, limits.effort) == (1, 3, 3.5)
    (error,) = errors_on(alter(browser, enrolment, "limits", **told | {"fine": 3}))
    assert "more than 3" in error


# --- turning -----------------------------------------------------------------------------------------------


def turn(browser: Browser, enrolment: Enrolment, status: str, **body: Any) -> Any:
    return browser.post(page(enrolment, "status/"), {"status": status, "note": "Griep", **body})


def test_it_is_paused_resumed_and_ended_with_a_reason(enrolment: Enrolment, browser: Browser) -> None:
    for hour, status in enumerate(("paused", "active", "stopped"), start=1):
        with time_machine.travel(NOW + dt.timedelta(hours=hour), tick=False):
            assert turn(browser, enrolment, status).status_code == 302
        assert Enrolment.objects.get(pk=enrolment.pk).status == status
    notes = enrolment.status_changes.order_by("at").values_list("made_by", flat=True)
    assert list(notes) == ["physio"] * 4
    assert "Griep" in words_on(browser.get(page(enrolment)))


def test_a_turn_needs_a_reason_and_a_way_to_go(enrolment: Enrolment, browser: Browser) -> None:
    assert errors_on(turn(browser, enrolment, "paused", note=""))
    assert errors_on(turn(browser, enrolment, "active"))
    assert errors_on(turn(browser, enrolment, "finished"))
    assert Enrolment.objects.get(pk=enrolment.pk).status == "active"


def test_nothing_goes_on_while_a_warning_sign_is_open(enrolment: Enrolment, browser: Browser) -> None:
    turn(browser, enrolment, "paused")
    warn(enrolment.person)
    (error,) = errors_on(turn(browser, enrolment, "active"))
    assert "warning sign" in error
    assert turn(browser, enrolment, "stopped").status_code == 302


def test_what_is_over_is_read_and_not_changed(enrolment: Enrolment, browser: Browser) -> None:
    decision = asked(enrolment)
    enrolling.set_status(enrolment, Status.STOPPED, made_by=Author.PERSON, at=NOW)
    html = browser.get(page(enrolment)).content.decode()
    assert "/alter/" not in html
    assert "/status/" not in html
    for address in addresses(enrolment, decision)[1:]:
        assert browser.get(address).status_code == 404


# --- deciding anew -----------------------------------------------------------------------------------------


def decide(browser: Browser, decision: Decision, action: str = "hold", note: str = "Gezien") -> Any:
    address = page(decision.enrolment, f"decisions/{decision.pk}/")
    return browser.post(address, {"action": action, "note": note})


def test_a_question_is_on_the_list_until_it_is_answered(
    enrolment: Enrolment, physio: Person, browser: Browser
) -> None:
    question = asked(enrolment)
    assert 'id="questions"' in browser.get(page(enrolment)).content.decode()
    assert decide(browser, question, "step_back").status_code == 302
    answer = Decision.objects.get(overrules=question)
    assert (answer.action, answer.made_by_name, answer.note) == ("step_back", str(physio), "Gezien")
    assert (prescribed(enrolment).sets, prescribed(enrolment).repetitions) == (1, 8)
    html = browser.get(page(enrolment)).content.decode()
    assert 'id="questions"' not in html
    assert "Gezien" in html


def test_what_was_overruled_is_not_overruled_again(enrolment: Enrolment, browser: Browser) -> None:
    question = asked(enrolment)
    decide(browser, question)
    assert decide(browser, question).status_code == 404
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    ("action", "note", "words"),
    [
        pytest.param("hold", "", "Say why", id="no reason"),
        pytest.param("ask_physio", "x", "valid choice", id="no answer"),
        pytest.param("step_up", "x", "at its least or its most", id="no room"),
    ],
)
def test_a_word_that_cannot_be_is_said_at_its_field(
    enrolment: Enrolment, browser: Browser, action: str, note: str, words: str
) -> None:
    top = {"sets": 3, "repetitions": 15}
    body = {f"{part}__{column}": most for part, most in top.items() for column in ("dose", "most")}
    body |= {"sets__least": 1, "repetitions__least": 6, "note": "x"}
    assert alter(browser, enrolment, "dose", "squat", **body).status_code == 302
    decision = asked(enrolment, before=SQUAT | top, after=SQUAT | top)
    (error,) = errors_on(decide(browser, decision, action, note))
    assert words in error
    assert Decision.objects.count() == 1


def test_who_is_asked_something_has_that_client_first_on_the_list(
    enrolment: Enrolment, make_person: Callable[..., Person], physio: Person, browser: Browser
) -> None:
    other = make_person("aaron")
    CareLink.objects.create(client=other, physio=physio, started_at=NOW)
    names = lambda: [str(one) for one in browser.get("/admin/coach/client/").context["cl"].result_list]  # noqa: E731
    assert names() == ["Aaron", "Anna"]
    question = asked(enrolment)
    asked(enrolment, at=NOW - 2 * DAY)
    assert names() == ["Anna", "Aaron"]
    (anna, aaron) = browser.get("/admin/coach/client/").context["cl"].result_list
    assert (anna.column_questions, aaron.column_questions) == (1, 0)
    warn(other)
    assert names() == ["Aaron", "Anna"]
    decide(browser, question)
    assert browser.get("/admin/coach/client/").context["cl"].result_list[1].column_questions == 0
