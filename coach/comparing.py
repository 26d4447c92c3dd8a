"""What goes with a person's worse days: their diary, laid out for `coach.associations`."""

import datetime as dt
from collections.abc import Sequence

from coach.associations import TRIGGERS, Association, Day, associations
from coach.models import DiaryEntry, Episode

LOOKED_BACK = dt.timedelta(days=365)  # who they were before that says little of now
NUMBERS = ("sleep", "stiffness", "stress", "worry", "activity_minutes")
MEDICATION = "medication"


def compared(episode: Episode, *, at: dt.datetime) -> tuple[Association, ...]:
    """Each thing written beside the pain and how it went with it, the clearest first."""
    entries = episode.person.diary.of(episode).filter(recorded_at__gte=at - LOOKED_BACK)
    return associations(days(list(entries)))


def days(entries: Sequence[DiaryEntry]) -> list[Day]:
    """The entries, oldest first, on the reporter's own calendar.

    No medication written down is a no only for someone who writes it down: from their first time on. A
    trigger that was not ticked is a no wherever triggers were asked; those never ticked are left out.
    """
    found: list[Day] = []
    takes_notes = False
    ticked = {trigger for entry in entries for trigger in entry.triggers or ()}.intersection(TRIGGERS)
    for entry in entries:
        takes_notes = takes_notes or bool(entry.medication)
        factors: dict[str, float | bool | None] = {name: getattr(entry, name) for name in NUMBERS}
        factors[MEDICATION] = bool(entry.medication) if takes_notes else None
        if entry.triggers is not None:
            factors |= {trigger: trigger in entry.triggers for trigger in ticked}
        found.append(Day(entry.local_day.toordinal(), float(entry.pain), factors))
    return found
