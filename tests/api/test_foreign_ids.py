"""Every place where an id may stand: deeper in a path, in a parameter, in a body, in a batch.

Which places there are is read from the document and from what sync takes. An id of somebody else's, tried by
everybody else, is answered in the very same bytes as one that was never given out, and changes nothing.
"""

import copy
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from api.document.generator import document
from api.sync.registry import WRITTEN
from tests.api.belongings import (
    ABSENT,
    Ids,
    Intruder,
    body_for,
    fields_of,
    filled,
    kinds_in,
    operations,
    resolved,
    send,
)
from tests.api.sync.phones import delete, put
from tests.database import Watched

pytestmark = pytest.mark.django_db

# A field → the kind whose ids it takes. `id` is one that the phone makes for what it sends.
REFERS_TO = {"episode": "episodes", "enrolment": "enrolments", "plan": "reminders"}
MADE = "id"
# A path or a type of sync → the kind of what it makes.
MAKES = {
    "breaks": "breaks",
    "triage": "triage",
    "intake": "intake",
    "follow-up": "intake",
    "decisions": "decisions",
    "diary": "diary",
    "episode": "episodes",
    "day_off": "days-off",
    "enrolment": "enrolments",
    "session": "sessions",
    "reminder": "reminders",
    "break": "breaks",
    "response": "nudges",
}
SYNC = "/api/v1/sync/"


def parameters(path: str, method: str) -> list[str]:
    """The parameters of a query that take an id."""
    told = map(resolved, document()["paths"][path][method].get("parameters", []))
    return [one["name"] for one in told if one["in"] == "query" and one["schema"].get("format") == "uuid"]


def body_fields(path: str, method: str) -> list[str]:
    """Where in a body an id may stand."""
    body = resolved(document()["paths"][path][method].get("requestBody", {}))
    content = body.get("content", {}).get("application/json", {})
    return sorted(set(fields_of(content.get("schema", {}), "uuid")))


def sync_fields(type_: str) -> list[str]:
    """Where in the content of a type an id may stand, besides its own."""
    name = WRITTEN[type_].serializer.__name__.removesuffix("Serializer")
    return sorted(set(fields_of({"$ref": f"#/components/schemas/{name}Request"}, "uuid")))


BELOW = [(method, path) for method, path in operations() if len(kinds_in(path)) > 1]
ASKING = [(method, path, name) for method, path in operations() for name in parameters(path, method)]
SENDING = [
    (method, path, field)
    for method, path in operations()
    if path != SYNC
    for field in body_fields(path, method)
]
SYNCED = [(type_, field) for type_ in WRITTEN for field in sync_fields(type_)]


def content_for(type_: str, ids: Ids) -> dict[str, Any]:
    """What a phone would send of a type."""
    kind = MAKES[type_]
    path = "/response/" if type_ == "response" else kind
    body = body_for(path, ids)
    return {name: value for name, value in body.items() if name != MADE}


def placed(body: dict[str, Any], field: str, identity: str) -> dict[str, Any]:
    """The body with an id at a field, which has to be there."""
    changed = copy.deepcopy(body)
    *way, last = field.split(".")
    node: Any = changed
    for step in way:
        node = node[int(step) if step.isdigit() else step]
    assert last in node, f"give `body_for` a body with {field}"
    node[last] = identity
    return changed


def last_of(path: str) -> str:
    """The last word of a path."""
    return path.rstrip("/").rpartition("/")[2]


def same(found: Any, absent: Any, foreign: str) -> bool:
    """Whether both answers are the same, but for the id that was sent."""
    told = found.content.replace(foreign.encode(), ABSENT.encode())
    return bool((found.status_code, told) == (absent.status_code, absent.content))


# --- paths and parameters ----------------------------------------------------------------------------------


def test_an_own_id_does_not_open_somebody_elses_beside_it(
    owned: Ids, intruders: list[Intruder], subtests: pytest.Subtests
) -> None:
    database = Watched()
    tries = [(*case, kind, one) for case in BELOW for kind in kinds_in(case[1]) for one in intruders]
    for method, path, kind, one in tries:
        if kind in one.may:
            continue
        body = body_for(path, one.ids)
        with subtests.test(f"{method} {path} with {kind} of Anna by {one.who}"):
            found, absent = (
                send(one.phone, method, filled(path, {**one.ids, kind: identity}), body)
                for identity in (owned[kind], ABSENT)
            )
            assert database.changed() == []
            assert found.status_code == 404
            assert same(found, absent, owned[kind])


def test_a_list_by_somebody_elses_id_is_as_empty_as_by_none(
    owned: Ids, intruders: list[Intruder], subtests: pytest.Subtests
) -> None:
    database = Watched(*owned.values())
    for method, path, name, one in ((*case, one) for case in ASKING for one in intruders):
        foreign = owned[REFERS_TO[name]]
        with subtests.test(f"{method} {path}?{name}= by {one.who}"):
            found, absent = (
                send(one.phone, method, f"{filled(path, one.ids)}?{name}={identity}", None)
                for identity in (foreign, ABSENT)
            )
            assert database.changed() == []
            assert found.status_code == 404 or found.json()["results"] == []
            assert same(found, absent, foreign)


# --- bodies ------------------------------------------------------------------------------------------------


def test_somebody_elses_id_in_a_body_is_one_that_does_not_exist(
    owned: Ids, intruders: list[Intruder], subtests: pytest.Subtests
) -> None:
    database = Watched()
    for method, path, field, one in ((*case, one) for case in SENDING for one in intruders):
        if field == MADE:
            continue
        foreign = owned[REFERS_TO[field.split(".")[-1]]]
        url = filled(path, {**one.ids, kinds_in(path)[-1]: ABSENT})
        body = body_for(path, one.ids)
        with subtests.test(f"{method} {path} with {field} of Anna by {one.who}"):
            found, absent = (
                send(one.phone, method, url, placed(body, field, identity)) for identity in (foreign, ABSENT)
            )
            assert database.changed() == []
            assert found.status_code == 400
            assert same(found, absent, foreign)


def test_what_is_sent_under_somebody_elses_id_is_not_found(
    owned: Ids, intruders: list[Intruder], subtests: pytest.Subtests
) -> None:
    database = Watched()
    for method, path, field, one in ((*case, one) for case in SENDING for one in intruders):
        if field != MADE:
            continue
        body = placed(body_for(path, one.ids), MADE, owned[MAKES[last_of(path)]])
        with subtests.test(f"{method} {path} under an id of Anna by {one.who}"):
            found = send(one.phone, method, filled(path, one.ids), body)
            nowhere = one.phone.get(f"episodes/{ABSENT}/")
            assert database.changed() == []
            assert (found.status_code, found.content) == (404, nowhere.content)


# --- batches -----------------------------------------------------------------------------------------------


def sync(one: Intruder, *changes: Any) -> Any:
    answer = one.phone.post("sync/", {"changes": list(changes)})
    assert answer.status_code == 200, answer.content
    return answer


def foreign_changes(one: Intruder, owned: Ids) -> Iterator[dict[str, Any]]:
    """Every type under an id of Anna's, stored and deleted."""
    for type_, kind in WRITTEN.items():
        yield put(type_, content_for(type_, one.ids), UUID(owned[MAKES[type_]]))
        if kind.bury:
            yield delete(type_, owned[MAKES[type_]])


def test_what_is_synced_under_somebody_elses_id_is_not_found(
    owned: Ids, intruders: list[Intruder], subtests: pytest.Subtests
) -> None:
    """Each change alone, and all of them in one batch."""
    database = Watched()
    for one in intruders:
        (nothing,) = sync(one, delete("diary", ABSENT)).json()["results"]
        changes = list(foreign_changes(one, owned))
        for batch in (*([change] for change in changes), changes):
            with subtests.test(f"{[change['type'] for change in batch]} by {one.who}"):
                told = sync(one, *batch).json()["results"]
                assert database.changed() == []
                assert told == [{**nothing, "type": its["type"], "id": its["id"]} for its in batch]


def test_somebody_elses_id_in_what_is_synced_is_one_that_does_not_exist(
    owned: Ids, intruders: list[Intruder], subtests: pytest.Subtests
) -> None:
    database = Watched()
    for type_, field, one in ((*case, one) for case in SYNCED for one in intruders):
        foreign = owned[REFERS_TO[field.split(".")[-1]]]
        content = content_for(type_, one.ids)
        with subtests.test(f"{field} of Anna in a {type_} by {one.who}"):
            found, absent = (
                sync(one, put(type_, placed(content, field, identity), UUID(ABSENT)))
                for identity in (foreign, ABSENT)
            )
            assert database.changed() == []
            assert [told["status"] for told in found.json()["results"]] == ["rejected"]
            assert same(found, absent, foreign)


def test_a_batch_keeps_what_is_ones_own_and_nothing_else(owned: Ids, intruders: list[Intruder]) -> None:
    """Foreign changes between two of one's own do not ride along with them."""
    database = Watched(*owned.values())
    for one in intruders:
        mine = put("day_off", content_for("day_off", one.ids))
        told = sync(one, mine, *foreign_changes(one, owned), delete("day_off", mine["id"])).json()
        statuses = [result["status"] for result in told["results"]]
        assert statuses == ["applied", *["rejected"] * (len(statuses) - 2), "applied"], one.who
    assert database.changed() == []


# --- the table itself --------------------------------------------------------------------------------------


def test_every_place_for_an_id_is_tried() -> None:
    """If this fails, an id may stand in a new place: say in `REFERS_TO` or `MAKES` whose it is."""
    fields = {field.split(".")[-1] for *_, field in (*SENDING, *SYNCED)} | {name for *_, name in ASKING}
    assert fields == {MADE, *REFERS_TO}
    paths = {last_of(path) for _, path, field in SENDING if field == MADE}
    assert paths | WRITTEN.keys() == MAKES.keys()
    assert {field for _, field in SYNCED} == {"episode", "enrolment"}
