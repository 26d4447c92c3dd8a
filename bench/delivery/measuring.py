"""Each channel by both ways, round by round; and what came of it."""

import datetime as dt
import smtplib
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.delivery.app import app, push
from bench.delivery.peers import Arrivals
from bench.dispatch import people
from bench.dispatch.due import make_due_soon
from bench.dispatch.processes import beat, running, until_ready, worker
from bench.dispatch.report import Line, machine, table
from bench.dispatch.rounds import median, percentile, say
from coach.models import Person
from coach.models.fields import new_id
from reminders.channels import Channel, Parcel, http2, post
from reminders.channels.sealing import encoded, point
from reminders.channels.ways import apns, fcm
from reminders.channels.words import TITLE
from reminders.models import Device, Plan
from tests.reminders.channels.peers import NAME

APP = "bench.delivery.app"
LONGEST = 120.0
BATCH = 500
NEXT_ID = "nextval(pg_get_serial_sequence('account_emailaddress', 'id'))"
ADDRESSES: dict[str, Any] = {
    Channel.FCM: "a" * 160,
    Channel.APNS: "ab" * 32,
    Channel.WEBPUSH: {
        "endpoint": f"https://{NAME}/send/1",
        "keys": {
            "p256dh": encoded(point(ec.generate_private_key(ec.SECP256R1()).public_key())),
            "auth": encoded(bytes(16)),
        },
    },
}


@dataclass(frozen=True)
class Went:
    """Messages a second until the last was there; seconds until half of them were, and 99 %."""

    speed: float
    half: float
    most: float


def run(data: Path, arrivals: Arrivals, *, nudges: int, rounds: int, only: Collection[str]) -> None:
    (data / "logs").mkdir(exist_ok=True)
    print(machine(), flush=True)
    call_command("migrate", verbosity=0)
    people.gather(nudges, at=timezone.now())
    found: dict[tuple[str, str], list[Went]] = defaultdict(list)
    with running(data, [worker("worker", APP, 4), beat(APP, data)]):
        until_ready(app, 1)
        for channel in only:
            letters = _reachable_by(channel)
            _through_coach(arrivals, min(nudges, 50))  # so that either finds everything warm
            _bare_loop(channel, letters(50), arrivals)
            for number in range(rounds):
                ways: dict[str, Callable[[], Went]] = {
                    "bare loop": lambda: _bare_loop(channel, letters(nudges), arrivals),  # noqa: B023
                    "Coach": lambda: _through_coach(arrivals, nudges),
                }
                for name, way in ways.items():
                    went = way()
                    found[channel, name].append(went)
                    told = f"{went.speed:8,.0f}/s  50 % {went.half:.2f} s, 99 % {went.most:.2f} s"
                    say(f"round {number + 1}/{rounds}  {channel:<8} {name:<10} {told}")
    connection.close()
    lines = [line for channel in only for line in _lines(channel, found, nudges)]
    print(table(lines), machine(), sep="\n\n", flush=True)


def _lines(channel: str, found: dict[tuple[str, str], list[Went]], nudges: int) -> list[Line]:
    bare, ours = found[channel, "bare loop"], found[channel, "Coach"]
    speed = median(one.speed for one in ours)
    share = 100 * speed / median(one.speed for one in bare)
    half, most = median(one.half for one in ours), median(one.most for one in ours)
    beside = median(one.most for one in bare)
    return [
        Line(f"{channel}: bare loop", None, median(one.speed for one in bare), "messages/s"),
        Line(f"{channel}: Coach, {nudges:,} due at once", None, speed, "messages/s"),
        Line(f"{channel}: Coach beside the bare loop", None, share, "% of its speed"),
        Line(f"{channel}: 50 % with the provider within", None, half, "s after due"),
        Line(f"{channel}: 99 % with the provider within", None, most, "s after due"),
        Line(f"{channel}: 99 %, beside the bare loop", None, most / beside, "times as long"),
    ]


def _through_coach(arrivals: Arrivals, nudges: int) -> Went:
    """So many fall due at one moment; everything else is up to beat and worker."""
    arrivals.forget()
    slot = make_due_soon(nudges)
    return _went(arrivals, nudges, slot.timestamp())


def _bare_loop(channel: str, letters: Sequence[Any], arrivals: Arrivals) -> Went:
    arrivals.forget()
    began = time.time()
    if channel == Channel.EMAIL:
        _mail(letters)
    else:
        posting = http2.post_all if channel == Channel.APNS else post.post_all
        road = push.road if channel == Channel.WEBPUSH else post.OPEN_ROAD
        for start in range(0, len(letters), BATCH):
            posted = posting(letters[start : start + BATCH], road)
            assert all(isinstance(one, post.Reply) and one.status < 300 for one in posted), posted[0]
    return _went(arrivals, len(letters), began)


def _mail(letters: Sequence[tuple[str, str]]) -> None:
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        for to, text in letters:
            server.sendmail("coach@localhost", to, text)


def _went(arrivals: Arrivals, count: int, since: float) -> Went:
    """Wait until all arrived. Raises AssertionError where anything came twice."""
    deadline = time.monotonic() + LONGEST
    while len(came := arrivals.read()) < count:
        assert time.monotonic() < deadline, f"{len(came)} of {count} in {LONGEST} s"
        time.sleep(0.05)
    assert len({message for _, message in came}) == len(came) == count, "something came twice"
    late = [when - since for when, _ in came]
    return Went(count / late[-1], percentile(late, 50), percentile(late, 99))


def _reachable_by(channel: str) -> Callable[[int], list[Any]]:
    """Give everyone this one channel; returns what makes letters for the bare loop."""
    _furnish(channel)
    at = timezone.now()
    if channel == Channel.EMAIL:
        return lambda count: [_by_mail(number) for number in range(count)]
    made: Any = {Channel.WEBPUSH: lambda: push, Channel.FCM: fcm, Channel.APNS: apns}[Channel(channel)]()

    def letters(count: int) -> list[Any]:
        parcels = (Parcel(new_id(), ADDRESSES[channel], "nl", 600.0) for _ in range(count))
        return [made._letter(parcel, *_signed(made, at)) for parcel in parcels]

    return letters


def _signed(made: Any, at: dt.datetime) -> tuple[Any, ...]:
    """What a channel wants to know besides the parcel: who we are, and when."""
    if hasattr(made, "signer"):
        return made.signer.token(at=at), at
    return (made.access.token(at=at), at) if hasattr(made, "access") else (at,)


def _by_mail(number: int) -> tuple[str, str]:
    headers = f"Subject: {TITLE}\nTo: crowd-{number}@example.org\nX-Coach-Message: {new_id()}"
    return f"crowd-{number}@example.org", f"{headers}\n\nEr is een bericht voor je.\n\ncoach://app/inbox/\n"


def _furnish(channel: str) -> None:
    by_mail = channel == Channel.EMAIL
    Plan.objects.update(channels=["email"] if by_mail else ["push"])
    person = Person.objects.get(email="one@example.org")
    if by_mail:
        first = EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        people._copy(
            EmailAddress, first.pk, people.CROWD, id=NEXT_ID, email="crowd.email", user_id="crowd.id"
        )
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM reminders_device")
        cursor.execute("SET session_replication_role = origin")
    content = {"channel": channel, "address": ADDRESSES[channel], "time_zone": "UTC", "app_version": "1"}
    device, _ = person.devices.register(new_id(), content, at=timezone.now())
    people._copy(Device, device.pk, people.CROWD, id="uuidv7()", person_id="crowd.id", mark="crowd.id")
