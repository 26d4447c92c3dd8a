import datetime as dt

import pytest

from coach.caseload import Column, columns, offer


def nothing(_at: dt.datetime) -> None:
    return None


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Column]:
    monkeypatch.setattr(columns, "OFFERED", [])
    return columns.OFFERED


def test_columns_stand_in_the_order_they_were_offered(offered: list[Column]) -> None:
    first, second = Column("first", "First", nothing), Column("second", "Second", nothing)
    offer(first)
    offer(second)
    assert offered == [first, second]


def test_offering_a_name_again_replaces_it(offered: list[Column]) -> None:
    offer(Column("first", "First", nothing))
    again = Column("first", "Anew", nothing)
    offer(again)
    assert offered == [again]
