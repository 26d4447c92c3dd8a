"""What a calendar says of when its owner is busy, and what it does not say."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from reminders.calendars.apart import read_apart
from reminders.calendars.reading import UnreadableCalendar, busy

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = dt.datetime(2026, 11, 16, tzinfo=dt.UTC)  # a Monday
END = START + dt.timedelta(days=7)


def calendar(*parts: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *parts, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def event(start: str, end: str, *more: str, uid: str = "one") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART{start}", f"DTEND{end}", *more, "END:VEVENT"])


def found(*parts: str) -> list[str]:
    """As `Mon 09:00-09:30`, in UTC."""
    stretches = busy(calendar(*parts), zone=AMSTERDAM, start=START, end=END)
    return [f"{begins:%a %H:%M}-{ends:%H:%M}" for begins, ends in stretches]


TEN_TO_ELEVEN = (":20261117T100000Z", ":20261117T110000Z")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([event(*TEN_TO_ELEVEN)], ["Tue 10:00-11:00"], id="one meeting"),
        pytest.param(
            [event(";TZID=America/New_York:20261117T090000", ";TZID=America/New_York:20261117T100000")],
            ["Tue 14:00-15:00"],
            id="a meeting in another zone",
        ),
        pytest.param(
            [event(":20261117T100000", ":20261117T110000")],
            ["Tue 09:00-10:00"],
            id="no zone: the owner's clock",
        ),
        pytest.param(
            [event(":20200106T083000Z", ":20200106T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE")],
            ["Mon 08:30-09:00", "Wed 08:30-09:00"],
            id="repeating since years",
        ),
        pytest.param(
            [
                event(":20200106T083000Z", ":20200106T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO"),
                event(":20261119T120000Z", ":20261119T123000Z", "RECURRENCE-ID:20261116T083000Z"),
            ],
            ["Thu 12:00-12:30"],
            id="one of a series moved to Thursday",
        ),
        pytest.param(
            [
                event(
                    ":20261116T083000Z",
                    ":20261116T090000Z",
                    "RRULE:FREQ=DAILY;COUNT=3",
                    "EXDATE:20261117T083000Z",
                )
            ],
            ["Mon 08:30-09:00", "Wed 08:30-09:00"],
            id="a day left out of a series",
        ),
        pytest.param([event(*TEN_TO_ELEVEN, "STATUS:CANCELLED")], [], id="cancelled"),
        pytest.param([event(*TEN_TO_ELEVEN, "TRANSP:TRANSPARENT")], [], id="does not block the time"),
        pytest.param([event(*TEN_TO_ELEVEN, "X-MICROSOFT-CDO-BUSYSTATUS:FREE")], [], id="marked as free"),
        pytest.param(
            [event(";VALUE=DATE:20261117", ";VALUE=DATE:20261118")], [], id="a whole day is a label"
        ),
        pytest.param([event(":20261117T000000Z", ":20261118T000000Z")], [], id="so are 24 hours"),
        pytest.param([event(":20261117T100000Z", ":20261117T100000Z")], [], id="no time at all"),
        pytest.param(
            [event(*TEN_TO_ELEVEN), event(":20261117T103000Z", ":20261117T120000Z", uid="two")],
            ["Tue 10:00-12:00"],
            id="two that overlap are one",
        ),
        pytest.param(
            [event(":20261115T230000Z", ":20261116T010000Z")],
            ["Mon 00:00-01:00"],
            id="begun before the time asked for",
        ),
        pytest.param([event(":20261201T100000Z", ":20261201T110000Z")], [], id="after it"),
        pytest.param(
            [
                "BEGIN:VFREEBUSY",
                "FREEBUSY;FBTYPE=BUSY:20261118T100000Z/PT1H,20261118T130000Z/20261118T140000Z",
                "FREEBUSY;FBTYPE=FREE:20261118T150000Z/PT1H",
                "END:VFREEBUSY",
            ],
            ["Wed 10:00-11:00", "Wed 13:00-14:00"],
            id="a free/busy answer",
        ),
        pytest.param([], [], id="an empty calendar"),
    ],
)
def test_a_calendar_tells_when_its_owner_is_busy(parts: list[str], expected: list[str]) -> None:
    assert found(*parts) == expected


def test_one_broken_event_does_not_hide_the_others() -> None:
    broken = event(":20261117T100000Z", ":20261117T110000Z", "RRULE:FREQ=SOMETIMES", uid="broken")
    assert found(broken, event(":20261118T100000Z", ":20261118T110000Z")) == ["Wed 10:00-11:00"]


NOT_CALENDARS = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"<!doctype html><title>Sign in</title>", id="a page to sign in"),
    pytest.param(b"\xff\xfe\x00", id="noise"),
    pytest.param(b"BEGIN:VCALENDAR\r\n" * 5000, id="never closed"),
]


@pytest.mark.parametrize("text", NOT_CALENDARS)
def test_what_is_no_calendar_is_said_to_be_none(text: bytes) -> None:
    with pytest.raises(UnreadableCalendar):
        busy(text, zone=AMSTERDAM, start=START, end=END)


def test_reading_apart_finds_the_same() -> None:
    text = calendar(event(*TEN_TO_ELEVEN))
    apart = read_apart(text, zone="Europe/Amsterdam", start=START, end=END)
    assert apart == busy(text, zone=AMSTERDAM, start=START, end=END) != []


def test_a_calendar_that_takes_too_much_is_given_up() -> None:
    every_second = event(":19700101T000000Z", ":19700101T000001Z", "RRULE:FREQ=SECONDLY")
    with pytest.raises(UnreadableCalendar):
        read_apart(calendar(every_second), zone="UTC", start=START, end=END, cpu_seconds=1)
