"""A reminder plan as a phone writes it: each kind with its own fields, and none of another kind's."""

import datetime as dt
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.rows import RowSerializer
from api.strict import StrictSerializer
from reminders.calendars.fetching import LONGEST_URL, acceptable
from reminders.models import Plan
from reminders.models.plan import Kind, Preference
from reminders.rhythm import WEEKDAYS, Daily, Rhythm, RhythmError
from reminders.rhythm.errors import MESSAGES

FIELD = {
    "every": "every_minutes",
    "windows": "windows",
    "zone": "time_zone",
    "at": "at_time",
    "days": "days",
}
USUAL_EVERY = 60
LONGEST_PAUSE = dt.timedelta(days=366)


@extend_schema_field({"type": "string", "enum": list(WEEKDAYS)})
class WeekdayField(serializers.CharField):
    """One of the week's, which the plan as a whole looks into."""


class PlanSerializer(RowSerializer):
    windows = serializers.DictField(
        child=serializers.ListField(child=serializers.ListField(child=serializers.CharField(max_length=5))),
        required=False,
        help_text='a break\'s hours per weekday on the person\'s own clock: {"mon": [["09:00", "12:30"]]}; '
        "a night shift crosses midnight and belongs to the day it begins on",
    )
    at_time = serializers.TimeField(
        format="%H:%M",
        input_formats=["%H:%M"],
        required=False,
        allow_null=True,
        help_text="when a session or the diary is asked for, on the person's own clock; null for a break",
    )
    days = serializers.ListField(
        child=WeekdayField(max_length=3),
        required=False,
        help_text='the weekdays of a session or the diary: ["mon", "thu"]; empty for a break',
    )
    busy_calendar_url = serializers.CharField(
        max_length=LONGEST_URL,
        required=False,
        allow_blank=True,
        help_text="the https address of the person's calendar (iCalendar); only when they are busy is kept; "
        "meanwhile no nudge comes",
    )

    channels = serializers.ListField(
        child=serializers.ChoiceField(choices=Preference.choices),
        required=False,
        max_length=len(Preference),
        help_text="how to reach the person, most wanted first; a nudge goes to the first that takes it, and "
        "to no other. Empty: the inbox in the app alone",
    )

    class Meta:
        model = Plan
        fields = [
            "id",
            "kind",
            "every_minutes",
            "windows",
            "at_time",
            "days",
            "time_zone",
            "busy_calendar_url",
            "paused_until",
            "follows_device",
            "daily_cap",
            "channels",
            "seq",
            "base_seq",
        ]
        read_only_fields = ["id"]
        extra_kwargs: ClassVar[dict[str, Any]] = {
            "time_zone": {"validators": []},  # the rhythm checks it, with the same words
            "every_minutes": {
                "help_text": f"20 to 180, {USUAL_EVERY} when left out; null for a session or the diary"
            },
        }

    def validate_busy_calendar_url(self, url: str) -> str:
        if url and not acceptable(url):
            raise serializers.ValidationError(
                _("Give the https address of a calendar on the internet, without a password in it."),
                code="unacceptable_address",
            )
        return url

    def validate_channels(self, channels: list[str]) -> list[str]:
        if len(set(channels)) != len(channels):
            raise serializers.ValidationError(_("Name each way once."), code="twice")
        return channels

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        try:
            _validate_break(attrs) if attrs["kind"] == Kind.BREAK else _validate_fixed(attrs)
        except RhythmError as error:
            message = _(MESSAGES[error.code]) % error.params
            raise serializers.ValidationError({FIELD[error.field]: message}, code=error.code) from error
        paused_until = attrs["paused_until"]
        if paused_until is not None and paused_until > timezone.now() + LONGEST_PAUSE:
            raise serializers.ValidationError(
                {"paused_until": _("Pause for a year at most, or delete the plan.")}, code="out_of_range"
            )
        return attrs


def _validate_break(attrs: dict[str, Any]) -> None:
    _refuse_other_kinds(attrs, "at_time", "days")
    if attrs["every_minutes"] is None:
        attrs["every_minutes"] = USUAL_EVERY
    Rhythm.parse(every=attrs["every_minutes"], windows=attrs["windows"], zone=attrs["time_zone"])
    if _longest_grid(attrs).next_after(timezone.now()) is None:
        message = _("No range is long enough for a break every %(every)s minutes. Lengthen one.")
        raise serializers.ValidationError(
            {"windows": message % {"every": attrs["every_minutes"]}}, code="no_room_for_a_break"
        )


def _longest_grid(attrs: dict[str, Any]) -> Rhythm:
    """The rhythm with the earliest first break it may be given: where this one is silent, all are."""
    every = attrs["every_minutes"]
    return Rhythm.parse(
        every=every, windows=attrs["windows"], zone=attrs["time_zone"], phase=(every + 1) // 2
    )


def _validate_fixed(attrs: dict[str, Any]) -> None:
    """A session or the diary; its weekdays are kept in the week's order."""
    _refuse_other_kinds(attrs, "every_minutes", "windows")
    if attrs["at_time"] is None:
        raise serializers.ValidationError({"at_time": _("Give the time of day, such as 19:30.")}, "required")
    Daily.parse(at=attrs["at_time"], days=attrs["days"], zone=attrs["time_zone"])
    attrs["days"] = sorted(attrs["days"], key=WEEKDAYS.index)


def _refuse_other_kinds(attrs: dict[str, Any], *names: str) -> None:
    message = _("A plan of the kind “%(kind)s” has no such field. Leave it out.") % {"kind": attrs["kind"]}
    strangers = {name: message for name in names if attrs[name] not in (None, {}, [])}
    if strangers:
        raise serializers.ValidationError(strangers, code="of_another_kind")


class PauseSerializer(StrictSerializer):
    hours = serializers.IntegerField(min_value=1, max_value=72, required=False, help_text="from now on")
    until = serializers.CharField(
        max_length=10,
        required=False,
        help_text="`tomorrow`, or the date on which the plan goes on, in the person's own days",
    )

    def validate_until(self, until: str) -> dt.date:
        """The day named, of the plan's own calendar."""
        today: dt.date = self.context["today"]
        day = today + dt.timedelta(days=1) if until == "tomorrow" else _date(until)
        if not today < day <= today + LONGEST_PAUSE:
            raise serializers.ValidationError(
                _("Give a day after today, and no more than a year ahead."), code="out_of_range"
            )
        return day

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            message = _("Say either for how many hours, or until when: “tomorrow” or a date.")
            raise serializers.ValidationError({"until": message}, code="either_or")
        return attrs


def _date(given: str) -> dt.date:
    try:
        return dt.datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError as error:
        message = _("Give “tomorrow”, or a date like 2026-12-24.")
        raise serializers.ValidationError(message, code="bad_date") from error
