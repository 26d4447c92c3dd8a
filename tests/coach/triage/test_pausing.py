import pytest

from coach.triage import Nudge, Tier, Who, Word, opens_worklist_item, pauses

LIFTS = [
    pytest.param(Tier.DAYS, Word.ACKNOWLEDGED, Who.PERSON, True, id="days: the person read it"),
    pytest.param(Tier.DAYS, Word.ACKNOWLEDGED, Who.PHYSIO, False, id="days: only the physio read it"),
    pytest.param(Tier.DAYS, Word.LOOKED_AT, Who.PHYSIO, True, id="days: the physio looked at it"),
    pytest.param(
        Tier.SAME_DAY, Word.ACKNOWLEDGED, Who.PERSON, False, id="same day: reading it is not enough"
    ),
    pytest.param(
        Tier.SAME_DAY, Word.LOOKED_AT, Who.PERSON, True, id="same day: the person says it was looked at"
    ),
    pytest.param(
        Tier.EMERGENCY, Word.ACKNOWLEDGED, Who.PERSON, False, id="emergency: reading it is not enough"
    ),
    pytest.param(Tier.EMERGENCY, Word.ACKNOWLEDGED, Who.PHYSIO, False, id="emergency: nor for the physio"),
    pytest.param(Tier.EMERGENCY, Word.LOOKED_AT, Who.PHYSIO, True, id="emergency: the physio looked at it"),
    pytest.param(Tier.EMERGENCY, Word.LOOKED_AT, Who.PERSON, True, id="emergency: the person says it was"),
]


@pytest.mark.parametrize("tier", [Tier.NONE, Tier.DISCUSS])
def test_below_days_everything_goes_on(tier: Tier) -> None:
    assert pauses(tier) is None
    assert not opens_worklist_item(tier)


@pytest.mark.parametrize("tier", [Tier.DAYS, Tier.SAME_DAY, Tier.EMERGENCY])
def test_from_days_on_exercise_and_breaks_rest_and_the_physio_is_asked(tier: Tier) -> None:
    pause = pauses(tier)
    assert pause is not None
    assert pause.nudges == {Nudge.EXERCISE, Nudge.BREAK}
    assert opens_worklist_item(tier)


@pytest.mark.parametrize(("tier", "word", "who", "lifted"), LIFTS)
def test_a_pause_ends_at_the_right_word(tier: Tier, word: Word, who: Who, lifted: bool) -> None:
    pause = pauses(tier)
    assert pause is not None
    assert pause.lifted_by(word, who) is lifted
