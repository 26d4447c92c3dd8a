"""Doorways for the worker: each reads the clock and makes one call."""

import datetime as dt
from uuid import UUID

from celery import shared_task

from reminders import delivery, dispatch, folding, safety, waves
from reminders.calendars.refreshing import refresh
from reminders.delivery import database_now
from reminders.dispatch import CallAnother
from reminders.looking import look
from reminders.models import BusyCalendar
from reminders.turns import CLAIMING, TURN
from reminders.waves import HandOver

LEAST_URGENT = 9  # in the broker's count; ticks are 0


@shared_task(name="reminders.tick")
def tick() -> None:
    """Wake those who bring what is due, write what is due soon, settle what a dead worker left behind."""
    found = look()
    if found.waves:
        waves.hand_over_all(at=found.at, hand_over=hand_over)
    elif found.nudges:
        deliver.delay()
    if found.plans:
        claim(at=found.at, hand_over=hand_over, call_another=tick.delay)
    if found.left_behind:
        delivery.sweep(at=found.at)


def claim(*, at: dt.datetime, hand_over: HandOver, call_another: CallAnother) -> None:
    """Turn due plans into nudges, unless another thread of this worker does so already."""
    if CLAIMING.acquire(blocking=False):
        try:
            dispatch.materialise(at=at, hand_over=hand_over, call_another=call_another, turn=TURN)
        finally:
            CLAIMING.release()


def hand_over(nudges: list[str]) -> None:
    """As many messages as there are batches to deliver, so that every worker has a share, behind any tick.

    What is too late by the time it is read, the database's clock says: see `coach.schedule` on `expires`.
    Writing out the ids for whoever reads a log takes longer than sending them, so a log has their number.
    """
    for start in range(0, len(nudges), delivery.BATCH):
        some = nudges[start : start + delivery.BATCH]
        shown = f"({len(some)} nudges)"
        deliver.apply_async((some,), priority=LEAST_URGENT, argsrepr=shown)  # type: ignore[call-arg]  # not in stubs


@shared_task(name="reminders.deliver")
def deliver(nudges: list[str] | None = None) -> None:
    """Bring these, or a batch of all that is due and then the next: a snooze, or what a message was lost for.

    Every batch has a message of its own, so that a tick comes in between. Several at once share the work; one
    that comes too many finds nothing.
    """
    if delivery.deliver(at=database_now(), only=nudges, turn=TURN) and nudges is None:
        deliver.apply_async(priority=LEAST_URGENT)


@shared_task(name="reminders.bring_safety_messages")
def bring_safety_messages() -> None:
    """Try what no provider has taken yet. Several at once share the work."""
    safety.bring(at=database_now())


@shared_task(name="reminders.refresh_calendars")
def refresh_calendars() -> None:
    """Have every calendar that is due read again, each by a worker of its own."""
    for calendar in BusyCalendar.objects.claim(at=database_now()):
        refresh_calendar.delay(str(calendar.pk))


@shared_task(name="reminders.refresh_calendar")
def refresh_calendar(plan_id: str) -> None:
    for calendar in BusyCalendar.objects.select_related("plan").filter(pk=UUID(plan_id)):
        refresh(calendar, at=database_now())


@shared_task(name="reminders.fold")
def fold() -> None:
    """Fold old nudges into counts. Several at once are as good as one; what is left is for the next night."""
    folding.fold(at=database_now())
