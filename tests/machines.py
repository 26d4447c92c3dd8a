"""Playing a state machine of Hypothesis against the real database."""

from hypothesis import HealthCheck, Phase
from hypothesis import settings as Settings  # noqa: N812
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


def play(machine: type[RuleBasedStateMachine], *, examples: int, usually: int, steps: int) -> None:
    """As many lives of `steps` as `examples` says, other ones each time; without, `usually` the same ones."""
    run_state_machine_as_test(
        machine,
        settings=Settings(
            max_examples=examples or usually,
            stateful_step_count=steps,
            deadline=None,
            derandomize=not examples,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate, Phase.shrink],
        ),
    )
