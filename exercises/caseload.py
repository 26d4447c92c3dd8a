"""What this room adds to the physio's list of clients."""

import datetime as dt
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from coach.caseload import Column, offer
from exercises.models import Decision


def questions(at: dt.datetime) -> Any:
    """About how many exercises of a client the physio is asked and has not answered."""
    asked = Decision.objects.questions().filter(person=OuterRef("pk")).order_by().values("person")
    about = asked.annotate(n=Count("exercise", distinct=True)).values("n")
    return Coalesce(Subquery(about, output_field=IntegerField()), 0)


QUESTIONS = Column("questions", _("asked of you"), questions, shown=lambda count: count or "–", waits=True)
offer(QUESTIONS)
