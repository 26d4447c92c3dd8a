"""Everything held about a person, table by table, in their own hands."""

import datetime as dt
from typing import Any

from django.db.models import Model

from api.privacy.holdings import history_of, owned, rows_of
from coach.models import Person

FORMAT = 1
# What opens a door (they have no use for it, a thief would), and a copy of what stands elsewhere.
LEFT_OUT = {
    "coach.Person": {"password"},
    "coach.Receipt": {"digest", "answer"},
    "account.EmailConfirmation": {"key"},
    "reminders.CalendarFeed": {"digest"},
    "reminders.Device": {"address", "mark"},
    "mfa.Authenticator": {"data"},
    "socialaccount.SocialToken": {"token", "token_secret"},
    "usersessions.UserSession": {"session_key"},
}
BOOKKEEPING = {"pgh_id", "pgh_obj", "pgh_context"}


def everything(person: Person, *, at: dt.datetime) -> dict[str, Any]:
    """By table: its name in words, its rows as they are, and every earlier version where there is history."""
    tables = {model._meta.label: _table(person, model) for model in owned()}  # noqa: SLF001
    return {"format": FORMAT, "exported_at": at, "tables": {k: v for k, v in tables.items() if v["rows"]}}


def _table(person: Person, model: type[Model]) -> dict[str, Any]:
    history = history_of(person, model)
    return {
        "title": str(model._meta.verbose_name_plural),  # noqa: SLF001
        "rows": _values(model, rows_of(person, model)),
        "history": [] if history is None else _values(history.model, history.order_by("pgh_id")),
    }


def _values(model: type[Model], rows: Any) -> list[dict[str, Any]]:
    hidden = BOOKKEEPING | LEFT_OUT.get(model._meta.label, set())  # noqa: SLF001
    names = [field.name for field in model._meta.concrete_fields if field.name not in hidden]  # noqa: SLF001
    return list(rows.values(*names))
