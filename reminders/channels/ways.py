"""Which channels are on here: those whose variables are set."""

from functools import cache
from pathlib import Path

from django.conf import settings

from reminders.channels import PUSH, Channel, Send, Ways, inbox
from reminders.channels.apns import Apns, Signer
from reminders.channels.email import Email
from reminders.channels.fcm import Fcm
from reminders.channels.google import Access
from reminders.channels.vapid import Vapid
from reminders.channels.webpush import WebPush


@cache
def ways() -> Ways:
    """How each channel that is on sends; a process asks once, so that tokens are kept between batches."""
    on: dict[str, Send] = {Channel.INBOX: inbox.send, Channel.EMAIL: Email(settings.APP_URL).send}
    made = {Channel.WEBPUSH: webpush(), Channel.FCM: fcm(), Channel.APNS: apns()}
    return {**on, **{channel: push.send for channel, push in made.items() if push}}


@cache
def webpush() -> WebPush | None:
    if not settings.COACH_VAPID_KEY:
        return None
    vapid = Vapid(settings.COACH_VAPID_KEY, settings.COACH_VAPID_CONTACT)
    return WebPush(vapid, tuple(settings.COACH_WEBPUSH_HOSTS))


def pushes() -> list[str]:
    """The channels a device may be registered for."""
    return [channel.value for channel in PUSH if channel in ways()]


def fcm() -> Fcm | None:
    if not settings.COACH_FCM_ACCOUNT:
        return None
    return Fcm(Access.from_file(settings.COACH_FCM_ACCOUNT), settings.COACH_FCM_URL)


def apns() -> Apns | None:
    if not settings.COACH_APNS_KEY:
        return None
    key = Path(settings.COACH_APNS_KEY).read_text(encoding="utf-8")
    signer = Signer(key, settings.COACH_APNS_KEY_ID, settings.COACH_APNS_TEAM)
    return Apns(signer, settings.COACH_APNS_TOPIC, settings.COACH_APNS_URL)
