"""What every script stands on: real servers and processes, a clock to set, a provider that counts."""

import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from celery import Celery
from psycopg import sql
from redis import Redis

from coach import local
from coach.local.locks import alone
from coach.local.place import CHECKOUT
from coach.local.processes import last_lines
from coach.local.servers import Server, ensure_servers
from coach.local.site import Site, prepare
from coach.schedule import WAKING
from tests.system.awaiting import until
from tests.system.chaos.crew import Crew, Job, beat, worker
from tests.system.chaos.provider import Google, Office, google, office
from tests.system.stack import environ

Seen = TypeVar("Seen")
HERD, RESERVE = 40, 60
TICK = "reminders.tick"
# Unqualified, `clock_timestamp()` is ours: it goes as the database's own, so far ahead of it as we say.
CLOCK = """
CREATE SCHEMA chaos;
CREATE TABLE chaos.clock (ahead interval NOT NULL);
INSERT INTO chaos.clock VALUES ('0');
CREATE FUNCTION chaos.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
    AS 'SELECT pg_catalog.clock_timestamp() + ahead FROM chaos.clock';
ALTER DATABASE coach SET search_path = chaos, pg_catalog, public;
"""
NOBODY_DUE = "UPDATE reminders_planclock SET next_due_at = NULL WHERE next_due_at IS NOT NULL"
SETTLED = "SELECT count(*) FROM reminders_nudge WHERE settled_at IS NOT NULL"
WAITING = """
SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted
"""
WAVE = """
WITH now AS MATERIALIZED (SELECT clock_timestamp() AS at),
     herd AS (SELECT plan, row_number() OVER () - 1 AS turn FROM unnest(%s::uuid[]) AS plan)
UPDATE reminders_planclock clock
SET next_due_at = now.at + make_interval(secs => %s + %s * herd.turn / %s)
FROM herd, now WHERE clock.plan_id = herd.plan
RETURNING clock.plan_id, clock.next_due_at
"""


@dataclass(frozen=True)
class Member:
    """Somebody with a plan and one device."""

    person: UUID
    plan: UUID
    token: str


@dataclass(frozen=True)
class Occurrence:
    """A slot of a plan: what may come once, and only once."""

    member: Member
    slot: dt.datetime


@dataclass(frozen=True)
class Rig:
    data: Path
    crew: Crew
    google: Google
    office: Office

    @cached_property
    def site(self) -> Site:
        return prepare(self.data, lambda _: None)

    @cached_property
    def broker(self) -> Redis:
        return Redis.from_url(local.redis_url(self.data, 1))

    @cached_property
    def celery(self) -> Celery:
        return Celery(broker=local.broker_url(self.data), set_as_current=False)

    @cached_property
    def everybody(self) -> list[Member]:
        return self.gather((HERD + RESERVE, {}))

    @property
    def herd(self) -> list[Member]:
        """Many who stay as they are."""
        return self.everybody[:HERD]

    def fresh(self, count: int) -> list[Member]:
        """People nobody else will ask for: they may be changed for good."""
        taken = [self.everybody.pop() for _ in range(count)]
        assert len(self.everybody) >= HERD, "the reserve is used up"
        return taken

    def gather(self, *groups: tuple[int, Mapping[str, object]]) -> list[Member]:
        """So many people each, with a break every three hours or with other times; due when we say so."""
        lines = self.deeds(*(("gather", count, json.dumps(times)) for count, times in groups)).splitlines()
        self.ask(NOBODY_DUE)
        return [Member(UUID(person), UUID(plan), token) for person, plan, token in map(str.split, lines)]

    @property
    def usual(self) -> dict[str, Job]:
        return {"worker": worker(self.data), "beat": beat(self.data)}

    def connect(self, *, autocommit: bool = True) -> psycopg.Connection[Any]:
        url = local.database_url(self.data)
        return psycopg.connect(url, connect_timeout=5, autocommit=autocommit)

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of one statement, committed; none while the database is away."""
        try:
            with self.connect() as connection:
                cursor = connection.execute(query, values)
                return cursor.fetchall() if cursor.description else []
        except psycopg.OperationalError:
            return []

    def by_mail(self, members: Sequence[Member]) -> Sequence[Member]:
        """The same people, who want mail instead of a push."""
        query = "UPDATE reminders_plan SET channels = '{email}' WHERE id = ANY(%s)"
        self.ask(query, [member.plan for member in members])
        return members

    def deeds(self, *deeds: tuple[object, object, object]) -> str:
        """What people do, through the product's own calls; returns what was printed."""
        words = [str(word) for deed in deeds for word in deed]
        command = [sys.executable, "-m", "tests.system.chaos.herd", *words]
        done = subprocess.run(  # noqa: S603  our own command
            command, cwd=CHECKOUT, env=environ(self.data), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def now(self) -> dt.datetime:
        moment: dt.datetime = self.ask("SELECT clock_timestamp()")[0][0]
        return moment

    def let_pass(self, **time: float) -> None:
        """The database's clock goes ahead at once: `minutes=11`."""
        later = "UPDATE chaos.clock SET ahead = ahead + %s RETURNING ahead"
        self.until(lambda: self.ask(later, dt.timedelta(**time)), "time to pass")

    def set_clock(self, moment: dt.datetime) -> None:
        self.ask("UPDATE chaos.clock SET ahead = %s - pg_catalog.clock_timestamp()", moment)

    def wave(self, members: Sequence[Member], *, lead: float = 0.5, spread: float = 0.0) -> list[Occurrence]:
        """Let everyone's next nudge fall due in `lead` seconds, or spread over the seconds after that."""
        plans = {member.plan: member for member in members}
        rows = self.ask(WAVE, list(plans), lead, spread, len(members))
        return [Occurrence(plans[plan], slot) for plan, slot in rows]

    def rest(self) -> None:
        """The beat rests, and nothing waits for the worker."""
        self.crew.pause("beat")
        self.until(lambda: not any(map(self._length, self.broker.keys("*"))), "the queues to be empty")

    def wave_at_rest(self, members: Sequence[Member]) -> list[Occurrence]:
        """A wave in a second that waits for a `tick`, and is all claimed by it before any of it is brought.

        What a claim has to know of these people's times is worked out by a wave before, which leaves no
        trace: those of whom it is known are claimed, and handed over, before the others.
        """
        self.wave(members, lead=0.0)
        self.until(lambda: self.ask(SETTLED) == [(len(members),)], "everybody to be served once")
        self.rest()
        self.clear()
        return self.wave(members, lead=1.0)

    def _length(self, key: bytes) -> int:
        """How many messages wait in a queue; what a dead worker had in hand may stay there for minutes."""
        return int(self.broker.llen(key)) if key.startswith((b"celery", WAKING.encode())) else 0

    def tick(self, at: dt.datetime | None = None) -> None:
        """A tick now, or once it is so late, besides those of the beat."""
        self.until(lambda: at is None or self.now() >= at, f"{at} to come")
        self.celery.send_task(TICK)

    @contextmanager
    def gate(self, table: str) -> Iterator[Callable[[], None]]:
        """Nobody else gets at a table before the end of the `with`; yields a wait for somebody who tries.

        A transaction that has looked into it already is let out first; nobody comes in behind it.
        """
        locked = sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(sql.Identifier(table))
        with ThreadPoolExecutor(1) as porter, self.connect(autocommit=False) as connection:
            closing = porter.submit(connection.execute, locked)
            self.until(lambda: closing.done() or self.waiting_for(table), f"a turn at {table}")
            yield lambda: self.until(
                lambda: closing.done() and self.waiting_for(table) > 0, f"somebody to want {table}"
            )
            closing.result()
            connection.rollback()

    def waiting_for(self, table: str) -> int:
        """How many want to get at a table and have to wait."""
        return sum(count for (count,) in self.ask(WAITING, table))

    def until(self, look: Callable[[], Seen], what: str, *, every: float = 0.05) -> Seen:
        """Wait for a true value, with everybody kept up meanwhile."""

        def tended() -> Seen:
            self.crew.tend()
            return look()

        try:
            return until(tended, what, every=every)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.story()}") from error

    def revive(self, *servers: Server) -> None:
        """Start a server again that was stopped."""
        with alone(self.data / "starting"):
            ensure_servers(self.site, servers)

    def calm(self) -> None:
        """Nothing due, nothing on its way, nobody waiting, and the usual crew at work."""
        self.crew.bury_orphans()
        self.until(lambda: self.ask("SELECT TRUE"), "the database to answer")
        self.clear()
        self.office.torn = False
        self.broker.delete("unacked", "unacked_index")  # what was in the hands of the dead
        self.ask("UPDATE chaos.clock SET ahead = '0'")
        self.crew.have(self.usual)

    def clear(self) -> None:
        """As if nothing had ever come to anybody, and nothing were to come."""
        self.google.forget(nudge for (nudge,) in self.ask("SELECT id::text FROM reminders_nudge"))
        self.ask(NOBODY_DUE)
        self.ask("DELETE FROM reminders_nudge")
        self.ask("DELETE FROM reminders_wave")

    def story(self) -> str:
        """The ends of the logs, for a failing test to show."""
        logs = sorted((self.data / "logs").glob("*.log"))
        return "\n".join(f"--- {log.name}\n{last_lines(log, 25)}" for log in logs)


@contextmanager
def running_rig() -> Iterator[Rig]:
    """Servers of its own on an empty folder; everything is ended and gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="coach-chaos-"))
    folder.chmod(0o711)  # as root the databases run under an account that has to pass through
    data = folder / "data"
    try:
        with local.running(data, say=lambda _: None), google() as pushes, office(pushes) as (mails, port):
            mine = {"COACH_FCM_ACCOUNT": str(pushes.account(folder)), "COACH_FCM_URL": pushes.url}
            mine["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
            rig = Rig(data, Crew(data / "logs", {**environ(data), **mine}), pushes, mails)
            try:
                _furnish(rig)
                yield rig
            finally:
                rig.crew.dismiss()
    finally:
        shutil.rmtree((data / "servers").resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(rig: Rig) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=CHECKOUT, env=environ(rig.data), check=True)  # noqa: S603  our own command
    with rig.connect() as connection:
        connection.execute(CLOCK)
    assert rig.everybody  # before anybody is at work who could bring them something
