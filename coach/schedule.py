"""The whole beat table. Several beats at once are harmless: each task claims its work in the database."""

import os
from typing import Any

from celery.schedules import crontab

TICK_SECONDS = int(os.environ.get("COACH_TICK_SECONDS", "2"))

BEAT: dict[str, dict[str, Any]] = {
    # A tick that waited longer than the next one is of no use any more, hence `expires`.
    "tick": {"task": "reminders.tick", "schedule": TICK_SECONDS, "options": {"expires": TICK_SECONDS}},
    "refresh-calendars": {
        "task": "reminders.refresh_calendars",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # Hours are UTC: night in Europe, and nobody waits for it.
    "assess-everyone": {
        "task": "coach.assess_everyone",
        "schedule": crontab(hour=2, minute=20),
        "options": {"expires": 6 * 60 * 60},
    },
    "clear-away": {
        "task": "coach.clear_away",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 6 * 60 * 60},
    },
}
