"""The worker of this measurement: Coach's own tick, and two loops as one would write them without it.

Each hands what is due to `hold`, which writes down when a worker had it in hand, and does nothing more.
`celery -A bench.dispatch.app worker`
"""

import time
from collections.abc import Sequence
from itertools import islice

from django.conf import settings
from redis import Redis

from bench.dispatch import ready  # noqa: F401
from coach.celery import app
from coach.schedule import BEAT
from reminders import tasks
from reminders.delivery import database_now
from reminders.models import Nudge, Plan, PlanClock
from reminders.models.nudge import LIFE

app.conf.beat_schedule = {"tick": BEAT["tick"]}
HELD = "bench:held"
store: Redis = Redis.from_url(settings.CACHES["default"]["LOCATION"])


@app.task(name="bench.hold")
def hold(nudges: Sequence[str] = ()) -> None:
    """A worker has these in hand, now. None: a tick found some that wait, as all do here, held or not."""
    if nudges:
        store.rpush(HELD, f"{time.time()} {len(nudges)}")


tasks.deliver = hold


@app.task(name="bench.loop_one_by_one")
def loop_one_by_one() -> None:
    """The hourly loop of the first week: a task for every plan, which is to do the rest."""
    for plan in Plan.objects.filter(clock__next_due_at__lte=database_now()).iterator():
        hold.delay([str(plan.pk)])


@app.task(name="bench.loop_well")
def loop_well() -> None:
    """The same loop written well: only the columns it needs, rows in bulk, a task for 500 of them.

    It need not say when the next one is due, nor whether this one was written before.
    """
    clocks = PlanClock.objects.filter(next_due_at__lte=database_now())
    due = clocks.values_list("plan_id", "person_id", "seq", "next_due_at").iterator(chunk_size=10_000)
    while some := list(islice(due, 500)):
        rows = Nudge.objects.bulk_create(
            Nudge(
                plan_id=plan,
                person_id=person,
                plan_seq=seq,
                slot=slot,
                due_at=slot,
                expires_at=slot + LIFE,
                local_date=slot.date(),
            )
            for plan, person, seq, slot in some
        )
        hold.delay([str(nudge.pk) for nudge in rows])


def held(start: int = 0) -> list[tuple[float, int]]:
    """When how many were in hand, in the order of arrival, from message `start` on; seconds since 1970."""
    rows = (row.decode().split() for row in store.lrange(HELD, start, -1))
    return [(float(moment), int(count)) for moment, count in rows]


def forget() -> None:
    """Nothing held, nothing waiting."""
    app.control.purge()
    store.delete(HELD)
