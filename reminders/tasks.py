"""Doorways for the worker: each reads the clock and makes one call."""

from celery import shared_task

from reminders import delivery, dispatch
from reminders.delivery import database_now


@shared_task(name="reminders.tick")
def tick() -> None:
    """Turn due plans into nudges, settle what a dead worker left behind, wake one deliverer."""
    now = database_now()
    dispatch.materialise(at=now)
    delivery.sweep(at=now)
    deliver.delay()


@shared_task(name="reminders.deliver")
def deliver() -> None:
    """Bring what is due. Several at once share the work; one that comes too many finds nothing."""
    delivery.deliver(at=database_now())
