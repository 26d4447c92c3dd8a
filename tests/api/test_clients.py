"""What a physio reads over HTTP: own clients only, in the order of the dashboard, and every look noted."""

import datetime as dt
from base64 import b64decode
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

import pytest
import time_machine
from allauth.account.models import EmailAddress

from coach import screening
from coach.models import AccessLog, CareLink, Episode, Person
from coach.models.consent import Purpose
from tests.api.test_accounts import AUTH, PASSWORD
from tests.api.test_signed_in import ACCOUNT, log_in, proven, signed_in, totp
from tests.coach.admin.conftest import DAY, begin, judge, write
from tests.conftest import NOW, Phone, new_id
from tests.exercises.training import enrol, fill_library, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday_morning")]
Link = Callable[[Person, Person], CareLink]
BELOW = ("diary/", "episodes/", "episodes/{episode}/course/")


@pytest.fixture
def episode(person: Person, care_link: CareLink) -> Episode:
    """The complaint of Anna, a client of `physio`."""
    return begin(person)


@pytest.fixture
def practice(physio: Person) -> Phone:
    """The phone of the physio who treats Anna."""
    return Phone(physio)


def listed(practice: Phone, query: str = "") -> list[dict[str, Any]]:
    answer = practice.get(f"clients/?{query}")
    assert answer.status_code == 200, answer.json()
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


def names(practice: Phone, query: str = "") -> list[str]:
    return [row["display_name"] for row in listed(practice, query)]


def notes() -> list[tuple[str, str]]:
    """Whose record was seen, and which part, in order."""
    return [(str(one.person), one.part) for one in AccessLog.objects.select_related("person").order_by("id")]


def addresses(client: Person, episode: Episode) -> list[str]:
    """Everything below one client, and the client."""
    return [f"clients/{client.pk}/", *(f"clients/{client.pk}/{part}" for part in below(episode))]


def below(episode: Episode) -> list[str]:
    return [part.format(episode=episode.pk) for part in BELOW]


# --- the list ----------------------------------------------------------------------------------------------


def test_a_row_says_how_a_client_is(person: Person, episode: Episode, practice: Phone) -> None:
    write(episode, 7, ago=9 * DAY)
    write(episode, 4, ago=2 * DAY)
    judge(episode, "plateau", ago=2 * DAY)
    (row,) = listed(practice)
    assert row == {
        "id": str(person.pk),
        "display_name": "Anna",
        "email": "anna@example.org",
        "warned": False,
        "questions": 0,
        "open_nudges": 0,
        "episode": str(episode.pk),
        "region": "upper_back",
        "onset_on": "2026-10-21",
        "weeks": 4,
        "verdict": "plateau",
        "pain": 4,
        "written_at": "2026-11-16T09:30:00Z",
        "silent_days": 2,
        "silent_too_long": False,
        "trend": {"days": [-9.0, -2.0], "pain": [7.0, 4.0]},
        "adherence": {
            "since": "2026-10-22",
            "sessions_due": 0,
            "sessions_done": 0,
            "breaks_due": 0,
            "breaks_done": 0,
        },
    }
    assert practice.get(f"clients/{person.pk}/").json() == row


def test_a_client_who_never_wrote_has_a_row(person: Person, care_link: CareLink, practice: Phone) -> None:
    (row,) = listed(practice)
    nothing = {"episode", "region", "onset_on", "weeks", "verdict", "pain", "written_at", "silent_days"}
    assert {name for name, value in row.items() if value is None} == nothing
    assert row["trend"] == {"days": [], "pain": []}


def test_who_needs_attention_comes_first_also_over_pages(
    make_person: Callable[..., Person], physio: Person, link: Link, practice: Phone
) -> None:
    for name, verdict in (("calm", "on_course"), ("flat", "plateau"), ("worse", "worsening"), ("ill", "")):
        client = make_person(name)
        link(client, physio)
        one = begin(client)
        write(one, 5)
        judge(one, verdict or "recovered")
        if not verdict:
            screening.report(one, {"fever": True}, why="something_changed", at=NOW)
    for name in ("new1", "new2", "new3"):
        link(make_person(name), physio)
    order = ["Ill", "Worse", "Flat", "Calm", "New1", "New2", "New3"]
    assert names(practice) == order
    assert [row["warned"] for row in listed(practice)] == [True] + [False] * 6
    seen, url = [], "clients/?page_size=2"
    while url:
        page = practice.get(url).json()
        seen += [row["display_name"] for row in page["results"]]
        url = (page["next"] or "").partition("/api/v1/")[2]
    assert seen == order


def test_the_address_of_a_page_names_nobody(
    make_person: Callable[..., Person], physio: Person, link: Link, practice: Phone
) -> None:
    for name in ("zwart", "wit"):
        client = make_person(name)
        link(client, physio)
        write(begin(client), 5, ago=len(name) * DAY)
    page = practice.get("clients/?page_size=1").json()
    (cursor,) = parse_qs(urlsplit(page["next"]).query)["cursor"]
    told = unquote(b64decode(cursor).decode())
    assert "20261113093000" in told  # when the first one wrote
    assert [word for word in ("zwart", "wit", "example.org") if word in told.lower()] == []


def test_what_waits_for_the_physio_comes_after_the_warning_signs(
    person: Person, make_person: Callable[..., Person], physio: Person, care_link: CareLink, link: Link
) -> None:
    fill_library("upper-back-desk")
    link(make_person("aaron"), physio)
    phone = Phone(person)
    made = enrol(phone)
    hurting = [{"exercise": "shoulder-rolls", "sets": 3, "completed": False, "stopped": "pain"}]
    for day in ("2026-11-16", "2026-11-17", "2026-11-18"):
        train(phone, made, day, exercises=[{**hurting[0], "pain_during": 9}])
    rows = listed(Phone(physio))
    assert [(row["display_name"], row["questions"]) for row in rows] == [("Anna", 1), ("Aaron", 0)]


def test_adherence_counts_four_weeks_up_to_today(person: Person, episode: Episode, practice: Phone) -> None:
    fill_library("upper-back-desk")
    phone = Phone(person)
    made = enrol(phone)
    train(phone, made, "2026-11-16")
    phone.post("breaks/", {"id": str(new_id()), "taken_at": (NOW - dt.timedelta(hours=1)).isoformat()})
    phone.post("breaks/", {"id": str(new_id()), "taken_at": (NOW - 29 * DAY).isoformat()})
    (row,) = listed(practice)
    assert row["adherence"] == {
        "since": "2026-10-22",
        "sessions_due": 2,
        "sessions_done": 1,
        "breaks_due": 1,
        "breaks_done": 1,
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("verdict=plateau", ["Flat"], id="by verdict"),
        pytest.param("region=neck", ["Worse"], id="by region"),
        pytest.param("verdict=plateau&region=neck", [], id="by both"),
        pytest.param("warned=true", ["Worse"], id="with a warning sign"),
        pytest.param("warned=false", ["Flat"], id="without one"),
    ],
)
def test_the_list_can_be_narrowed_and_only_who_is_shown_is_noted(
    make_person: Callable[..., Person],
    physio: Person,
    link: Link,
    practice: Phone,
    query: str,
    expected: list[str],
) -> None:
    for name, region, verdict in (("flat", "lower_back", "plateau"), ("worse", "neck", "worsening")):
        client = make_person(name)
        link(client, physio)
        one = begin(client, region=region)
        judge(one, verdict)
        if name == "worse":
            screening.report(one, {"fever": True}, why="something_changed", at=NOW)
    assert names(practice, query) == expected
    assert notes() == [(name, "worklist") for name in expected]


@pytest.mark.parametrize(
    ("path", "attr"),
    [
        pytest.param("?verdict=fine", "verdict", id="no such verdict"),
        pytest.param("?warned=yes", "warned", id="yes is no value"),
        pytest.param("?q=anna", "q", id="a name does not go into an address"),
        pytest.param("?page_size=201", "page_size", id="too many"),
        pytest.param("?cursor=x", "cursor", id="no cursor of ours"),
        pytest.param("{id}/?colour=red", "colour", id="no filter of one client"),
        pytest.param("{id}/diary/?pain=4", "pain", id="no filter of the diary"),
        pytest.param("{id}/episodes/?region=neck", "region", id="no filter of the complaints"),
        pytest.param("{id}/episodes/{episode}/course/?since=2026", "since", id="none of the course"),
    ],
)
def test_a_bad_parameter_is_refused_by_name_and_nothing_is_noted(
    person: Person, episode: Episode, practice: Phone, path: str, attr: str
) -> None:
    answer = practice.get("clients/" + path.format(id=person.pk, episode=episode.pk))
    assert (answer.status_code, [one["attr"] for one in answer.json()["errors"]]) == (400, [attr])
    assert notes() == []


# --- one client --------------------------------------------------------------------------------------------


def test_diary_complaints_and_course_are_those_the_client_sees(
    person: Person, episode: Episode, practice: Phone
) -> None:
    write(episode, 6, ago=3 * DAY, note="stijf na het werk", medication=["paracetamol"])
    write(episode, 4, ago=2 * DAY, symptoms=["fever"])
    judge(episode, "plateau")
    begin(person, region="neck", weeks=40, closed_on=NOW.date() - 200 * DAY)
    own = Phone(person)
    for part in below(episode):
        shown, told = practice.get(f"clients/{person.pk}/{part}"), own.get(part)
        assert (shown.status_code, shown.content) == (200, told.content), part


def test_the_diary_comes_in_pages_and_by_complaint(person: Person, episode: Episode, practice: Phone) -> None:
    earlier = begin(person, region="neck", weeks=40, closed_on=NOW.date() - 200 * DAY)
    write(earlier, 8, ago=220 * DAY)
    for ago in range(1, 4):
        write(episode, ago, ago=ago * DAY)
    url = f"clients/{person.pk}/diary/"
    page = practice.get(f"{url}?page_size=2").json()
    assert [entry["pain"] for entry in page["results"]] == [1, 2]
    rest = practice.get(page["next"].partition("/api/v1/")[2]).json()["results"]
    assert [entry["pain"] for entry in rest] == [3, 8]
    assert [one["pain"] for one in practice.get(f"{url}?episode={earlier.pk}").json()["results"]] == [8]


def test_each_reading_is_noted_as_the_dashboard_does(
    person: Person, episode: Episode, practice: Phone
) -> None:
    listed(practice)
    for address in addresses(person, episode):
        practice.get(address)
    assert notes() == [("Anna", part) for part in ("worklist", "worklist", "record", "record", "record")]
    told = Phone(person).get("me/access-log/").json()["results"]
    assert {(one["reader_name"], one["at"]) for one in told} == {("Fysio", "2026-11-18T09:30:00Z")}


def test_what_was_not_shown_is_not_noted(
    person: Person, episode: Episode, practice: Phone, colleague: Person
) -> None:
    for address in ("clients/", *addresses(person, episode)):
        Phone(colleague).get(address)
        practice.options(address)
    practice.get(f"clients/{person.pk}/episodes/{new_id()}/course/")
    assert notes() == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(person: Person, episode: Episode, practice: Phone, method: str) -> None:
    for address in ("clients/", *addresses(person, episode)):
        assert getattr(practice, method)(address, {}).status_code == 405


def test_answers_stay_out_of_every_cache(person: Person, episode: Episode, practice: Phone) -> None:
    for address in ("clients/", *addresses(person, episode)):
        assert practice.get(address)["Cache-Control"] == "private, no-store"


# --- who may not -------------------------------------------------------------------------------------------


def ended(link: CareLink) -> None:
    link.end(at=NOW)


def refused(link: CareLink) -> None:
    link.client.consents.create(purpose=Purpose.PHYSIO_ACCESS, version="1", given=False, at=NOW + DAY)


def closed(link: CareLink) -> None:
    link.client.is_active = False
    link.client.save()


@pytest.mark.parametrize("change", [ended, refused, closed])
def test_who_left_is_one_who_never_was(
    person: Person, episode: Episode, care_link: CareLink, practice: Phone, change: Any
) -> None:
    assert names(practice) == ["Anna"]
    change(care_link)
    assert names(practice) == []
    gone, never = addresses(person, episode), addresses(Person(pk=new_id()), Episode(pk=new_id()))
    for address, absent in zip(gone, never, strict=True):
        answers = [practice.get(one) for one in (address, absent)]
        assert {(one.status_code, one.content) for one in answers} == {(404, answers[1].content)}


def test_a_complaint_of_one_client_is_not_there_below_another(
    person: Person, episode: Episode, stranger: Person, link: Link, physio: Person, practice: Phone
) -> None:
    link(stranger, physio)
    theirs = begin(stranger)
    answers = [practice.get(f"clients/{person.pk}/episodes/{one}/course/") for one in (theirs.pk, new_id())]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[1].content)}
    assert practice.get(f"clients/{person.pk}/diary/?episode={theirs.pk}").json()["results"] == []


@pytest.mark.parametrize(
    "role",
    [
        pytest.param({}, id="the client"),
        pytest.param({"is_staff": True, "is_superuser": True}, id="a superuser"),
        pytest.param({"is_staff": True}, id="staff"),
    ],
)
def test_for_anybody_but_a_physio_there_is_no_such_address(
    person: Person, episode: Episode, make_person: Callable[..., Person], role: dict[str, bool]
) -> None:
    phone = Phone(make_person("other", **role) if role else person)
    nowhere = phone.get("clienten/")
    for address in ("clients/", "clients/?colour=red", *addresses(person, episode)):
        answer = phone.get(address)
        assert (answer.status_code, answer.json()) == (404, nowhere.json()), address
        assert phone.post(address, {}).status_code == 405, "as at every address that is only read"


# --- the second factor -------------------------------------------------------------------------------------


@pytest.fixture
def demanded(settings: Any, physio: Person, person: Person, episode: Episode) -> list[str]:
    """Staff need a second factor. Every address a physio may read of Anna."""
    settings.COACH_STAFF_SECOND_FACTOR = True
    physio.set_password(PASSWORD)
    physio.save()
    EmailAddress.objects.create(user=physio, email=physio.email, verified=True, primary=True)
    return ["clients/", *addresses(person, episode)]


def test_a_password_alone_opens_no_record(physio: Person, demanded: list[str]) -> None:
    phone = signed_in(log_in(physio))
    assert phone.get("me/").status_code == 200
    for address in demanded:
        answer = phone.get(address)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:coach:problem:second_factor_needed")
    assert notes() == []


def test_a_second_factor_opens_them_from_then_on(physio: Person, demanded: list[str]) -> None:
    phone = proven(physio)
    secret = phone.get(f"{ACCOUNT}/authenticators/totp").json()["meta"]["secret"]
    assert phone.post(f"{ACCOUNT}/authenticators/totp", {"code": totp(secret)}).status_code == 200
    assert phone.get("clients/").status_code == 403
    with time_machine.travel(NOW + dt.timedelta(seconds=30), tick=False):
        session = log_in(physio).json()["meta"]["session_token"]
        code = {"code": totp(secret)}
        again = signed_in(Phone().post(f"{AUTH}/2fa/authenticate", code, HTTP_X_SESSION_TOKEN=session))
        assert [again.get(address).status_code for address in demanded] == [200] * len(demanded)


def test_whether_one_is_asked_for_a_second_factor_tells_others_nothing(
    stranger: Person, demanded: list[str]
) -> None:
    for address in demanded:
        assert Phone(stranger).get(address).status_code == 404


def test_a_client_of_nobody_has_an_id_like_any_other(practice: Phone, person: Person) -> None:
    answers = [practice.get(f"clients/{one}/") for one in (person.pk, UUID(int=0))]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[1].content)}
