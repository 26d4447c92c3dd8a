"""Doorways for the worker: each reads the clock and makes one call."""

from celery import shared_task

from reminders import delivery, dispatch
from reminders.calendars.refreshing import refresh
from reminders.delivery import database_now
from reminders.models import BusyCalendar


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


@shared_task(name="reminders.refresh_calendars")
def refresh_calendars() -> None:
    """Have every calendar that is due read again, each by a worker of its own."""
    for calendar in BusyCalendar.objects.claim(at=database_now()):
        refresh_calendar.delay(str(calendar.pk))


@shared_task(name="reminders.refresh_calendar")
def refresh_calendar(plan_id: str) -> None:
    for calendar in BusyCalendar.objects.select_related("plan").filter(pk=plan_id):
        refresh(calendar, at=database_now())
