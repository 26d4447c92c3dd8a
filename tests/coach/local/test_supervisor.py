import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from coach.local.leftovers import Record
from coach.local.place import CHECKOUT
from coach.local.processes import alive, until
from coach.local.supervisor import HEALTHY_SECONDS, LONGEST_PAUSE_SECONDS, Program, Supervisor

WAIT = """
import signal, sys
def leave(*_):
    print("leaving", sys.argv[1], flush=True)
    with open(sys.argv[2], "a") as order:
        order.write(sys.argv[1] + " ")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
print("here", sys.argv[1], flush=True)
signal.pause()
"""
STUBBORN = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); signal.pause()"
)
SUPERVISE = """
import sys, time
from pathlib import Path
from coach.local.leftovers import Record
from coach.local.supervisor import Program, Supervisor
folder = Path(sys.argv[1])
supervisor = Supervisor(folder, Record(folder / "up.json"), print)
supervisor.start(Program("sleeper", ["/bin/sleep", "1000"]), 0)
print(supervisor.children["sleeper"].process.pid, flush=True)
time.sleep(1000)
"""


class Stage:
    """A supervisor, what it said, and the programs it may run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.supervisor = Supervisor(folder, Record(folder / "up.json"), self.said.append)

    def start(self, name: str) -> None:
        script = [sys.executable, "-c", WAIT, name, str(self.folder / "order")]
        self.supervisor.start(Program(name, script), at=0.0)
        assert until(lambda: f"here {name}" in self.log(name), 20)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def pid(self, name: str) -> int:
        return self.supervisor.children[name].process.pid

    def kill(self, name: str) -> None:
        os.kill(self.pid(name), signal.SIGKILL)
        assert until(lambda: not alive(self.pid(name)), 10)


@pytest.fixture
def stage(folder: Path) -> Iterator[Stage]:
    stage = Stage(folder)
    yield stage
    stage.supervisor.stop()


def test_programs_stop_in_the_reverse_order_of_starting(stage: Stage) -> None:
    for name in ("worker", "beat", "web"):
        stage.start(name)
    stage.supervisor.stop()
    assert (stage.folder / "order").read_text() == "web beat worker "
    assert not (stage.folder / "up.json").exists()


def test_a_killed_program_is_started_again_after_its_pause(stage: Stage) -> None:
    stage.start("web")
    stage.kill("web")
    stage.supervisor.tend(at=1.0)
    assert stage.said == ["web ended (killed by signal 9); starting it again in 0.5 s."]
    stage.supervisor.tend(at=1.4)
    assert not alive(stage.pid("web"))
    stage.supervisor.tend(at=1.6)
    assert until(lambda: stage.log("web").count("here web") == 2, 20)


@pytest.mark.parametrize(
    ("lived", "earlier", "pause"),
    [
        pytest.param(1.0, 0, 0.5, id="half a second the first time"),
        pytest.param(1.0, 1, 1.0, id="twice as long the next time"),
        pytest.param(1.0, 4, 8.0, id="and so on"),
        pytest.param(1.0, 40, LONGEST_PAUSE_SECONDS, id="never longer than half a minute"),
        pytest.param(HEALTHY_SECONDS, 40, 0.0, id="at once when it had been well"),
    ],
)
def test_the_pause_grows_with_every_early_end(stage: Stage, lived: float, earlier: int, pause: float) -> None:
    stage.start("web")
    stage.supervisor.children["web"].failures = earlier
    stage.kill("web")
    stage.supervisor.tend(at=lived)
    assert stage.supervisor.children["web"].again_at == lived + pause


def test_the_last_words_of_a_failed_program_are_passed_on(stage: Stage) -> None:
    script = [sys.executable, "-c", "import sys; print('no such table'); sys.exit(3)"]
    stage.supervisor.start(Program("worker", script), at=0.0)
    stage.supervisor.children["worker"].process.wait(20)
    stage.supervisor.tend(at=1.0)
    assert stage.said == ["worker ended (exit code 3); starting it again in 0.5 s.", "no such table"]


def test_a_program_that_runs_once_is_not_started_again(stage: Stage) -> None:
    for code in (0, 2):
        script = [sys.executable, "-c", f"import sys; sys.exit({code})"]
        stage.supervisor.start(Program(f"demo {code}", script, once=True), at=0.0)
        stage.supervisor.children[f"demo {code}"].process.wait(20)
    stage.supervisor.tend(at=1.0)
    stage.supervisor.tend(at=100.0)
    assert stage.said == ["demo 2 ended (exit code 2)."]
    assert stage.supervisor.children == {}


def test_one_that_will_not_leave_is_forced(stage: Stage) -> None:
    stage.supervisor.start(Program("worker", [sys.executable, "-c", STUBBORN], patience=0.2), at=0.0)
    assert until(lambda: "here" in stage.log("worker"), 20)
    pid = stage.pid("worker")
    stage.supervisor.stop()
    assert not alive(pid)


def test_what_a_killed_program_had_started_goes_with_it(stage: Stage) -> None:
    script = [sys.executable, "-c", "import subprocess; subprocess.run(['/bin/sleep', '1000'])"]
    stage.supervisor.start(Program("web", script), at=0.0)
    main = psutil.Process(stage.pid("web"))
    assert until(lambda: bool(main.children()), 20)
    grandchild = main.children()[0].pid
    stage.kill("web")
    assert alive(grandchild)
    stage.supervisor.tend(at=1.0)
    assert until(lambda: not alive(grandchild), 10)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next supervisor ends them")
def test_no_child_outlives_a_killed_supervisor(folder: Path) -> None:
    supervisor, child = _supervise(folder)
    supervisor.kill()
    supervisor.communicate()
    assert until(lambda: not alive(child), 10)


def test_the_note_of_a_killed_supervisor_names_its_children(folder: Path) -> None:
    supervisor, child = _supervise(folder)
    os.kill(supervisor.pid, signal.SIGSTOP)
    Record(folder / "up.json").end_leftovers()
    assert not alive(child)
    supervisor.kill()
    supervisor.communicate()


def _supervise(folder: Path) -> "tuple[subprocess.Popen[bytes], int]":
    supervisor = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", SUPERVISE, str(folder)], cwd=CHECKOUT, stdout=subprocess.PIPE
    )
    assert supervisor.stdout is not None
    child = int(supervisor.stdout.readline())
    assert until(lambda: alive(child, "sleep 1000"), 20)
    return supervisor, child
