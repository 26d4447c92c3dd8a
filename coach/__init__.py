"""Who a person is, what they feel and how they are doing; also the wiring of the whole service."""

from coach.celery import app as celery_app

__all__ = ["celery_app"]
