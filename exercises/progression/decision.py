"""The decision: what to do with the dose, and every reason for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coach.course import Verdict
from exercises.programmes.model import Bounds, Limits
from exercises.progression.case import Bout, Case
from exercises.progression.dose import Dose, easier, harder
from exercises.progression.rules import ASK, BACK, NOT_YET, Reason, held


class Action(StrEnum):
    HOLD = "hold"
    STEP_UP = "step_up"
    STEP_BACK = "step_back"
    ASK_PHYSIO = "ask_physio"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do and why, at least one reason. `change`: the new dose, None where it stays as it is.

    While a physio is asked the dose may step back, never up.
    """

    action: Action
    reasons: tuple[Reason, ...]
    change: Dose | None = None


def decide(
    bouts: Sequence[Bout],
    dose: Dose,
    bounds: Bounds,
    *,
    today: date,
    limits: Limits | None = None,
    verdict: Verdict | None = None,
) -> Decision:
    """What follows for the `dose` of one exercise that stands on `today`, within `bounds`.

    `bouts`: every time it was done since a physio last set the dose, in any order; those of one day keep
    theirs. `verdict`: of the current assessment of the course, None where there is none.
    """
    in_order = sorted(bouts, key=lambda bout: bout.on)
    case = Case(in_order, dose, bounds, limits or Limits(), verdict, today)
    decision = _dose(case)
    asked = tuple(held(ASK, case))
    if not asked:
        return decision
    others = tuple(reason for reason in decision.reasons if reason not in asked)
    return Decision(Action.ASK_PHYSIO, asked + others, decision.change)


def _dose(case: Case) -> Decision:
    back = () if case.changed else tuple(held(BACK, case))
    if back:
        lower = easier(case.dose, case.bounds, [bout.dose for bout in case.bouts])
        return Decision(Action.STEP_BACK if lower else Action.HOLD, back, lower)
    if blocked := tuple(held(NOT_YET, case)):
        return Decision(Action.HOLD, blocked)
    comfortable = Reason("comfortable", {"sessions": len(case.window)})
    return Decision(Action.STEP_UP, (comfortable,), harder(case.dose, case.bounds))
