"""What is the same for everyone: read in bulk without serializers, and answered 304 without asking anybody.

Why an answer of 304 may come before anyone has shown who they are: docs/decisions, "The library's tags".
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api import limits
from api.rows import ListsAndItems
from exercises import stamp

CACHED = f"private, max-age={stamp.KEPT}"
ROOT = Path(__file__).resolve().parent.parent


class Translated(serializers.Field[Any, Any, Any, Any]):
    """A text of the row, or of what its relation `of` leads to, in the language of the request."""

    def __init__(self, of: str = "", **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "read_only": True, "source": "*"})
        self._of = of

    def to_representation(self, value: Any) -> Any:
        row = getattr(value, self._of) if self._of else value
        return row.text(str(self.field_name), language())

    def column(self) -> str:
        """Told to `api.columns`: there is one for each language."""
        path = f"{self._of}__" if self._of else ""
        return f"{path}{self.field_name}_{language()}"


@extend_schema_field(serializers.CharField())
class TranslatedText(Translated):
    """One text."""


@extend_schema_field(serializers.ListField(child=serializers.CharField()))
class TranslatedList(Translated):
    """Several sentences, in order."""


class Shared(ListsAndItems):
    """A list and its items, the same for everyone."""

    http_method_names = ["get", "head", "options"]
    lookup_value_converter = "slug"
    may_be_unchanged = True
    """Told to the schema: these operations answer 304, too."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The tag is made before anything is read, so it never stands for more than what was read.

        An address that asks too often is answered like everybody else who does.
        """
        tag = tag_of(request)
        if request.method in {"GET", "HEAD"} and tag in tags_in(request) and not limits.count(request):
            response: HttpResponseBase = HttpResponse(status=304)
        else:
            response = super().dispatch(request, *args, **kwargs)
        if response.status_code in {200, 304}:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = CACHED
        return response


def having(queryset: Any, name: str, value: str) -> Any:
    """A filter: rows whose list `name` holds `value`."""
    return queryset.filter(**{f"{name}__contains": [value]})


def language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def tag_of(request: HttpRequest) -> str:
    """Proves that this very address was answered before, in this language, and that nothing changed since.

    Only we can make one, and we give it only with a 200.
    """
    what = f"{stamp.current()}|{release()}|{language()}|{request.build_absolute_uri()}"
    return f'"{salted_hmac("api.shared", what, algorithm="sha256").hexdigest()[:32]}"'


def tags_in(request: HttpRequest) -> set[str]:
    """What the phone has, also where a proxy has called it weak. `*` is no tag."""
    return {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}


@cache
def release() -> str:
    """Differs where the code or the data that shape an answer differ: a new release must not say 304."""
    files = sorted(path for room in ("api", "exercises") for path in (ROOT / room).rglob("*.[pt][yo]*"))
    digest = hashlib.sha256()
    for path in files:
        if path.suffix in {".py", ".toml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()
