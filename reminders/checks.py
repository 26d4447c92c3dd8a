"""Looks at the push channels when a process starts, so that a bad key is found before the first nudge."""

from collections.abc import Callable
from typing import Any

from django.core.checks import CheckMessage, Error, register

from reminders.channels.ways import apns, fcm, webpush

MADE_OF: tuple[tuple[str, Callable[[], object], str], ...] = (
    ("COACH_VAPID_KEY", webpush, "32 bytes in URL-safe base64"),
    ("COACH_FCM_ACCOUNT", fcm, "the path of the key file Google made for a service account, in JSON"),
    ("COACH_APNS_KEY", apns, "the path of the .p8 file Apple made"),
)


@register
def push_channels(**_: Any) -> list[CheckMessage]:
    return [problem for one in MADE_OF for problem in _problems(*one)]


def _problems(name: str, make: Callable[[], object], wanted: str) -> list[CheckMessage]:
    try:
        make()
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"{name} is unusable: {type(error).__name__}."
        return [Error(what, hint=f"Give {wanted}, or leave it out.", id="reminders.push")]
    return []
