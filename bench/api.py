"""What does a request of the API cost? CPU of this process, beside Django alone and DRF's usual way.

    python -m bench api [rounds]

Each round asks every rival once, in turn, through all the middleware, with the same token; printed are the
medians. "Django" is a plain view: rows as dictionaries, `JsonResponse`; it checks nothing of what it is sent.
"DRF" is a ModelViewSet with a ModelSerializer. Before anything is timed, each has to give what Coach gives.
Milliseconds belong to a machine; the ratios are what was promised, and what the exit code is about.
"""

import gc
import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.dispatch.place import place
from bench.dispatch.report import Line, compared, kept, machine, table

if TYPE_CHECKING:
    from bench.rivals.phone import Phone, Rival

LISTED, PULLED, UPLOADED = 50, 500, 100


@dataclass(frozen=True)
class Job:
    """Something that a phone asks for, and how Coach is to do it beside the others.

    `django`: at most so many times what plain Django takes; `drf`: at least so many times as cheap as DRF;
    `queries`: at most so many.
    """

    name: str
    phone: "Phone"
    rivals: "Mapping[str, Rival]"
    django: float | None = None
    drf: float | None = None
    queries: int | None = None


def main(rounds: int) -> bool:
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.COACH_LIMITS = dict.fromkeys(settings.COACH_LIMITS, 0)
    settings.ROOT_URLCONF = "bench.rivals.api"
    call_command("migrate", verbosity=0)
    lines = [line for job in jobs() for line in measured(job, rounds)]
    print(table(lines), machine(), sep="\n\n")
    return kept(lines)


def jobs() -> list[Job]:
    from bench.rivals.phone import Phone

    new, old = Phone("new", LISTED), Phone("old", PULLED)
    return [
        Job(f"list of {LISTED}", old, old.lists(LISTED), django=1.3, drf=2, queries=3),
        Job(f"pull of {PULLED}", old, old.pulls(), django=1.5),
        Job("pull when nothing is new", old, old.nothing_new()),
        Job(f"upload of {UPLOADED}", old, old.uploads(UPLOADED), drf=2.5),
        Job("create a day off", new, new.creations(), drf=1.3),
        Job("create a diary entry, followed up", new, new.entry()),
    ]


def measured(job: Job, rounds: int) -> list[Line]:
    queries = alike(job)
    found = medians(job, rounds)
    ours = found["coach"]
    lines = [Line(f"{job.name}: {name}", None, cpu, "ms CPU") for name, cpu in found.items()]
    if job.django:
        lines.append(
            compared(f"{job.name}, beside Django", job.django, ours / found["Django"], "×", most=True)
        )
    if job.drf:
        lines.append(compared(f"{job.name}, DRF beside ours", job.drf, found["DRF"] / ours, "×"))
    if job.queries:
        lines.append(compared(f"{job.name}, asks the database", job.queries, queries, "times", most=True))
    return lines


def alike(job: Job) -> int:
    """Ask each once and hold what they did together; returns how many queries Coach needed."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    done, queries = {}, {}
    for name, rival in job.rivals.items():
        with CaptureQueriesContext(connection) as asked:
            done[name] = rival.done(ask(job.phone, rival, rival.url(), rival.encoded()).json())
        queries[name] = len(asked)
        job.phone.forget()
    for name, what in done.items():
        assert what == done["coach"], f"{job.name}: {name} does something else"
    return queries["coach"]


def medians(job: Job, rounds: int) -> dict[str, float]:
    """Rival → milliseconds of CPU of this process."""
    taken: dict[str, list[float]] = {name: [] for name in job.rivals}
    for turn in range(-2, rounds):  # the first two warm up
        for name, rival in job.rivals.items():
            url, body = rival.url(), rival.encoded()
            gc.collect()
            before = time.process_time()
            ask(job.phone, rival, url, body)
            spent = time.process_time() - before
            job.phone.forget()
            if turn >= 0:
                taken[name].append(1000 * spent)
    return {name: statistics.median(spent) for name, spent in taken.items()}


def ask(phone: "Phone", rival: "Rival", url: str, body: bytes) -> Any:
    answer = phone.send(rival, url, body)
    assert answer.status_code < 300, answer.content
    return answer


if __name__ == "__main__":
    with place():
        from bench.dispatch import ready  # noqa: F401

        sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 25))
