"""Reads a JSON body: bounded in size, no key twice, no number that JSON does not know."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from api.refusals import TooLarge


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The body as Python values. Raises 413 over the limit, 400 for anything that is not JSON."""
        body = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if len(body) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge
        try:
            text = body.decode("utf-8")
            found = json.loads(text, object_pairs_hook=_once_each, parse_constant=_refuse)
            if "\\ud" in text.lower():
                json.dumps(found, ensure_ascii=False).encode()  # half a character is no character
        except (ValueError, RecursionError) as error:
            raise ParseError(_("The body is not valid JSON in UTF-8: %(why)s") % {"why": error}) from error
        return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(_("a key stands twice in one object"))
    return found


def _refuse(name: str) -> None:
    raise ValueError(_("%(name)s is not a JSON number") % {"name": name})
