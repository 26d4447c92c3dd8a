from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client as Browser

from coach.models import Person
from exercises.admin.forms import Lines
from exercises.models import Card, Exercise

ROLES = {
    "a superuser": {"is_staff": True, "is_superuser": True},
    "a physio": {"is_staff": True, "is_physio": True},
    "staff without a role": {"is_staff": True},
}


@pytest.fixture
def exercise(db: None) -> Exercise:
    call_command("load_catalogue", verbosity=0)
    return Exercise.objects.get(slug="cat-cow")


@pytest.fixture
def card(exercise: Exercise) -> Card:
    return Card.objects.get(slug="feet-flat")


@pytest.fixture
def browser_of(make_person: Callable[..., Person]) -> Callable[[str], Browser]:
    def signed_in(who: str) -> Browser:
        browser = Browser()
        browser.force_login(make_person("reader", **ROLES[who]))
        return browser

    return signed_in


def filled(browser: Browser, address: str, **changes: Any) -> dict[str, Any]:
    """What the form at `address` would send after these changes."""
    form = browser.get(address).context["adminform"].form
    shown = {bound.name: bound.value() for bound in form}
    for name, value in shown.items():
        if isinstance(value, list) and isinstance(form.fields[name], Lines):
            shown[name] = form.fields[name].prepare_value(value)
    return {name: value for name, value in (shown | changes).items() if value not in (None, False)}
