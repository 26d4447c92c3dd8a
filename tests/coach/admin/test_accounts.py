from typing import Any

import pytest
from django.test import Client as Browser

from coach.models import Organisation, Person
from tests.coach.admin.conftest import signed_in
from tests.conftest import NOW

PEOPLE = "/admin/coach/person/"
OFFICES = "/admin/coach/organisation/"


@pytest.fixture
def boss(superuser: Person) -> Browser:
    return signed_in(superuser)


def account(**changes: Any) -> dict[str, Any]:
    plain = {"email": "new@example.org", "display_name": "New", "language": "nl", "time_zone": "Europe/Paris"}
    return {**plain, **changes}


def office(organisation: Organisation, *members: dict[str, Any]) -> dict[str, Any]:
    form: dict[str, Any] = {
        "name": organisation.name,
        "time_zone": "Europe/Amsterdam",
        "memberships-TOTAL_FORMS": len(members),
        "memberships-INITIAL_FORMS": 0,
    }
    for number, member in enumerate(members):
        form |= {f"memberships-{number}-{name}": value for name, value in member.items()}
    return form


def test_a_superuser_makes_a_physio_who_can_sign_in(boss: Browser) -> None:
    password = {"usable_password": "true", "password1": "een-lang-geheim", "password2": "een-lang-geheim"}
    answer = boss.post(f"{PEOPLE}add/", account(email="Fysio@Example.org", is_physio="on", **password))
    assert answer.status_code == 302, answer.context["errors"]
    made = Person.objects.get(email="fysio@example.org")
    assert (made.is_physio, made.is_staff, made.is_superuser) == (True, True, False)
    answer = Browser().post("/admin/login/", {"username": made.email, "password": "een-lang-geheim"})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("roles", "staff"),
    [
        pytest.param({"is_active": "on", "is_physio": "on"}, True, id="a physio"),
        pytest.param({"is_active": "on", "is_superuser": "on"}, True, id="a superuser"),
        pytest.param({"is_active": "on"}, False, id="neither"),
    ],
)
def test_the_door_of_the_dashboard_follows_from_the_role(
    boss: Browser, person: Person, roles: dict[str, str], *, staff: bool
) -> None:
    answer = boss.post(f"{PEOPLE}{person.pk}/change/", account(email=person.email, **roles))
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.is_staff is staff


def test_the_account_form_asks_nothing_about_health_or_age(boss: Browser, person: Person) -> None:
    form = boss.get(f"{PEOPLE}{person.pk}/change/").context["adminform"].form
    roles = {"is_active", "is_physio", "is_superuser"}
    assert set(form.fields) == {"email", "password", "display_name", "language", "time_zone"} | roles


def test_an_account_is_closed_not_deleted(boss: Browser, person: Person) -> None:
    assert boss.post(f"{PEOPLE}{person.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Person.objects.filter(pk=person.pk).exists()


def test_a_superuser_sets_a_password(boss: Browser, person: Person) -> None:
    fields = {"usable_password": "true", "password1": "nog-een-geheim", "password2": "nog-een-geheim"}
    assert boss.post(f"{PEOPLE}{person.pk}/password/", fields).status_code == 302
    person.refresh_from_db()
    assert person.check_password("nog-een-geheim")


def test_a_superuser_makes_somebody_manager_of_an_organisation(boss: Browser, person: Person) -> None:
    organisation = Organisation.objects.create(name="Office")
    form = office(organisation, {"person": person.pk, "role": "manager"})
    answer = boss.post(f"{OFFICES}{organisation.pk}/change/", form)
    assert answer.status_code == 302, answer.context["errors"]
    (membership,) = organisation.memberships.all()
    assert (membership.person_id, membership.role, membership.joined_at) == (person.pk, "manager", NOW)


def test_who_was_a_member_before_keeps_the_day_they_joined(boss: Browser, person: Person) -> None:
    organisation = Organisation.objects.create(name="Office")
    earlier = NOW.replace(year=2025)
    membership = organisation.memberships.create(person=person, joined_at=earlier)
    form = office(organisation, {"id": membership.pk, "person": person.pk, "role": "manager"})
    answer = boss.post(f"{OFFICES}{organisation.pk}/change/", {**form, "memberships-INITIAL_FORMS": 1})
    assert answer.status_code == 302
    membership.refresh_from_db()
    assert (membership.role, membership.joined_at) == ("manager", earlier)


def test_a_join_code_is_renewed_not_typed(boss: Browser) -> None:
    organisation = Organisation.objects.create(name="Office", join_code="OLDCODE")
    boss.post(f"{OFFICES}{organisation.pk}/change/", {**office(organisation), "join_code": "TYPED"})
    organisation.refresh_from_db()
    assert organisation.join_code == "OLDCODE"
    boss.post(OFFICES, {"action": "renew_join_code", "_selected_action": [str(organisation.pk)]})
    organisation.refresh_from_db()
    assert organisation.join_code not in {"OLDCODE", "TYPED"}


def test_people_are_found_for_a_membership_by_a_superuser_only(
    boss: Browser, browser: Browser, person: Person
) -> None:
    address = "/admin/autocomplete/?app_label=coach&model_name=membership&field_name=person&term=anna"
    assert [one["text"] for one in boss.get(address).json()["results"]] == ["Anna"]
    assert browser.get(address).status_code == 403


@pytest.mark.parametrize("address", [PEOPLE, OFFICES, f"{PEOPLE}add/", f"{OFFICES}add/"])
def test_a_physio_manages_no_accounts(browser: Browser, address: str) -> None:
    assert browser.get(address).status_code == 403
