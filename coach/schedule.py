"""The whole beat table. Several beats at once are harmless: each task claims its work in the database."""

import os
from typing import Any

TICK_SECONDS = int(os.environ.get("COACH_TICK_SECONDS", "2"))

BEAT: dict[str, dict[str, Any]] = {
    # A tick that waited longer than the next one is of no use any more, hence `expires`.
    "tick": {"task": "reminders.tick", "schedule": TICK_SECONDS, "options": {"expires": TICK_SECONDS}},
}
