"""Reading many rows by the fields of their serializer, straight from the columns: no model made of each row.

A phone that starts anew reads thousands of rows. Which columns, and under which names, is what the serializer
says and nothing else, so both ways of reading say the same; a test holds them together.
"""

from typing import Any

from django.db.models import Model, QuerySet
from rest_framework import serializers

# Their value goes into the JSON as the database gives it.
AS_IT_IS = (
    serializers.BooleanField,
    serializers.CharField,
    serializers.ChoiceField,
    serializers.DateField,
    serializers.DateTimeField,
    serializers.DictField,
    serializers.FloatField,
    serializers.IntegerField,
    serializers.JSONField,
    serializers.ListField,
    serializers.PrimaryKeyRelatedField,
    serializers.UUIDField,
)
UNCHANGED = {kind.to_representation for kind in AS_IT_IS}


def read(serializer: serializers.ModelSerializer[Any], rows: QuerySet[Any, Any]) -> list[dict[str, Any]]:
    """What `serializer` says of each of `rows`, in their order, ready for `api.rendering.Json`.

    A field that is no column is asked for all rows at once: `<field>_of_many(rows)` of the serializer answers
    by the row's id, nothing for None. Where a serializer has no such method, each row becomes a model.
    """
    names = {name: field for name, field in serializer.fields.items() if not field.write_only}
    columns = {name: str(field.source) for name, field in names.items() if _is_column(field, rows.model)}
    others = {name: getattr(serializer, f"{name}_of_many", None) for name in names if name not in columns}
    if None in others.values():
        return [serializer.to_representation(row) for row in rows]
    found = [dict(zip(columns, values, strict=True)) for values in rows.values_list(*columns.values())]
    for name, of_many in others.items():
        known = of_many(rows) if of_many else {}
        for row in found:
            row[name] = known.get(row["id"])
    return found


def _is_column(field: Any, model: type[Model]) -> bool:
    known = {column.name for column in model._meta.concrete_fields}  # noqa: SLF001
    return field.source in known and _plain(field)


def _plain(field: Any) -> bool:
    child = getattr(field, "child", None)
    as_it_is = type(field).to_representation in UNCHANGED and "format" not in vars(field)
    return as_it_is and (child is None or _plain(child))
