import pytest

from coach.triage import TABLE, Context, Tier, triage

EMERGENCY, SAME_DAY, DAYS = "emergency", "same_day", "days"

TOGETHER = [
    ("clot_signs_together", "painful_breathing calf_swelling", EMERGENCY),
    ("clot_signs_together", "painful_breathing fast_heart", EMERGENCY),
    ("clot_signs_together", "calf_swelling fast_heart", EMERGENCY),
    ("fever_with_leg_signs", "fever leg_weakness", EMERGENCY),
    ("fever_with_leg_signs", "fever both_legs_tingling", EMERGENCY),
    ("sudden_pain_and_hoarseness", "sudden_severe_pain hoarseness", EMERGENCY),
    ("painful_breathing_with_clot_risk", "painful_breathing long_travel", SAME_DAY),
    ("painful_breathing_with_clot_risk", "painful_breathing pregnant", SAME_DAY),
    ("fall_with_fragile_bones", "recent_fall over_70", SAME_DAY),
    ("fall_with_fragile_bones", "recent_fall osteoporosis", SAME_DAY),
    ("fall_with_fragile_bones", "recent_fall after_menopause", SAME_DAY),
    ("fall_with_fragile_bones", "recent_fall steroids", SAME_DAY),
    ("illness_in_the_past_with_pain", "cancer_history night_pain", SAME_DAY),
    ("illness_in_the_past_with_pain", "cancer_history steadily_worse", SAME_DAY),
    ("illness_in_the_past_with_pain", "cancer_history weight_loss", SAME_DAY),
    ("illness_in_the_past_with_pain", "cancer_history arm_tingling", SAME_DAY),
    ("illness_in_the_past_with_pain", "cancer_history leg_tingling", SAME_DAY),
    ("low_resistance_and_unwell", "low_resistance night_pain", SAME_DAY),
    ("low_resistance_and_unwell", "low_resistance steadily_worse", SAME_DAY),
    ("low_resistance_and_unwell", "low_resistance weight_loss", SAME_DAY),
    ("low_resistance_and_unwell", "low_resistance exhaustion", SAME_DAY),
    ("worse_with_nerve_signs", "steadily_worse arm_tingling", SAME_DAY),
    ("worse_with_nerve_signs", "steadily_worse leg_tingling", SAME_DAY),
    ("arms_and_legs", "arm_tingling leg_tingling", SAME_DAY),
    ("sudden_onset_with_fragile_bones", "sudden_onset osteoporosis", DAYS),
    ("sudden_onset_with_fragile_bones", "sudden_onset steroids", DAYS),
    ("older_onset_with_another", "first_onset_over_55 night_pain", DAYS),
    ("older_onset_with_another", "first_onset_over_55 exhaustion", DAYS),
    ("younger_onset_with_another", "first_onset_under_20 night_pain", DAYS),
    ("younger_onset_with_another", "first_onset_under_20 exhaustion", DAYS),
    ("younger_onset_with_another", "first_onset_under_20 long_morning_stiffness", DAYS),
    ("stiff_young_and_long", "long_morning_stiffness night_pain under_45 three_months", DAYS),
]


def yes_to(*keys: str) -> dict[str, bool | None]:
    return {**dict.fromkeys(TABLE.items, False), **dict.fromkeys(keys, True)}


@pytest.mark.parametrize(("cluster", "keys", "tier"), TOGETHER)
def test_signs_weigh_more_together(cluster: str, keys: str, tier: str) -> None:
    young = Context(age=30) if "sudden_severe_pain" in keys else Context()
    outcome = triage(yes_to(*keys.split()), young)
    assert outcome.tier == tier
    assert outcome.clusters == (cluster,)
    assert set(outcome.leading) == set(keys.split())


@pytest.mark.parametrize(("cluster", "keys", "tier"), TOGETHER)
def test_a_cluster_with_one_missing_weighs_less(cluster: str, keys: str, tier: str) -> None:
    young = Context(age=30) if "sudden_severe_pain" in keys else Context()
    for missing in keys.split():
        outcome = triage(yes_to(*(key for key in keys.split() if key != missing)), young)
        assert outcome.tier.urgency < Tier(tier).urgency
        assert cluster not in outcome.clusters


def test_every_way_to_complete_a_cluster_is_pinned() -> None:
    pinned = {(cluster, frozenset(keys.split())) for cluster, keys, _ in TOGETHER}
    assert {one for one, _ in pinned} == {cluster.key for cluster in TABLE.clusters}
    for cluster in TABLE.clusters:
        reached = {key for one, keys in pinned if one == cluster.key for key in keys}
        assert reached == {*cluster.every, *cluster.some}
