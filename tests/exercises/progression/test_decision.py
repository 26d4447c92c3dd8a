"""The decision over a dose: every rule pinned in a table, and what holds for any history."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.course import Verdict
from exercises.programmes.model import Bounds
from exercises.progression import Action, Bout, Decision, Dose, Limits, StopReason, decide
from tests.exercises.progression.samples import (
    BOUNDS,
    DOSE,
    HEAVIER,
    HIGHEST,
    LIGHTER,
    LOWEST,
    SEEDED,
    TODAY,
    bout,
    some_bounds,
    some_bouts,
    some_doses,
)

HOLD, UP, BACK, ASK = Action.HOLD, Action.STEP_UP, Action.STEP_BACK, Action.ASK_PHYSIO
GOOD = [bout(4), bout(1)]
AFTER_A_STEP_BACK = [bout(20, dose=HEAVIER, pain_during=6), bout(9), bout(5), bout(2)]


def decided(bouts: Sequence[Bout], dose: Dose = DOSE, **differs: object) -> Decision:
    return decide(bouts, dose, BOUNDS, today=TODAY, **differs)  # type: ignore[arg-type]


def two(**differs: object) -> list[Bout]:
    """Two sessions, of which the last one differs."""
    return [bout(4), bout(1, **differs)]


@pytest.mark.parametrize(
    ("bouts", "action", "reasons"),
    [
        pytest.param(GOOD, UP, ["comfortable"], id="two comfortable sessions"),
        pytest.param(list(reversed(GOOD)), UP, ["comfortable"], id="in any order"),
        pytest.param([], HOLD, ["nothing_done_yet"], id="nothing done yet"),
        pytest.param([bout(1)], HOLD, ["too_few_sessions"], id="one comfortable session"),
        pytest.param([bout(30), bout(1)], HOLD, ["too_few_sessions"], id="the other one too long ago"),
        pytest.param([bout(3, pain_during=3), *GOOD[1:]], HOLD, ["pain_above_fine"], id="one of two at 3"),
        pytest.param(two(pain_during=2), HOLD, ["rising_pain"], id="pain rose by one, fine or not"),
        pytest.param(two(pain_after=2), HOLD, ["rising_pain"], id="pain afterwards rose"),
        pytest.param(two(pain_next_day=2), HOLD, ["rising_pain"], id="pain the next day rose"),
        pytest.param(two(pain_during=0), UP, ["comfortable"], id="pain fell"),
        pytest.param(two(pain_during=None), HOLD, ["pain_unknown"], id="pain not told"),
        pytest.param(two(pain_next_day=None), HOLD, ["next_day_unknown"], id="the next day not told"),
        pytest.param(two(pain_after=None), UP, ["comfortable"], id="pain afterwards is not needed"),
        pytest.param(two(effort=None), HOLD, ["effort_unknown"], id="effort not told"),
        pytest.param(two(done=None), HOLD, ["amount_unknown"], id="amount not told"),
        pytest.param(two(effort=5), UP, ["comfortable"], id="effort at the limit"),
        pytest.param(two(effort=5.5), HOLD, ["effort_above_limit"], id="effort above the limit"),
        pytest.param(two(done=LIGHTER), HOLD, ["not_completed"], id="less done than asked"),
        pytest.param(two(done=HEAVIER), UP, ["comfortable"], id="more done than asked"),
        pytest.param(two(stopped=StopReason.NO_TIME), HOLD, ["not_completed"], id="broken off for time"),
        pytest.param(
            two(pain_during=3, pain_next_day=1), HOLD, ["pain_above_fine", "rising_pain"], id="3, settled"
        ),
        pytest.param(
            two(pain_during=5, pain_next_day=2), HOLD, ["pain_above_fine", "rising_pain"], id="5, settled"
        ),
        pytest.param(two(pain_during=5, pain_next_day=3), BACK, ["not_settled"], id="5, not settled"),
        pytest.param(two(pain_after=3, pain_next_day=3), BACK, ["not_settled"], id="3 after, not settled"),
        pytest.param(
            two(pain_during=5, pain_next_day=None),
            HOLD,
            ["pain_above_fine", "next_day_unknown", "rising_pain"],
            id="5, and the next day not told",
        ),
        pytest.param(two(pain_during=6), BACK, ["pain_above_allowed"], id="6 during"),
        pytest.param(two(pain_after=6), BACK, ["pain_above_allowed"], id="6 afterwards"),
        pytest.param(two(pain_next_day=6), BACK, ["pain_above_allowed"], id="6 the next day"),
        pytest.param(two(stopped=StopReason.PAIN), BACK, ["stopped_for_pain"], id="stopped for pain"),
        pytest.param(
            two(pain_next_day=3), HOLD, ["sore_next_day", "rising_pain"], id="sore once, not in the exercise"
        ),
        pytest.param(
            two(pain_during=2, pain_next_day=3), HOLD, ["sore_next_day", "rising_pain"], id="sore, after a 2"
        ),
        pytest.param(
            [bout(4, pain_next_day=2), bout(1, pain_next_day=2)], UP, ["comfortable"], id="2 is fine"
        ),
        pytest.param(
            [bout(4, pain_next_day=3), bout(1, pain_next_day=3)], BACK, ["sore_twice"], id="sore twice"
        ),
        pytest.param(two(effort=8), HOLD, ["effort_above_limit"], id="very heavy once"),
        pytest.param([bout(4, effort=8), bout(1, effort=9)], BACK, ["too_heavy_twice"], id="heavy twice"),
        pytest.param(
            [bout(4, stopped=StopReason.TIRED), bout(1, stopped=StopReason.TIRED)],
            BACK,
            ["too_heavy_twice"],
            id="too tired twice",
        ),
        pytest.param([bout(17), bout(13)], UP, ["comfortable"], id="thirteen days away"),
        pytest.param([bout(18), bout(14)], BACK, ["long_absence"], id="fourteen days away"),
        pytest.param(
            [bout(8, pain_during=7), bout(5), bout(1, pain_during=6)],
            ASK,
            ["pain_keeps_coming", "pain_above_allowed"],
            id="over the limit in two of three",
        ),
        pytest.param(
            [bout(8, pain_during=7), bout(5, pain_during=7), bout(1, pain_during=1)],
            HOLD,
            ["pain_above_fine"],
            id="twice over it, and then fine",
        ),
        pytest.param([bout(8, dose=HEAVIER), bout(4, dose=HEAVIER)], HOLD, ["just_changed"], id="new"),
        pytest.param(
            [bout(8, dose=HEAVIER, pain_during=9)], HOLD, ["just_changed"], id="the pain of another dose"
        ),
        pytest.param(AFTER_A_STEP_BACK, UP, ["comfortable"], id="three good sessions after a step back"),
        pytest.param(
            AFTER_A_STEP_BACK[:-1], HOLD, ["too_few_sessions"], id="two are too few after a step back"
        ),
        pytest.param(
            [bout(9, dose=HEAVIER, pain_during=6), bout(6), bout(3), bout(1)],
            HOLD,
            ["too_soon_after_step_back"],
            id="within a week of a step back",
        ),
        pytest.param(
            [bout(9, dose=HEAVIER, pain_during=6), bout(7), bout(3), bout(1)],
            UP,
            ["comfortable"],
            id="a week after a step back",
        ),
        pytest.param(
            [bout(6, dose=LIGHTER), bout(4), bout(1)], UP, ["comfortable"], id="two suffice after a step up"
        ),
        pytest.param(
            [
                bout(40, dose=HEAVIER, pain_during=6),
                bout(30),
                bout(20, dose=HEAVIER, pain_during=6),
                *AFTER_A_STEP_BACK[1:],
            ],
            HOLD,
            ["too_much_twice"],
            id="the next step was too much twice",
        ),
        pytest.param(
            [
                bout(50, dose=HEAVIER),
                bout(30),
                bout(20, dose=HEAVIER, pain_during=6),
                *AFTER_A_STEP_BACK[1:],
            ],
            UP,
            ["comfortable"],
            id="coming back from an absence was no failure",
        ),
    ],
)
def test_how_it_went_decides(bouts: list[Bout], action: Action, reasons: list[str]) -> None:
    decision = decided(bouts)
    assert (decision.action, [reason.name for reason in decision.reasons]) == (action, reasons)


@pytest.mark.parametrize(
    ("verdict", "bouts", "action", "reason"),
    [
        *(
            pytest.param(verdict, GOOD, UP, "comfortable", id=f"{verdict} leaves it to the exercise")
            for verdict in (
                None,
                Verdict.ON_COURSE,
                Verdict.SLOWER,
                Verdict.PLATEAU,
                Verdict.RECOVERED,
                Verdict.TOO_EARLY,
                Verdict.NOT_ENOUGH_DATA,
            )
        ),
        pytest.param(Verdict.FLARE_UP, GOOD, HOLD, "in_a_flare", id="a flare waits"),
        pytest.param(Verdict.FLARE_UP, two(pain_during=6), BACK, "pain_above_allowed", id="a painful flare"),
        pytest.param(Verdict.RECURRENCE, GOOD, HOLD, "pain_came_back", id="a recurrence waits"),
        pytest.param(Verdict.WORSENING, GOOD, ASK, "course_worsening", id="worsening asks"),
        pytest.param(Verdict.WORSENING, two(pain_during=6), ASK, "course_worsening", id="and may step back"),
    ],
)
def test_the_course_decides_along(
    verdict: Verdict | None, bouts: list[Bout], action: Action, reason: str
) -> None:
    decision = decided(bouts, verdict=verdict)
    assert (decision.action, decision.reasons[0].name) == (action, reason)


@pytest.mark.parametrize(
    ("bouts", "dose", "change"),
    [
        pytest.param(GOOD, DOSE, HEAVIER, id="a step up"),
        pytest.param([bout(4, dose=HEAVIER), bout(1, dose=HEAVIER)], HEAVIER, Dose(3, 12), id="then a set"),
        pytest.param(
            [bout(4, dose=HIGHEST), bout(1, dose=HIGHEST)], HIGHEST, None, id="nothing above the top"
        ),
        pytest.param(two(pain_during=6), DOSE, Dose(1, 10), id="a step back from where it began"),
        pytest.param(
            [bout(9, dose=LIGHTER), bout(1, pain_during=6)], DOSE, LIGHTER, id="back to what went well"
        ),
        pytest.param([bout(1, dose=LOWEST, pain_during=6)], LOWEST, None, id="nothing below the bottom"),
        pytest.param([bout(20)], DOSE, Dose(1, 10), id="one lower after an absence"),
        pytest.param(
            [bout(8, pain_during=7), bout(1, pain_during=7)], DOSE, Dose(1, 10), id="also while asking"
        ),
        pytest.param([bout(4), bout(1, pain_during=4)], DOSE, None, id="hold changes nothing"),
    ],
)
def test_the_new_dose(bouts: list[Bout], dose: Dose, change: Dose | None) -> None:
    assert decided(bouts, dose).change == change


@pytest.mark.parametrize(
    ("bouts", "action", "reasons"),
    [
        pytest.param([bout(1, dose=LOWEST, pain_during=6)], ASK, ["nothing_easier"], id="pain at the bottom"),
        pytest.param([bout(20, dose=LOWEST)], HOLD, ["long_absence"], id="an absence at the bottom"),
    ],
)
def test_at_the_lightest_dose_pain_asks_and_absence_does_not(
    bouts: list[Bout], action: Action, reasons: list[str]
) -> None:
    decision = decided(bouts, LOWEST)
    assert decision.action is action
    assert [reason.name for reason in decision.reasons][:1] == reasons


@pytest.mark.parametrize(
    ("limits", "bouts", "action"),
    [
        pytest.param(Limits(allowed=3), two(pain_during=4, pain_next_day=0), BACK, id="less pain allowed"),
        pytest.param(Limits(fine=4), [bout(4, pain_during=4), bout(1, pain_during=4)], UP, id="more is fine"),
        pytest.param(Limits(effort=3), GOOD, HOLD, id="less effort"),
        pytest.param(Limits(allowed=1), two(pain_during=2), BACK, id="hardly any pain"),
    ],
)
def test_the_physio_sets_the_limits(limits: Limits, bouts: list[Bout], action: Action) -> None:
    assert decided(bouts, limits=limits).action is action


@pytest.mark.parametrize(
    ("bouts", "numbers"),
    [
        pytest.param(two(pain_during=7), {"pain": 7, "allowed": 5}, id="pain"),
        pytest.param([bout(18)], {"days": 18}, id="an absence"),
        pytest.param([bout(4, pain_next_day=3), bout(1, pain_next_day=4)], {"next_day": 4}, id="sore twice"),
        pytest.param(two(pain_during=4, pain_next_day=3), {"pain": 4, "next_day": 3}, id="not settled"),
        pytest.param(two(pain_during=4), {"pain": 4, "fine": 2}, id="above fine"),
        pytest.param(two(pain_next_day=3), {"next_day": 3, "fine": 2}, id="sore once"),
        pytest.param(two(pain_after=2), {"before": 1, "now": 2}, id="rising"),
        pytest.param(two(effort=6.5), {"effort": 6.5, "limit": 5}, id="effort"),
        pytest.param(two(done=LIGHTER), {"times": 1}, id="not completed"),
        pytest.param([bout(1)], {"have": 1, "need": 2}, id="too few"),
        pytest.param(
            [bout(9, dose=HEAVIER, pain_during=6), bout(5), bout(3), bout(1)],
            {"days": 5, "need": 7},
            id="soon",
        ),
        pytest.param(
            [bout(9), bout(7), bout(5, pain_during=6), bout(3, pain_during=7), bout(1, pain_during=7)],
            {"times": 3, "of": 3},
            id="keeps coming",
        ),
        pytest.param(GOOD, {"sessions": 2}, id="comfortable"),
    ],
)
def test_reasons_carry_their_numbers(bouts: list[Bout], numbers: dict[str, float]) -> None:
    assert dict(decided(bouts).reasons[0].params) == numbers


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Bout], Dose, Bounds, Verdict | None]:
    bounds = draw(some_bounds())
    bouts = draw(some_bouts(bounds))
    standing = st.sampled_from([bouts[-1].dose]) if bouts else some_doses(bounds)
    dose = draw(standing | some_doses(bounds))
    return bouts, dose, bounds, draw(st.sampled_from([None, *Verdict]))


Situation = tuple[list[Bout], Dose, Bounds, Verdict | None]


@SEEDED
@given(situations())
def test_a_dose_never_leaves_its_bounds(situation: Situation) -> None:
    bouts, dose, bounds, verdict = situation
    change = decide(bouts, dose, bounds, today=TODAY, verdict=verdict).change
    for part in ("sets", "repetitions", "seconds", "load_kg"):
        within = getattr(bounds, part)
        if change is not None and within is not None:
            assert within.least <= getattr(change, part) <= within.most
        elif change is not None and getattr(dose, part) != getattr(change, part):
            assert getattr(change, part) in {getattr(bout.dose, part) for bout in bouts}


@SEEDED
@given(situations())
def test_a_step_is_a_step_in_its_direction(situation: Situation) -> None:
    bouts, dose, bounds, verdict = situation
    decision = decide(bouts, dose, bounds, today=TODAY, verdict=verdict)
    if decision.change is not None:
        up = dose.is_easier_than(decision.change)
        assert up == (decision.action is UP)
        assert up or decision.change.is_easier_than(dose)
    assert (decision.change is None) == (decision.action is HOLD) or decision.action is ASK


@SEEDED
@given(situations())
def test_no_step_up_on_rising_unknown_or_high_pain(situation: Situation) -> None:
    bouts, dose, bounds, verdict = situation
    if decide(bouts, dose, bounds, today=TODAY, verdict=verdict).action is UP:
        before, last = bouts[-2:]
        assert verdict not in {Verdict.WORSENING, Verdict.FLARE_UP, Verdict.RECURRENCE}
        for was, now in zip(before.pains, last.pains, strict=True):
            assert was is None or now is None or now <= was
        for one in (before, last):
            assert one.pain_during is not None
            assert one.pain_next_day is not None
            assert max(pain for pain in one.pains if pain is not None) <= 2


@SEEDED
@given(situations())
def test_the_same_input_gives_the_same_decision(situation: Situation) -> None:
    bouts, dose, bounds, verdict = situation
    kept = list(bouts)
    first = decide(bouts, dose, bounds, today=TODAY, verdict=verdict)
    assert decide(kept, dose, bounds, today=TODAY, verdict=verdict) == first
    assert bouts == kept


@SEEDED
@given(situations())
def test_a_decision_carried_out_is_not_carried_out_again(situation: Situation) -> None:
    bouts, dose, bounds, verdict = situation
    change = decide(bouts, dose, bounds, today=TODAY, verdict=verdict).change
    if change is not None:
        assert decide(bouts, change, bounds, today=TODAY, verdict=verdict).change is None


def lived(
    respond: Callable[[Dose], dict[str, object]], bounds: Bounds, dose: Dose, sessions: int
) -> list[Dose]:
    """The dose of every session of a person who trains every other day and follows each decision."""
    bouts: list[Bout] = []
    doses = []
    for number in range(sessions):
        today = TODAY + timedelta(days=2 * number)
        dose = decide(bouts, dose, bounds, today=today).change or dose
        bouts.append(replace(bout(0, dose=dose), on=today, **respond(dose)))  # type: ignore[arg-type]
        doses.append(dose)
    return doses


@SEEDED
@given(st.data(), some_bounds(), st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_the_same_answers_settle_on_a_dose(
    data: st.DataObject, bounds: Bounds, during: int, next_day: int, effort: int
) -> None:
    answers = {"pain_during": during, "pain_after": 0, "pain_next_day": next_day, "effort": effort}
    doses = lived(lambda _: answers, bounds, data.draw(some_doses(bounds)), sessions=80)
    assert len(set(doses[-10:])) == 1
    ups = [now.reaches(was) for was, now in pairwise(doses) if now != was]
    assert len(set(ups)) <= 1, "it only ever goes one way"


@SEEDED
@given(st.data(), some_bounds(), st.integers(2, 300), st.booleans())
def test_who_hurts_above_some_dose_settles_below_it(
    data: st.DataObject, bounds: Bounds, limit: int, pain: object
) -> None:
    def work(dose: Dose) -> float:
        return dose.sets * (dose.repetitions or 1) + (dose.seconds or 0) + 2 * (dose.load_kg or 0)

    def respond(dose: Dose) -> dict[str, object]:
        return {} if work(dose) <= limit else {"pain_during": 7} if pain else {"effort": 9}

    doses = lived(respond, bounds, data.draw(some_doses(bounds)), sessions=100)
    assert len(set(doses[-15:])) == 1
    lightest = doses[-1] == min(doses, key=work)
    assert work(doses[-1]) <= limit or lightest
