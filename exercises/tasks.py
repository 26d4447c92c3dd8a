"""Doorways for the worker: each reads the clock and makes one call."""

from celery import shared_task
from django.utils import timezone

from exercises import nightly


@shared_task(name="exercises.finish_what_is_through")
def finish_what_is_through() -> None:
    """Finish the programmes that are through. Run twice, the second finds nothing to do."""
    nightly.finish_what_is_through(at=timezone.now())


@shared_task(name="exercises.ease_the_absent")
def ease_the_absent() -> None:
    """Decide over the programmes nobody did for two weeks. Run twice, the second finds nothing to do."""
    nightly.ease_the_absent(at=timezone.now())
