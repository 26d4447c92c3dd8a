"""Which clients a physio has: those with an open link and a standing consent, at this moment."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from coach.models import AccessLog, CareInvitation, CareLink, Client, Person
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def clients(physio: Person) -> list[str]:
    return [client.email for client in Client.objects.of(physio)]


def end(link: CareLink) -> None:
    link.end(at=NOW)


def withdraw(link: CareLink) -> None:
    link.client.consents.create(purpose="physio_access", version="1", given=False, at=timezone.now())


def close(link: CareLink) -> None:
    Person.objects.filter(pk=link.client.pk).update(is_active=False)


def no_physio_any_more(link: CareLink) -> None:
    Person.objects.filter(pk=link.physio.pk).update(is_physio=False)


def physio_closed(link: CareLink) -> None:
    Person.objects.filter(pk=link.physio.pk).update(is_active=False)


def test_a_physio_sees_the_client_who_let_them(care_link: CareLink, physio: Person, stranger: Person) -> None:
    assert clients(physio) == ["anna@example.org"]


@pytest.mark.parametrize("change", [end, withdraw, close, no_physio_any_more, physio_closed])
def test_and_nobody_as_soon_as_that_ends(
    care_link: CareLink, physio: Person, change: Callable[[CareLink], None]
) -> None:
    change(care_link)
    assert clients(physio) == []


def test_another_physio_sees_nobody(care_link: CareLink, make_person: Callable[..., Person]) -> None:
    assert clients(make_person("ander", is_staff=True, is_physio=True)) == []


@pytest.mark.parametrize(
    ("age", "used", "accepted"),
    [
        pytest.param(dt.timedelta(days=13), False, True, id="thirteen days old"),
        pytest.param(dt.timedelta(days=15), False, False, id="fifteen days old"),
        pytest.param(dt.timedelta(), True, False, id="used before"),
    ],
)
def test_an_invitation_works_once_for_two_weeks(
    person: Person, physio: Person, age: dt.timedelta, used: bool, accepted: bool
) -> None:
    invitation = CareInvitation.objects.create(
        physio=physio, created_at=NOW - age, used_at=NOW if used else None
    )
    if accepted:
        link = CareInvitation.accept(invitation.code.lower(), person, at=NOW)
        assert (link.client, link.physio, link.started_at) == (person, physio, NOW)
    else:
        with pytest.raises(CareInvitation.DoesNotExist):
            CareInvitation.accept(invitation.code, person, at=NOW)
    assert CareLink.objects.exists() is accepted


def test_a_physio_cannot_invite_themself(physio: Person) -> None:
    invitation = CareInvitation.objects.create(physio=physio, created_at=NOW)
    with pytest.raises(CareInvitation.DoesNotExist):
        CareInvitation.accept(invitation.code, physio, at=NOW)


def test_the_access_log_outlives_the_readers_name(person: Person, physio: Person) -> None:
    AccessLog.objects.note([person], reader=physio, part=AccessLog.Part.RECORD, at=NOW)
    line = AccessLog.objects.get()
    assert (line.person, line.reader_id, line.reader_name, line.part) == (
        person,
        physio.pk,
        "Fysio",
        "record",
    )
