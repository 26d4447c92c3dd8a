"""Somebody of whom one of everything is held."""

import datetime as dt
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from coach.models import AccessLog, CareInvitation, CareLink, Client, Organisation, Person
from exercises.models import Author, Decision, Enrolment, EnrolmentVersion, Programme, Session, StatusChange
from reminders.models import (
    AdherenceDay,
    BusyCalendar,
    BusyStretch,
    CalendarFeed,
    Plan,
    PlanQuestion,
    WeeklyGoal,
)
from tests.api.sync.phones import entry, episode, plan, push, put
from tests.coach.test_interview import INTAKE
from tests.conftest import NOW, Phone, new_id
from tests.nudges import nudge
from tests.reminders.devices import registered

PASSWORD = "een-lange-wandeling-buiten"


@pytest.fixture
def full(person: Person, phone: Phone, physio: Person, care_link: CareLink) -> Person:
    """Anna, with rows in every table that can hold any of hers, and versions in every history."""
    person.set_password(PASSWORD)
    person.save()
    phone = Phone(person)  # another password ends the sign-ins before it
    wrote(person, phone)
    exercised(person)
    reminded(person)
    signed_in(person)
    belonged(person, phone, physio)
    return person


def wrote(person: Person, phone: Phone) -> None:
    complaint, written, off = new_id(), new_id(), {"starts_on": "2026-11-03", "ends_on": "2026-11-04"}
    push(
        phone,
        put("episode", episode(closed_on="2026-11-20"), complaint),
        put("diary", entry(complaint, note="geheim", symptoms=["fever"], sleep=3), written),
        put("diary", entry(complaint, pain=1), written),  # a conflict: the receipt quotes the entry
        put("day_off", {"kind": "rest", **off}),
        put("reminder", plan()),
        put("break", {"taken_at": "2026-11-10T21:30:00Z"}),
    )
    phone.put(f"episodes/{complaint}/", episode(pattern="constant", base_seq=1))
    phone.post(f"episodes/{complaint}/intake/", {"id": str(new_id()), "answers": INTAKE})
    report = person.triage_reports.get()
    phone.post(f"episodes/{complaint}/triage/{report.pk}/acknowledgement/", {"word": "looked_at"})


def exercised(person: Person) -> None:
    titles = {"title_nl": "Nek", "title_en": "Neck"}
    content: dict[str, Any] = {"weeks": 6, "content": {}, "reviewed_on": NOW.date(), **titles}
    programme = Programme.objects.create(slug="nek", **content)
    mine = Enrolment.objects.create(
        person=person,
        programme=programme,
        programme_version=1,
        starts_on=NOW.date(),
        assigned_by=Author.PERSON,
        assigned_by_name=str(person),
    )
    said = {"enrolment": mine, "made_by": Author.PERSON, "made_by_name": str(person), "at": NOW}
    EnrolmentVersion.objects.create(number=1, since=NOW.date(), content={}, **said)
    StatusChange.objects.create(status="active", on=NOW.date(), **said)
    when = {"started_at": NOW, "recorded_at": NOW, "utc_offset": 60}
    session = Session.objects.create(
        person=person, enrolment=mine, version=1, exercises=[{"exercise": "kin-in"}], **when
    )
    dose = {"sets": 2, "repetitions": 8, "seconds": None, "load_kg": None}
    Decision.objects.create(
        person=person, session=session, exercise="kin-in", action="hold", before=dose, after=dose, **said
    )


def reminded(person: Person) -> None:
    registered(person, "a token of the push service")
    CalendarFeed.objects.open(person, at=NOW)
    mine = Plan.objects.get(person=person)
    calendar = BusyCalendar.objects.create(plan=mine, next_fetch_at=NOW)
    BusyStretch.objects.create(calendar=calendar, starts_at=NOW, ends_at=NOW + dt.timedelta(hours=1))
    PlanQuestion.objects.create(plan=mine, person=person, asked_at=NOW)
    nudge(mine, NOW)
    WeeklyGoal.objects.aim(person, 20, since=NOW.date() - dt.timedelta(days=2))
    AdherenceDay.objects.create(person=person, local_date=NOW.date(), offered=5, done=3, unasked=1)


def signed_in(person: Person) -> None:
    address = EmailAddress.objects.create(user=person, email=person.email, verified=True)
    EmailConfirmation.create(address)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    told = {"email": person.email}
    account = SocialAccount.objects.create(user=person, provider="work", uid="7", extra_data=told)
    SocialToken.objects.create(account=account, token="x")
    UserSession.objects.create(user=person, session_key="a" * 32, ip="127.0.0.1", user_agent="x")


def belonged(person: Person, phone: Phone, physio: Person) -> None:
    office = Organisation.objects.create(name="Kantoor")
    phone.post("organisations/", {"code": office.join_code})
    CareInvitation.objects.create(physio=person, created_at=NOW)
    AccessLog.objects.note([person], reader=physio, part=AccessLog.Part.RECORD, at=NOW)
    person.groups.add(Group.objects.create(name="x"))
    person.user_permissions.add(Permission.objects.all()[0])
    for model, who in ((Client, physio), (Person, person)):
        LogEntry.objects.create(
            user=who,
            content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
            object_id=str(person.pk),
            object_repr=person.email,
            action_flag=CHANGE,
            action_time=timezone.now(),
        )


@pytest.fixture
def proven(full: Person) -> Phone:
    """Her phone, a moment after she gave her password again."""
    phone = Phone(full)
    answer = phone.post("accounts/app/v1/auth/reauthenticate", {"password": PASSWORD})
    assert answer.status_code == 200, answer.content
    return phone
