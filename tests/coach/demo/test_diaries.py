import datetime as dt
from statistics import mean

import pytest

from api.diary import DiarySerializer
from coach.associations import TRIGGERS
from coach.demo.cast import LARGEST, Member, the_cast
from coach.demo.complaints import DAYS
from coach.demo.diaries import diary_of
from coach.models.episode import Region

TODAY = dt.date(2026, 11, 18)
EVERYBODY = the_cast(LARGEST)


def local_day(entry: dict) -> dt.date:
    moment = dt.datetime.fromisoformat(entry["recorded_at"])
    return (moment + dt.timedelta(minutes=entry["utc_offset"])).date()


def by_course(course: str) -> list[Member]:
    return [member for member in EVERYBODY if member.persona.course == course]


@pytest.mark.parametrize("member", EVERYBODY[:12], ids=lambda member: member.persona.key)
def test_every_entry_lies_in_the_six_weeks_before_today(member: Member) -> None:
    days = [local_day(entry) for entry in diary_of(member, today=TODAY)]
    assert days == sorted(set(days))
    assert days[0] == TODAY - dt.timedelta(days=DAYS)
    assert days[-1] < TODAY


@pytest.mark.parametrize("member", EVERYBODY[:12], ids=lambda member: member.persona.key)
def test_an_entry_holds_nothing_the_api_does_not_know(member: Member) -> None:
    known = set(DiarySerializer.Meta.fields)
    for entry in diary_of(member, today=TODAY):
        assert set(entry) <= known
        ratings = [value for name, value in entry.items() if name in {"pain", "pain_now", "pain_worst"}]
        regions = entry.get("pain_by_region", {})
        assert all(0 <= value <= 10 for value in [*ratings, *regions.values()])
        assert set(regions) <= set(Region)
        assert set(entry.get("triggers", ())) <= set(TRIGGERS)


def test_a_diary_is_the_same_at_every_run() -> None:
    assert diary_of(EVERYBODY[0], today=TODAY) == diary_of(the_cast(1)[0], today=TODAY)


def test_a_diary_made_on_another_day_differs_only_in_its_dates() -> None:
    def undated(today: dt.date) -> list[dict]:
        moved = diary_of(EVERYBODY[1], today=today)
        return [{k: v for k, v in one.items() if k not in {"recorded_at", "utc_offset"}} for one in moved]

    assert undated(TODAY) == undated(dt.date(2026, 7, 4))


def test_the_offset_follows_the_clock_change() -> None:
    november = diary_of(EVERYBODY[0], today=TODAY)  # Amsterdam left summer time on 25 October 2026
    offsets = {local_day(entry) < dt.date(2026, 10, 25): entry["utc_offset"] for entry in november}
    assert offsets == {True: 120, False: 60}


def test_who_recovers_ends_below_where_they_began() -> None:
    for member in by_course("recovers"):
        pains = [entry["pain"] for entry in diary_of(member, today=TODAY)]
        assert mean(pains[-5:]) < mean(pains[:3]) - 2


def test_who_worsens_late_ends_above_where_they_began() -> None:
    for member in by_course("worsens_late"):
        pains = [entry["pain"] for entry in diary_of(member, today=TODAY)]
        assert mean(pains[-3:]) > mean(pains[:5])


def test_some_write_no_more_and_nobody_writes_every_day() -> None:
    lengths = {member.email: len(diary_of(member, today=TODAY)) for member in EVERYBODY}
    assert min(lengths.values()) >= 1
    assert max(lengths.values()) < DAYS
    silent = [m for m in EVERYBODY if local_day(diary_of(m, today=TODAY)[-1]) < TODAY - dt.timedelta(days=21)]
    assert {member.persona.writes for member in silent} == {"then_stops"}


def test_the_dutch_office_writes_dutch_and_the_others_english() -> None:
    for member in EVERYBODY:
        notes = {entry["note"] for entry in diary_of(member, today=TODAY) if "note" in entry}
        words = member.persona.words[member.office.language]
        assert notes <= {*words.bad, *words.middle, *words.good}
