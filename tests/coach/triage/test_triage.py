import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.triage import TABLE, Context, Tier, UnknownSignError, as_json, lasting, to_ask, triage

EMERGENCY, SAME_DAY, DAYS, DISCUSS, NONE = "emergency", "same_day", "days", "discuss", "none"
NO_TO_ALL = dict.fromkeys(TABLE.items, False)
FIRST_AT_60 = Context(age=60, first_episode=True)

ALONE = {
    "chest_pain": EMERGENCY,
    "tearing_chest_back_pain": EMERGENCY,
    "sudden_breathlessness": EMERGENCY,
    "bladder_bowel": EMERGENCY,
    "saddle_numbness": EMERGENCY,
    "both_legs_weak": EMERGENCY,
    "severe_accident": EMERGENCY,
    "sudden_severe_pain": EMERGENCY,
    "leg_weakness": SAME_DAY,
    "both_legs_tingling": SAME_DAY,
    "fever": SAME_DAY,
    "fall_osteoporosis": SAME_DAY,
    "painful_breathing_fever": SAME_DAY,
    "blistering_rash": SAME_DAY,
    "effort_chest_pressure": SAME_DAY,
    "calf_swelling": SAME_DAY,
    "blood_in_stool": SAME_DAY,
    "cancer_history": DAYS,
    "weight_loss": DAYS,
    "new_deformity": DAYS,
    "steadily_worse": DAYS,
    "arm_tingling": DAYS,
    "painful_breathing": DAYS,
    "not_better_after_month": DAYS,
    "night_pain": DISCUSS,
    "first_onset_under_20": DISCUSS,
    "first_onset_over_55": DISCUSS,
    "leg_tingling": DISCUSS,
    "recent_fall": DISCUSS,
    "fast_heart": DISCUSS,
    "long_morning_stiffness": DISCUSS,
    "low_mood": DISCUSS,
    "exhaustion": DISCUSS,
    "fear_of_moving": DISCUSS,
    "painkiller_stomach": DISCUSS,
    "plateau": DISCUSS,
    "hoarseness": DISCUSS,
}

BACKGROUNDS = [
    "over_70",
    "under_45",
    "three_months",
    "sudden_onset",
    "osteoporosis",
    "after_menopause",
    "steroids",
    "low_resistance",
    "pregnant",
    "long_travel",
]


def yes_to(*keys: str) -> dict[str, bool | None]:
    return {**NO_TO_ALL, **dict.fromkeys(keys, True)}


@pytest.mark.parametrize(("key", "tier"), ALONE.items())
def test_each_sign_alone_has_its_tier(key: str, tier: str) -> None:
    outcome = triage(yes_to(key))
    assert (outcome.tier, outcome.signs, outcome.leading, outcome.clusters) == (tier, (key,), (key,), ())


def test_every_sign_is_pinned() -> None:
    assert set(ALONE) == {sign.key for sign in TABLE.signs}
    assert [background.key for background in TABLE.backgrounds] == BACKGROUNDS


@pytest.mark.parametrize("key", BACKGROUNDS)
def test_a_background_alone_is_no_sign(key: str) -> None:
    outcome = triage(yes_to(key))
    assert (outcome.tier, outcome.signs, outcome.leading) == (NONE, (), ())


@pytest.mark.parametrize(
    "keys",
    ["chest_pain", "tearing_chest_back_pain", "bladder_bowel", "saddle_numbness", "both_legs_weak"],
)
@pytest.mark.parametrize("context", [Context(), Context(age=18, week=0), Context(age=80, week=30)])
def test_heart_and_cauda_equina_escalate_alone_in_anyone(keys: str, context: Context) -> None:
    assert triage({keys: True}, context).tier is Tier.EMERGENCY


@given(
    yes=st.sets(st.sampled_from(sorted(TABLE.items))),
    more=st.sampled_from(sorted(TABLE.items)),
    age=st.none() | st.integers(0, 130),
    week=st.none() | st.integers(0, 60),
    first=st.none() | st.booleans(),
)
def test_one_more_yes_never_lowers_the_tier(
    yes: set[str], more: str, age: int | None, week: int | None, first: bool | None
) -> None:
    context = Context(age=age, week=week, first_episode=first)
    fewer = triage(dict.fromkeys(yes, True), context)
    assert triage(dict.fromkeys({*yes, more}, True), context).tier.urgency >= fewer.tier.urgency


@given(st.sets(st.sampled_from(["night_pain", "first_onset_under_20", "first_onset_over_55"]), max_size=1))
def test_age_and_night_pain_never_weigh_more_than_discuss_alone(one: set[str]) -> None:
    assert triage(dict.fromkeys(one, True)).tier.urgency <= Tier.DISCUSS.urgency


def test_the_most_urgent_sign_is_named_first_and_leads() -> None:
    outcome = triage(yes_to("low_mood", "fever", "weight_loss", "saddle_numbness"))
    assert outcome.signs == ("saddle_numbness", "fever", "weight_loss", "low_mood")
    assert outcome.leading == ("saddle_numbness",)


def test_a_question_nobody_answered_is_not_a_no() -> None:
    assert triage(NO_TO_ALL).unasked == ()
    assert "fever" in triage({}).unasked
    assert triage({**NO_TO_ALL, "fever": None}).unasked == ("fever",)
    assert triage({**NO_TO_ALL, "fever": None}).signs == ()


def test_a_background_is_only_missed_while_it_can_matter() -> None:
    answers = {**NO_TO_ALL, **dict.fromkeys(BACKGROUNDS)}
    assert triage(answers).unasked == ("sudden_onset", "osteoporosis", "steroids")
    assert "over_70" in triage({**answers, "recent_fall": True}).unasked


@pytest.mark.parametrize(
    ("answers", "context", "named"),
    [
        pytest.param({"back_ache": True}, Context(), "back_ache", id="a sign nobody knows"),
        pytest.param({"Fever": True}, Context(), "Fever", id="a sign with a capital"),
        pytest.param({}, Context(known={"bones": True}), "bones", id="a background nobody knows"),
    ],
)
def test_an_unknown_sign_is_refused_by_name(answers: dict[str, bool], context: Context, named: str) -> None:
    with pytest.raises(
        UnknownSignError, match=f"version {TABLE.version} of the table of signs: {named}"
    ) as caught:
        triage(answers, context)
    assert caught.value.keys == (named,)


@pytest.mark.parametrize("answer", ["yes", 1, 0, 0.5, []])
def test_anything_but_yes_no_or_nothing_is_refused(answer: object) -> None:
    with pytest.raises(TypeError, match="fever: answer with true, false or null"):
        triage({"fever": answer})  # type: ignore[dict-item]


def test_what_is_known_is_not_asked_again() -> None:
    everything = {item.key for item in to_ask()}
    assert everything == set(TABLE.items)
    known = Context(age=60, first_episode=True, week=1, onset_kind="gradual", known={"osteoporosis": True})
    left_out = everything - {item.key for item in to_ask(known)}
    assert left_out == {
        "first_onset_under_20",
        "first_onset_over_55",
        "over_70",
        "under_45",
        "three_months",
        "sudden_onset",
        "osteoporosis",
        "not_better_after_month",
        "plateau",
    }


def test_the_month_is_asked_about_from_week_4() -> None:
    assert "not_better_after_month" not in {item.key for item in to_ask(Context(week=3))}
    assert "not_better_after_month" in {item.key for item in to_ask(Context(week=4))}
    assert triage({"not_better_after_month": True}, Context(week=2)).tier == DAYS


def test_questions_come_most_urgent_first_and_ready_to_render() -> None:
    asked = as_json(to_ask(FIRST_AT_60), "nl")
    assert (asked["version"], asked["language"]) == (TABLE.version, "nl")
    assert asked["questions"][0]["key"] == "chest_pain"
    assert asked["questions"][0]["question"].startswith("Heb je pijn of druk op je borst")
    with pytest.raises(ValueError, match="no texts in 'de'"):
        as_json(to_ask(), "de")


def test_fragile_bones_are_remembered_and_steroids_asked_again() -> None:
    answers = {"osteoporosis": True, "after_menopause": False, "steroids": True, "fever": True}
    assert lasting(answers) == {"osteoporosis": True}
