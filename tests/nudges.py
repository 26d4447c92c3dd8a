"""A nudge as a row, for what is not about how it came."""

import datetime as dt
from typing import Any

from reminders.models import Nudge, Plan
from reminders.models.nudge import LIFE
from tests.reminders.conftest import HOUR, MINUTE


def nudge(plan: Plan, due: dt.datetime, state: str = "sent", response: str = "", **fields: Any) -> Nudge:
    """Due at `due`, and open for an hour where it came; answered a minute after, where there is an answer."""
    given = {
        "local_date": due.date(),
        "expires_at": due + LIFE,
        "open_until": due + HOUR,
        "reason": {"held": "paused", "failed": "unreachable", "expired": "too_late"}.get(state, ""),
        "responded_at": due + MINUTE if response else None,
        **fields,
    }
    own = {"plan": plan, "person": plan.person, "plan_seq": plan.seq, "slot": due, "due_at": due}
    return Nudge.objects.create(**own, state=state, response=response, **given)
