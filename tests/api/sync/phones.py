"""What a phone that syncs writes and reads, for tests."""

from concurrent.futures import Future
from typing import Any
from uuid import UUID

from django.db import connection

from tests.conftest import ALL_DAY, Phone, new_id


def entry(episode: UUID, **changes: Any) -> dict[str, Any]:
    content = {
        "episode": str(episode), "recorded_at": "2026-11-10T21:30:00Z", "utc_offset": 60, "pain": 6
    }  # fmt: skip
    return content | changes


def episode(**changes: Any) -> dict[str, Any]:
    return {"region": "neck", "onset_on": "2026-11-01"} | changes


def plan(**changes: Any) -> dict[str, Any]:
    return {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"} | changes


def put(
    type_: str, data: dict[str, Any], row_id: UUID | None = None, base_seq: int | None = None
) -> dict[str, Any]:
    change = {"op": "put", "type": type_, "id": str(row_id or new_id()), "data": data}
    return change if base_seq is None else {**change, "base_seq": base_seq}


def delete(type_: str, row_id: UUID | str) -> dict[str, Any]:
    return {"op": "delete", "type": type_, "id": str(row_id)}


def push(phone: Phone, *changes: Any) -> list[dict[str, Any]]:
    """What became of each."""
    answer = phone.post("sync/", {"changes": list(changes)})
    assert answer.status_code == 200, answer.content
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def pull(phone: Phone, cursor: str = "", limit: int = 200) -> dict[str, Any]:
    """One page."""
    answer = phone.get(f"sync/?limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
    assert answer.status_code == 200, answer.content
    page: dict[str, Any] = answer.json()
    return page


def await_end_or_lock(job: Future[Any]) -> None:
    """Returns when `job` has ended, or waits for somebody else's commit."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
    with connection.cursor() as cursor:
        while not job.done():
            cursor.execute(waiting, [connection.settings_dict["NAME"]])
            if cursor.fetchone()[0]:
                return


def rows(page: dict[str, Any]) -> list[dict[str, Any]]:
    """The changed rows of a page, without its documents."""
    return [change for change in page["changes"] if change["type"] not in {"catalogue", "inbox", "agenda"}]
