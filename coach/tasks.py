"""Doorways for the worker: each reads the clock and makes one call."""

from celery import shared_task
from django.utils import timezone

from coach import clearing, nightly


@shared_task(name="coach.assess_everyone")
def assess_everyone() -> None:
    """Assess everyone who still writes. Run twice, the second finds nothing to do."""
    nightly.assess_everyone(at=timezone.now())


@shared_task(name="coach.clear_away")
def clear_away() -> None:
    """Remove old tombstones and receipts. Run twice, the second finds nothing to do."""
    clearing.clear_away(at=timezone.now())
