from pathlib import Path

import pytest

from coach.triage import TABLE
from coach.triage.handbook import PARTS, filled

PAGE = Path(__file__).parents[3] / "docs" / "triage.md"


def test_the_page_shows_the_table_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page, "write it anew: python -m coach.triage.handbook docs/triage.md"


def test_the_page_shows_every_part_once() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {part: page.count(f"<!-- table: {part} -->") for part in PARTS} == dict.fromkeys(PARTS, 1)


def test_every_sign_background_and_cluster_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for one in (*TABLE.items.values(), *TABLE.clusters):
        assert f"| `{one.key}`" in page


def test_a_marker_without_a_table_is_refused() -> None:
    with pytest.raises(KeyError):
        filled("<!-- table: nothing -->\n<!-- end -->")
