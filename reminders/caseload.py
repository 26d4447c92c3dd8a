"""What this room adds to the physio's list of clients. Nudges are read on the client's page only."""

import datetime as dt
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from coach.caseload import Column, offer
from reminders.models import Nudge


def open_nudges(at: dt.datetime) -> Any:
    """How many nudges wait in the inbox of a client at `at`."""
    waiting = Nudge.objects.open(at=at).filter(person=OuterRef("pk")).order_by().values("person")
    return Coalesce(Subquery(waiting.annotate(n=Count("*")).values("n"), output_field=IntegerField()), 0)


OPEN_NUDGES = Column("open_nudges", _("open nudges"), open_nudges, shown=lambda count: count or "–")
offer(OPEN_NUDGES)
