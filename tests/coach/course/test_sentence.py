"""The sentences: complete, in both languages, and never a promise."""

import pytest

from coach.course import POLICIES, Verdict, assess, render, sentence
from coach.course.sentence import TEXTS
from coach.course.verdict import RULES
from tests.coach.course.people import diary, falling, staying

PARAMS = {
    "entries": 9,
    "days": 20,
    "silent": 8,
    "week": 4,
    "points": 2.5,
    "low": 1.0,
    "high": 4.0,
    "level": 3.5,
}
RASH = ("genezen", "cured", "veilig", "safe", "garant", "zeker weten", "%")


def codes() -> set[str]:
    unclear = {
        f"{Verdict.NOT_ENOUGH_DATA}.{rule.__name__}" for rule, v in RULES if v is Verdict.NOT_ENOUGH_DATA
    }
    plain = {str(v) for v in Verdict if v is not Verdict.NOT_ENOUGH_DATA}
    return plain | unclear | {f"{Verdict.NOT_ENOUGH_DATA}.unclear"}


def test_every_verdict_and_every_step_has_its_words() -> None:
    assert set(TEXTS["finding"]) == codes()
    assert set(TEXTS["step"]) == {step.key for step in POLICIES}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("step", [None, *(s.key for s in POLICIES)])
@pytest.mark.parametrize("code", sorted(codes()))
def test_every_sentence_can_be_said_and_promises_nothing(code: str, step: str | None, language: str) -> None:
    text = render(code, {**PARAMS, "step": step}, language)
    assert "{" not in text
    assert not [word for word in RASH if word in text.lower()]


@pytest.mark.parametrize(("language", "basis"), [("nl", "over 29 dagen"), ("en", "over 29 days")])
def test_a_sentence_says_what_it_rests_on(language: str, basis: str) -> None:
    assert basis in sentence(assess(diary(falling, range(30)), today=30.0), language)


def test_dutch_writes_a_comma_where_english_writes_a_point() -> None:
    answer = assess(diary(staying, range(42)), today=42.0)
    assert str(answer.params["level"]) in sentence(answer, "en")
    assert str(answer.params["level"]).replace(".", ",") in sentence(answer, "nl")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_rising_pain_is_not_given_the_level_of_a_curve_that_only_falls(language: str) -> None:
    assert "3" not in render("worsening", {**PARAMS, "step": None}, language).partition("9")[0]
