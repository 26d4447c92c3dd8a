"""The Celery application: `celery -A coach worker` and `celery -A coach beat`."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready
from kombu import Queue

from coach.schedule import BEAT, WAKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coach.settings")
app = Celery("coach")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = BEAT
app.conf.task_queues = [Queue("celery"), Queue(WAKING)]
app.autodiscover_tasks()


@worker_ready.connect
def forget_what_was_to_wake_it(sender: Any, **_: Any) -> None:
    """A worker that begins finds a message for each second that none was there, and would read them all
    before it brought anything. It is awake.
    """
    with sender.app.connection_for_write() as line:
        line.default_channel.queue_purge(WAKING)
