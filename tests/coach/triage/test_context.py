import pytest

from coach.triage import Context
from coach.triage.context import CONDITIONS, holds

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
