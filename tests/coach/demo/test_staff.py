from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate

from coach.demo import staff
from coach.demo.cast import the_cast
from coach.models import CareInvitation, Membership, Organisation, Person
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
CAST = the_cast(12)


def prepare() -> staff.Desk:
    return staff.prepare(CAST, "a secret of theirs", at=NOW)


def test_three_offices_a_physio_each_a_manager_and_a_keeper() -> None:
    prepare()
    assert Organisation.objects.count() == 3
    assert Person.objects.filter(is_physio=True).count() == 3
    assert Membership.objects.filter(role=Membership.Role.MANAGER).count() == 3
    assert Person.objects.get(is_superuser=True).email == staff.KEEPER


def test_staff_can_log_in() -> None:
    prepare()
    keeper = authenticate(None, username=staff.KEEPER, password="a secret of theirs")
    assert keeper is not None


def test_everyone_who_sees_a_physio_gets_an_invitation_of_their_own() -> None:
    desk = prepare()
    assert set(desk.invitations) == {member.email for member in CAST if member.sees_physio}
    assert len(set(desk.invitations.values())) == len(desk.invitations)
    first = CareInvitation.objects.get(code=desk.invitations[CAST[0].email])
    assert first.physio.email == CAST[0].office.physio_email


def test_a_second_time_adds_no_account_and_no_office() -> None:
    prepare()
    before = Person.objects.count(), Organisation.objects.count(), Membership.objects.count()
    desk = prepare()
    assert before == (Person.objects.count(), Organisation.objects.count(), Membership.objects.count())
    assert len(desk.join_codes) == sum(member.joins_organisation for member in CAST)


def test_a_sign_up_that_was_never_verified_is_cleared() -> None:
    half = Person.objects.create_user(CAST[0].email)
    EmailAddress.objects.create(user=half, email=half.email, verified=False, primary=True)
    assert prepare().known == frozenset()
    assert not Person.objects.filter(pk=half.pk).exists()


def test_who_has_an_account_keeps_it_and_who_has_a_physio_needs_no_invitation() -> None:
    member = CAST[0]
    person = Person.objects.create_user(member.email)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    CareInvitation.accept(prepare().invitations[member.email], person, at=NOW)
    desk = prepare()
    assert desk.known == {member.email}
    assert member.email not in desk.invitations


def test_somebody_elses_account_is_left_alone(make_person: Callable[..., Person]) -> None:
    visitor = make_person("visitor")
    prepare()
    assert Person.objects.filter(pk=visitor.pk).exists()
