"""What staff does: open offices, appoint physios, hand out codes. The only part past the API."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from coach.demo.cast import OFFICES, STAFF_MAIL, Member, Office, address
from coach.models import CareInvitation, DiaryEntry, Membership, Organisation, Person

MANAGER = "Wout Terpstra"
KEEPER = f"beheer@{STAFF_MAIL}"


@dataclass(frozen=True)
class Desk:
    """What a person needs to be told before taking out their phone. Keys are e-mail addresses."""

    known: frozenset[str]
    join_codes: dict[str, str]
    invitations: dict[str, str]


def stands(last_entries: Sequence[object]) -> bool:
    """Whether every diary is there to its last entry, which is the last thing that is made."""
    return DiaryEntry.everything.filter(pk__in=last_entries).count() == len(last_entries)


@transaction.atomic
def prepare(cast: Sequence[Member], password: str, *, at: dt.datetime) -> Desk:
    """Everything staff does. A second time it adds what is missing, and new invitations for those without."""
    secret = make_password(password)
    _clear_unfinished_sign_ups(cast)
    offices = [(office, _organisation(office), _physio(office, secret)) for office in OFFICES]
    _appoint_manager([organisation for _, organisation, _ in offices], secret, at)
    _account(KEEPER, "Beheer", secret, is_staff=True, is_superuser=True)
    codes = {office.mail: organisation.join_code for office, organisation, _ in offices}
    physios = {office.mail: physio for office, _, physio in offices}
    return Desk(
        known=_known(cast),
        join_codes={member.email: codes[member.office.mail] for member in cast if member.joins_organisation},
        invitations=_invitations(cast, physios, at),
    )


def _clear_unfinished_sign_ups(cast: Sequence[Member]) -> None:
    """Accounts whose code was never typed over: an interrupted run leaves them, and they hold nothing."""
    verified = EmailAddress.objects.filter(verified=True).values("user")
    Person.objects.filter(email__in=_addresses(cast)).exclude(pk__in=verified).delete()


def _known(cast: Sequence[Member]) -> frozenset[str]:
    return frozenset(Person.objects.filter(email__in=_addresses(cast)).values_list("email", flat=True))


def _addresses(cast: Sequence[Member]) -> list[str]:
    return [member.email for member in cast]


def _organisation(office: Office) -> Organisation:
    name = f"{office.name}, {office.city}"
    return Organisation.objects.get_or_create(name=name, defaults={"time_zone": office.zone.key})[0]


def _physio(office: Office, secret: str) -> Person:
    return _account(
        office.physio_email,
        office.physio,
        secret,
        is_staff=True,
        is_physio=True,
        language=office.language,
        time_zone=office.zone.key,
    )


def _appoint_manager(organisations: Sequence[Organisation], secret: str, at: dt.datetime) -> None:
    manager = _account(address(MANAGER, STAFF_MAIL), MANAGER, secret)
    for organisation in organisations:
        organisation.memberships.get_or_create(
            person=manager, left_at=None, defaults={"role": Membership.Role.MANAGER, "joined_at": at}
        )


def _account(email: str, name: str, secret: str, **fields: object) -> Person:
    """`secret` is the hashed password: hashing takes its time, and all of the demonstration share one."""
    defaults = {"display_name": name, "password": secret, **fields}
    person, _made = Person.objects.get_or_create(email=email, defaults=defaults)
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    return person


def _invitations(cast: Sequence[Member], physios: dict[str, Person], at: dt.datetime) -> dict[str, str]:
    linked = set(
        Person.objects.filter(email__in=_addresses(cast), care_links__ended_at=None)
        .exclude(care_links=None)
        .values_list("email", flat=True)
    )
    wanting = [member for member in cast if member.sees_physio and member.email not in linked]
    made = CareInvitation.objects.bulk_create(
        CareInvitation(physio=physios[member.office.mail], created_at=at) for member in wanting
    )
    return {member.email: invitation.code for member, invitation in zip(wanting, made, strict=True)}
