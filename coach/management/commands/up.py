"""`manage.py up`: all of Coach on one machine, as one foreground process."""

import argparse
import os
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from coach import local
from coach.local import ports
from coach.local.leftovers import Record
from coach.local.listening import Listener
from coach.local.locks import first
from coach.local.nudge_lines import CHANNEL, NudgeLines, Whom, parse
from coach.local.supervisor import Program, Supervisor
from coach.models import Person

ROUND_SECONDS = 0.25


class Command(BaseCommand):
    help = "Run all of Coach here: databases, web, worker and beat, with a demonstration. Ctrl-C stops it."

    requires_system_checks = []  # the programs it starts make their own, and this one starts sooner without
    stopping = False

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000, help="the port of the web (8000)")
        parser.add_argument("--data", help="the folder that holds everything (COACH_DATA, or .data)")
        parser.add_argument("--no-demo", action="store_false", dest="demo", help="without a demonstration")

    def handle(self, *_args: Any, port: int, demo: bool, **_options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_soon)
        data = local.data_folder()
        with ExitStack() as ending:
            supervisor = self._prepare(ending, data, port)
            self._serve(supervisor, data, port, demo=demo)
            self._say("Coach stops; its data stays.")

    def _prepare(self, ending: ExitStack, data: Path, port: int) -> Supervisor:
        """Databases up and current, the port free, nothing of an earlier run left; undone by `ending`."""
        for folder in (data / "logs", data / "schedule"):
            folder.mkdir(parents=True, exist_ok=True)
        if not ending.enter_context(first(data / "up")):
            raise CommandError(
                f"Coach runs on {data} already. Stop it first, or choose another: DATA=… or --data."
            )
        record = Record(data / "up.json")
        record.end_leftovers()
        if not ports.free(port):
            raise CommandError(
                f"Port {port} is taken by another program. Choose another: PORT=8001 or --port 8001."
            )
        self._say(f"Coach starts. Everything it keeps is in {data}")
        ending.enter_context(local.running(data, local.embedded(os.environ), say=self._say))
        connection.settings_dict["OPTIONS"].pop("pool", None)  # one connection at a time is all this needs
        ending.callback(connection.close)
        call_command("migrate", verbosity=0)
        call_command("load_catalogue", stdout=self.stdout)
        supervisor = Supervisor(data / "logs", record, self._say)
        ending.callback(supervisor.stop)
        return supervisor

    def _serve(self, supervisor: Supervisor, data: Path, port: int, *, demo: bool) -> None:
        listener, lines = Listener(_connect, CHANNEL), NudgeLines(_whom)
        for program in programs(data, port):
            supervisor.start(program, time.monotonic())
        while not self.stopping and not ports.answers(port):
            self._round(supervisor, listener, lines)
        if not self.stopping:
            self._say(*welcome(data, port))
        if not self.stopping and demo:
            supervisor.start(demonstration(port), time.monotonic())
        while not self.stopping:
            self._round(supervisor, listener, lines)
        listener.close()

    def _round(self, supervisor: Supervisor, listener: Listener, lines: NudgeLines) -> None:
        supervisor.tend(time.monotonic())
        for payload in listener.hear(ROUND_SECONDS):
            if sent := parse(payload):
                self._say(*lines.hear(sent, time.monotonic()))
        self._say(*lines.pass_time(time.monotonic()))

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()

    def _stop_soon(self, *_signal: Any) -> None:
        self.stopping = True


def port_number(text: str) -> int:
    """A port an ordinary user may have: 1024 to 65535."""
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; choose one from 1024 to 65535, such as 8001")
    return int(text)


def programs(data: Path, port: int) -> list[Program]:
    """What runs beside the databases, in the order of starting; it ends in the reverse order."""
    worker = ["worker", "--pool=threads", "--concurrency=4", "--without-gossip", "--without-mingle"]
    beat = ["beat", f"--schedule={data / 'schedule' / 'beat'}", "--pidfile="]
    web = ["--interface=wsgi", f"--host={ports.HOST}", f"--port={port}", "--workers=2", "--no-ws"]
    web += ["--blocking-threads=2", "--respawn-failed-workers", "--workers-kill-timeout=2"]
    celery = [sys.executable, "-m", "celery", "-A", "coach"]
    return [
        Program("worker", [*celery, *worker], patience=4),
        Program("beat", [*celery, *beat], patience=2),
        Program("web", [sys.executable, "-m", "granian", *web, "coach.wsgi:application"], patience=3),
    ]


def demonstration(port: int) -> Program:
    """Made once, through the API, as phones would; it finds out itself whether it is there already."""
    command = [sys.executable, "manage.py", "demo", "--url", f"http://{ports.HOST}:{port}"]
    return Program("demonstration", command, patience=1, once=True)


def welcome(data: Path, port: int) -> list[str]:
    site = f"http://{ports.HOST}:{port}"
    return [
        "Coach runs. Ctrl-C stops it.",
        f"  the API, explained   {site}/api/v1/docs/",
        f"  the physio's pages   {site}/admin/",
        f"  logs                 {data / 'logs'}",
    ]


def _connect() -> psycopg.Connection[Any]:
    return psycopg.connect(**connection.get_connection_params(), autocommit=True, connect_timeout=2)


def _whom(who: str) -> Whom:
    """The name and time zone behind a person's id; a name stays as it is."""
    try:
        person = Person.objects.get(pk=who)
    except ValidationError:
        return Whom(who)
    except (DatabaseError, Person.DoesNotExist):
        return Whom("somebody")
    finally:
        connection.close()  # a server that comes back after a crash is met afresh
    return Whom(person.display_name or "somebody", person.zone)
