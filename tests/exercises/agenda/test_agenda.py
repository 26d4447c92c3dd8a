"""The agenda, day by day: every rule as a table, and what holds for any programme and any life."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exercises.agenda import (
    Day,
    Off,
    OffKind,
    Programme,
    Routine,
    State,
    Version,
    agenda,
)
from tests.exercises.agenda.samples import (
    MONDAY,
    SEEDED,
    off,
    on,
    programme,
    rows,
    some_done,
    some_offs,
    some_programmes,
    some_weeks,
)

LETTERS = {
    State.DUE: "?",
    State.DONE: "x",
    State.PARTLY_DONE: "/",
    State.REST_DAY: ".",
    State.SICK_DAY: "s",
    State.HOLIDAY: "h",
    State.PAUSED: "p",
    State.CAUGHT_UP: "<",
    State.MISSED: "!",
}
FAR = timedelta(days=90)


def drawn(days: Sequence[Day]) -> str:
    """One letter a day, a space between programme weeks of seven."""
    letters = "".join(LETTERS[day.state] for day in days)
    return " ".join(letters[at : at + 7] for at in range(0, len(letters), 7))


def done_on(*days: date, keys: str = "row") -> dict[date, tuple[str, ...]]:
    return {day: tuple(keys.split()) for day in days}


def whole(plan: Programme, done: dict[date, tuple[str, ...]], offs: Sequence[Off], today: date) -> str:
    return drawn(agenda(plan, done, offs, today, MONDAY, MONDAY + FAR))


THREE = programme(rows(3))
TWO = programme(rows(2))
RESTED = programme(rows(2, rest=1))
FULL_REST = programme(rows(3, rest=1))
DAILY = programme(rows(7))
ROW_THEN_WALK = programme(Routine("row", 1, 0, frozenset({0})), Routine("walk", 1, 0, frozenset({1})))


@pytest.mark.parametrize(
    ("plan", "done", "today", "shown"),
    [
        pytest.param(THREE, [], on("mon"), "?.?.?.. ?.?.?..", id="three times is spread over the week"),
        pytest.param(THREE, [on("mon")], on("tue"), "x.?.?.. ?.?.?..", id="done on its day"),
        pytest.param(THREE, [], on("tue"), "!??.?.. ?.?.?..", id="missed, it moves to the next free day"),
        pytest.param(THREE, [], on("wed"), "!.???.. ?.?.?..", id="not done there either, it moves on"),
        pytest.param(THREE, [], on("thu"), "!.!???. ?.?.?..", id="two missed never share a day"),
        pytest.param(THREE, [], on("sat"), "!.!.!?? ?.?.?..", id="only two of three still fit"),
        pytest.param(THREE, [], on("mon", 1), "!.!.!.. ?.?.?..", id="nothing is carried into the next week"),
        pytest.param(THREE, [on("tue")], on("tue"), "<x?.?.. ?.?.?..", id="caught up"),
        pytest.param(THREE, [on("tue")], on("thu"), "<x!??.. ?.?.?..", id="caught up, then missed"),
        pytest.param(
            THREE, [on("mon"), on("tue")], on("tue"), "xx<.?.. ?.?.?..", id="done early, that day is free"
        ),
        pytest.param(
            THREE,
            [on("mon"), on("tue"), on("wed")],
            on("thu"),
            "xxx.<.. ?.?.?..",
            id="done daily, it is enough by Wednesday",
        ),
        pytest.param(DAILY, [], on("wed"), "!!????? ???????", id="a full week has no free day"),
        pytest.param(TWO, [], on("tue"), "!?.?... ?..?...", id="twice a week"),
        pytest.param(RESTED, [], on("tue"), "!?.?... ?..?...", id="a day of rest on both sides"),
        pytest.param(RESTED, [], on("wed"), "!..?.?. ?..?...", id="no rest before Thursday, so after it"),
        pytest.param(
            RESTED, [on("thu")], on("sun"), "!..x... ?..?...", id="no move to the eve of a new week"
        ),
        pytest.param(FULL_REST, [], on("tue"), "!.?.?.. ?.?.?..", id="no day with rest is left"),
        pytest.param(
            FULL_REST, [on("tue")], on("sat"), "<x..!?. ?.?.?..", id="told to rest on Wednesday is no miss"
        ),
        pytest.param(
            THREE, [on("sat")], on("sun"), "!.!.<x? ?.?.?..", id="done later counts for the nearest missed"
        ),
    ],
)
def test_every_day_has_a_state(plan: Programme, done: list[date], today: date, shown: str) -> None:
    assert whole(plan, done_on(*done), (), today) == shown


SICK, HOLIDAY, PAUSED, REST = OffKind.SICK, OffKind.HOLIDAY, OffKind.PAUSED, OffKind.REST


@pytest.mark.parametrize(
    ("offs", "today", "shown"),
    [
        pytest.param(
            [off(SICK, on("mon"))], on("tue"), "s.?.?.. ?.?.?..", id="a sick day is not made up for"
        ),
        pytest.param(
            [off(SICK, on("mon"), 3)], on("thu"), "sss.?.. ?.?.?..", id="three sick days, on it goes"
        ),
        pytest.param(
            [off(SICK, on("mon"), 4)], on("fri"), "ssss?.. ?.?.?.. ?.?.?..", id="four, the week is repeated"
        ),
        pytest.param(
            [off(SICK, on("fri"), 6)], on("mon"), "?.?.sss sss.?..", id="three in each of two weeks"
        ),
        pytest.param(
            [off(HOLIDAY, on("wed"), 2)], on("mon", 1), "!.hh!.. ?.?.?..", id="a holiday is no miss"
        ),
        pytest.param(
            [off(HOLIDAY, on("mon", 1), 7)],
            on("mon"),
            "?.?.?.. hhhhhhh ?.?.?..",
            id="a week away is done afterwards",
        ),
        pytest.param(
            [Off(PAUSED, on("thu"), on("wed", 1))],
            on("mon"),
            "?.?pppp ppp.?.. ?.?.?..",
            id="a pause over two weeks repeats the one it took most of",
        ),
        pytest.param([off(REST, on("mon"))], on("mon"), ".??.?.. ?.?.?..", id="a rest day moves the session"),
        pytest.param([off(REST, on("mon"))], on("mon", 1), "..!.!.. ?.?.?..", id="and is never a miss"),
        pytest.param(
            [off(SICK, on("mon"), 2), off(HOLIDAY, on("tue"), 2)],
            on("mon"),
            "ssh.?.. ?.?.?..",
            id="ill on holiday is ill",
        ),
    ],
)
def test_days_off_are_never_due_and_never_missed(offs: list[Off], today: date, shown: str) -> None:
    assert whole(THREE, {}, offs, today) == shown


def test_a_pause_without_an_end_goes_on() -> None:
    assert set(whole(THREE, {}, [Off(PAUSED, MONDAY, None)], MONDAY)) == {"p", " "}


def test_what_is_done_on_a_day_off_is_done() -> None:
    assert whole(THREE, done_on(on("tue")), [off(SICK, on("tue"))], on("wed")) == "<x?.?.. ?.?.?.."


def test_weeks_run_from_the_first_day_whatever_weekday_it_is() -> None:
    start = on("thu")
    days = agenda(programme(rows(2), weeks=1, start=start), {}, (), start, MONDAY, MONDAY + FAR)
    assert [day.on for day in days] == [start + timedelta(days=offset) for offset in range(7)]


def test_part_of_a_session_is_partly_done_and_counts() -> None:
    plan = programme(*(Routine(key, 2, weekdays=frozenset({0, 3})) for key in ("row", "bridge")), weeks=1)
    days = agenda(plan, done_on(on("mon")), (), on("tue"), MONDAY, MONDAY + FAR)
    assert drawn(days) == "/..?..."
    assert (days[0].routines, days[0].done, days[0].kept) == (("row", "bridge"), ("row",), True)


def test_something_else_leaves_the_session_due_and_fills_a_free_day() -> None:
    assert whole(TWO, done_on(on("mon"), on("tue"), keys="swim"), (), on("mon")) == "?x.?... ?..?..."


def test_of_two_left_behind_the_nearest_moves_first() -> None:
    days = agenda(ROW_THEN_WALK, {}, (), on("wed"), on("wed"), on("thu"))
    assert [(day.routines, day.session_of) for day in days] == [(("walk",), on("tue")), (("row",), on("mon"))]


def test_a_session_moves_whole_or_not_at_all() -> None:
    both = programme(
        Routine("row", 2, 1, frozenset({0, 3})), Routine("walk", 2, 0, frozenset({0, 3})), weeks=1
    )
    assert whole(both, {}, (), on("wed")) == "!..?.?."


def test_what_was_done_often_enough_is_not_asked_again() -> None:
    """Walking on Tuesday and Wednesday uses up its two times; Thursday asks for the rest of its session."""
    plan = programme(Routine("row", 1, 0, frozenset({3})), Routine("walk", 2, 0, frozenset({0, 3})), weeks=1)
    done = done_on(on("tue"), on("wed"), keys="walk")
    assert whole(plan, done, (), on("thu")) == "<xx<..."
    days = agenda(plan, done, (), on("thu"), on("thu"), on("thu"))
    assert days[0].routines == ("row", "walk")


def test_a_range_may_end_on_the_first_day_of_a_week() -> None:
    days = agenda(THREE, {}, (), MONDAY, on("sun"), on("mon", 1))
    assert [(day.on, day.week) for day in days] == [(on("sun"), 0), (on("mon", 1), 1)]


def test_a_change_to_fewer_weeks_leaves_nothing_to_do_after_it() -> None:
    plan = Programme(MONDAY, (Version(MONDAY, ((rows(7),),) * 2), Version(on("wed", 1), ((rows(7),),))))
    assert whole(plan, {}, (), MONDAY) == "??????? ??....."


def test_a_moved_session_says_where_it_came_from() -> None:
    days = agenda(THREE, {}, (), on("tue"), on("mon"), on("tue"))
    assert [(day.session_of, day.routines) for day in days] == [(on("mon"), ("row",))] * 2


def test_a_week_says_which_programme_week_it_is() -> None:
    days = agenda(THREE, {}, [off(SICK, MONDAY, 4)], MONDAY, MONDAY, MONDAY + FAR)
    assert [day.week for day in days[::7]] == [0, 0, 1]


def test_a_change_holds_from_its_day_and_leaves_the_past() -> None:
    plan = Programme(
        MONDAY, (Version(MONDAY, ((rows(3),),) * 2), Version(on("wed"), ((rows(7, key="walk"),),) * 2))
    )
    assert whole(plan, done_on(on("mon")), (), on("wed")) == "x.????? ???????"


def test_what_a_change_took_away_is_not_caught_up() -> None:
    plan = Programme(MONDAY, (Version(MONDAY, ((rows(1),),)), Version(on("wed"), ((rows(1, key="walk"),),))))
    assert whole(plan, {}, (), on("tue")) == "!?....."
    assert whole(plan, {}, (), on("wed")) == "!......"


@pytest.mark.parametrize(
    ("done", "offs", "today", "expected"),
    [
        pytest.param([], [], on("mon"), (0, 0), id="nothing had its day"),
        pytest.param([on("mon")], [], on("sat"), (3, 1), id="one of three"),
        pytest.param([on("tue")], [], on("tue"), (1, 1), id="caught up is done"),
        pytest.param([on("mon"), on("tue")], [], on("tue"), (2, 2), id="done early is done"),
        pytest.param([on("mon")], [off(SICK, on("wed"), 3)], on("sun"), (1, 1), id="ill counts for nothing"),
    ],
)
def test_a_session_is_kept_or_not_once_its_day_has_come(
    done: list[date], offs: list[Off], today: date, expected: tuple[int, int]
) -> None:
    days = agenda(THREE, done_on(*done), offs, today, on("mon"), on("sun"))
    kept = [day.kept for day in days if day.kept is not None]
    assert (len(kept), sum(kept)) == expected


someday = st.integers(0, 42).map(lambda offset: MONDAY + timedelta(days=offset))
OFF = {State.SICK_DAY, State.HOLIDAY, State.PAUSED}


@SEEDED
@given(some_programmes(), some_done(), some_offs(), someday)
def test_nothing_is_due_more_often_than_the_week_says(
    plan: Programme, done: dict[date, frozenset[str]], offs: list[Off], today: date
) -> None:
    days = agenda(plan, done, offs, today, MONDAY, MONDAY + FAR)
    for at in range(0, len(days), 7):
        week = days[at : at + 7]
        times = Counter(key for day in week for key in day.done)
        for day in week:
            if day.state is State.DUE:
                times.update(day.routines)
                for one in plan.weeks_on(day.on)[day.week]:
                    if one.key in day.routines:
                        so_far = Counter(key for d in week if d.on <= day.on for key in d.done)
                        assert so_far[one.key] < one.times_per_week


@SEEDED
@given(some_programmes(), some_done(), some_offs(), someday)
def test_due_days_leave_the_rest_asked_for(
    plan: Programme, done: dict[date, frozenset[str]], offs: list[Off], today: date
) -> None:
    latest: dict[str, date] = {}
    for day in agenda(plan, done, offs, today, MONDAY, MONDAY + FAR):
        due = day.routines if day.state is State.DUE else ()
        for one in plan.weeks_on(day.on)[day.week] if due else ():
            if one.key in due and one.key in latest:
                assert (day.on - latest[one.key]).days > one.rest_days
        latest |= dict.fromkeys([*due, *day.done], day.on)


@SEEDED
@given(some_programmes(), some_done(), some_offs(), someday)
def test_each_session_is_done_once_and_each_done_day_counts_once(
    plan: Programme, done: dict[date, frozenset[str]], offs: list[Off], today: date
) -> None:
    days = agenda(plan, done, offs, today, MONDAY, MONDAY + FAR)
    counted = [day.session_of for day in days if day.done and day.state in {State.DONE, State.PARTLY_DONE}]
    sessions = Counter(at for at in counted if at is not None)
    assert set(sessions.values()) <= {1}
    assert sum(day.kept is True for day in days) == len(sessions) <= len(done)


@SEEDED
@given(some_programmes(), some_done(), some_offs(), someday)
def test_days_off_are_never_due(
    plan: Programme, done: dict[date, frozenset[str]], offs: list[Off], today: date
) -> None:
    for day in agenda(plan, done, offs, today, MONDAY, MONDAY + FAR):
        if any(one.covers(day.on) for one in offs):
            assert day.state not in {State.DUE, State.MISSED, State.CAUGHT_UP}
            assert day.kept is not False


@SEEDED
@given(some_programmes(), some_done(), some_offs(), someday, someday, someday)
def test_a_wider_range_gives_the_same_days(
    plan: Programme, done: dict[date, frozenset[str]], offs: list[Off], today: date, one: date, other: date
) -> None:
    first, last = sorted([one, other])
    wide = agenda(plan, done, offs, today, MONDAY - FAR, MONDAY + FAR)
    assert agenda(plan, done, offs, today, first, last) == tuple(d for d in wide if first <= d.on <= last)


@SEEDED
@given(st.data(), some_programmes(), some_done(), some_offs(), someday, someday)
def test_the_past_does_not_change_with_what_is_planned_later(
    data: st.DataObject,
    plan: Programme,
    done: dict[date, frozenset[str]],
    offs: list[Off],
    one: date,
    other: date,
) -> None:
    """The day passes, the plan changes from that day on, days off follow: what was before stands."""
    today, later = sorted([one, other])
    assume(plan.start < today)
    so_far = {day: keys for day, keys in done.items() if day < today}
    before = agenda(plan, so_far, offs, today, MONDAY, today - timedelta(days=1))
    changed = Programme(
        plan.start,
        (
            *(version for version in plan.versions if version.since < today),
            Version(today, data.draw(some_weeks())),
        ),
    )
    more = [*offs, *data.draw(some_offs(earliest=today))]
    after = agenda(changed, so_far, more, later, MONDAY, today - timedelta(days=1))
    assert [(day.on, day.state, day.kept) for day in after] == [(d.on, d.state, d.kept) for d in before]
