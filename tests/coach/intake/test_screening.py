import pytest

from coach.intake import INTAKE, context_of
from coach.triage import TABLE, Context, triage
from coach.triage.context import CONDITIONS

CASES = [
    pytest.param({}, Context(), id="nothing told"),
    pytest.param({"earlier_episodes": False}, Context(first_episode=True), id="a first time"),
    pytest.param({"earlier_episodes": True}, Context(first_episode=False), id="an old acquaintance"),
    pytest.param({"onset_kind": "sudden"}, Context(onset_kind="sudden"), id="a sudden onset"),
    pytest.param({"conditions": ["pregnant"]}, Context(known={"pregnant": True}), id="pregnant"),
    pytest.param({"conditions": []}, Context(known={"pregnant": False}), id="asked, and not pregnant"),
]


@pytest.mark.parametrize(("answers", "context"), CASES)
def test_the_intake_answers_what_triage_would_ask(answers: dict[str, object], context: Context) -> None:
    assert context_of(answers) == context


def test_what_changes_with_the_day_is_passed_along() -> None:
    context = context_of({}, age=60, week=5, verdict="plateau", known={"osteoporosis": True})
    assert context == Context(age=60, week=5, verdict="plateau", known={"osteoporosis": True})


def test_what_the_intake_tells_is_understood_by_the_table_of_signs() -> None:
    assert "pregnant" in TABLE.items
    onsets = {b.derived["onset"] for b in TABLE.backgrounds if "onset" in b.derived}
    assert onsets <= {option.key for option in INTAKE.by_key["onset_kind"].options}
    assert "onset" in CONDITIONS


def test_an_intake_can_complete_a_cluster() -> None:
    context = context_of({"earlier_episodes": False}, age=60)
    assert triage({"night_pain": True}, context).clusters == ("older_onset_with_another",)
