"""What a person reads about a decision: words for every reason, in both languages, with its numbers."""

from string import Formatter

import pytest

from exercises.catalogue.rules import FORBIDDEN, UNDISPLAYABLE
from exercises.progression import Action, Decision, Reason, render, sentence
from exercises.progression.rules import ASK, BACK, NOT_YET
from exercises.progression.words import TEXTS

NAMES = {rule.__name__ for rule in (*ASK, *BACK, *NOT_YET)} | {"comfortable"}


def test_every_reason_has_words_and_no_words_lack_a_reason() -> None:
    assert set(TEXTS["reason"]) == NAMES
    assert set(TEXTS["action"]) == {*Action, "ask_and_step_back"}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_both_languages_use_the_same_numbers_and_forbidden_words_never(name: str) -> None:
    text = TEXTS["reason"][name]
    fields = [sorted({f for _, f, _, _ in Formatter().parse(words) if f}) for words in (text.nl, text.en)]
    assert fields[0] == fields[1]
    for words in (text.nl, text.en):
        assert words[0].isupper()
        assert words.endswith(".")
        assert not FORBIDDEN.search(words)
        assert not UNDISPLAYABLE.search(words)


def test_a_decision_is_said_with_all_its_reasons() -> None:
    decision = Decision(
        Action.HOLD,
        (Reason("effort_above_limit", {"effort": 5.5, "limit": 5}), Reason("not_completed", {"times": 1})),
    )
    assert sentence(decision, "nl") == (
        "Deze oefening blijft zoals hij is. Je vond het een 5,5 zwaar; meer doen kan als het 5 of minder is. "
        "Je deed hem nog niet elke keer helemaal."
    )
    assert "a 5.5 in effort" in sentence(decision, "en")


@pytest.mark.parametrize(
    ("changed", "start"), [(True, "You do a small step less"), (False, "This exercise stays")]
)
def test_asking_says_what_happens_meanwhile(changed: bool, start: str) -> None:
    said = render("ask_physio", [Reason("course_worsening")], "en", changed=changed)
    assert said.startswith(start)
    assert "physiotherapist" in said


def test_a_language_nobody_writes_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of nl, en"):
        render("hold", [], "fr", changed=False)
