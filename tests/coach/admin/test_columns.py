from types import SimpleNamespace

from coach.admin.columns import displayed
from coach.caseload import Column


def test_a_column_shows_its_own_value_under_its_own_name() -> None:
    cell = displayed(Column("steps", "Steps", lambda _at: None, shown=lambda steps: f"{steps} steps"))
    assert cell(SimpleNamespace(column_steps=3)) == "3 steps"
    assert (cell.__name__, cell.short_description) == ("steps", "Steps")  # type: ignore[attr-defined]
