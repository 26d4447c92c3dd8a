"""How many queries each list costs: as many for thrice the rows, and not one more than is written here.

The lists are those of the document, so a new one fails until it has its line. The first query of each finds
who is calling.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.document.generator import document
from coach.models import AccessLog, Membership, Organisation, Person
from exercises import enrolling, library
from exercises.catalogue import load
from exercises.models import Author, Enrolment, Status
from reminders.models import Nudge, Plan
from tests import nudges
from tests.api.belongings import DAY_OFF, operations, resolved
from tests.api.test_devices import ENDPOINT, browser, subscription
from tests.coach.admin.conftest import DAY, begin, judge, write
from tests.conftest import ALL_DAY, NOW, Phone, new_id
from tests.exercises.training import TEMPLATES, enrol, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "wednesday_morning")]
FEW, MANY = 2, 6
SELF_CARE = [one.slug for one in TEMPLATES if one.self_care]
HOUR = dt.timedelta(hours=1)
PLAN = {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"}


@dataclass
class World:
    """Anna, her phone, her physio, and how to get more people. `made`: how many of the rows there are."""

    person: Person
    physio: Person
    make_person: Callable[..., Person]
    link: Callable[[Person, Person], Any]
    made: int = 0
    ids: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.phone, self.practice = Phone(self.person), Phone(self.physio)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What all rows belong to, made with the first of them."""
        if name not in self.ids:
            self.ids[name] = make()
        return self.ids[name]

    def put(self, kind: str, content: dict[str, Any]) -> str:
        made = str(new_id())
        answer = self.phone.put(f"{kind}/{made}/", content)
        assert answer.status_code == 201, answer.json()
        return made


# --- one more row of each ----------------------------------------------------------------------------------


def episode(world: World) -> None:
    begin(world.person)


def entry(world: World) -> None:
    """With a warning sign in it, as what came of that is told beside it."""
    complaint = world.once("episode", lambda: begin(world.person))
    content = {
        "episode": str(complaint.pk),
        "recorded_at": (NOW - (world.made + 1) * HOUR).isoformat(),
        "utc_offset": 60,
        "pain": 5,
        "symptoms": ["fever"],
    }
    world.put("diary", content)


def day_off(world: World) -> None:
    world.put("days-off", DAY_OFF)


def device(world: World) -> None:
    world.put("devices", browser(subscription=subscription(endpoint=f"{ENDPOINT}/{world.made}")))


def a_break(world: World) -> None:
    taken = NOW - (world.made + 1) * HOUR
    answer = world.phone.post("breaks/", {"id": str(new_id()), "taken_at": taken.isoformat()})
    assert answer.status_code == 201, answer.json()


def plan(world: World) -> Plan:
    return Plan.objects.get(pk=world.put("reminders", PLAN))


def nudge(world: World, of: Plan | None = None) -> Nudge:
    asks = of or world.once("plan", lambda: plan(world))
    due = NOW - (world.made + 1) * dt.timedelta(minutes=1)
    return nudges.nudge(asks, due)


def waiting(world: World) -> None:
    """A nudge, a question about its plan, and a message for one's safety."""
    own = plan(world)
    nudge(world, own)
    world.person.plan_questions.create(plan=own, asked_at=NOW)
    complaint = world.put("episodes", {"region": "neck", "onset_on": "2026-11-01"})
    report = {"id": str(new_id()), "answers": {"fever": True}}
    assert world.phone.post(f"episodes/{complaint}/triage/", report).status_code == 201


def consent(world: World) -> None:
    world.person.consents.create(purpose="reminders", version=str(world.made), given=True, at=NOW)


def accessed(world: World) -> None:
    AccessLog.objects.note([world.person], reader=world.physio, part=AccessLog.Part.RECORD, at=NOW)


def let_in(world: World) -> None:
    world.link(world.person, world.make_person(f"physio{world.made}", is_staff=True, is_physio=True))


def office(world: World) -> None:
    Organisation.objects.create(name="Office").memberships.create(person=world.person, joined_at=NOW)


def over(world: World) -> None:
    """A programme that was picked and stopped: one runs once at a time."""
    made = enrol(world.phone)
    told = {"made_by": Author.PERSON, "at": NOW}
    enrolling.set_status(Enrolment.objects.get(pk=made), Status.STOPPED, **told)  # type: ignore[arg-type]


def running(world: World) -> None:
    """Another programme, with a session of it."""
    made = enrol(world.phone, programme=SELF_CARE[world.made], starts_on="2026-11-02")
    day = Enrolment.objects.get(pk=made).current.plan.phases[0].days[0].key
    train(world.phone, made, "2026-11-03", day=day)


def one_enrolment(world: World) -> Enrolment:
    found: Enrolment = world.once("enrolment", lambda: Enrolment.objects.get(pk=enrol(world.phone)))
    return found


def session(world: World) -> None:
    started = NOW - (world.made + 1) * HOUR
    train(world.phone, one_enrolment(world).pk, started_at=started.isoformat())


def version(world: World) -> None:
    enrolment = one_enrolment(world)
    content = enrolment.current.plan
    enrolling.revise(enrolment, content, made_by=Author.PHYSIO, since=NOW.date(), at=NOW)


def status_change(world: World) -> None:
    enrolment = one_enrolment(world)
    status = Status.ACTIVE if enrolment.status == Status.PAUSED else Status.PAUSED
    enrolling.set_status(enrolment, status, made_by=Author.PERSON, at=NOW)


def client(world: World) -> None:
    """One who writes, trains, takes breaks and has a nudge waiting."""
    one = world.make_person(f"client{world.made}")
    world.link(one, world.physio)
    complaint = begin(one)
    for ago in (1, 2):
        write(complaint, 5, ago=ago * DAY)
    judge(complaint, "plateau")
    theirs = World(one, world.physio, world.make_person, world.link)
    for make in (running, a_break, nudge, day_off):
        make(theirs)


def entry_of_client(world: World) -> None:
    world.once("link", lambda: world.link(world.person, world.physio))
    entry(world)


def episode_of_client(world: World) -> None:
    world.once("link", lambda: world.link(world.person, world.physio))
    episode(world)


def colleague(world: World) -> None:
    """Who is counted in the report of an office that Anna manages."""
    role = {"role": Membership.Role.MANAGER, "joined_at": NOW - 90 * DAY}
    office = world.once("office", lambda: Organisation.objects.create(name="Office"))
    world.once("manager", lambda: office.memberships.create(person=world.person, **role))
    one = world.make_person(f"colleague{world.made}")
    office.memberships.create(person=one, joined_at=NOW)
    theirs = World(one, world.physio, world.make_person, world.link)
    for make in (running, a_break, nudge, day_off):
        make(theirs)


def coming(world: World) -> None:
    """What a look ahead at one plan takes into account."""
    nudge(world)
    day_off(world)


def shared(world: World) -> None:
    """The library is the same for everybody: a page of it is made longer, not the library."""
    world.once("library", lambda: library.load(load()))


# --- the lists ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """`queries`: what a page costs. `add`: one more row. `grows`: whether each row is one of the answer."""

    queries: int
    add: Callable[[World], Any]
    ids: tuple[str, ...] = ()
    practice: bool = False
    grows: bool = True


LISTS = {
    "adherence/": Line(11, running, grows=False),
    "breaks/": Line(2, a_break),
    "cards/": Line(2, shared),
    "clients/": Line(13, client, practice=True),
    "clients/{client_id}/diary/": Line(5, entry_of_client, ("person",), practice=True),
    "clients/{client_id}/episodes/": Line(4, episode_of_client, ("person",), practice=True),
    "days-off/": Line(2, day_off),
    "devices/": Line(2, device),
    "diary/": Line(3, entry),
    "enrolments/": Line(3, over),
    "enrolments/{id}/agenda/": Line(7, session, ("enrolment",), grows=False),
    "enrolments/{id}/decisions/": Line(4, session, ("enrolment",), grows=False),
    "enrolments/{id}/status-changes/": Line(4, status_change, ("enrolment",)),
    "enrolments/{id}/versions/": Line(4, version, ("enrolment",)),
    "episodes/": Line(2, episode),
    "exercises/": Line(2, shared),
    "inbox/": Line(5, waiting),
    "me/access-log/": Line(2, accessed),
    "me/agenda/": Line(12, running, grows=False),
    "me/consents/": Line(2, consent),
    "me/physios/": Line(2, let_in),
    "nudges/": Line(2, nudge),
    "organisations/": Line(2, office),
    "organisations/{id}/report/": Line(13, colleague, ("office",), grows=False),
    "programmes/": Line(2, shared),
    "reminders/": Line(2, plan),
    "reminders/{id}/preview/": Line(12, coming, ("plan",), grows=False),
    "sessions/": Line(2, session),
}


def lists() -> set[str]:
    """Every address that answers with many rows, paged or at once."""
    found = set()
    for method, path in operations():
        answer = document()["paths"][path][method]["responses"].get("200", {}).get("content", {})
        schema = resolved(answer.get("application/json", {}).get("schema", {}))
        if method == "get" and (schema.get("type") == "array" or "results" in schema.get("properties", {})):
            found.add(path.removeprefix("/api/v1/"))
    return found


@pytest.fixture
def world(
    person: Person, physio: Person, make_person: Callable[..., Person], link: Callable[[Person, Person], Any]
) -> World:
    return World(person, physio, make_person, link)


def counted(world: World, path: str, line: Line, rows: int) -> tuple[int, int]:
    """Queries and rows of the answer, once there are so many."""
    while world.made < rows:
        line.add(world)
        world.made += 1
    ids = [getattr(world.ids.get(name, world.person), "pk", None) for name in line.ids]
    for identity in ids:
        path = path.replace(path[path.index("{") : path.index("}") + 1], str(identity), 1)
    phone = world.practice if line.practice else world.phone
    url = f"{path}?page_size={rows}" if line.add is shared else path
    phone.get(url)  # what is kept from now on is not counted
    with CaptureQueriesContext(connection) as queries:
        answer = phone.get(url)
    assert answer.status_code == 200, answer.json()
    told = answer.json()
    return len(queries), len(told if isinstance(told, list) else told["results"])


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_as_much_for_thrice_the_rows(world: World, path: str) -> None:
    line = LISTS[path]
    few, short = counted(world, path, line, FEW)
    many, long = counted(world, path, line, MANY)
    assert (few, many) == (line.queries, line.queries)
    assert long - short >= (MANY - FEW if line.grows else 0)


def test_every_list_has_its_line() -> None:
    """If this fails, a route that answers with many rows came or went: say in `LISTS` what it costs."""
    assert LISTS.keys() == lists()
