from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reminders.test_rhythm_oracle import Plan, plans

ZONES = ("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu")
SEEDED = settings(max_examples=60, derandomize=True, database=None, deadline=None)
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
breaks = st.one_of(st.none(), st.timedeltas(timedelta(0), timedelta(days=2)))


@SEEDED
@given(plans(), zones, moments, breaks)
def test_a_break_is_later_and_lies_in_a_window(
    plan: Plan, zone: str, at: datetime, ago: timedelta | None
) -> None:
    rhythm, since = plan.rhythm(zone), at - ago if ago else None
    slot = rhythm.next_after(at, since=since)
    if slot is not None:
        window = rhythm.window_at(slot)
        assert slot > at
        assert window is not None
        assert window[0] <= slot < window[1]


@SEEDED
@given(plans(), zones, moments, breaks)
def test_breaks_keep_half_an_interval_apart(
    plan: Plan, zone: str, at: datetime, ago: timedelta | None
) -> None:
    rhythm, since = plan.rhythm(zone), at - ago if ago else None
    slots = list(rhythm.between(at, at + timedelta(days=9), since=since))
    for earlier, later in pairwise([since, *slots] if since else slots):
        assert later - earlier >= timedelta(minutes=plan.every) / 2


@SEEDED
@given(plans(), zones, moments, breaks)
def test_within_a_window_breaks_are_exactly_an_interval_apart(
    plan: Plan, zone: str, at: datetime, ago: timedelta | None
) -> None:
    rhythm, since = plan.rhythm(zone), at - ago if ago else None
    for earlier, later in pairwise(rhythm.between(at, at + timedelta(days=9), since=since)):
        if rhythm.window_at(earlier) == rhythm.window_at(later):
            assert later - earlier == timedelta(minutes=plan.every)


@SEEDED
@given(plans(), zones, moments, breaks, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_the_preview_is_what_happens(
    plan: Plan, zone: str, at: datetime, ago: timedelta | None, ahead: timedelta
) -> None:
    rhythm, since = plan.rhythm(zone), at - ago if ago else None
    happened, slot = [], rhythm.next_after(at, since=since)
    while slot is not None and slot < at + ahead:
        happened.append(slot)
        slot = rhythm.next_after(slot, since=since)

    assert list(rhythm.between(at + timedelta(microseconds=1), at + ahead, since=since)) == happened


@SEEDED
@given(plans(), zones, moments, breaks, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_asking_later_never_gives_an_earlier_break(
    plan: Plan, zone: str, at: datetime, ago: timedelta | None, ahead: timedelta
) -> None:
    rhythm, since = plan.rhythm(zone), at - ago if ago else None
    now, later = rhythm.next_after(at, since=since), rhythm.next_after(at + ahead, since=since)
    if now is not None and later is not None:
        assert now <= later


@SEEDED
@given(plans(), zones, moments, breaks)
def test_any_moment_before_a_break_has_that_break_ahead(
    plan: Plan, zone: str, at: datetime, ago: timedelta | None
) -> None:
    rhythm, since = plan.rhythm(zone), at - ago if ago else None
    slot = rhythm.next_after(at, since=since)
    if slot is not None:
        for part in (0.0, 0.25, 0.9):
            assert rhythm.next_after(at + (slot - at) * part, since=since) == slot
        assert rhythm.next_after(slot - timedelta(microseconds=1), since=since) == slot


@SEEDED
@given(plans(), zones, moments)
def test_a_break_taken_on_the_minute_of_a_break_changes_nothing_in_its_window(
    plan: Plan, zone: str, at: datetime
) -> None:
    rhythm = plan.rhythm(zone)
    slots = list(islice(rhythm.between(at, at + timedelta(days=9)), 3))
    for slot, following in pairwise(slots):
        if rhythm.window_at(slot) == rhythm.window_at(following):
            assert rhythm.next_after(slot, since=slot) == following


@SEEDED
@given(plans(), zones, moments)
def test_every_window_long_enough_has_a_break(plan: Plan, zone: str, at: datetime) -> None:
    rhythm = plan.rhythm(zone)
    window = rhythm.window_at(at)
    if window and window[1] - window[0] > timedelta(minutes=plan.every + plan.every // 2 + 1):
        assert list(rhythm.between(*window))
