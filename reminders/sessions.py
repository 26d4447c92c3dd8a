"""What people have to do on a day, by the agendas of their programmes, for many of them at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from exercises.agenda import State
from exercises.catalogue.model import Text
from exercises.models import Enrolment
from exercises.programmes import Day, Prescription
from exercises.scheduling import agenda_of, with_history


@dataclass(frozen=True)
class Session:
    """A routine to be done on some day, and of which enrolment."""

    enrolment: UUID
    routine: Day

    @property
    def key(self) -> str:
        return self.routine.key

    @property
    def title(self) -> Text:
        return self.routine.title

    @property
    def takes_seconds(self) -> int:
        return self.routine.takes_seconds

    @property
    def prescriptions(self) -> tuple[Prescription, ...]:
        return self.routine.prescriptions


Left = dict[tuple[UUID, dt.date], list[Session]]
"""Person and day → what is due on that day and not done yet; no key where that is nothing."""


def left_to_do(people: Collection[UUID], first: dt.date, last: dt.date, *, at: dt.datetime) -> Left:
    """From `first` to `last`, in a number of queries that does not grow with the people."""
    running = Enrolment.objects.running().filter(person__in=people, starts_on__lte=last)
    left: Left = defaultdict(list)
    for enrolment in with_history(running):
        for scheduled in agenda_of(enrolment, first, last, at=at):
            if scheduled.day.state == State.DUE:
                due = [Session(enrolment.pk, routine) for routine in scheduled.routines]
                left[enrolment.person_id, scheduled.day.on] += due
    return dict(left)
