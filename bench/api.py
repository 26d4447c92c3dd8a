"""What does a request of the API cost? CPU of this process, beside Django alone and DRF's usual way.

    python bench/api.py [rounds]

Each round asks every rival once, in turn, through all the middleware, with the same token; printed are the
medians. "Django" is a plain view: rows as dictionaries, `JsonResponse`; it checks nothing of what it is sent.
"DRF" is a ModelViewSet with a ModelSerializer. Neither follows up, keeps receipts or takes turns.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coach.settings")
os.environ.setdefault("COACH_DB_POOL", "0")

from coach import local

LISTED, PULLED, UPLOADED = 50, 500, 100


@contextmanager
def service() -> Iterator[None]:
    """All of Coach on servers of its own, empty."""
    with tempfile.TemporaryDirectory(prefix="coach-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        os.environ["COACH_DATA"] = str(Path(folder) / "data")
        with local.running(local.data_folder(), local.embedded(os.environ)):
            import django

            django.setup()
            from django.conf import settings
            from django.core.management import call_command

            settings.ALLOWED_HOSTS = ["testserver"]
            settings.COACH_LIMITS = dict.fromkeys(settings.COACH_LIMITS, 0)
            settings.ROOT_URLCONF = "bench.rivals.api"
            call_command("migrate", verbosity=0)
            yield


def medians(phone: Any, rivals: dict[str, Any], rows: int, rounds: int) -> dict[str, tuple[float, float]]:
    """Rival → milliseconds of CPU, and of the clock on the wall."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in rivals}
    for turn in range(-2, rounds):  # the first two warm up
        for name, rival in rivals.items():
            body = rival.body() if rival.body else None
            gc.collect()
            cpu, wall = time.process_time(), time.perf_counter()
            answer = phone.send(rival, body)
            spent = time.process_time() - cpu, time.perf_counter() - wall
            assert answer.status_code < 300, answer.content
            assert rival.rows_in(answer.json()) == rows
            phone.forget()
            if turn >= 0:
                taken[name].append(spent)
    return {name: _middle(spent) for name, spent in taken.items()}


def _middle(spent: list[tuple[float, float]]) -> tuple[float, float]:
    cpu, wall = zip(*spent, strict=True)
    return 1000 * statistics.median(cpu), 1000 * statistics.median(wall)


def report(title: str, phone: Any, rivals: dict[str, Any], rows: int, rounds: int) -> None:
    print(title)
    found = medians(phone, rivals, rows, rounds)
    for name, (cpu, wall) in found.items():
        print(f"  {name:<8}{cpu:8.1f} ms CPU{wall:8.1f} ms{cpu / found['coach'][0]:8.2f} × ours")


def main(rounds: int) -> None:
    from bench.rivals.api import Phone

    phone = Phone(PULLED)
    report(f"list {LISTED} diary entries", phone, phone.lists(LISTED), LISTED, rounds)
    report(f"pull {PULLED} rows", phone, phone.pulls(), PULLED, rounds)
    report(f"upload {UPLOADED} diary entries", phone, phone.uploads(UPLOADED), UPLOADED, rounds)
    report("pull when nothing is new", phone, phone.nothing_new(), 0, rounds)


if __name__ == "__main__":
    with service():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
