"""Which rows of the database are a person's: those that go when the person goes, found by following keys.

A model of tomorrow is found tomorrow. Two kinds of mention are not ownership: a key that outlives its person
on purpose (who read a record, `DO_NOTHING`), and one that is emptied (who reviewed a text, `SET_NULL`).
"""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Model, Q, QuerySet
from pghistory.models import Event

from coach.models import Person

Rows = QuerySet[Any, Any]


@cache
def owned() -> dict[type[Model], tuple[str, ...]]:
    """Model → the lookups that lead from its rows to the person they belong to; the shortest ones only."""
    found: dict[type[Model], tuple[str, ...]] = {}
    waiting = [model for model in tables() if model is not Person]
    while paths := {model: way for model in waiting if (way := _ways(model, found))}:
        found |= paths
        waiting = [model for model in waiting if model not in found]
    return {Person: ("pk",), **found}


def tables() -> list[type[Model]]:
    """Every table there is, but those that keep the history of another."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not _is_other(model)]  # noqa: SLF001


def rows_of(person: Person, model: type[Model]) -> Rows:
    """The rows of an owned model that are this person's."""
    condition = Q()
    for way in owned()[model]:
        condition |= Q(**{way: person.pk})
    return model._base_manager.filter(condition)  # noqa: SLF001


def history_of(person: Person, model: type[Model]) -> Rows | None:
    """Every version of those rows there ever was, also of deleted ones; None where no history is kept."""
    history = getattr(model, "pgh_event_model", None)
    if history is None:
        return None
    condition = Q(pgh_obj_id__in=rows_of(person, model).values("pk"))
    for way in owned()[model]:
        if "__" not in way and way != "pk":
            condition |= Q(**{way: person.pk})
    found: Rows = history.objects.filter(condition)
    return found


def _ways(model: type[Model], known: dict[type[Model], tuple[str, ...]]) -> tuple[str, ...]:
    keys = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]  # noqa: SLF001
    cascading = [key for key in keys if key.remote_field.on_delete is CASCADE]
    direct = tuple(key.name for key in cascading if issubclass(key.related_model, Person))
    return direct or tuple(
        f"{key.name}__{way}" for key in cascading for way in known.get(key.related_model, ())
    )


def _is_other(model: type[Model]) -> bool:
    return model._meta.proxy or issubclass(model, Event)  # noqa: SLF001
