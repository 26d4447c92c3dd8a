"""Whose session it is."""

from typing import Any

import pytest

from coach.accounts import SignIn
from coach.models import Person
from coach.models.fields import new_id

pytestmark = pytest.mark.django_db


def test_a_person_found_by_id_is_the_person_django_finds(
    person: Person, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        found = Person.objects.by_id(person.pk)
    assert found is not None
    stored = Person.objects.get(pk=person.pk)
    assert {name: value for name, value in vars(found).items() if name != "_state"} == {
        name: value for name, value in vars(stored).items() if name != "_state"
    }
    found.display_name = "Anna B."
    found.save()
    assert Person.objects.get(pk=person.pk).display_name == "Anna B."


def test_nobody_is_let_in_who_is_not_there_or_may_not(person: Person) -> None:
    assert SignIn().get_user(person.pk) == person
    assert SignIn().get_user(new_id()) is None
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert SignIn().get_user(person.pk) is None
