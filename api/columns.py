"""Reading many rows by the fields of their serializer, straight from the columns: no model made of each row.

A phone that starts anew reads thousands of rows. Which columns, and under which names, is what the serializer
says and nothing else, so both ways of reading say the same; a test holds them together.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import F, Model, QuerySet
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
    """What `serializer` says of each of `rows`, in their order, ready for `api.rendering.Json`."""
    reading = Reading(serializer, rows)
    return reading.said(list(reading.rows), whole=True)


class Reading:
    """Rows to be cut to size (a page of them) before they are said in the fields of a serializer.

    A field that is no column is asked for all rows at once: `<field>_of_many(rows)` of the serializer answers
    by the row's id, nothing for None. Where a serializer has no such method, each row becomes a model.
    `ordered_by`: names of columns that have to be at hand while the rows are cut.
    """

    def __init__(
        self,
        serializer: serializers.ModelSerializer[Any],
        rows: QuerySet[Any, Any],
        ordered_by: Sequence[str] = (),
    ) -> None:
        model: Any = rows.model
        columns, others = _shape(type(serializer), model)
        self._serializer, self._all = serializer, rows
        self._of_many = {name: getattr(serializer, f"{name}_of_many", None) for name in others}
        self._hidden = {name.lstrip("-") for name in ordered_by} - set(columns)
        self._makes_models = None in self._of_many.values()
        self.rows: Any = rows if self._makes_models else _plainly(rows, columns, self._hidden)

    def said(self, found: Sequence[Any], *, whole: bool = False) -> list[dict[str, Any]]:
        """Of those of `self.rows` that were found; `whole`: they are all there are."""
        if self._makes_models:
            return [self._serializer.to_representation(row) for row in found]
        rows = self._all if whole else self._all.filter(pk__in=[row["id"] for row in found])
        known = {name: of_many(rows) if of_many and found else {} for name, of_many in self._of_many.items()}
        for row in found:
            for name, by_id in known.items():
                row[name] = by_id.get(row["id"])
            for name in self._hidden:
                del row[name]
        return list(found)


@cache
def _shape(
    kind: type[serializers.ModelSerializer[Any]], model: Any
) -> tuple[Mapping[str, str], Sequence[str]]:
    """Field → column, and the fields that are none. The same at each request, and slow to find out."""
    fields = {name: field for name, field in kind().fields.items() if not field.write_only}
    columns = {name: str(field.source) for name, field in fields.items() if _is_column(field, model)}
    return columns, [name for name in fields if name not in columns]


def _plainly(rows: QuerySet[Any, Any], columns: Mapping[str, str], hidden: Collection[str]) -> Any:
    same = [name for name, source in columns.items() if name == source]
    renamed = {name: F(source) for name, source in columns.items() if name != source}
    return rows.select_related(None).prefetch_related(None).values(*same, *hidden, **renamed)


def _is_column(field: Any, model: type[Model]) -> bool:
    known = {column.name for column in model._meta.concrete_fields}  # noqa: SLF001
    return field.source in known and _plain(field)


def _plain(field: Any) -> bool:
    child = getattr(field, "child", None)
    as_it_is = type(field).to_representation in UNCHANGED and "format" not in vars(field)
    return as_it_is and (child is None or _plain(child))
