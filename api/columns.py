"""Reading many rows by the fields of their serializer, straight from the columns: no model made of each row.

A phone that starts anew reads thousands of rows. Which columns, and under which names, is what the serializer
says and nothing else, so both ways of reading say the same; a test holds them together.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import F, Model, QuerySet
from django.utils.translation import get_language
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
Show = Callable[[Any], Any]
Found = Sequence[Mapping[str, Any]]
"""What a `<field>_of_many` gets: the rows of a page, each by the names of its columns."""


def read(serializer: serializers.ModelSerializer[Any], rows: QuerySet[Any, Any]) -> list[dict[str, Any]]:
    """What `serializer` says of each of `rows`, in their order, ready for `api.rendering.Json`."""
    reading = Reading(serializer, rows)
    return reading.said(list(reading.rows))


class Reading:
    """Rows to be cut to size (a page of them) before they are said in the fields of a serializer.

    A field that is no column is asked for all rows at once: `<field>_of_many(rows)` of the serializer gets
    what is known of them by then, and answers by their key, nothing for None. Where it says `<field>_by`, an
    expression, the value of that is known under the name of the field. Where a serializer has no such
    method, each row becomes a model. `beside`, of the serializer: names of columns these methods need that
    no field shows. `ordered_by`: those that have to be at hand while the rows are cut.
    """

    def __init__(
        self,
        serializer: serializers.ModelSerializer[Any],
        rows: QuerySet[Any, Any],
        ordered_by: Sequence[str] = (),
    ) -> None:
        self._serializer = serializer
        model: Any = rows.model
        self._shape = _shape(type(serializer), model, get_language())
        self._of_many = {name: getattr(serializer, f"{name}_of_many", None) for name in self._shape.others}
        needed = {name.lstrip("-") for name in (*ordered_by, *getattr(serializer, "beside", ()))}
        more = needed - self._shape.columns.keys()
        self._hidden = more - self._of_many.keys()
        self._makes_models = None in self._of_many.values()
        self.rows: Any = rows if self._makes_models else self._shape.plainly(rows, *more)

    def said(self, found: Sequence[Any]) -> list[dict[str, Any]]:
        """Of those of `self.rows` that were found."""
        if self._makes_models:
            return [self._serializer.to_representation(row) for row in found]
        known = {name: of_many(found) if of_many and found else {} for name, of_many in self._of_many.items()}
        for row in found:
            for name, show in self._shape.shown.items():
                row[name] = None if row[name] is None else show(row[name])
            for name, by_key in known.items():
                row[name] = by_key.get(row[self._shape.key])
        # Not cut out of the rows themselves, of which the address of the next page is made.
        return [_without(row, self._hidden) for row in found] if self._hidden else list(found)


def _without(row: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


@dataclass(frozen=True)
class _Shape:
    """Of a serializer: each field's column, what gives some another form, and those without one.

    `asked`: what to ask of the rows for some of the last.
    """

    key: str
    columns: Mapping[str, str]
    shown: Mapping[str, Show]
    others: Sequence[str]
    asked: Mapping[str, Any]

    def plainly(self, rows: QuerySet[Any, Any], *more: str) -> Any:
        same = [name for name, column in self.columns.items() if name == column]
        renamed = {name: F(column) for name, column in self.columns.items() if name != column}
        return rows.prefetch_related(None).values(*same, *more, **renamed, **self.asked)


@cache
def _shape(kind: type[serializers.ModelSerializer[Any]], model: Any, _language: str | None) -> _Shape:
    """The same at each request in a language, and slow to find out."""
    fields = {name: field for name, field in kind().fields.items() if not field.write_only}
    told = {name for name in fields if hasattr(kind, f"{name}_of_many")}
    columns = {
        name: column
        for name, field in fields.items()
        if name not in told and (column := _column(field, model))
    }
    shown = {name: fields[name].to_representation for name in columns if not _plain(fields[name])}
    others = [name for name in fields if name not in columns]
    asked = {name: getattr(kind, f"{name}_by") for name in others if hasattr(kind, f"{name}_by")}
    return _Shape(model._meta.pk.name, columns, shown, others, asked)  # noqa: SLF001


def _column(field: Any, model: type[Model]) -> str | None:
    """The column that a field shows: that of its name, one it names for the language of the request, or one
    of what a relation leads to, `relation.name`.
    """
    if hasattr(field, "column"):
        return str(field.column())
    source = str(field.source)
    if "." in source and _plain(field):
        return source.replace(".", "__")
    known = {column.name: column for column in model._meta.concrete_fields}  # noqa: SLF001
    column = known.get(source)
    return column.name if column and (_plain(field) or not column.is_relation) else None


def _plain(field: Any) -> bool:
    if hasattr(field, "column"):
        return True
    child = getattr(field, "child", None)
    as_it_is = type(field).to_representation in UNCHANGED and "format" not in vars(field)
    return as_it_is and (child is None or _plain(child))
