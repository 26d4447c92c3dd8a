"""The rules, one function each: the numbers it rests on where it holds, None where it does not.

The name of a function is the reason that is recorded, and the key of its words in `words.toml`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from coach.course import Verdict
from exercises.progression.case import LONG_ABSENCE, WAIT_AFTER_STEP_BACK, Case, StopReason
from exercises.progression.dose import easier, harder

Params = Mapping[str, float]
Rule = Callable[[Case], Params | None]
YES: Params = {}
OFTEN, LATELY = 2, 3  # so many of so many sessions is not an accident
TRIES = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """The name of a rule that held, and the numbers for its sentence."""

    name: str
    params: Params = field(default_factory=dict)


def held(rules: tuple[Rule, ...], case: Case) -> Iterator[Reason]:
    """The reasons of the rules that hold, in order."""
    for rule in rules:
        params = rule(case)
        if params is not None:
            yield Reason(rule.__name__, params)


def long_absence(case: Case) -> Params | None:
    """After two weeks or more, resume one step lower."""
    away = (case.today - case.last.on).days if case.last else 0
    return {"days": away} if away >= LONG_ABSENCE else None


def pain_above_allowed(case: Case) -> Params | None:
    if case.last is None or case.last.worst <= case.limits.allowed:
        return None
    return {"pain": case.last.worst, "allowed": case.limits.allowed}


def stopped_for_pain(case: Case) -> Params | None:
    return YES if case.last and case.last.stopped is StopReason.PAIN else None


def not_settled(case: Case) -> Params | None:
    """Pain that was acceptable during exercise, and was still there the next day."""
    if case.last is None or case.last.peak <= case.limits.fine:
        return None
    next_day = case.last.pain_next_day or 0
    return {"pain": case.last.peak, "next_day": next_day} if next_day > case.limits.fine else None


def sore_twice(case: Case) -> Params | None:
    """One painful day after a painless session may be anything; two in a row are followed."""
    two = case.run[-2:]
    sore = len(two) == 2 and all((bout.pain_next_day or 0) > case.limits.fine for bout in two)
    return {"next_day": two[-1].pain_next_day or 0} if sore else None


def too_heavy_twice(case: Case) -> Params | None:
    two = case.run[-2:]
    return YES if len(two) == 2 and all(bout.too_heavy for bout in two) else None


BACK: tuple[Rule, ...] = (
    pain_above_allowed,
    stopped_for_pain,
    not_settled,
    sore_twice,
    too_heavy_twice,
    long_absence,
)


def course_worsening(case: Case) -> Params | None:
    return YES if case.verdict is Verdict.WORSENING else None


def pain_keeps_coming(case: Case) -> Params | None:
    """The last session went over what is allowed, and it is not the only one lately."""
    over = [bout for bout in case.bouts[-LATELY:] if case.over_limit(bout)]
    if len(over) < OFTEN or over[-1] is not case.last:
        return None
    return {"times": len(over), "of": min(LATELY, len(case.bouts))}


def nothing_easier(case: Case) -> Params | None:
    """It went badly at the lightest dose there is."""
    bad = not case.changed and any(True for _ in held(BACK[:-1], case))
    return YES if bad and easier(case.dose, case.bounds) is None else None


ASK: tuple[Rule, ...] = (course_worsening, pain_keeps_coming, nothing_easier)


def nothing_done_yet(case: Case) -> Params | None:
    return None if case.bouts else YES


def just_changed(case: Case) -> Params | None:
    """What went before was another dose: first see how this one goes. So nothing is changed twice over."""
    return YES if case.changed else None


def in_a_flare(case: Case) -> Params | None:
    """A flare is no failure; it is no moment to add to either."""
    return YES if case.verdict is Verdict.FLARE_UP else None


def pain_came_back(case: Case) -> Params | None:
    return YES if case.verdict is Verdict.RECURRENCE else None


def pain_unknown(case: Case) -> Params | None:
    """What was not told is not taken to be nothing."""
    return YES if any(bout.pain_during is None for bout in case.window) else None


def next_day_unknown(case: Case) -> Params | None:
    return YES if any(bout.pain_next_day is None for bout in case.window) else None


def pain_above_fine(case: Case) -> Params | None:
    """Acceptable, and a reason to stay where one is."""
    peak = max((bout.peak for bout in case.window), default=0)
    return {"pain": peak, "fine": case.limits.fine} if peak > case.limits.fine else None


def sore_next_day(case: Case) -> Params | None:
    sore = max((bout.pain_next_day or 0 for bout in case.window), default=0)
    return {"next_day": sore, "fine": case.limits.fine} if sore > case.limits.fine else None


def rising_pain(case: Case) -> Params | None:
    """Any pain of the last session is higher than the same pain of the one before, whatever the dose."""
    if len(case.bouts) < 2:
        return None
    before, last = case.bouts[-2].pains, case.bouts[-1].pains
    rises = [(b, a) for b, a in zip(before, last, strict=True) if b is not None and a is not None and a > b]
    return {"before": rises[0][0], "now": rises[0][1]} if rises else None


def too_few_sessions(case: Case) -> Params | None:
    if not case.bouts or case.changed or len(case.run) >= case.needed:
        return None
    return {"have": len(case.run), "need": case.needed}


def too_soon_after_step_back(case: Case) -> Params | None:
    if not case.stepped_back or not case.run:
        return None
    days = (case.today - case.run[0].on).days
    return {"days": days, "need": WAIT_AFTER_STEP_BACK} if days < WAIT_AFTER_STEP_BACK else None


def effort_unknown(case: Case) -> Params | None:
    return YES if any(bout.effort is None for bout in case.window) else None


def effort_above_limit(case: Case) -> Params | None:
    effort = max((bout.effort or 0 for bout in case.window), default=0)
    return {"effort": effort, "limit": case.limits.effort} if effort > case.limits.effort else None


def amount_unknown(case: Case) -> Params | None:
    return YES if any(bout.done is None for bout in case.window) else None


def not_completed(case: Case) -> Params | None:
    """Less was done than asked, or it was broken off."""
    short = [b for b in case.window if b.stopped or (b.done is not None and not b.done.reaches(b.dose))]
    return {"times": len(short)} if short else None


def at_the_most(case: Case) -> Params | None:
    return YES if harder(case.dose, case.bounds) is None else None


def too_much_twice(case: Case) -> Params | None:
    """The next step was tried and taken back before; a third time is the physio's to decide."""
    target = harder(case.dose, case.bounds)
    tries = case.failures_at(target) if target else 0
    return {"times": tries} if tries >= TRIES else None


NOT_YET: tuple[Rule, ...] = (
    nothing_done_yet,
    just_changed,
    in_a_flare,
    pain_came_back,
    course_worsening,
    pain_unknown,
    pain_above_fine,
    next_day_unknown,
    sore_next_day,
    rising_pain,
    too_few_sessions,
    too_soon_after_step_back,
    effort_unknown,
    effort_above_limit,
    amount_unknown,
    not_completed,
    at_the_most,
    too_much_twice,
)
