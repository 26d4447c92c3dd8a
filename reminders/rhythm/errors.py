"""What can be wrong with a rhythm somebody typed in, and what to do about it."""

from typing import Final


def gettext_noop(text: str) -> str:
    """Mark a text for translation; it bears Django's name so that makemessages finds texts without Django."""
    return text


MESSAGES: Final = {
    "not_a_number": gettext_noop("Give a whole number of minutes."),
    "every_out_of_range": gettext_noop(
        "Choose an interval from %(least)s to %(most)s minutes, not %(given)s."
    ),
    "phase_out_of_range": gettext_noop(
        "The phase must be at least 0 and less than the interval of %(every)s minutes."
    ),
    "unknown_zone": gettext_noop("“%(given)s” is not a time zone we know. Use a name like Europe/Amsterdam."),
    "not_a_week": gettext_noop(
        "Give the windows per weekday, with the keys mon, tue, wed, thu, fri, sat and sun."
    ),
    "unknown_day": gettext_noop("“%(day)s” is not a weekday. Use mon, tue, wed, thu, fri, sat or sun."),
    "not_a_list": gettext_noop(
        "Give a list of windows for %(day)s; an empty list is a day without reminders."
    ),
    "too_many": gettext_noop("Give at most %(most)s windows for %(day)s."),
    "not_a_pair": gettext_noop("Each window on %(day)s needs two times, a start and an end."),
    "bad_time": gettext_noop(
        "“%(given)s” on %(day)s is not a time. Write hours and minutes like 09:00; only an end may be 24:00."
    ),
    "no_length": gettext_noop(
        "The window on %(day)s starts and ends at %(start)s. For a whole day write 00:00 to 24:00."
    ),
    "ends_before_start": gettext_noop(
        "The window on %(day)s from %(start)s to %(end)s ends before it starts. If it is one day, swap the "
        "two times. A night may last at most %(most)s hours; split a longer one at midnight, %(start)s to "
        "24:00 on %(day)s and 00:00 to %(end)s on the next day."
    ),
    "overlap": gettext_noop(
        "The windows %(first)s on %(day)s and %(second)s on %(next_day)s overlap. Shorten or join them."
    ),
    "empty": gettext_noop("Give at least one window in the week."),
    "bad_clock_time": gettext_noop("“%(given)s” is not a time of day. Write hours and minutes like 19:30."),
    "no_days": gettext_noop("Give the weekdays it comes on, such as mon and thu."),
    "day_twice": gettext_noop("Name each weekday once."),
}


class RhythmError(ValueError):
    """A refusal that names the argument (`every`, `windows`, `at`, …), a stable code, and the remedy.

    `message` is English; to translate, put `MESSAGES[code]` through gettext and fill in `params` with `%`.
    """

    def __init__(self, field: str, code: str, **params: object) -> None:
        self.field = field
        self.code = code
        self.params = params
        self.message = MESSAGES[code] % params
        super().__init__(f"{field}: {self.message}")
