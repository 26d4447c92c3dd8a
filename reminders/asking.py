"""Asking instead of nagging: after five quiet days, what would the person rather have?"""

import datetime as dt
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from reminders import planning
from reminders.models import Nudge, Plan, PlanQuestion
from reminders.models.nudge import Reason
from reminders.models.question import Answer
from reminders.rhythm.rhythm import LONGEST

QUIET_DAYS: Final = 5
WITHIN: Final = dt.timedelta(days=14)
A_WEEK: Final = dt.timedelta(days=7)
LONG_AGO: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class NothingAsked(Exception):
    """There is no open question about this plan."""


def ask(plans: Collection[UUID], *, at: dt.datetime) -> None:
    """Ask about those of `plans` with five quiet days in the last fourteen and since the last answer."""
    answers = PlanQuestion.objects.filter(plan=OuterRef("plan")).order_by().values("plan")
    last_answer = Subquery(answers.annotate(last=Max("answered_at")).values("last"))
    quiet = Nudge.objects.filter(
        plan__in=plans,
        reason=Reason.QUIETED,
        due_at__gt=Coalesce(last_answer, LONG_AGO),
        local_date__gt=(at - WITHIN).date(),
    )
    often = quiet.order_by().values("plan", "person").annotate(days=Count("local_date", distinct=True))
    PlanQuestion.objects.bulk_create(
        (
            PlanQuestion(plan_id=row["plan"], person_id=row["person"], asked_at=at)
            for row in often.filter(days__gte=QUIET_DAYS)
        ),
        ignore_conflicts=True,  # one that is open already
    )


def answer(plan: Plan, said: Answer, *, at: dt.datetime) -> PlanQuestion:
    """Do as the person says: go on, half as often (every three hours at most), or a week without.

    The same answer again changes nothing. Raises `NothingAsked`.
    """
    with transaction.atomic():
        question = plan.questions.select_for_update(of=("self",), no_key=True).order_by("-asked_at").first()
        if question is None or (question.answered_at and question.answer != said):
            raise NothingAsked
        if question.answered_at is None:
            question.answer, question.answered_at = said, at
            question.save(update_fields=["answer", "answered_at"])
            _obey(plan, said, at)
        return question


def _obey(plan: Plan, said: Answer, at: dt.datetime) -> None:
    if said == Answer.PAUSE:
        until = plan.rhythm.begins(plan.rhythm.local_date(at) + A_WEEK)
        planning.pause(plan.person, plan.pk, until=until)
    if said == Answer.FEWER and plan.every_minutes:
        planning.slow_down(plan.person, plan.pk, every=min(2 * plan.every_minutes, LONGEST), at=at)
