"""The nightly pass: whom it assesses, what it says of them, and that it may run twice."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from coach import assessing, nightly
from coach.models import Assessment, Episode, Person
from coach.models.consent import Purpose
from coach.schedule import BEAT
from coach.tasks import assess_everyone
from tests.conftest import NOW, new_id
from tests.threads import Threads

DAY = dt.timedelta(days=1)
Begin = Callable[..., Episode]


@pytest.fixture
def begin(person: Person) -> Begin:
    def make(
        owner: Person = person, days: int = 30, wrote: tuple[int, ...] = (20, 10, 3), **fields: Any
    ) -> Episode:
        content = {"region": "upper_back", "onset_on": NOW.date() - days * DAY, **fields}
        episode, _ = owner.episodes.put(new_id(), content)
        for ago in wrote:
            entry = {"episode": episode, "recorded_at": NOW - ago * DAY, "utc_offset": 60, "pain": ago % 11}
            owner.diary.put(new_id(), entry)
        return episode

    return make


def judged(episode: Episode, ago: dt.timedelta, verdict: str = "plateau") -> None:
    found = {"verdict": verdict, "week": 3, "entries": 5, "days": 9, "sentence": verdict}
    episode.assessments.create(person=episode.person, at=NOW - ago, **found)


def withdraw(episode: Episode) -> None:
    episode.person.consents.create(
        purpose=Purpose.HEALTH_DATA, version="1", given=False, at=NOW + dt.timedelta(seconds=1)
    )


def close_account(episode: Episode) -> None:
    episode.person.is_active = False
    episode.person.save()


def strike_everything(episode: Episode) -> None:
    for entry in episode.person.diary.all():
        episode.person.diary.bury(entry.pk, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "change", "due"),
    [
        pytest.param({}, None, True, id="writes, and was never assessed"),
        pytest.param({"wrote": (90,), "days": 100}, None, True, id="wrote ninety days ago"),
        pytest.param({"wrote": (91,), "days": 100}, None, False, id="stopped writing before that"),
        pytest.param({"wrote": ()}, None, False, id="never wrote"),
        pytest.param({}, lambda one: judged(one, DAY), True, id="assessed a day ago"),
        pytest.param({}, lambda one: judged(one, dt.timedelta(hours=23)), False, id="assessed since"),
        pytest.param({"closed_on": NOW.date()}, None, False, id="ended"),
        pytest.param({}, lambda one: one.person.episodes.bury(one.pk, at=NOW), False, id="deleted"),
        pytest.param({}, strike_everything, False, id="every entry struck"),
        pytest.param({}, withdraw, False, id="consent withdrawn"),
        pytest.param({}, close_account, False, id="account closed"),
    ],
)
def test_an_episode_is_due(begin: Begin, fields: dict[str, Any], change: Any, *, due: bool) -> None:
    episode = begin(**fields)
    if change:
        change(episode)
    before = Assessment.objects.count()
    assert nightly.assess_everyone(at=NOW) == due
    assert Assessment.objects.count() == before + due


@pytest.mark.django_db
def test_it_says_what_writing_now_would_have_said(begin: Begin, make_person: Any) -> None:
    """Every person with their own diary and clock, whichever chunk they fall in."""
    episodes = [
        begin(make_person(f"p{n}", time_zone=zone), wrote=tuple(range(n, 29, n)))
        for n, zone in enumerate(["Europe/Amsterdam", "America/New_York", "Asia/Kolkata"], start=1)
    ]
    episodes.append(begin(make_person("well"), days=300, wrote=(40, 2)))
    judged(episodes[-1], 60 * DAY, "recovered")
    assert nightly.assess_everyone(at=NOW, chunk=3) == 4
    for episode in episodes:
        (said,) = episode.assessments.filter(at=NOW)
        anew = assessing.assess(episode, at=NOW)
        for part in ("verdict", "week", "entries", "days", "sentence", "next_step"):
            assert getattr(said, part) == getattr(anew, part), part
        assert said.probability == pytest.approx(anew.probability, abs=1e-3)


@pytest.mark.django_db
def test_twice_in_a_night_is_as_good_as_once_and_the_next_night_says_more(begin: Begin) -> None:
    begin()
    assert [nightly.assess_everyone(at=NOW + n * dt.timedelta(hours=1)) for n in range(3)] == [1, 0, 0]
    assert nightly.assess_everyone(at=NOW + DAY) == 1


@pytest.mark.django_db
def test_the_number_of_queries_goes_with_the_chunks_and_not_with_the_people(
    begin: Begin, make_person: Any
) -> None:
    for number in range(6):
        begin(make_person(f"p{number}"))
    with CaptureQueriesContext(connection) as whole:
        assert nightly.assess_everyone(at=NOW, chunk=6) == 6
    with CaptureQueriesContext(connection) as halves:
        assert nightly.assess_everyone(at=NOW + DAY, chunk=3) == 6
    a_chunk = len(halves) - len(whole)
    assert len(whole) <= 2 * a_chunk
    assert a_chunk <= 9


@pytest.mark.django_db(transaction=True)
def test_what_another_pass_has_in_hand_is_left_to_it(begin: Begin, make_person: Any) -> None:
    held, free = begin(make_person("held")), begin(make_person("free"))
    locked, done = threading.Event(), threading.Event()

    def another() -> None:
        with transaction.atomic():
            list(Episode.objects.select_for_update(no_key=True).filter(pk=held.pk))
            locked.set()
            done.wait(30)

    with Threads(1) as pool:
        pool.submit(another)
        assert locked.wait(30)
        try:
            assert nightly.assess_everyone(at=NOW) == 1
        finally:
            done.set()
    assert free.assessments.exists()
    assert not held.assessments.exists()


@pytest.mark.django_db
def test_without_advice_nobody_is_assessed(begin: Begin, settings: Any) -> None:
    begin()
    settings.COACH_ADVICE = False
    assert nightly.assess_everyone(at=NOW) == 0


@pytest.mark.django_db
def test_the_beat_calls_it_at_night(begin: Begin) -> None:
    entry = BEAT["assess-everyone"]
    assert (entry["task"], entry["schedule"].hour) == (assess_everyone.name, {2})
    begin()
    with time_machine.travel(NOW, tick=False):
        assess_everyone()
    assert Assessment.objects.get().at == NOW
