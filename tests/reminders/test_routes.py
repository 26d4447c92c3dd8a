"""Where a nudge may go: by what the person wants, has, and what this service sends by."""

import datetime as dt
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from coach.models import Person
from reminders import dispatch
from reminders.channels import Channel
from reminders.facts import take_due
from reminders.models import Device, Nudge
from reminders.models.device import Retirement
from reminders.routes import INBOX_ALONE, routes
from tests.conftest import NOW
from tests.reminders.conftest import MakePlan
from tests.reminders.devices import registered

pytestmark = pytest.mark.django_db
ALL = [channel.value for channel in Channel]
HOUR = dt.timedelta(hours=1)


def route(
    person: Person, make_plan: MakePlan, on: list[str] = ALL, wanted: list[str] | None = None
) -> list[Any]:
    """The addresses a nudge of a plan would try; whether there are any is what decides over it, too."""
    make_plan(owner=person, due=NOW, channels=["push"] if wanted is None else wanted)
    dispatch.materialise(at=NOW)
    nudge = Nudge.objects.get()
    [(language, stops)] = routes([nudge.pk], on).values()
    assert language == person.language
    (due,) = take_due(at=NOW, batch=1, channels=on)
    assert due.facts.in_reach is bool(stops)
    return list(INBOX_ALONE) if stops == INBOX_ALONE else [stop.address for stop in stops]


def verify(person: Person, *, verified: bool = True) -> None:
    EmailAddress.objects.create(user=person, email=person.email, verified=verified, primary=True)


def test_the_device_seen_last_comes_first(person: Person, make_plan: MakePlan) -> None:
    registered(person, "older")
    registered(person, "newest", at=NOW + 2 * HOUR)
    registered(person, "newer", at=NOW + HOUR)
    assert route(person, make_plan) == ["newest", "newer", "older"]


def test_without_any_device_the_inbox_is_enough(person: Person, make_plan: MakePlan) -> None:
    assert route(person, make_plan) == list(INBOX_ALONE)


def test_who_wants_no_push_has_the_inbox_alone(person: Person, make_plan: MakePlan) -> None:
    registered(person, "phone")
    assert route(person, make_plan, wanted=[]) == list(INBOX_ALONE)


def test_a_removed_device_is_as_none(person: Person, make_plan: MakePlan) -> None:
    device = registered(person, "phone")
    person.devices.bury(device.pk, at=NOW)
    assert route(person, make_plan) == list(INBOX_ALONE)


def test_whose_devices_are_all_out_of_reach_cannot_be_reached(person: Person, make_plan: MakePlan) -> None:
    device = registered(person, "phone")
    Device.retire(device.mark, Retirement.GONE, at=NOW)
    assert route(person, make_plan) == []


@pytest.mark.parametrize("wanted", [["push"], ["email"], ["push", "email"]])
def test_a_mail_address_is_a_way_out_for_who_wants_mail(
    person: Person, make_plan: MakePlan, wanted: list[str]
) -> None:
    verify(person)
    device = registered(person, "phone")
    Device.retire(device.mark, Retirement.GONE, at=NOW)
    assert route(person, make_plan, wanted=wanted) == [person.email for one in wanted if one == "email"]


def test_a_mail_address_is_none_where_no_mail_is_sent(person: Person, make_plan: MakePlan) -> None:
    verify(person)
    registered(person, "phone")
    assert route(person, make_plan, on=["inbox", "fcm"], wanted=["email"]) == []


def test_a_channel_that_is_off_here_is_left_out(person: Person, make_plan: MakePlan) -> None:
    registered(person, "phone")
    registered(person, "a" * 64, channel="apns", at=NOW + HOUR)
    assert route(person, make_plan, on=["inbox", "fcm"]) == ["phone"]


@pytest.mark.parametrize(
    ("wanted", "tried"),
    [
        pytest.param(["push"], ["phone"], id="push"),
        pytest.param(["email"], ["anna@example.org"], id="e-mail"),
        pytest.param(["push", "email"], ["phone", "anna@example.org"], id="push, and mail failing that"),
        pytest.param(["email", "push"], ["anna@example.org", "phone"], id="mail, and push failing that"),
    ],
)
def test_the_plan_says_what_is_wanted_most(
    person: Person, make_plan: MakePlan, wanted: list[str], tried: list[str]
) -> None:
    verify(person)
    registered(person, "phone")
    assert route(person, make_plan, wanted=wanted) == tried


def test_no_mail_goes_to_an_address_nobody_verified(person: Person, make_plan: MakePlan) -> None:
    verify(person, verified=False)
    registered(person, "phone")
    assert route(person, make_plan, wanted=["email", "push"]) == ["phone"]


def test_an_address_that_cannot_be_unsealed_stands_in_nobodys_way(
    person: Person, make_plan: MakePlan, caplog: pytest.LogCaptureFixture
) -> None:
    registered(person, "readable")
    spoilt = registered(person, "spoilt", at=NOW + HOUR)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reminders_device SET address = '\\x00ff' WHERE id = %s", [spoilt.pk])
    assert route(person, make_plan) == ["readable"]
    assert str(spoilt.pk) in caplog.text


def test_a_nudge_that_is_gone_by_now_goes_nowhere(person: Person, make_plan: MakePlan) -> None:
    make_plan(due=NOW)
    dispatch.materialise(at=NOW)
    nudge = Nudge.objects.get()
    Nudge.objects.all().delete()
    assert routes([nudge.pk], ALL) == {}
