"""Which step, when."""

import re
from pathlib import Path

import pytest

from coach.course.policy import POLICIES, next_step, read_policies
from coach.course.verdict import Verdict


@pytest.mark.parametrize(
    ("verdict", "week", "key"),
    [
        pytest.param(Verdict.TOO_EARLY, 0, None, id="the first days"),
        pytest.param(Verdict.TOO_EARLY, 1, "first_look", id="week 1"),
        pytest.param(Verdict.TOO_EARLY, 2, "direction", id="week 2"),
        pytest.param(Verdict.SLOWER, 3, "direction", id="week 3, no alarm on duration yet"),
        pytest.param(Verdict.PLATEAU, 4, "review", id="week 4"),
        pytest.param(Verdict.SLOWER, 6, "end_of_window", id="week 6"),
        pytest.param(Verdict.SLOWER, 12, "chronic_pathway", id="week 12"),
        pytest.param(Verdict.ON_COURSE, 5, None, id="on course"),
        pytest.param(Verdict.ON_COURSE, 20, None, id="on course, late"),
        pytest.param(Verdict.FLARE_UP, 14, "ease_through_flare", id="a flare at any time"),
        pytest.param(Verdict.RECURRENCE, 30, "new_episode", id="back after recovery"),
        pytest.param(Verdict.NOT_ENOUGH_DATA, 5, "keep_writing", id="too little written"),
    ],
)
def test_a_verdict_in_a_week_leads_to_a_step(verdict: Verdict, week: int, key: str | None) -> None:
    step = next_step(verdict, week, region="upper_back")
    assert (step.key if step else None) == key


def test_every_step_names_who_and_nearly_every_one_a_source() -> None:
    assert {step.who for step in POLICIES} <= {"self", "physio", "gp"}
    assert [step.key for step in POLICIES if not step.source] == ["keep_writing"]


@pytest.mark.parametrize(
    ("region", "key"),
    [
        pytest.param("lower_back", "first_look", id="lower back"),
        pytest.param("upper_back", "first_look", id="between the shoulder blades"),
        pytest.param("neck", None, id="neck: the source says nothing of it"),
    ],
)
def test_a_week_of_pain_is_looked_at_where_the_source_says_so(region: str, key: str | None) -> None:
    step = next_step(Verdict.TOO_EARLY, 1, region=region)
    assert (step.key if step else None) == key


def test_a_service_may_read_steps_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "policies.toml"
    path.write_text('[[step]]\nkey = "review"\nfrom = 5\nwho = "physio"\nsource = "own"\n', encoding="utf-8")
    (step,) = own = read_policies(path)
    assert (step.start, step.stop, step.who) == (5, None, "physio")
    assert next_step(Verdict.SLOWER, 4, own) is None
    assert next_step(Verdict.SLOWER, 5, own) == step


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("step = ", "cannot be read as a list", id="no TOML"),
        pytest.param("", "cannot be read as a list", id="empty"),
        pytest.param(
            '[[step]]\nkey = "rest"', "'rest' has no words: choose one of chronic_pathway", id="no words"
        ),
        pytest.param('[[step]]\nkey = "review"\nwho = "boss"', "review: who: choose one of self", id="who"),
        pytest.param(
            '[[step]]\nkey = "review"\nwho = "gp"\nfrom = 6\nuntil = 4', "review: from, until", id="weeks"
        ),
        pytest.param('[[step]]\nkey = "review"\nwho = "gp"', "review: from, until", id="no weeks"),
        pytest.param(
            '[[step]]\nkey = "review"\nwho = "gp"\nfrom = 1\nverdicts = ["fine"]',
            "review: verdicts: 'fine'",
            id="a verdict nobody gives",
        ),
    ],
)
def test_a_faulty_file_is_refused_by_name(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "policies.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        read_policies(path)


def test_policies_can_be_chosen() -> None:
    assert next_step(Verdict.SLOWER, 12, policies=()) is None
