import os
import signal
import subprocess
from pathlib import Path

from coach.local.processes import (
    LARGE_LOG_BYTES,
    alive,
    end,
    last_lines,
    pid_in,
    start_anew_when_large,
    start_detached,
    until,
)

ENVIRON = {"PATH": "/usr/bin:/bin"}


def test_a_detached_program_is_not_ours_to_bury(folder: Path) -> None:
    pid = start_detached(["/bin/sleep", "1000"], log=folder / "log", environ=ENVIRON)
    assert alive(pid, "sleep 1000")
    assert not alive(pid, "another program")
    end(pid, signal.SIGTERM, patience=10)
    assert not alive(pid)


def test_what_a_detached_program_prints_is_logged(folder: Path) -> None:
    command = ["/bin/sh", "-c", 'echo "$1"; echo oops >&2', "sh", "a 'b' $c"]
    for _ in range(2):
        pid = start_detached(command, log=folder / "log", environ=ENVIRON)
        assert until(lambda pid=pid: not alive(pid), 10)
    assert (folder / "log").read_text() == "a 'b' $c\noops\n" * 2


def test_a_program_that_will_not_end_is_forced(folder: Path) -> None:
    command = ["/bin/sh", "-c", "trap '' TERM; echo here; while :; do sleep 0.1; done"]
    pid = start_detached(command, log=folder / "log", environ=ENVIRON)
    assert until(lambda: (folder / "log").read_text() == "here\n", 10)
    end(pid, signal.SIGTERM, patience=0.2)
    assert not alive(pid)


def test_the_dead_and_the_unburied_are_not_alive() -> None:
    with subprocess.Popen(["/bin/sleep", "0"]) as process:
        assert until(lambda: not alive(process.pid), 10)
    assert not alive(process.pid)
    end(process.pid, signal.SIGTERM, patience=1)


def test_a_pid_file_names_a_process_only_when_it_is_the_right_one(folder: Path) -> None:
    (folder / "pid").write_text(f"{os.getpid()}\nmore\n")
    assert pid_in(folder / "pid", mark="python") == os.getpid()
    assert pid_in(folder / "pid", mark="no such word") is None
    for text in ("", "x"):
        (folder / "pid").write_text(text)
        assert pid_in(folder / "pid", mark="") is None
    assert pid_in(folder / "none", mark="") is None


def test_a_large_log_is_put_aside(folder: Path) -> None:
    log = folder / "web.log"
    log.write_text("x" * (LARGE_LOG_BYTES + 1))
    start_anew_when_large(log)
    assert not log.exists()
    assert (folder / "web.log.1").stat().st_size == LARGE_LOG_BYTES + 1
    log.write_text("small")
    start_anew_when_large(log)
    assert log.read_text() == "small"


def test_the_last_lines_of_a_log(folder: Path) -> None:
    (folder / "log").write_text("".join(f"{number}\n" for number in range(30)))
    assert last_lines(folder / "log", 2) == "28\n29"
    assert last_lines(folder / "none") == ""
