"""From evidence to a verdict: one table of rules, read from top to bottom, the first that holds decides."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What an assessment says."""

    NOT_ENOUGH_DATA = "not_enough_data"
    TOO_EARLY = "too_early"
    ON_COURSE = "on_course"
    SLOWER = "slower"
    PLATEAU = "plateau"
    WORSENING = "worsening"
    FLARE_UP = "flare_up"
    RECOVERED = "recovered"
    RECURRENCE = "recurrence"


@dataclass(frozen=True)
class Evidence:
    """What the rules look at. Chances are 0–1, levels 0–10, spans in days, weeks whole and counted from 0.

    `week` counts from the onset, `diary_week` from the first day of the diary: how far the pain has come
    down is only known since then. `unchanged`, `rising` and `flat` are the chances of `change.py`.
    """

    entries: int
    days: float
    silent: float
    week: int
    diary_week: int
    unchanged: float
    rising: float
    flat: float
    level: float
    within_band: bool = True
    flare: bool = False
    recovered: bool = False
    returned: bool = False


FEWEST_ENTRIES = 4
LONGEST_SILENCE = 7.0  # days; after this nobody is told how they are doing
FORTNIGHT = 14.0
LIKELY, UNLIKELY, VERY_LIKELY = 0.8, 0.2, 0.9
PLATEAU_LEVEL, PLATEAU_WEEK, SLOWER_WEEK = 3.0, 4, 3


def too_little_written(e: Evidence) -> bool:
    """Too few days written down to say anything."""
    return e.entries < FEWEST_ENTRIES


def silent_too_long(e: Evidence) -> bool:
    """Silence is never improvement, and never the opposite either."""
    return e.silent > LONGEST_SILENCE


def back_after_recovery(e: Evidence) -> bool:
    """New pain after at least thirty recovered days."""
    return e.returned


def pain_gone(e: Evidence) -> bool:
    """At least seven days and four entries, all at 0 or 1."""
    return e.recovered


def rising_for_a_fortnight(e: Evidence) -> bool:
    """The true level very likely rose by a point or more in fourteen days."""
    return e.days >= FORTNIGHT and e.rising >= VERY_LIKELY


def suddenly_up(e: Evidence) -> bool:
    """A flare: common, and not a failure."""
    return e.flare


def standing_still(e: Evidence) -> bool:
    """From week 4, still at 3 or more, and likely moved less than a point in fourteen days."""
    written = e.days >= FORTNIGHT and e.week >= PLATEAU_WEEK
    return written and e.flat >= LIKELY and e.level >= PLATEAU_LEVEL


def behind_the_expected_course(e: Evidence) -> bool:
    """From week 3 of the diary, an important reduction has likely not been reached."""
    return e.diary_week >= SLOWER_WEEK and e.unchanged >= LIKELY


def coming_down(e: Evidence) -> bool:
    """An important reduction has likely been reached, and the level lies within the personal band."""
    return e.unchanged <= UNLIKELY and e.within_band


def first_weeks(e: Evidence) -> bool:
    """Before week 3 a lack of reduction says little."""
    return e.diary_week < SLOWER_WEEK


RULES: tuple[tuple[Callable[[Evidence], bool], Verdict], ...] = (
    (too_little_written, Verdict.NOT_ENOUGH_DATA),
    (silent_too_long, Verdict.NOT_ENOUGH_DATA),
    (back_after_recovery, Verdict.RECURRENCE),
    (pain_gone, Verdict.RECOVERED),
    (rising_for_a_fortnight, Verdict.WORSENING),
    (suddenly_up, Verdict.FLARE_UP),
    (standing_still, Verdict.PLATEAU),
    (behind_the_expected_course, Verdict.SLOWER),
    (coming_down, Verdict.ON_COURSE),
    (first_weeks, Verdict.TOO_EARLY),
)


def judge(evidence: Evidence) -> tuple[Verdict, str]:
    """The verdict, and the name of the rule that gave it (`unclear` when none holds)."""
    for rule, verdict in RULES:
        if rule(evidence):
            return verdict, rule.__name__
    return Verdict.NOT_ENOUGH_DATA, "unclear"
