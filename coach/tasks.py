"""Doorways for the worker: each reads the clock and makes one call."""

from celery import shared_task
from django.utils import timezone

from coach import nightly


@shared_task(name="coach.assess_everyone")
def assess_everyone() -> None:
    """Assess everyone who still writes. Run twice, the second finds nothing to do."""
    nightly.assess_everyone(at=timezone.now())
