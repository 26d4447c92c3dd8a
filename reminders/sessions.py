"""What people have to do on a day, by the agendas of their programmes, for many of them at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from exercises.agenda import State
from exercises.models import Enrolment
from exercises.scheduling import Scheduled, agenda_of, with_history

Left = dict[tuple[UUID, dt.date], list[Scheduled]]
"""Person and day → what is due on that day and not done yet; no key where that is nothing."""


def left_to_do(people: Collection[UUID], first: dt.date, last: dt.date, *, at: dt.datetime) -> Left:
    """From `first` to `last`, in a number of queries that does not grow with the people."""
    running = Enrolment.objects.running().filter(person__in=people, starts_on__lte=last)
    left: Left = defaultdict(list)
    for enrolment in with_history(running):
        for scheduled in agenda_of(enrolment, first, last, at=at):
            if scheduled.day.state == State.DUE:
                left[enrolment.person_id, scheduled.day.on].append(scheduled)
    return dict(left)
