"""When the signs are asked about again. Pure: days in, a named reason out.

Days are counted from the onset of the episode; week w begins on day 7·w.
"""

from enum import StrEnum

from coach.course.verdict import Verdict

REVIEW_DAY = 28  # week 4: the review step of the course
WORSENING_AGAIN = 7  # days: while it keeps getting worse, once a week


class Reason(StrEnum):
    """Why the signs are asked about; what is recorded with the answers."""

    INTAKE = "intake"
    SOMETHING_CHANGED = "something_changed"
    WORSENING = "worsening"
    WEEK_4 = "week_4"


def due_for_triage(
    last_asked_day: int | None,
    today: int,
    verdict: Verdict | None = None,
    verdict_since: int | None = None,
    *,
    something_changed: bool = False,
) -> Reason | None:
    """Why the signs are due on day `today`, or None.

    `last_asked_day`: when they were last asked and answered, None for never. `verdict`: of the current
    assessment; `verdict_since`: the first day of the unbroken run of it, None when that is not known.
    """
    if last_asked_day is None:
        return Reason.INTAKE
    if something_changed:
        return Reason.SOMETHING_CHANGED
    if verdict == Verdict.WORSENING and _worse_since(last_asked_day, today, verdict_since):
        return Reason.WORSENING
    if last_asked_day < REVIEW_DAY <= today:
        return Reason.WEEK_4
    return None


def _worse_since(last_asked_day: int, today: int, since: int | None) -> bool:
    """It began after we last asked, or a week has gone by since."""
    began_after = since is not None and since > last_asked_day
    return began_after or today - last_asked_day >= WORSENING_AGAIN
