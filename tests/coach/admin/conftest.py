"""A practice: physios with clients who write, and browsers that are signed in to the dashboard."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from coach.models import CareLink, Episode, Person
from tests.conftest import NOW, new_id

DAY = dt.timedelta(days=1)
SENTENCE = {"sentence": "plateau", "params": {"entries": 5, "days": 9, "level": 4.0, "step": None}}


@pytest.fixture(autouse=True)
def _wednesday_morning(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(person: Person) -> Browser:
    browser = Browser(headers={"accept-language": person.language})
    browser.force_login(person)
    return browser


def begin(person: Person, *, region: str = "upper_back", weeks: int = 4, **fields: Any) -> Episode:
    onset = person.today(at=NOW) - dt.timedelta(weeks=weeks)
    episode, _ = person.episodes.put(new_id(), {"region": region, "onset_on": onset, **fields})
    return episode


def write(episode: Episode, pain: int, *, ago: dt.timedelta = DAY, offset: int = 60, **fields: Any) -> Any:
    content = {"episode": episode, "recorded_at": NOW - ago, "utc_offset": offset, "pain": pain, **fields}
    entry, _ = episode.person.diary.put(new_id(), content)
    return entry


def judge(episode: Episode, verdict: str, *, ago: dt.timedelta = DAY, **fields: Any) -> Any:
    found = {"week": 3, "entries": 5, "days": 9, "probability": 0.25, **SENTENCE, **fields}
    return episode.assessments.create(person=episode.person, at=NOW - ago, verdict=verdict, **found)


@pytest.fixture
def superuser(make_person: Callable[..., Person]) -> Person:
    return make_person("beheer", is_staff=True, is_superuser=True)


@pytest.fixture
def browser(physio: Person) -> Browser:
    return signed_in(physio)


@pytest.fixture
def episode(person: Person, care_link: CareLink) -> Episode:
    """An episode of a client of `physio`."""
    return begin(person)
