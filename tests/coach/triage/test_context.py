import pytest

from coach.course import Verdict
from coach.triage import Context, triage
from coach.triage.context import CONDITIONS, holds

SAME_DAY, DAYS, DISCUSS, NONE, EMERGENCY = "same_day", "days", "discuss", "none", "emergency"

TRUTHS = [
    pytest.param({}, Context(), True, id="no conditions hold for anyone"),
    pytest.param({"age_over": 40}, Context(age=41), True, id="over"),
    pytest.param({"age_over": 40}, Context(age=40), False, id="on the very age is not over"),
    pytest.param({"age_under": 20}, Context(age=20), False, id="on the very age is not under"),
    pytest.param({"age_under": 20}, Context(), None, id="an unknown age"),
    pytest.param({"age_under": 20, "first_episode": True}, Context(age=19), None, id="one of two unknown"),
    pytest.param(
        {"age_under": 20, "first_episode": True}, Context(age=30), False, id="one of two false, one unknown"
    ),
    pytest.param({"first_episode": False}, Context(first_episode=False), True, id="a no that is asked for"),
    pytest.param({"week_from": 4}, Context(week=4), True, id="from week 4"),
    pytest.param({"week_from": 4}, Context(week=3), False, id="before week 4"),
    pytest.param({"onset": "sudden"}, Context(onset_kind="injury"), False, id="another onset"),
    pytest.param({"verdict": "plateau"}, Context(verdict="plateau"), True, id="a verdict"),
]


@pytest.mark.parametrize(("conditions", "context", "truth"), TRUTHS)
def test_a_condition_is_true_false_or_unknown(
    conditions: dict[str, object], context: Context, truth: bool | None
) -> None:
    assert holds(conditions, context) is truth


def test_every_condition_is_unknown_of_someone_we_know_nothing_about() -> None:
    for name, (kind, _) in CONDITIONS.items():
        assert holds({name: kind()}, Context()) is None


@pytest.mark.parametrize("impossible", [{"age": -1}, {"age": 131}, {"week": -1}])
def test_an_impossible_context_is_refused(impossible: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="or None"):
        Context(**impossible)  # type: ignore[arg-type]


KNOWN = [
    pytest.param({}, Context(age=19, first_episode=True), DISCUSS, id="a first time at 19"),
    pytest.param({}, Context(age=20, first_episode=True), NONE, id="a first time at 20"),
    pytest.param({}, Context(age=55, first_episode=True), NONE, id="a first time at 55"),
    pytest.param({}, Context(age=56, first_episode=True), DISCUSS, id="a first time at 56"),
    pytest.param({}, Context(age=56, first_episode=False), NONE, id="an old acquaintance at 56"),
    pytest.param({}, Context(age=56), NONE, id="56, and who knows whether it is the first time"),
    pytest.param({"night_pain": True}, Context(age=56, first_episode=True), DAYS, id="night pain at 56"),
    pytest.param({"night_pain": True}, Context(age=40, first_episode=True), DISCUSS, id="night pain at 40"),
    pytest.param({"sudden_severe_pain": True}, Context(age=41), EMERGENCY, id="sudden severe pain at 41"),
    pytest.param({"sudden_severe_pain": True}, Context(age=40), SAME_DAY, id="sudden severe pain at 40"),
    pytest.param(
        {"sudden_severe_pain": True}, Context(), EMERGENCY, id="sudden severe pain at an unknown age"
    ),
    pytest.param(
        {"sudden_severe_pain": True, "hoarseness": True},
        Context(age=30),
        EMERGENCY,
        id="hoarse as well at 30",
    ),
    pytest.param({"recent_fall": True}, Context(age=70), DISCUSS, id="a fall at 70"),
    pytest.param({"recent_fall": True}, Context(age=71), SAME_DAY, id="a fall at 71"),
    pytest.param(
        {"recent_fall": True},
        Context(known={"osteoporosis": True}),
        SAME_DAY,
        id="a fall with bones known before",
    ),
    pytest.param(
        {"recent_fall": True, "steroids": False},
        Context(known={"steroids": True}),
        DISCUSS,
        id="a fall after the steroids were stopped",
    ),
    pytest.param(
        {"osteoporosis": True}, Context(onset_kind="sudden"), DAYS, id="a sudden onset with fragile bones"
    ),
    pytest.param(
        {"osteoporosis": True}, Context(onset_kind="gradual"), NONE, id="a gradual onset with fragile bones"
    ),
    pytest.param({}, Context(week=4, verdict="plateau"), DISCUSS, id="a plateau in week 4"),
    pytest.param(
        {}, Context(week=4, verdict=Verdict.PLATEAU), DISCUSS, id="a plateau by the engine's own word"
    ),
    pytest.param({}, Context(week=3, verdict="plateau"), NONE, id="a plateau before week 4"),
    pytest.param({}, Context(week=4, verdict="on_course"), NONE, id="on course in week 4"),
    pytest.param(
        {"not_better_after_month": True},
        Context(week=4, verdict="plateau"),
        DAYS,
        id="a plateau and no better after a month",
    ),
    pytest.param(
        {"long_morning_stiffness": True, "night_pain": True},
        Context(age=44, week=12),
        DAYS,
        id="stiff and awake at 44, three months on",
    ),
    pytest.param(
        {"long_morning_stiffness": True, "night_pain": True},
        Context(age=45, week=12),
        DISCUSS,
        id="stiff and awake at 45, three months on",
    ),
    pytest.param(
        {"long_morning_stiffness": True, "night_pain": True},
        Context(age=44, week=11),
        DISCUSS,
        id="stiff and awake at 44, in week 11",
    ),
]


@pytest.mark.parametrize(("answers", "context", "tier"), KNOWN)
def test_what_is_known_of_a_person_weighs(answers: dict[str, bool], context: Context, tier: str) -> None:
    assert triage(answers, context).tier == tier
