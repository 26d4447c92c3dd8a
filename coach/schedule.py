"""The whole beat table. Several beats at once are harmless: each task claims its work in the database."""

import datetime as dt
import os
from typing import Any

from celery.schedules import crontab, schedstate, schedule

WAKING = "waking"  # the queue of messages that only say "look": what waited there says no more than the next
TICK_SECONDS = int(os.environ.get("COACH_TICK_SECONDS", "1"))


class OnTheClock(schedule):
    """Every so many seconds by the clock on the wall. Most nudges fall on a whole minute: a tick just after
    it serves them at once, where one that drifts keeps them waiting for half its interval on average.
    """

    def is_due(self, last_run_at: dt.datetime) -> schedstate:
        now, last = self.now().timestamp(), self.maybe_make_aware(last_run_at).timestamp()
        return schedstate(
            is_due=now // self.seconds > last // self.seconds, next=self.seconds - now % self.seconds
        )


BEAT: dict[str, dict[str, Any]] = {
    # None has `expires`: a moment by the clock of who sends it, judged by the clock of who reads it. A worker
    # whose clock runs ahead would drop every tick. What is too late is the database's to say.
    "tick": {
        "task": "reminders.tick",
        "schedule": OnTheClock(TICK_SECONDS),
        "options": {"queue": WAKING},
    },
    "bring-safety-messages": {
        "task": "reminders.bring_safety_messages",
        "schedule": TICK_SECONDS,
        "options": {"queue": WAKING},
    },
    "refresh-calendars": {
        "task": "reminders.refresh_calendars",
        "schedule": 60,
        "options": {"queue": WAKING},
    },
    # Hours are UTC: night in Europe, and nobody waits for it.
    "assess-everyone": {
        "task": "coach.assess_everyone",
        "schedule": crontab(hour=2, minute=20),
    },
    "finish-programmes": {
        "task": "exercises.finish_what_is_through",
        "schedule": crontab(hour=2, minute=50),
    },
    "ease-the-absent": {
        "task": "exercises.ease_the_absent",
        "schedule": crontab(hour=3, minute=10),
    },
    "clear-away": {
        "task": "coach.clear_away",
        "schedule": crontab(hour=3, minute=40),
    },
    "fold-nudges": {
        "task": "reminders.fold",
        "schedule": crontab(hour=0, minute=50),
    },
}
