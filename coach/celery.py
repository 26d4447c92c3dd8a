"""The Celery application: `celery -A coach worker` and `celery -A coach beat`."""

import os

from celery import Celery

from coach.schedule import BEAT

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coach.settings")
app = Celery("coach")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = BEAT
app.autodiscover_tasks()
