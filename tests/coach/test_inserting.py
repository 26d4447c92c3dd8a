"""Rows that go in as JSON come out as Django would have stored them."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError

from coach.models import DiaryEntry, Episode, Person
from coach.models.fields import new_id
from coach.models.inserting import inserted
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode(person: Person) -> Episode:
    found, _ = person.episodes.put(new_id(), {"region": "neck", "onset_on": NOW.date()})
    return found


def entry(episode: Episode, **content: Any) -> DiaryEntry:
    usual = {"recorded_at": NOW, "utc_offset": 60, "pain": 4}
    return DiaryEntry(id=new_id(), person=episode.person, episode=episode, **{**usual, **content})


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({}, id="as little as there may be"),
        pytest.param({"note": "“één” \\ ' \" %s {} \n\t 🙂"}, id="a text with everything in it"),
        pytest.param({"recorded_at": NOW + dt.timedelta(microseconds=1)}, id="to the microsecond"),
        pytest.param({"symptoms": ["a,b", '"', "\\", "{}", "NULL"]}, id="a list of awkward words"),
        pytest.param({"triggers": None}, id="a list that was not asked for"),
        pytest.param({"triggers": []}, id="an empty list"),
        pytest.param({"pain_by_region": {"neck": 3, "upper_back": 0}}, id="an object"),
        pytest.param({"medication": ["ü", None, 1.5], "activities": {"tuin": 3}}, id="sealed objects"),
        pytest.param({"pain": "7"}, id="a number written as a text"),
    ],
)
def test_a_row_comes_out_as_django_stores_it(episode: Episode, content: dict[str, Any]) -> None:
    [ours] = inserted([entry(episode, **content)])
    theirs = entry(episode, **content)
    theirs.save()
    names = [field.attname for field in DiaryEntry._meta.concrete_fields]
    stored = [DiaryEntry.objects.values(*names).get(pk=row.pk) for row in (ours, theirs)]
    assert {**stored[0], "id": 0, "seq": 0, "created_at": 0} == {
        **stored[1],
        "id": 0,
        "seq": 0,
        "created_at": 0,
    }
    assert stored[1]["created_at"] - stored[0]["created_at"] < dt.timedelta(minutes=1)


def test_what_triggers_set_is_read_back_into_its_own_row(episode: Episode) -> None:
    days = [NOW - dt.timedelta(days=day) for day in range(5)]
    rows = inserted([entry(episode, recorded_at=day) for day in days])
    assert [row.local_day for row in rows] == [day.date() for day in days]
    for row in rows:
        assert DiaryEntry.objects.get(pk=row.pk).seq == row.seq
    assert [row.seq for row in rows] == list(range(rows[0].seq, rows[0].seq + 5))


def test_of_several_only_those_that_are_new_are_stored(episode: Episode) -> None:
    inserted(old := [entry(episode) for _ in range(3)])
    new = [entry(episode, pain=9) for _ in range(40)]
    assert inserted([*old[:2], *new, old[2]]) == new
    assert [row.seq for row in new] == list(range(new[0].seq, new[0].seq + 40))
    assert DiaryEntry.objects.filter(pain=4).count() == 3


def test_a_stored_row_is_changed_afterwards_and_not_stored_anew(episode: Episode) -> None:
    [row] = inserted([entry(episode)])
    row.pain = 9
    row.save()
    assert DiaryEntry.objects.get().pain == 9


@pytest.mark.django_db(transaction=True)
def test_where_the_database_refuses_one_none_is_stored(episode: Episode) -> None:
    with pytest.raises(IntegrityError, match="pain_is_0_to_10"):
        inserted([entry(episode), entry(episode, pain=11)])
    assert not DiaryEntry.objects.exists()
