"""A phone that asks Coach and its rivals for the same."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.test import Client

from coach.models import DayOff, DiaryEntry, Person
from coach.models.consent import Purpose
from coach.models.fields import new_id
from tests.tokens import access_token

NOW: Final = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Rival:
    """One way of doing a job. What is made before and looked at afterwards is not timed.

    `url` is asked for anew each time, with the body it goes with; `done` gives what was told or stored of
    each row, for all rivals alike.
    """

    url: Callable[[], str]
    done: Callable[[Any], Any]
    body: Callable[[], Any] | None = None
    method: str = "GET"

    def encoded(self) -> bytes:
        return json.dumps(self.body()).encode() if self.body else b""


class Phone(Client):
    """A signed-in person with one complaint and a diary."""

    def __init__(self, name: str, entries: int) -> None:
        person = Person.objects.create_user(f"{name}@example.org")
        for purpose in Purpose:
            person.consents.create(purpose=purpose, version="1", given=True, at=NOW)
        self.person, self.token = person, access_token(person)
        super().__init__(headers={"authorization": f"Bearer {self.token}"})
        self.episode, _ = person.episodes.put(new_id(), {"region": "neck", "onset_on": NOW.date()})
        rows = [DiaryEntry(person=person, episode=self.episode, **row) for row in written(entries)]
        self.kept = {row.pk for row in DiaryEntry.objects.bulk_create(rows)}

    def send(self, rival: Rival, url: str, body: bytes) -> Any:
        return self.generic(rival.method, url, body, "application/json")

    def forget(self) -> None:
        """Drop what the last round wrote, so that the next one finds the same."""
        DiaryEntry.everything.filter(person=self.person).exclude(pk__in=self.kept).delete()
        DayOff.everything.filter(person=self.person).delete()

    def lists(self, count: int) -> dict[str, Rival]:
        def results(told: Any) -> Any:
            return told["results"]

        return {
            "coach": Rival(lambda: f"/api/v1/diary/?page_size={count}", results),
            "Django": Rival(lambda: f"/plain/diary/?limit={count}", results),
            "DRF": Rival(lambda: f"/drf/diary/?page_size={count}", results),
        }

    def pulls(self) -> dict[str, Rival]:
        start = self.get("/api/v1/sync/?limit=1").json()["cursor"]  # past the episode

        def ours(told: Any) -> Any:
            return [one["data"] for one in told["changes"] if one["type"] == "diary"]

        return {
            "coach": Rival(lambda: f"/api/v1/sync/?limit=500&cursor={start}", ours),
            "Django": Rival(lambda: "/plain/diary/?since=1&limit=500", lambda told: told["results"]),
            "DRF": Rival(lambda: "/drf/diary/", lambda told: told["results"]),
        }

    def uploads(self, count: int) -> dict[str, Rival]:
        def applied(told: Any) -> int:
            return sum(one["status"] == "applied" for one in told["results"])

        def listed(episode: str) -> list[Any]:
            return [{**row, episode: str(self.episode.pk)} for row in written(count)]

        def batch() -> Any:
            rows = ((row.pop("id"), row) for row in listed("episode"))
            items = [{"op": "put", "type": "diary", "id": row_id, "data": row} for row_id, row in rows]
            return {"changes": items}

        return {
            "coach": Rival(lambda: "/api/v1/sync/", applied, batch, "POST"),
            "Django": Rival(
                lambda: "/plain/diary/", lambda told: told["stored"], lambda: listed("episode_id"), "POST"
            ),
            "DRF": Rival(lambda: "/drf/diary/", len, lambda: listed("episode"), "POST"),
        }

    def creations(self) -> dict[str, Rival]:
        off = {"kind": "holiday", "starts_on": "2026-12-21", "ends_on": "2026-12-31"}

        def kept(told: Any) -> Any:
            return {name: told[name] for name in off}

        paths = {"coach": "/api/v1/days-off", "Django": "/plain/days-off", "DRF": "/drf/days-off"}
        return {
            name: Rival(lambda folder=folder: f"{folder}/{new_id()}/", kept, lambda: off, "PUT")  # type: ignore[misc]
            for name, folder in paths.items()
        }

    def entry(self) -> dict[str, Rival]:
        """One entry, with all that follows of it; the rivals know nothing of that."""

        def body() -> Any:
            [row] = written(1)
            return {
                **{name: value for name, value in row.items() if name != "id"},
                "episode": str(self.episode.pk),
            }

        return {"coach": Rival(lambda: f"/api/v1/diary/{new_id()}/", lambda told: told["pain"], body, "PUT")}

    def nothing_new(self) -> dict[str, Rival]:
        cursor, more = "", True
        while more:
            page = self.get(f"/api/v1/sync/?limit=500&cursor={cursor}").json()
            cursor, more = page["cursor"], page["has_more"]
        return {"coach": Rival(lambda: f"/api/v1/sync/?cursor={cursor}", lambda told: told["changes"])}


def written(count: int) -> list[dict[str, Any]]:
    """Entries of somebody who takes it seriously: two a day, most of it filled in."""
    return [
        {
            "id": str(new_id()),
            "recorded_at": (NOW - dt.timedelta(hours=12 * turn)).isoformat(),
            "utc_offset": 60,
            "pain": turn % 11,
            "pain_worst": 7,
            "sleep": 3,
            "stress": 2,
            "worry": 1,
            "activity_minutes": 30,
            "symptoms": ["tired"],
            "medication": ["paracetamol 500 mg"],
            "activities": {"tuinieren": 4, "autorijden": 6},
            "note": "stijf na een lange dag achter het bureau",
        }
        for turn in range(count)
    ]
