"""One of everything that a person can have, and the routes of the document that lead to it.

The routes come from the OpenAPI document, so one that is added tomorrow is walked tomorrow.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from api.document.generator import document
from api.document.tidy import METHODS
from coach.models import Organisation, Person
from exercises.models import Decision
from reminders.models import Plan, SafetyMessage
from tests.api.test_devices import ENDPOINT, browser, subscription
from tests.coach.test_interview import FOLLOW_UP, INTAKE
from tests.conftest import ALL_DAY, Phone, new_id
from tests.exercises import training
from tests.exercises.training import enrol, picked
from tests.nudges import nudge

Ids = Mapping[str, str]
DAY_OFF = {"kind": "holiday", "starts_on": "2026-12-21", "ends_on": "2027-01-03"}
ABSENT = "01a2006c-0000-7000-8000-000000000000"
ACCOUNTS = "/api/v1/accounts/"  # the account library's own, with its own tests
PLACEHOLDER = re.compile(r"([a-z-]+)/\{(\w+)\}")


@cache
def operations() -> list[tuple[str, str]]:
    """(method, path) of everything that is ours."""
    paths: dict[str, Any] = document()["paths"]
    return [
        (method, path)
        for path, item in paths.items()
        if not path.startswith(ACCOUNTS)
        for method in METHODS
        if method in item
    ]


def kinds_in(path: str) -> list[str]:
    """Of which kind the ids in a path are, in order: `episodes`, `triage`."""
    return [kind for kind, _ in PLACEHOLDER.findall(path)]


def filled(path: str, ids: Ids) -> str:
    """The path below `/api/v1/` with an id for each kind; those of a kind not held stay empty."""
    relative = path.removeprefix("/api/v1/")
    return PLACEHOLDER.sub(lambda found: f"{found[1]}/{ids.get(found[1], '')}", relative)


def belongings(phone: Phone, person: Person) -> dict[str, str]:
    """One of everything that a phone can make: kind, as it stands in paths → id. Wants the library filled."""
    now = timezone.now()
    office = Organisation.objects.create(name="Office")
    phone.post("organisations/", {"code": office.join_code})
    kinds = ("episodes", "diary", "reminders", "triage", "days-off", "sessions", "devices", "breaks")
    ids = {kind: str(new_id()) for kind in (*kinds, "intake")}
    ids |= {"organisations": str(office.pk), "clients": str(person.pk)}
    ids["enrolments"] = str(enrol(phone, starts_on=str(now.date())))
    for kind in ("sessions", "episodes", "diary", "days-off", "reminders", "devices"):
        answer = phone.put(f"{kind}/{ids[kind]}/", body_for(f"{kind}/", ids))
        assert answer.status_code == 201, answer.json()
    below = f"episodes/{ids['episodes']}"
    phone.post(f"{below}/triage/", {"id": ids["triage"], "answers": {"fever": True}})
    # Looked at, so that it keeps nobody from beginning a programme.
    phone.post(f"{below}/triage/{ids['triage']}/acknowledgement/", {"word": "looked_at"})
    phone.post(f"{below}/intake/", {"id": ids["intake"], "answers": INTAKE})
    phone.post("breaks/", {"id": ids["breaks"], "taken_at": now.isoformat()})
    phone.put("me/goal/", {"breaks_per_week": 20})
    ids["decisions"] = str(Decision.objects.filter(person=person).values_list("pk", flat=True)[0])
    ids["nudges"] = str(nudge(Plan.objects.get(pk=ids["reminders"]), timezone.now()).pk)
    ids["safety-messages"] = str(SafetyMessage.objects.get(person=person).pk)
    return ids


def body_for(path: str, ids: Ids) -> dict[str, Any]:
    """A body that would be accepted from whoever has these `ids`, so that only ownership can refuse it."""
    today = timezone.now()
    bodies: dict[str, Any] = {
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
            "episode": ids["episodes"],
            "recorded_at": today.isoformat(),
            "utc_offset": 0,
            "pain": 7,
        },
        "episodes": {"region": "shoulder", "onset_on": "2026-11-02"},
        "days-off": DAY_OFF,
        "breaks": {"id": str(new_id()), "taken_at": "2026-11-20T08:00:00Z"},
        "/decisions/": {"id": str(new_id()), "exercise": "shoulder-rolls", "action": "hold"},
        "sessions": training.session(ids["enrolments"], str(today.date())),
        "enrolments": picked(starts_on=str(today.date()), programme="neck-shoulder", episode=ids["episodes"]),
        "devices": browser(subscription=subscription(endpoint=f"{ENDPOINT}/{new_id()}")),
        "reminders": {
            "every_minutes": 60,
            "windows": ALL_DAY,
            "time_zone": "UTC",
            "busy_calendar_url": "https://calendar.example/me.ics",
        },
    }
    return next((body for part, body in bodies.items() if part in path), {})


def send(phone: Phone, method: str, url: str, body: Any) -> Any:
    return getattr(phone, method)(url, None if method == "get" else body)


def fields_of(schema: dict[str, Any], wanted: str, at: str = "") -> Iterator[str]:
    """Where in a schema values of a format stand, dotted: `exercises.0.exercise`."""
    schema = resolved(schema)
    if schema.get("format") == wanted:
        yield at.removeprefix(".")
    for part in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(part, ()):
            yield from fields_of(one, wanted, at)
    for name, one in schema.get("properties", {}).items():
        yield from fields_of(one, wanted, f"{at}.{name}")
    if "items" in schema:
        yield from fields_of(schema["items"], wanted, f"{at}.0")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from fields_of(schema["additionalProperties"], wanted, f"{at}.*")


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        _, _, group, name = node["$ref"].split("/")
        node = document()["components"][group][name]
    return node


@dataclass(frozen=True)
class Intruder:
    """Somebody with a phone and one of everything of their own.

    `may`: kinds of which Anna's are theirs to read, too.
    """

    who: str
    phone: Phone
    ids: Ids
    may: frozenset[str] = frozenset()

    def may_read(self, path: str) -> bool:
        """Whether a path with Anna's ids is open to them."""
        return bool(self.may.intersection(kinds_in(path)[:1]))
