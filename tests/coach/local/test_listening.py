from pathlib import Path

import psycopg

from coach import local
from coach.local.listening import Listener
from coach.local.postgres import postgres_pid
from coach.local.processes import until

from .conftest import ask, kill, site_of


def test_what_is_said_is_heard_also_after_the_server_was_killed(data: Path) -> None:
    def connect() -> psycopg.Connection[object]:
        return psycopg.connect(local.database_url(data), autocommit=True)

    listener = Listener(connect, "nudge_sent")
    with local.running(data, {"postgres"}, durable=False):
        assert listener.hear(0.0) == []
        for word in ("one", "two"):
            ask(data, f"SELECT pg_notify('nudge_sent', '{word}')")
        heard: list[str] = []
        assert until(lambda: heard.extend(listener.hear(0.1)) or heard == ["one", "two"], 10)
        kill(postgres_pid(site_of(data)))
        with local.running(data, {"postgres"}, durable=False):
            assert until(lambda: listener.hear(0.1) == [] and listener.listening, 10)
            ask(data, "SELECT pg_notify('nudge_sent', 'three')")
            assert until(lambda: heard.extend(listener.hear(0.1)) or "three" in heard, 10)
    listener.close()


def test_a_server_that_is_away_is_waited_for(data: Path) -> None:
    listener = Listener(lambda: psycopg.connect(local.database_url(data)), "nudge_sent")
    assert listener.hear(0.0) == []
    assert not listener.listening
