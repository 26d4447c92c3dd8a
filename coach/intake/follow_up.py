"""When the follow-up is due: the activities and the impression of change, in weeks 2, 4, 6 and 12."""

from collections.abc import Collection
from pathlib import Path

from coach.intake.questionnaire import read

WEEKS = (2, 4, 6, 12)
LAST_CHANCE = 4  # weeks the last follow-up stays open; an earlier one stays open until the next

FOLLOW_UP = read(Path(__file__).with_name("follow_up.toml"))


def follow_up_due(week: int, done_weeks: Collection[int]) -> int | None:
    """The follow-up (2, 4, 6 or 12) that is due in `week`, or None.

    `week`: whole weeks since the intake. `done_weeks`: follow-ups already answered. One that was missed is
    not asked any more once the next has come: an answer given late would say something about another week.
    """
    begun = [scheduled for scheduled in WEEKS if scheduled <= week < WEEKS[-1] + LAST_CHANCE]
    if not begun or begun[-1] in done_weeks:
        return None
    return begun[-1]


def first_week_after(scheduled: int) -> int:
    """The first week, since the intake, in which the follow-up of week `scheduled` is not asked any more."""
    return next((week for week in WEEKS if week > scheduled), WEEKS[-1] + LAST_CHANCE)
