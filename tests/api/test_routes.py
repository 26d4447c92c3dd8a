"""Every route of the schema, tried by everybody it is not for.

The routes come from the OpenAPI document, so one that is added tomorrow is walked tomorrow.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from coach.models import (
    CareInvitation,
    CareLink,
    DayOff,
    DiaryEntry,
    Episode,
    IntakeAnswers,
    Organisation,
    Person,
    TriageAcknowledgement,
    TriageReport,
)
from exercises.models import Decision, Enrolment, EnrolmentVersion, Session, StatusChange
from reminders.models import AdherenceDay, BreakTaken, Device, Nudge, Plan, SafetyMessage, WeeklyGoal
from reminders.models.nudge import LIFE, State
from tests.api.test_devices import browser
from tests.coach.test_interview import FOLLOW_UP, INTAKE
from tests.conftest import ALL_DAY, Phone, new_id
from tests.exercises import training
from tests.exercises.training import enrol, fill_library, picked

pytestmark = pytest.mark.django_db

# The same library for everyone.
SHARED = ("/api/v1/exercises/", "/api/v1/cards/", "/api/v1/programmes/")
DAY_OFF = {"kind": "holiday", "starts_on": "2026-12-21", "ends_on": "2027-01-03"}
SYNCED = (Episode, DiaryEntry, DayOff, Plan, BreakTaken, Device, Enrolment, Session)
# Read by a program without a token, by who knows the secret: see test_calendar.
PUBLIC = {"/api/v1/calendar/{secret}.ics"}
ABSENT = "01a2006c-0000-7000-8000-000000000000"


def operations() -> Iterator[Any]:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    for path, methods in paths.items():
        if path in PUBLIC:
            continue
        for method in methods:
            yield pytest.param(method, path, id=f"{method} {path}")


OPERATIONS = list(operations())
WITH_ID = [case for case in OPERATIONS if "{" in case.values[1] and not case.values[1].startswith(SHARED)]  # type: ignore[union-attr]


@pytest.fixture
def owned(person: Person, phone: Phone, physio: Person, care_link: CareLink) -> dict[str, str]:
    """One of everything, made and owned by Anna: the first part of a path → the id of hers."""
    office = Organisation.objects.create(name="Office")
    phone.post("organisations/", {"code": office.join_code})
    episode, entry, plan, report, day_off, session, device = (new_id() for _ in range(7))
    fill_library("upper-back-desk")
    enrolment = enrol(phone, starts_on=str(timezone.now().date()))
    phone.put(f"sessions/{session}/", training.session(enrolment, str(timezone.now().date())))
    phone.put(f"episodes/{episode}/", {"region": "neck", "onset_on": "2026-11-01"})
    phone.put(
        f"diary/{entry}/",
        {"episode": str(episode), "recorded_at": timezone.now().isoformat(), "utc_offset": 0, "pain": 7},
    )
    phone.post(f"episodes/{episode}/triage/", {"id": str(report), "answers": {"fever": True}})
    phone.post(f"episodes/{episode}/intake/", {"id": str(new_id()), "answers": INTAKE})
    phone.put(f"days-off/{day_off}/", DAY_OFF)
    phone.put(
        f"reminders/{plan}/",
        {
            "every_minutes": 60,
            "windows": ALL_DAY,
            "time_zone": "UTC",
            "busy_calendar_url": "https://calendar.example/me.ics",
        },
    )
    nudge, taken = sent_nudge(Plan.objects.get()), new_id()
    phone.post("breaks/", {"id": str(taken), "taken_at": timezone.now().isoformat()})
    phone.put(f"devices/{device}/", browser())
    phone.put("me/goal/", {"breaks_per_week": 20})
    return {
        "episodes": str(episode),
        "diary": str(entry),
        "days-off": str(day_off),
        "enrolments": str(enrolment),
        "sessions": str(session),
        "reminders": str(plan),
        "nudges": str(nudge.pk),
        "breaks": str(taken),
        "organisations": str(office.pk),
        "me": str(care_link.pk),
        "devices": str(device),
        "safety-messages": str(SafetyMessage.objects.get().pk),
        "report": str(report),
    }


def sent_nudge(plan: Plan) -> Nudge:
    now = timezone.now()
    return Nudge.objects.create(
        plan=plan,
        person=plan.person,
        plan_seq=plan.seq,
        slot=now,
        due_at=now,
        expires_at=now + LIFE,
        open_until=now + LIFE,
        local_date=now.date(),
        state=State.SENT,
    )


def filled(path: str, ids: dict[str, str]) -> str:
    relative = path.removeprefix("/api/v1/")
    identity = ids.get(relative.split("/")[0], "")
    for placeholder in ("{id}", "{organisation_id}"):
        relative = relative.replace(placeholder, identity)
    return relative.replace("{report_id}", ids.get("report", ""))


def send(phone: Phone, method: str, url: str, body: dict[str, Any]) -> Any:
    return getattr(phone, method)(url, None if method == "get" else body)


def body_for(path: str, owned: dict[str, str]) -> dict[str, Any]:
    """A body that would be accepted from the owner, so that only the ownership can be what refuses it."""
    bodies = {
        "/response/": {"action": "done"},
        "/receipts/": {"opened_at": "2026-11-18T09:33:00Z"},
        "/pause/": {"hours": 1},
        "me/goal/": {"breaks_per_week": 3},
        "/question/": {"answer": "keep"},
        "/acknowledgement/": {"word": "looked_at"},
        "/triage/": {"id": str(new_id()), "answers": {"fever": True}},
        "/intake/": {"id": str(new_id()), "answers": INTAKE},
        "/follow-up/": {"id": str(new_id()), "answers": FOLLOW_UP},
        "diary": {
            "episode": owned["episodes"],
            "recorded_at": "2026-11-10T08:00:00Z",
            "utc_offset": 0,
            "pain": 1,
        },
        "episodes": {"region": "shoulder", "onset_on": "2026-11-02"},
        "days-off": DAY_OFF,
        "breaks": {"id": str(new_id()), "taken_at": "2026-11-20T08:00:00Z"},
        "/decisions/": {"id": str(new_id()), "exercise": "shoulder-rolls", "action": "hold"},
        "sessions": training.session(owned["enrolments"], str(timezone.now().date())),
        "enrolments": picked(starts_on=str(timezone.now().date())),
        "devices": browser(),
        "reminders": {"every_minutes": 30, "windows": ALL_DAY, "time_zone": "UTC"},
    }
    return next((body for part, body in bodies.items() if part in path), {})


def everything_of(person: Person) -> list[Any]:
    rows: list[Any] = [list(Person.objects.filter(pk=person.pk).values())]
    rows += [list(model.everything.filter(person=person).values()) for model in SYNCED]
    for of_enrolment in (EnrolmentVersion, StatusChange, Decision):
        rows.append(list(of_enrolment.objects.filter(enrolment__person=person).values()))
    rows.append(list(IntakeAnswers.objects.filter(person=person).values()))
    rows.append(list(TriageReport.objects.filter(person=person).values()))
    rows.append(list(TriageAcknowledgement.objects.filter(report__person=person).values()))
    rows.append(list(Nudge.objects.filter(person=person).values()))
    rows += [list(model.objects.filter(person=person).values()) for model in (AdherenceDay, WeeklyGoal)]
    rows.append(list(SafetyMessage.objects.filter(person=person).values()))
    rows.append(list(person.care_links.values()))
    rows.append(list(person.memberships.values()))
    return rows


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_nobody_gets_in_without_a_token(
    method: str, path: str, owned: dict[str, str], person: Person
) -> None:
    before = everything_of(person)
    url = filled(path.replace("{slug}", "x"), owned)
    answer = send(Phone(), method, url, body_for(path, owned))
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert everything_of(person) == before


Make = Callable[..., Person]
OTHERS: dict[str, dict[str, bool]] = {
    "another client": {},
    "a physio who is not theirs": {"is_staff": True, "is_physio": True},
    "a superuser": {"is_staff": True, "is_superuser": True},
    "staff": {"is_staff": True},
}


@pytest.fixture
def intruders(make_person: Make) -> dict[str, Phone]:
    return {who: Phone(make_person(f"other{i}", **role)) for i, (who, role) in enumerate(OTHERS.items())}


@pytest.mark.parametrize(("method", "path"), WITH_ID)
def test_somebody_elses_object_is_one_that_does_not_exist(
    method: str, path: str, intruders: dict[str, Phone], owned: dict[str, str], person: Person
) -> None:
    """The very same bytes as for an id that was never given out, and nothing changed."""
    before = everything_of(person)
    for who, intruder in intruders.items():
        own_episode = new_id()
        intruder.put(f"episodes/{own_episode}/", {"region": "neck", "onset_on": "2026-11-01"})
        own = {"episodes": str(own_episode)}
        if "sessions" in path:
            own["enrolments"] = str(enrol(intruder, starts_on=str(timezone.now().date())))
        body = body_for(path, owned | own)
        answer = send(intruder, method, filled(path, owned), body)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), who
        if method != "put":  # a put of a new id makes a row of the caller's own
            absent = send(intruder, method, filled(path, dict.fromkeys(owned, ABSENT)), body)
            assert (absent.status_code, absent.content) == (404, answer.content), who
    assert everything_of(person) == before


@pytest.mark.parametrize(("method", "path"), [case for case in OPERATIONS if "{" not in case.values[1]])  # type: ignore[operator]
def test_no_list_shows_anything_of_another_person(
    method: str, path: str, intruders: dict[str, Phone], owned: dict[str, str], person: Person
) -> None:
    before = everything_of(person)
    for intruder in intruders.values():
        shown = send(intruder, method, filled(path, owned), {}).content.decode()
        assert person.email not in shown
        assert not [identity for identity in owned.values() if identity in shown]
    assert everything_of(person) == before


def test_the_episode_of_another_cannot_be_named_in_a_body(
    owned: dict[str, str], stranger: Person, episode_id: UUID
) -> None:
    answer = Phone(stranger).put(f"diary/{new_id()}/", body_for("diary", owned))
    absent = Phone(stranger).put(f"diary/{new_id()}/", body_for("diary", {**owned, "episodes": ABSENT}))
    assert answer.status_code == 400
    assert answer.content.replace(owned["episodes"].encode(), ABSENT.encode()) == absent.content


def test_every_kind_of_id_in_the_schema_is_tried() -> None:
    """If this fails, a route has a new kind of id: give `owned` one of Anna's."""
    firsts = {case.values[1].split("/")[3] for case in WITH_ID}  # type: ignore[union-attr]
    assert firsts == {
        *("episodes", "diary", "days-off", "enrolments", "sessions", "reminders", "breaks", "nudges"),
        *("organisations", "me", "devices", "safety-messages"),
    }


def test_an_invitation_of_another_physio_opens_nothing_to_the_first(
    person: Person, phone: Phone, make_person: Make, physio: Person
) -> None:
    second = make_person("f3", is_staff=True, is_physio=True)
    invitation = CareInvitation.objects.create(physio=second, created_at=timezone.now())
    assert phone.post("me/physios/", {"code": invitation.code}).status_code == 201
    assert [link.physio_id for link in person.care_links.all()] == [second.pk]
