import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from coach.caseload import ORDER, caseload, with_rows
from coach.models import CareLink, Person
from tests.coach.admin.conftest import DAY, begin, judge, write
from tests.conftest import NOW

Link = Callable[[Person, Person], CareLink]


def rows(physio: Person) -> list[Any]:
    return with_rows(caseload(physio, at=NOW).order_by(*ORDER), at=NOW)


def row(physio: Person) -> Any:
    (client,) = rows(physio)
    return client.row


@pytest.mark.parametrize(
    ("urgent", "calm"),
    [
        pytest.param(("worsening", 1), ("plateau", 9), id="getting worse before a week of silence"),
        pytest.param(("on_course", 9), ("flare_up", 1), id="a week of silence before a flare-up"),
        pytest.param(("flare_up", 1), ("plateau", 1), id="a flare-up before standing still"),
        pytest.param(("plateau", 1), ("slower", 1), id="standing still before slower than usual"),
        pytest.param(("slower", 1), ("on_course", 1), id="slower before on course"),
        pytest.param(("on_course", 1), ("recovered", 20), id="anyone before who recovered and fell silent"),
        pytest.param(("plateau", 5), ("plateau", 1), id="of two alike, the one silent for longer"),
        pytest.param(("on_course", 1), None, id="who wrote before who never began"),
    ],
)
def test_who_needs_attention_comes_first(
    make_person: Callable[..., Person],
    physio: Person,
    link: Link,
    urgent: tuple[str, int],
    calm: tuple[str, int] | None,
) -> None:
    for name, state in (("aaron", calm), ("zoe", urgent)):
        client = make_person(name)
        link(client, physio)
        if state:
            episode = begin(client)
            write(episode, 5, ago=state[1] * DAY)
            judge(episode, state[0], ago=state[1] * DAY)
    assert [str(client) for client in rows(physio)] == ["Zoe", "Aaron"]


def test_a_row_is_about_the_open_episode_that_began_last(
    person: Person, physio: Person, care_link: CareLink
) -> None:
    write(begin(person, region="neck", weeks=20, closed_on=NOW.date() - 30 * DAY), 9, ago=35 * DAY)
    write(begin(person, region="shoulder", weeks=12), 8, ago=2 * DAY)
    current = begin(person, region="upper_back", weeks=3)
    write(current, 4, ago=3 * DAY)
    judge(current, "plateau", ago=5 * DAY)
    judge(current, "on_course", ago=3 * DAY)
    found = row(physio)
    assert (found.weeks, found.pain, found.verdict, found.silent_days) == (3, 4, "on_course", 3)


def test_a_deleted_entry_is_not_the_latest(person: Person, physio: Person, care_link: CareLink) -> None:
    episode = begin(person)
    write(episode, 3, ago=4 * DAY)
    person.diary.bury(write(episode, 9, ago=DAY).pk, at=NOW)
    assert row(physio).pain == 3


@pytest.mark.parametrize(
    ("zone", "offset", "ago", "written", "silent"),
    [
        pytest.param(
            "Pacific/Auckland",
            780,
            dt.timedelta(hours=23),
            dt.datetime(2026, 11, 17, 23, 30),  # noqa: DTZ001  # a wall clock
            1,
            id="late yesterday in Auckland, though today in UTC a day ago",
        ),
        pytest.param(
            "America/New_York",
            -300,
            dt.timedelta(hours=4),
            dt.datetime(2026, 11, 18, 0, 30),  # noqa: DTZ001
            0,
            id="this morning in New York",
        ),
    ],
)
def test_moments_and_silence_are_on_the_clients_own_clock(
    make_person: Callable[..., Person],
    physio: Person,
    link: Link,
    zone: str,
    offset: int,
    ago: dt.timedelta,
    written: dt.datetime,
    silent: int,
) -> None:
    client = make_person("ver", time_zone=zone)
    link(client, physio)
    write(begin(client), 5, ago=ago, offset=offset)
    found = row(physio)
    assert (found.written, found.silent_days) == (written, silent)


@pytest.mark.parametrize(
    ("days", "verdict", "too_long"),
    [
        pytest.param(7, "on_course", False, id="a week"),
        pytest.param(8, "on_course", True, id="more than a week"),
        pytest.param(30, "recovered", False, id="a month, but recovered"),
    ],
)
def test_silence_is_too_long_after(
    person: Person, physio: Person, care_link: CareLink, days: int, verdict: str, *, too_long: bool
) -> None:
    episode = begin(person)
    write(episode, 5, ago=days * DAY)
    judge(episode, verdict, ago=days * DAY)
    assert row(physio).silent_too_long is too_long


def test_the_trend_reaches_six_weeks_back(person: Person, physio: Person, care_link: CareLink) -> None:
    episode = begin(person, weeks=9)
    write(episode, 9, ago=43 * DAY)
    assert row(physio).trend == []
    write(episode, 10, ago=42 * DAY)
    write(episode, 0, ago=dt.timedelta(0))
    assert row(physio).trend == [(-42.0, 10.0), (0.0, 0.0)]
