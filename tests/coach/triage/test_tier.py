from coach.triage import Tier
from coach.triage.tier import least_urgent, most_urgent


def test_tiers_rise_from_none_to_emergency() -> None:
    assert [tier.urgency for tier in Tier] == [0, 1, 2, 3, 4]
    assert (Tier.NONE.urgency, Tier.EMERGENCY.urgency) == (0, 4)


def test_the_most_urgent_wins_and_nothing_is_none() -> None:
    assert most_urgent([Tier.SAME_DAY, Tier.EMERGENCY, Tier.DAYS]) is Tier.EMERGENCY
    assert most_urgent([]) is Tier.NONE
    assert least_urgent(Tier.DISCUSS, Tier.DAYS) is Tier.DISCUSS
