"""Nudges that were written ahead of their slot, handed to the workers the moment it comes.

Writing a nudge costs the database many times what reading its id does. So what falls due in the next minute
is written in the meantime, and a full hour begins with reading. What decides over a nudge is asked after its
slot, as ever; and an edit or a break that moves the slot takes the nudge back.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice

from django.db import connection, models, transaction
from django.db.models.functions import Cast

from reminders.models import Nudge, Wave
from reminders.models.nudge import State
from reminders.spikes import BY_INDEX

LEAD = dt.timedelta(minutes=1)  # so long ahead of its slot a nudge is written; a million take most of it
HANDFUL = 10_000
HandOver = Callable[[list[str]], None]


def hand_over_all(*, at: dt.datetime, hand_over: HandOver) -> None:
    """Give `hand_over` the ids of what was written ahead of slots that came by `at`.

    One at a time does so, and the wave is gone once all of it is handed over: where a worker dies over it,
    the next begins anew, and what has been taken up by then is taken up by nobody else.
    """
    with transaction.atomic():
        come = Wave.objects.filter(slot__lte=at).order_by("slot")
        slots = list(come.select_for_update(skip_locked=True).values_list("slot", flat=True))
        for slot in slots:
            for nudges in _waiting(slot):
                hand_over(nudges)
        Wave.objects.filter(slot__in=slots).delete()


def _waiting(slot: dt.datetime) -> Iterator[list[str]]:
    """The ids of a slot, in the order they were written, a handful at a time."""
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
    due = Nudge.objects.filter(state=State.DUE, due_at=slot).annotate(name=Cast("pk", models.TextField()))
    names = due.values_list("name", flat=True).iterator(chunk_size=HANDFUL)
    while some := list(islice(names, HANDFUL)):
        yield some
