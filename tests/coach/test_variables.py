import pytest
from django.core.exceptions import ImproperlyConfigured

from coach.course import POLICIES
from coach.variables import policies


def test_our_own_steps_are_read_where_nothing_is_said() -> None:
    assert policies("COACH_POLICIES_OF_NOBODY") == POLICIES


def test_a_file_of_steps_that_cannot_be_read_says_which_what_for_and_an_example(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COACH_POLICIES", "/nowhere/policies.toml")
    with pytest.raises(ImproperlyConfigured) as refused:
        policies("COACH_POLICIES")
    said = str(refused.value)
    assert all(part in said for part in ("COACH_POLICIES", "next steps", "/nowhere", "Example:"))
