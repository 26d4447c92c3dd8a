"""The whole document: our own routes and the account library's, every error said once, examples."""

from functools import cache
from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from api.document import accounts, errors, tidy
from api.document.examples import EXAMPLES
from api.document.typed import typed

LOOSE = ("SyncedRow",)  # a row of one type may look like one of another, too
LANGUAGE = "en"  # one document for everybody, whatever language they read it in


class Generator(SchemaGenerator):
    """Gives the same document to every request; made once for each process, since it takes a second."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:  # noqa: FBT001, FBT002
        return document()


@cache
def document() -> dict[str, Any]:
    """The document, in an order that does not depend on that of the code."""
    with translation.override(LANGUAGE):
        own = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
        whole = typed(accounts.added(tidy.plain(own)))
    for name in LOOSE:
        one = whole["components"]["schemas"][name]
        one["anyOf"] = one.pop("oneOf")
    for name, example in EXAMPLES.items():
        whole["components"]["schemas"][name]["examples"] = [example]
    return tidy.sorted_document(tidy.without_unused(errors.said_once(whole)))
