"""The checker: from what arrived at the provider and what the rows say, whether every promise was kept."""

from collections import Counter
from collections.abc import Collection, Sequence

from tests.system.chaos.rig import Occurrence, Rig

TERMINAL = {"sent", "failed", "unknown", "held", "expired"}
HAS_A_REASON = {"failed", "held", "expired"}
ROWS = """
SELECT nudge.plan_id, nudge.slot, nudge.state, nudge.reason, nudge.settled_at IS NOT NULL
FROM reminders_nudge nudge
JOIN unnest(%s::uuid[], %s::timestamptz[]) AS wave (plan_id, slot) USING (plan_id, slot)
"""


def states(rig: Rig, wave: Sequence[Occurrence]) -> Counter[str]:
    """How many of a wave are in each state; nothing while the database is away."""
    return Counter(state for *_, state, _reason, _settled in _rows(rig, wave))


def await_settled(rig: Rig, wave: Sequence[Occurrence]) -> None:
    """Wait until each has come to an end."""
    await_states(rig, wave, TERMINAL)


def await_states(rig: Rig, wave: Sequence[Occurrence], wanted: Collection[str]) -> None:
    """Wait until each is in one of these states."""
    rig.until(lambda: sum(states(rig, wave)[one] for one in wanted) == len(wave), f"all to be {wanted}")


def reckon(rig: Rig, wave: Sequence[Occurrence]) -> Counter[str]:
    """Check what holds whatever happened; returns how many ended in each state, `state reason`.

    One row for each occurrence, ended, every no with its reason; never two arrivals; what is called sent
    arrived, and what was held back or refused did not.
    """
    rows = {(plan, slot): rest for plan, slot, *rest in _rows(rig, wave)}
    assert len(rows) == len(wave), rig.story()
    assert set(rig.google.ever.values()) <= {1}, "a nudge came twice"
    for one in wave:
        state, reason, settled = rows[one.member.plan, one.slot]
        came = rig.google.came[one.member.token]
        seen = f"{one.member.token}: {state} {reason}, came {came} times: {rig.google.nudges}\n"
        assert state in TERMINAL, seen + rig.story()
        assert settled, seen
        assert bool(reason) == (state in HAS_A_REASON), seen
        assert came <= 1, seen + rig.story()
        assert came == 1 or state != "sent", seen
        assert came == 0 or state not in HAS_A_REASON, seen
    return ends(rig, wave)


def ends(rig: Rig, wave: Sequence[Occurrence]) -> Counter[str]:
    """How many of a wave ended in each state, `state reason`."""
    return Counter(f"{state} {reason}".strip() for *_, state, reason, _settled in _rows(rig, wave))


def _rows(rig: Rig, wave: Sequence[Occurrence]) -> list[tuple[object, ...]]:
    return rig.ask(ROWS, [one.member.plan for one in wave], [one.slot for one in wave])
