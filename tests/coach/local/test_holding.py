import os
import shutil
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from coach import local
from coach.local.__main__ import main
from coach.local.postgres import cluster, postgres_pid
from coach.local.processes import alive, until
from coach.local.valkey import valkey_pid

from .conftest import (
    Holder,
    ask,
    clean_up,
    guards,
    kill,
    postgres_runs,
    refuses,
    site_of,
    valkey,
    valkey_runs,
    wait_until_guarded,
)

SOON = 60.0  # on a busy machine; nobody waits longer than it takes


def test_servers_run_inside_and_not_after(data: Path) -> None:
    with local.running(data, durable=False):
        assert ask(data, "SHOW timezone") == "UTC"
        with valkey(data) as client:
            assert client.ping()
    assert not postgres_runs(data)
    assert not valkey_runs(data)


def test_what_was_written_is_there_at_the_second_start(data: Path) -> None:
    with local.running(data):
        ask(data, "CREATE TABLE kept AS SELECT 'this' AS word")
        with valkey(data) as client:
            client.set("word", "that")
    with local.running(data):
        assert ask(data, "SELECT word FROM kept") == "this"
        with valkey(data) as client:
            assert client.get("word") == "that"


def test_a_durable_cluster_waits_for_the_disk(data: Path) -> None:
    with local.running(data, {"postgres"}):
        assert [ask(data, f"SHOW {name}") for name in ("fsync", "synchronous_commit")] == ["on", "on"]


def test_text_sorts_and_folds_the_same_on_every_machine(data: Path) -> None:
    with local.running(data, {"postgres"}, durable=False):
        database = "FROM pg_database WHERE datname = 'coach'"
        assert ask(data, f"SELECT datlocprovider::text || datlocale {database}") == "bC.UTF-8"
        assert ask(data, "SELECT upper('één')") == "ÉÉN"


def test_only_the_asked_servers_start(data: Path) -> None:
    with local.running(data, {"valkey"}, durable=False):
        assert valkey_runs(data)
        assert not postgres_runs(data)


def test_an_inner_use_does_not_stop_the_outer(data: Path) -> None:
    with local.running(data, {"valkey"}, durable=False):
        with local.running(data, {"valkey"}, durable=False):
            pass
        assert valkey_runs(data)


def test_start_and_stop_may_be_repeated(data: Path) -> None:
    for _ in range(2):
        local.start(data, {"valkey"}, durable=False)
    assert valkey_runs(data)
    for _ in range(2):
        local.stop(data)
    assert not valkey_runs(data)


def test_processes_starting_at_once_share_one_server(data: Path, hold: Callable[[str], Holder]) -> None:
    holders = [hold("postgres,valkey") for _ in range(3)]
    for holder in holders:
        holder.wait_until_ready()
    pid = postgres_pid(site_of(data))
    assert pid is not None
    for holder in holders[:2]:
        holder.leave()
    assert postgres_pid(site_of(data)) == pid
    holders[2].leave()
    assert not postgres_runs(data)


def test_servers_stop_when_their_last_holder_is_killed(data: Path, hold: Callable[[str], Holder]) -> None:
    holder = hold("postgres,valkey")
    holder.wait_until_ready()
    holder.kill()
    assert until(lambda: not (postgres_runs(data) or valkey_runs(data) or guards(data)), SOON)


def test_a_killed_server_comes_back_with_its_data(data: Path) -> None:
    with local.running(data):
        ask(data, "CREATE TABLE kept AS SELECT 'this' AS word")
        with valkey(data) as client:
            client.set("word", "that")
        kill(postgres_pid(site_of(data)))
        kill(valkey_pid(site_of(data)))
        assert until(lambda: postgres_runs(data) and valkey_runs(data), SOON)
        with local.running(data):
            assert ask(data, "SELECT word FROM kept") == "this"
            with valkey(data) as client:
                assert client.get("word") == "that"


def test_a_start_waits_for_a_server_that_answers_and_then_restarts_itself(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As PostgreSQL does on the loss of a process, here at the first answer it gives."""
    connect, connections = psycopg.connect, count()

    def and_lose_it(*address: Any, **parts: Any) -> psycopg.Connection[Any]:
        connection = connect(*address, **parts)
        if next(connections) == 0:
            os.kill(connection.info.backend_pid, signal.SIGKILL)
            assert until(lambda: refuses(data), 10)
        return connection

    monkeypatch.setattr(psycopg, "connect", and_lose_it)
    with local.running(data, {"postgres"}, durable=False):
        assert ask(data, "SELECT 1") == 1


def test_a_start_recovers_when_everything_was_killed(data: Path, hold: Callable[[str], Holder]) -> None:
    holder = hold("postgres,valkey")
    holder.wait_until_ready()
    wait_until_guarded(data)
    for pid in guards(data):
        kill(pid)
    holder.kill()
    kill(postgres_pid(site_of(data)))
    kill(valkey_pid(site_of(data)))
    with local.running(data, durable=False):
        assert ask(data, "SELECT 1") == 1


def test_orphaned_servers_are_adopted_and_stopped_in_the_end(
    data: Path, hold: Callable[[str], Holder]
) -> None:
    holder = hold("postgres,valkey")
    holder.wait_until_ready()
    wait_until_guarded(data)
    for pid in guards(data):
        kill(pid)
    holder.kill()
    orphan = postgres_pid(site_of(data))
    with local.running(data, durable=False):
        assert postgres_pid(site_of(data)) == orphan is not None
    assert not postgres_runs(data)
    assert not valkey_runs(data)


def test_a_process_id_reused_by_another_program_is_no_server(data: Path) -> None:
    with local.running(data, durable=False):
        pass
    stale = f"{os.getpid()}\n{cluster(site_of(data))}\n1\n5432\n\n\n\nready\n"
    (cluster(site_of(data)) / "postmaster.pid").write_text(stale)
    (site_of(data).home / "valkey/valkey.pid").write_text(f"{os.getpid()}\n")
    with local.running(data, durable=False):
        assert ask(data, "SELECT 1") == 1


def test_removing_the_data_folder_ends_its_servers(data: Path, hold: Callable[[str], Holder]) -> None:
    holder = hold("postgres,valkey")
    holder.wait_until_ready()
    wait_until_guarded(data)
    pids = [postgres_pid(site_of(data)), valkey_pid(site_of(data))]
    _remove(data)
    assert until(lambda: not any(_lives(pid) for pid in pids), SOON)


def test_a_new_data_folder_in_the_place_of_a_removed_one_begins_empty(
    data: Path, hold: Callable[[str], Holder]
) -> None:
    holder = hold("postgres,valkey")
    holder.wait_until_ready()
    ask(data, "CREATE TABLE old AS SELECT 1")
    with valkey(data) as client:
        client.set("old", "1")
    _remove(data)
    with local.running(data, durable=False):
        assert ask(data, "SELECT to_regclass('old')") is None
        with valkey(data) as client:
            assert client.get("old") is None


def test_a_stop_that_comes_too_late_leaves_servers_in_use_alone(data: Path) -> None:
    with local.running(data, durable=False):
        main("stop", data, durable=False)
        assert ask(data, "SELECT 1") == 1
        with valkey(data) as client:
            assert client.ping()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("with a space and an 'apostrophe' and a é", id="a space, an apostrophe and an accent"),
        pytest.param("/".join(["long" * 20] * 4), id="longer than a socket's path may be"),
    ],
)
def test_any_path_will_do(folder: Path, name: str) -> None:
    data = folder / name
    with local.running(data, durable=False):
        assert ask(data, "SELECT 1") == 1
        with valkey(data) as client:
            assert client.ping()
    clean_up(data)


def test_an_unusable_data_folder_is_explained(folder: Path) -> None:
    (folder / "file").touch()
    with (
        pytest.raises(local.LocalServerError, match=r"cannot be used: Not a directory.*DATABASE_URL"),
        local.running(folder / "file" / "data"),
    ):
        pass


def _remove(data: Path) -> None:
    """Remove as `rm -rf` does, while servers write below."""
    assert until(lambda: shutil.rmtree(data, ignore_errors=True) is None and not data.exists(), 10)


def _lives(pid: int | None) -> bool:
    assert pid is not None
    return alive(pid)
