"""What goes with worse days, over HTTP."""

import datetime as dt
from uuid import UUID

import pytest
from django.utils import timezone

from coach.models import Episode, Person
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


def write(episode: UUID, ago: int, pain: int, sleep: int) -> None:
    row = Episode.objects.get(pk=episode)
    moment = timezone.now() - dt.timedelta(days=ago)
    content = {"episode": row, "recorded_at": moment, "utc_offset": 0, "pain": pain, "sleep": sleep}
    row.person.diary.put(new_id(), content)


def test_an_empty_diary_says_that_there_is_too_little(phone: Phone, episode_id: UUID) -> None:
    answer = phone.get(f"episodes/{episode_id}/associations/").json()
    assert answer["associations"] == []
    assert answer["text"].startswith("There is too little to say yet")


def test_a_few_days_say_for_each_thing_that_it_is_too_little(phone: Phone, episode_id: UUID) -> None:
    write(episode_id, 1, 5, 5)
    answer = phone.get(f"episodes/{episode_id}/associations/").json()
    assert answer["text"].startswith("There is too little to say yet")
    sleep = next(one for one in answer["associations"] if one["factor"] == "sleep")
    assert (sleep["link"], sleep["days"], sleep["rho"], sleep["low"]) == ("too_few_days", 1, None, None)
    assert "too little to say" in sleep["text"]


def test_what_goes_together_is_said_with_its_interval_in_both_languages(
    person: Person, episode_id: UUID
) -> None:
    for ago in range(1, 41):
        bad = ago * 7 % 3 == 0
        write(episode_id, ago, 7 if bad else 3, 8 if bad else 2)
    english, dutch = (
        Phone(person, language).get(f"episodes/{episode_id}/associations/").json()["associations"][0]
        for language in ("en", "nl")
    )
    assert (english["factor"], english["link"], english["days"]) == ("sleep", "more_pain", 40)
    assert 0 < english["low"] <= english["rho"] <= english["high"] <= 1
    assert "cannot be told from this" in english["text"]
    assert (dutch["label"], dutch["rho"]) == ("een slechtere nacht", english["rho"])
